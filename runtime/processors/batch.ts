// A processor that collects ended spans in a bounded queue and exports them in batches, off the program's path.

import { untraced } from "../context/nodes.js";
import { now } from "../ground/clock.js";
import { announce, report } from "../ground/faults.js";
import { append } from "../ground/intrinsics.js";
import { clearTimeout, setImmediate, setTimeout } from "../ground/node.js";
import { checkNames } from "../ground/options.js";
import type { EncodingExporter, SpanExporter, SpanProcessor } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";
import { BatchExport } from "./batch-export.js";
import { type BatchLimits, checkLimits, DEFAULT_BATCH_LIMITS } from "./batch-limits.js";
import { holdOpen, onProcessEnd } from "./process-end.js";
import { isExiting, onExit } from "./process-exit.js";
import { type SpanCounts, SpanTally } from "./span-counts.js";
import { type Batch, SpanQueue } from "./span-queue.js";

/** Spans that are encoded while they wait, in one go: a few microseconds of work, in which few have grown old. */
const ENCODED_TOGETHER = 32;
/** Milliseconds between two lines that say that the queue is full. */
const FULL_AGAIN = 60_000;

const OPTION_NAMES: readonly string[] = ["exporter", ...Object.keys(DEFAULT_BATCH_LIMITS)];

/** Options of `BatchSpanProcessor`. */
export interface BatchSpanProcessorOptions extends BatchLimits {
  /** Where the batches go. */
  readonly exporter: SpanExporter;
}

/**
 * Exports ended spans in batches: when one is full, after an interval, on `forceFlush`, and before the process ends
 * (`beforeExit`, SIGTERM, SIGINT, SIGHUP). Never blocks, never keeps the process alive, and survives any exporter. What a process
 * that exits at once leaves here goes to exporters that `exportsAtExit`. `counts` says what became of each span.
 */
export class BatchSpanProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly exporter: SpanExporter;
  private readonly limits: Required<BatchLimits>;
  private readonly queue: SpanQueue;
  private readonly tally = new SpanTally();
  private readonly exports: BatchExport;
  private timer: NodeJS.Timeout | undefined = undefined;
  private scheduled = false;
  private encoding = false;
  private isRunning = false;
  /** Hear that a batch is away (`false`), or kept since its receiver is down (`true`). */
  private waiters: ((isKept: boolean) => void)[] = [];
  /** Whether what is kept has been tried because the process ends. */
  private hasTriedAtEnd = false;
  private saidFullAt = Number.NEGATIVE_INFINITY;
  private stopped: Promise<void> | undefined = undefined;
  /** Why no more spans are taken. */
  private closed: "shutdown" | "unsent" | undefined = undefined;
  /** Whether the exporter got spans since it was last flushed. */
  private unflushed = false;
  private readonly forget: readonly (() => void)[];

  /** @throws RangeError for a limit that is out of range, TypeError for an exporter that is none or an unknown option */
  constructor(options: BatchSpanProcessorOptions) {
    checkNames("BatchSpanProcessor", options, OPTION_NAMES);
    if (typeof options.exporter?.export !== "function") {
      throw new TypeError(
        "BatchSpanProcessor: `exporter` must be a span exporter, an object with export(spans, callback)",
      );
    }
    this.exporter = options.exporter;
    this.limits = checkLimits(options);
    const { exporter } = options;
    this.exports = new BatchExport(exporter, this.limits.exportTimeout, this.tally, () => this.tell(true));
    this.queue = new SpanQueue(this.limits.maxBatchSize, () =>
      isEncoding(exporter) ? exporter.newEncoder() : undefined,
    );
    this.forget = [
      onProcessEnd(() => this.flushAtEnd()),
      onExit("collect", () => this.handOverAtExit()),
      onExit("say", () => this.sayAtExit()),
    ];
  }

  /** What became of each span so far. */
  get counts(): SpanCounts {
    return this.tally;
  }

  /** Spans that wait for their export. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Spans that may wait at once (`maxQueueSize`). */
  get capacity(): number {
    return this.limits.maxQueueSize;
  }

  /** Spans that were not exported, for whatever reason; `counts.dropped` has them by reason. */
  get droppedSpans(): number {
    return this.tally.droppedInAll;
  }

  onEnd(span: ReadableSpan): void {
    this.tally.begin();
    if (this.closed !== undefined && this.refuses(this.closed)) return;
    if (this.queue.length >= this.limits.maxQueueSize) {
      this.dropForRoom();
      return;
    }
    const encodable = this.queue.add(span);
    if (this.queue.length >= this.limits.maxBatchSize) this.schedule();
    else if (this.timer === undefined) this.arm();
    if (encodable >= ENCODED_TOGETHER && !this.encoding) this.encodeSoon();
  }

  private refuses(reason: "shutdown" | "unsent"): boolean {
    if (reason === "unsent") {
      // A program may emit `exit` and go on.
      if (!isExiting()) {
        this.closed = undefined;
        return false;
      }
      report("spans that end in a listener of `exit`, after the last export, are not sent");
    }
    this.tally.drop(reason, 1);
    return true;
  }

  /**
   * Exports all that has ended so far; never rejects. Where the receiver is down or does not answer, it ends when that is
   * known, and what waits stays here.
   */
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
    if (this.exports.isKeeping && this.hasTriedAtEnd) return;
    this.hasTriedAtEnd = this.exports.isKeeping;
    await this.drain();
    if (this.unflushed) await this.flush();
  }

  /** Exports what is left and shuts the exporter down; a second call gives the same promise. */
  shutdown(): Promise<void> {
    this.closed ??= "shutdown";
    this.stopped ??= holdOpen(this.stop());
    return this.stopped;
  }

  private async stop(): Promise<void> {
    this.exports.close();
    await this.drain();
    while (this.queue.length > 0) this.tally.drop("unsent", this.take().length);
    clearTimeout(this.timer);
    for (const forget of this.forget) forget();
    this.tally.say();
    this.tally.close();
    await untraced(async () => this.exporter.shutdown());
  }

  private handOverAtExit(): void {
    this.closed ??= "unsent";
    clearTimeout(this.timer);
    this.timer = undefined;
    this.exports.handOverKept();
    while (this.queue.length > 0) this.exports.handOverAtExit(this.take());
  }

  private sayAtExit(): void {
    this.exports.abandon();
    this.tally.say();
  }

  private dropForRoom(): void {
    this.tally.drop("queueFull", 1);
    const at = now();
    if (at - this.saidFullAt < FULL_AGAIN) return;
    this.saidFullAt = at;
    const { queueFull } = this.tally.dropped;
    const soFar = queueFull > 1 ? `; ${queueFull} so far` : "";
    announce(`spans are dropped: ${this.limits.maxQueueSize} wait for export already (maxQueueSize)${soFar}`);
  }

  // Outside the span's context: a timer would retain it, and the exporter's own work would be traced.
  private arm(): void {
    untraced(() => {
      this.timer = setTimeout(() => this.begin(), this.limits.exportInterval);
      this.timer.unref();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.isRunning) return;
    this.scheduled = true;
    untraced(() => setImmediate(() => this.begin()));
  }

  private encodeSoon(): void {
    this.encoding = true;
    untraced(() => setImmediate(() => this.encode()));
  }

  private encode(): void {
    this.encoding = false;
    this.queue.encode();
  }

  private begin(): void {
    this.scheduled = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isRunning && this.queue.length > 0) void this.exportNext();
  }

  /** Exports all that waits now, batch after batch, as long as its receiver answers. */
  private async drain(): Promise<void> {
    if (!this.exports.hurry()) return;
    for (let left = this.queue.length; ; left -= this.limits.maxBatchSize) {
      // Others may be at it as well: whoever is first after a batch begins the next.
      while (this.isRunning) if (await this.isNextKept()) return;
      if (left <= 0 || this.queue.length === 0 || this.exports.isDown) return;
      void this.exportNext();
    }
  }

  private isNextKept(): Promise<boolean> {
    return new Promise((resolve) => append(this.waiters, resolve));
  }

  private tell(isKept: boolean): void {
    const { waiters } = this;
    this.waiters = [];
    for (let index = 0; index < waiters.length; index++) waiters[index]?.(isKept);
  }

  private async exportNext(): Promise<void> {
    this.unflushed = true;
    this.isRunning = true;
    const batch = this.take();
    if (batch.length > 0) await untraced(() => this.exports.send(batch));
    this.isRunning = false;
    if (this.queue.length >= this.limits.maxBatchSize) this.schedule();
    else if (this.queue.length > 0 && this.timer === undefined) this.arm();
    this.tell(false);
  }

  private take(): Batch {
    const batch = this.queue.take();
    this.tally.drop("failed", batch.lost);
    return batch;
  }
}

function isEncoding(exporter: SpanExporter): exporter is EncodingExporter {
  return "newEncoder" in exporter && "exportEncoded" in exporter;
}
