// A processor that exports each span as it ends; for development and tests.
import { untraced } from "../context/nodes.js";
import type { SpanExporter, SpanProcessor } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";
import { OpenExports, runExport } from "./export-spans.js";
import { onExit } from "./process-exit.js";
import { type SpanCounts, SpanTally } from "./span-counts.js";

/** Hands each span to an exporter as it ends. In production use `BatchSpanProcessor`. */
export class SimpleSpanProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly exporter: SpanExporter;
  private readonly tally = new SpanTally();
  private readonly exports = new OpenExports(this.tally);
  private stopped: Promise<void> | undefined = undefined;
  private readonly forget: () => void;

  /** @throws TypeError if the exporter has no `export` */
  constructor(exporter: SpanExporter) {
    if (typeof exporter?.export !== "function") {
      throw new TypeError(
        "SimpleSpanProcessor: expected a span exporter, an object with export(spans, callback)",
      );
    }
    this.exporter = exporter;
    this.forget = onExit("say", () => this.sayAtExit());
  }

  /** What became of each span so far. */
  get counts(): SpanCounts {
    return this.tally;
  }

  onEnd(span: ReadableSpan): void {
    this.tally.begin();
    if (this.stopped !== undefined) {
      this.tally.drop("shutdown", 1);
      return;
    }
    const finish = this.exports.begin(1);
    untraced(() => runExport((done) => this.exporter.export([span], done), finish));
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  shutdown(): Promise<void> {
    this.stopped ??= this.stop();
    return this.stopped;
  }

  private async stop(): Promise<void> {
    await untraced(async () => this.exporter.shutdown());
    this.forget();
    this.tally.say();
    this.tally.close();
  }

  private sayAtExit(): void {
    this.exports.abandon();
    this.tally.say();
  }
}
