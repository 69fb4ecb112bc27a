// A processor that exports each span as it ends; for development and tests.
import { untraced } from "../context.js";
import { describeFault, report } from "../faults.js";
import type { ReadableSpan } from "../span-shape.js";
import type { SpanExporter, SpanProcessor } from "./processor.js";

/** Hands each span to an exporter as it ends. In production use `BatchSpanProcessor`. */
export class SimpleSpanProcessor implements SpanProcessor {
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
    try {
      untraced(() => this.exporter.export([span], ({ code, error }) => code !== 0 && complain(error)));
    } catch (error) {
      complain(error);
    }
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  shutdown(): Promise<void> {
    this.stopped ??= untraced(async () => this.exporter.shutdown());
    return this.stopped;
  }
}

function complain(error: unknown): void {
  report(
    `spans could not be exported: ${error === undefined ? "the exporter gave no reason" : describeFault(error)}`,
  );
}
