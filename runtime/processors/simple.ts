// A processor that exports each span as it ends; for development and tests.
import { untraced } from "../context.js";
import type { ReadableSpan } from "../span-shape.js";
import { reportFailure, runExport } from "./export-spans.js";
import type { SpanExporter, SpanProcessor } from "./processor.js";

/** Hands each span to an exporter as it ends. In production use `BatchSpanProcessor`. */
export class SimpleSpanProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly exporter: SpanExporter;
  private stopped: Promise<void> | undefined;

  /** @throws TypeError if the exporter has no `export` */
  constructor(exporter: SpanExporter) {
    if (typeof exporter?.export !== "function") {
      throw new TypeError(
        "SimpleSpanProcessor: expected a span exporter, an object with export(spans, callback)",
      );
    }
    this.exporter = exporter;
  }

  onEnd(span: ReadableSpan): void {
    if (this.stopped !== undefined) return;
    untraced(() => runExport((done) => this.exporter.export([span], done), reportFailure));
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  shutdown(): Promise<void> {
    this.stopped ??= untraced(async () => this.exporter.shutdown());
    return this.stopped;
  }
}
