// An exporter that prints each finished trace as a tree.
import { checkNames, shown } from "../ground/options.js";
import { type OutputStream, print } from "../ground/output.js";
import type { ExportResult, SpanExporter } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";
import { chooseStream } from "../trace-tree/paint.js";
import { writeTrace } from "../trace-tree/trace-text.js";

/** What is known of a trace that is not printed yet. */
interface PendingTrace {
  readonly spans: ReadableSpan[];
  readonly ids: Set<string>;
  /** Parents in this process that have not ended. */
  readonly missing: Set<string>;
}

const MAX_PENDING = 10_000;
const MAX_PRINTED = 1000;
const MAX_WIDTH = 10_000;

/** Options of `ConsoleSpanExporter`. */
export interface ConsoleSpanExporterOptions {
  /** Where it prints. @default process.stderr, so that what a program prints stays as it is */
  readonly stream?: OutputStream;
  /** Whether it prints colours. @default whether the stream is a terminal (`NO_COLOR` and `FORCE_COLOR` decide otherwise) */
  readonly color?: boolean;
  /** Columns. @default the terminal's, otherwise 100 */
  readonly width?: number;
}

/**
 * Prints a trace when all of it that is to come from here has ended: every span's parent is there, or there is none,
 * or it belongs to another process. `forceFlush` and `shutdown` print what is left.
 */
export class ConsoleSpanExporter implements SpanExporter {
  private readonly stream: OutputStream;
  private readonly color: boolean;
  private readonly width: number | undefined;
  private readonly pending = new Map<string, PendingTrace>();
  private readonly printed = new Set<string>();
  private count = 0;

  /** @throws TypeError or RangeError for a bad option, by name */
  constructor(options: ConsoleSpanExporterOptions = {}) {
    checkNames("ConsoleSpanExporter", options, ["stream", "color", "width"]);
    const { stream, color } = chooseStream("ConsoleSpanExporter", options);
    this.stream = stream;
    this.color = color;
    this.width = checkWidth(options.width);
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const touched = new Set<string>();
    for (const span of spans) touched.add(this.collect(span));
    for (const traceId of touched) if (this.pending.get(traceId)?.missing.size === 0) this.print(traceId);
    while (this.count > MAX_PENDING) this.print(this.pending.keys().next().value as string);
    resultCallback({ code: 0 });
  }

  /** Prints the traces that are not finished. */
  async forceFlush(): Promise<void> {
    this.flush();
  }

  async shutdown(): Promise<void> {
    this.flush();
  }

  /** The same without a promise, for the last moment of a process. */
  flush(): void {
    for (const traceId of [...this.pending.keys()]) this.print(traceId);
  }

  // Work for one span must not grow with the trace: a root may be open while thousands end below it.
  private collect(span: ReadableSpan): string {
    const { traceId, spanId } = span.spanContext();
    const trace = this.pendingOf(traceId);
    trace.spans.push(span);
    trace.ids.add(spanId);
    trace.missing.delete(spanId);
    const parent = span.parentSpanContext;
    if (parent && !parent.isRemote && !trace.ids.has(parent.spanId) && !this.printed.has(parent.spanId))
      trace.missing.add(parent.spanId);
    this.count++;
    return traceId;
  }

  private pendingOf(traceId: string): PendingTrace {
    const known = this.pending.get(traceId);
    if (known !== undefined) return known;
    const made = { spans: [], ids: new Set<string>(), missing: new Set<string>() };
    this.pending.set(traceId, made);
    return made;
  }

  private print(traceId: string): void {
    const spans = this.pending.get(traceId)?.spans ?? [];
    this.pending.delete(traceId);
    this.count -= spans.length;
    for (const span of spans) this.remember(span.spanContext().spanId);
    const width = this.width ?? Math.min(this.stream.columns ?? 100, 160);
    print(this.stream, writeTrace(spans, { width, color: this.color }));
  }

  // Spans that end late, after their parent was printed, are printed at once.
  private remember(spanId: string): void {
    this.printed.add(spanId);
    if (this.printed.size > MAX_PRINTED) this.printed.delete(this.printed.values().next().value as string);
  }
}

function checkWidth(width: unknown): number | undefined {
  if (width === undefined || (typeof width === "number" && width >= 1 && width <= MAX_WIDTH)) return width;
  const message = `ConsoleSpanExporter: \`width\`: expected columns, 1 to ${MAX_WIDTH}, got ${shown(width)}`;
  throw typeof width === "number" ? new RangeError(message) : new TypeError(message);
}

/** @deprecated It is called `ConsoleSpanExporter`, as in OpenTelemetry. */
export const LoggingSpanExporter: typeof ConsoleSpanExporter = ConsoleSpanExporter;
/** @deprecated It is called `ConsoleSpanExporter`, as in OpenTelemetry. */
export type LoggingSpanExporter = ConsoleSpanExporter;
/** @deprecated They are called `ConsoleSpanExporterOptions`. */
export type LoggingSpanExporterOptions = ConsoleSpanExporterOptions;
