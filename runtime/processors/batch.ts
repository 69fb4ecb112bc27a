// A processor that collects ended spans in a bounded queue and exports them in batches, off the program's path.

import { MAX_DELAY } from "../clock.js";
import { untraced } from "../context.js";
import { report, reportError } from "../faults.js";
import { clearTimeout, setImmediate, setTimeout } from "../ground/node.js";
import { checkNames, shown } from "../options.js";
import type { ReadableSpan } from "../span-shape.js";
import { reportFailure, runExport } from "./export-spans.js";
import { holdOpen, onProcessEnd } from "./process-end.js";
import type { EncodingExporter, ExportResult, SpanExporter, SpanProcessor } from "./processor.js";
import { type Batch, encodeSpans, SpanQueue } from "./span-queue.js";

/** Spans that are encoded while they wait, in one go: a few microseconds of work, in which few have grown old. */
const ENCODED_TOGETHER = 32;

/** Limits of a `BatchSpanProcessor`; the defaults are OpenTelemetry's. */
export interface BatchLimits {
  /** Spans in one export, at most. @default 512 */
  readonly maxBatchSize?: number;
  /** Spans that wait; more are dropped and counted. @default 2048 */
  readonly maxQueueSize?: number;
  /** Milliseconds until a batch that is not full is exported. @default 5000 */
  readonly exportInterval?: number;
  /** Milliseconds until an export counts as failed. @default 30000 */
  readonly exportTimeout?: number;
}

/** Options of `BatchSpanProcessor`. */
export interface BatchSpanProcessorOptions extends BatchLimits {
  readonly exporter: SpanExporter;
}

/**
 * Exports ended spans in batches: when one is full, after an interval, on `forceFlush`, and before the process ends
 * (`beforeExit`, SIGTERM, SIGINT). Never blocks, never keeps the process alive, and survives any exporter.
 */
export class BatchSpanProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly exporter: SpanExporter;
  private readonly limits: Required<BatchLimits>;
  private readonly queue: SpanQueue;
  private timer: NodeJS.Timeout | undefined;
  private scheduled = false;
  private encoding = false;
  private running: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;
  private dropped = 0;
  /** Whether the exporter got spans since it was last flushed. */
  private unflushed = false;
  private readonly forget: () => void;

  /** @throws RangeError for a limit that is out of range, TypeError for an exporter that is none or an unknown option */
  constructor(options: BatchSpanProcessorOptions) {
    if (typeof options?.exporter?.export !== "function") {
      throw new TypeError(
        "BatchSpanProcessor: `exporter` must be a span exporter, an object with export(spans, callback)",
      );
    }
    checkNames("BatchSpanProcessor", options, OPTION_NAMES);
    this.exporter = options.exporter;
    this.limits = checkLimits(options);
    const { exporter } = options;
    this.queue = new SpanQueue(this.limits.maxBatchSize, () =>
      isEncoding(exporter) ? exporter.newEncoder() : undefined,
    );
    this.forget = onProcessEnd(() => this.flushAtEnd());
  }

  /** Spans that were dropped because the queue was full. */
  get droppedSpans(): number {
    return this.dropped;
  }

  onEnd(span: ReadableSpan): void {
    if (this.stopped !== undefined) return;
    if (this.queue.length >= this.limits.maxQueueSize) {
      this.drop();
      return;
    }
    const encodable = this.queue.add(span);
    if (this.queue.length >= this.limits.maxBatchSize) this.schedule();
    else if (this.timer === undefined) this.arm();
    if (encodable >= ENCODED_TOGETHER && !this.encoding) this.encodeSoon();
  }

  /** Exports all that has ended so far; never rejects. */
  forceFlush(): Promise<void> {
    return holdOpen(this.flush());
  }

  private async flush(): Promise<void> {
    await this.drain();
    this.unflushed = false;
    await untraced(async () => this.exporter.forceFlush?.());
  }

  // Node emits beforeExit again after whatever it caused: with nothing new, nothing may be caused.
  private async flushAtEnd(): Promise<void> {
    await this.drain();
    if (this.unflushed) await this.flush();
  }

  /** Exports what is left and shuts the exporter down; a second call gives the same promise. */
  shutdown(): Promise<void> {
    this.stopped ??= holdOpen(this.stop());
    return this.stopped;
  }

  private async stop(): Promise<void> {
    this.forget();
    await this.drain();
    clearTimeout(this.timer);
    if (this.dropped > 0) report(`${this.dropped} spans were dropped in all, the queue was full`);
    await untraced(async () => this.exporter.shutdown());
  }

  private drop(): void {
    if (this.dropped++ > 0) return;
    report(`spans are dropped: ${this.limits.maxQueueSize} wait for export already (maxQueueSize)`);
  }

  // Outside the span's context: a timer would retain it, and the exporter's own work would be traced.
  private arm(): void {
    untraced(() => {
      this.timer = setTimeout(() => this.begin(), this.limits.exportInterval);
      this.timer.unref();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.running !== undefined) return;
    this.scheduled = true;
    untraced(() => setImmediate(() => this.begin()));
  }

  private encodeSoon(): void {
    this.encoding = true;
    untraced(() => setImmediate(() => this.encode()));
  }

  private encode(): void {
    this.encoding = false;
    try {
      this.queue.encode();
    } catch (error) {
      reportError("spans could not be encoded", error);
    }
  }

  private begin(): void {
    this.scheduled = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.running === undefined && this.queue.length > 0) void this.exportNext();
  }

  /** Exports all that waits now, batch after batch. */
  private async drain(): Promise<void> {
    while (this.running !== undefined) await this.running;
    for (let left = this.queue.length; left > 0; left -= this.limits.maxBatchSize) {
      await this.exportNext();
      while (this.running !== undefined) await this.running;
    }
  }

  private exportNext(): Promise<void> {
    this.unflushed = true;
    this.running = this.exportOne(this.queue.take());
    return this.running;
  }

  private async exportOne(batch: Batch): Promise<void> {
    await untraced(() => exportBatch(this.exporter, batch, this.limits.exportTimeout));
    this.running = undefined;
    if (this.queue.length >= this.limits.maxBatchSize) this.schedule();
    else if (this.queue.length > 0 && this.timer === undefined) this.arm();
  }
}

function exportBatch(exporter: SpanExporter, batch: Batch, timeout: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => finish({ code: 1, error: new Error(`no answer within ${timeout} ms`) }),
      timeout,
    );
    timer.unref();
    const finish = (result: ExportResult): void => {
      clearTimeout(timer);
      reportFailure(result);
      resolve();
    };
    runExport((done) => hand(exporter, batch, done), finish);
  });
}

function hand(exporter: SpanExporter, batch: Batch, done: (result: ExportResult) => void): unknown {
  if (batch.encoder === undefined) return exporter.export(batch.spans, done);
  encodeSpans(batch);
  return (exporter as EncodingExporter).exportEncoded(batch.encoder, batch.length, done);
}

function isEncoding(exporter: SpanExporter): exporter is EncodingExporter {
  return "newEncoder" in exporter && "exportEncoded" in exporter;
}

/** What holds for limits that are not given. */
export const DEFAULT_BATCH_LIMITS: Required<BatchLimits> = {
  maxBatchSize: 512,
  maxQueueSize: 2048,
  exportInterval: 5000,
  exportTimeout: 30_000,
};

const OPTION_NAMES: readonly string[] = ["exporter", ...Object.keys(DEFAULT_BATCH_LIMITS)];

/** What is wrong with a limit, `undefined` if nothing is. */
export function limitFault(name: keyof BatchLimits, value: unknown): string | undefined {
  const isSize = name === "maxBatchSize" || name === "maxQueueSize";
  const most = isSize ? Number.MAX_SAFE_INTEGER : MAX_DELAY;
  const isGood =
    typeof value === "number" && value >= 1 && value <= most && (!isSize || Number.isInteger(value));
  if (isGood) return undefined;
  return isSize ? "expected a whole number, 1 or more" : `expected milliseconds, 1 to ${MAX_DELAY}`;
}

function checkLimits(options: BatchLimits): Required<BatchLimits> {
  const limits = { ...DEFAULT_BATCH_LIMITS };
  for (const name of Object.keys(DEFAULT_BATCH_LIMITS) as (keyof BatchLimits)[]) {
    const value = options[name];
    if (value === undefined) continue;
    const fault = limitFault(name, value);
    if (fault) throw new RangeError(`BatchSpanProcessor: \`${name}\`: ${fault}, got ${shown(value)}`);
    limits[name] = value;
  }
  // A full queue must make a full batch, or nothing would be exported before the interval.
  if (options.maxBatchSize === undefined)
    limits.maxBatchSize = Math.min(limits.maxBatchSize, limits.maxQueueSize);
  if (limits.maxBatchSize > limits.maxQueueSize) {
    throw new RangeError(
      `BatchSpanProcessor: \`maxBatchSize\` (${limits.maxBatchSize}) must not exceed \`maxQueueSize\` (${limits.maxQueueSize})`,
    );
  }
  return limits;
}
