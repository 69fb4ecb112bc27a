// A processor that prints one line for each span as it ends.
import { hrToMilliseconds } from "../ground/clock.js";
import { checkNames } from "../ground/options.js";
import { type OutputStream, print } from "../ground/output.js";
import type { SpanProcessor } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";
import { chooseStream, type Painter, painter } from "../trace-tree/paint.js";
import { oneLine } from "../trace-tree/span-notes.js";
import { formatDuration } from "../trace-tree/trace-text.js";

/** Options of `ConsoleSpanProcessor`. */
export interface ConsoleSpanProcessorOptions {
  /** Where it prints. @default process.stderr */
  readonly stream?: OutputStream;
  /** Whether it prints colours. @default whether the stream is a terminal (`NO_COLOR` and `FORCE_COLOR` decide otherwise) */
  readonly color?: boolean;
}

/** Prints a line for each span as it ends: status, duration, name, trace id, and the message of an error. */
export class ConsoleSpanProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly stream: OutputStream;
  private readonly paint: Painter;

  /** @throws TypeError for a bad option, by name */
  constructor(options: ConsoleSpanProcessorOptions = {}) {
    checkNames("ConsoleSpanProcessor", options, ["stream", "color"]);
    const { stream, color } = chooseStream("ConsoleSpanProcessor", options);
    this.stream = stream;
    this.paint = painter(color);
  }

  onEnd(span: ReadableSpan): void {
    const { paint } = this;
    const failed = span.status.code === 2;
    const mark = failed ? paint.red("✗") : span.status.code === 1 ? paint.green("✓") : paint.dim("·");
    const duration = formatDuration(hrToMilliseconds(span.duration)).padStart(8);
    const text = failed ? oneLine((span.status.message ?? "").split("\n", 1)[0] ?? "") : "";
    const message = text === "" ? "" : ` ${paint.red(text)}`;
    const ids = paint.dim(`${span.spanContext().traceId} ${span.spanContext().spanId}`);
    print(this.stream, `${mark} ${duration}  ${oneLine(span.name)}  ${ids}${message}\n`);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

/** @deprecated It is called `ConsoleSpanProcessor`. */
export const LoggingSpanProcessor: typeof ConsoleSpanProcessor = ConsoleSpanProcessor;
/** @deprecated It is called `ConsoleSpanProcessor`. */
export type LoggingSpanProcessor = ConsoleSpanProcessor;
/** @deprecated They are called `ConsoleSpanProcessorOptions`. */
export type LoggingSpanProcessorOptions = ConsoleSpanProcessorOptions;
