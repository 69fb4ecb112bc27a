// An exporter that keeps spans in a list; for tests.
import { append } from "../ground/intrinsics.js";
import type { ExportResult, SpanExporter } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";

/** Keeps ended spans for a test to look at. */
export class InMemorySpanExporter implements SpanExporter {
  private spans: ReadableSpan[] = [];
  private stopped = false;

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    if (this.stopped) {
      resultCallback({ code: 1, error: new Error("the exporter was shut down") });
      return;
    }
    for (let index = 0; index < spans.length; index++) append(this.spans, spans[index] as ReadableSpan);
    resultCallback({ code: 0 });
  }

  /** The spans so far, in the order in which they ended; the list is yours. */
  getFinishedSpans(): ReadableSpan[] {
    return [...this.spans];
  }

  /** Forgets the spans so far. */
  reset(): void {
    this.spans = [];
  }

  async forceFlush(): Promise<void> {}

  /** Forgets the spans and takes no more. */
  async shutdown(): Promise<void> {
    this.stopped = true;
    this.spans = [];
  }
}
