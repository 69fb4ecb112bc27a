// An exporter that prints each finished trace as a tree.
import type { ExportResult, SpanExporter } from "../processors/processor.js";
import type { ReadableSpan } from "../span-shape.js";
import { type OutputStream, print } from "./output.js";
import { isColourful } from "./paint.js";
import { writeTrace } from "./trace-text.js";

const MAX_PENDING = 10_000;
const MAX_PRINTED = 1000;

/** Options of `LoggingSpanExporter`. */
export interface LoggingSpanExporterOptions {
  /** @default process.stderr, so that what a program prints stays as it is */
  readonly stream?: OutputStream;
  /** @default whether the stream is a terminal (`NO_COLOR` and `FORCE_COLOR` decide otherwise) */
  readonly color?: boolean;
  /** Columns. @default the terminal's, otherwise 100 */
  readonly width?: number;
}

/**
 * Prints a trace when all of it that is to come from here has ended: every span's parent is there, or there is none,
 * or it belongs to another process. `forceFlush` and `shutdown` print what is left.
 */
export class LoggingSpanExporter implements SpanExporter {
  private readonly stream: OutputStream;
  private readonly color: boolean;
  private readonly width: number | undefined;
  private readonly pending = new Map<string, ReadableSpan[]>();
  private readonly printed = new Set<string>();
  private count = 0;

  constructor(options: LoggingSpanExporterOptions = {}) {
    this.stream = options.stream ?? process.stderr;
    this.color = options.color ?? isColourful(this.stream);
    this.width = options.width;
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const touched = new Set<string>();
    for (const span of spans) touched.add(this.collect(span));
    for (const traceId of touched) if (this.isFinished(traceId)) this.print(traceId);
    while (this.count > MAX_PENDING) this.print([...this.pending.keys()][0] as string);
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

  private collect(span: ReadableSpan): string {
    const { traceId } = span.spanContext();
    const list = this.pending.get(traceId);
    if (list) list.push(span);
    else this.pending.set(traceId, [span]);
    this.count++;
    return traceId;
  }

  private isFinished(traceId: string): boolean {
    const spans = this.pending.get(traceId) ?? [];
    // The cheap test first: while the root is open, what comes last is a child whose parent is not there.
    const last = spans[spans.length - 1]?.parentSpanContext;
    if (last && !last.isRemote && spans.length > 1 && !this.isKnown(last.spanId, spans)) return false;
    const ids = new Set(spans.map((span) => span.spanContext().spanId));
    return spans.every(({ parentSpanContext: parent }) => {
      return !parent || parent.isRemote || ids.has(parent.spanId) || this.printed.has(parent.spanId);
    });
  }

  private isKnown(spanId: string, spans: readonly ReadableSpan[]): boolean {
    return this.printed.has(spanId) || spans.some((span) => span.spanContext().spanId === spanId);
  }

  private print(traceId: string): void {
    const spans = this.pending.get(traceId) ?? [];
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
