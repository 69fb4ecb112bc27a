// Batches in, one at a time, to an exporter; what a receiver that is down or busy did not take is kept here and tried again.

import { MAX_DELAY, now } from "../ground/clock.js";
import { max, min } from "../ground/intrinsics.js";
import { giveUpAfter, Pauses } from "../ground/pauses.js";
import type { EncodingExporter, ExportResult, ExportRetry, SpanExporter } from "../model/processor.js";
import { OpenExports, runExport } from "./export-spans.js";
import type { SpanTally } from "./span-counts.js";
import type { Batch } from "./span-queue.js";

/** Milliseconds before what was not taken is exported again; the exporter has tried for some time itself. */
const PAUSE = 5000;

type Done = (result: ExportResult) => void;
type Begin = (done: Done) => unknown;

/** Exports batches for a processor. */
export class BatchExport {
  private readonly exporter: SpanExporter;
  /** Milliseconds until an export counts as failed. */
  private readonly timeout: number;
  private readonly tally: SpanTally;
  private readonly onKept: () => void;
  private readonly exports: OpenExports;
  private readonly pauses = new Pauses();
  private kept: ExportRetry | undefined = undefined;
  /** The clock's reading until which the receiver of what is kept wants to be left alone. */
  private notBefore = 0;
  private isClosing = false;
  /** Exports in turn for which the receiver was busy, away or silent. */
  private inVain = 0;

  /** @param onKept is told that what was tried is kept for later */
  constructor(exporter: SpanExporter, timeout: number, tally: SpanTally, onKept: () => void) {
    this.exporter = exporter;
    this.timeout = timeout;
    this.tally = tally;
    this.onKept = onKept;
    this.exports = new OpenExports(tally, () => !this.isClosing);
  }

  /** Whether there is no sense in going on now: one export in vain may be chance. */
  get isDown(): boolean {
    return this.inVain > 1;
  }

  /** Whether spans wait here for another attempt. */
  get isKeeping(): boolean {
    return this.kept !== undefined;
  }

  /** Exports a batch; settles once it is known what became of all of it, which may take as long as its receiver is down. */
  async send(batch: Batch): Promise<void> {
    let kept = await this.attempt(batch.length, (done) => this.hand(batch, done));
    while (kept !== undefined) {
      this.kept = kept;
      this.notBefore = now() + (kept.after ?? 0);
      this.onKept();
      await this.pauses.wait(min(max(kept.after ?? 0, PAUSE), MAX_DELAY));
      // The process may have ended after all, and somebody went on.
      if (this.kept === undefined) return;
      this.kept = undefined;
      const again: ExportRetry = kept;
      kept = await this.attempt(again.count, (done) => again.export(done));
    }
  }

  /** Tries again now what is kept; `false` where its receiver has asked to wait longer, and nothing is done. */
  hurry(): boolean {
    if (this.kept !== undefined && !this.isClosing && now() < this.notBefore) return false;
    this.inVain = 0;
    this.pauses.end();
    return true;
  }

  /** Tries a last time what is kept, and keeps nothing any more. */
  close(): void {
    this.isClosing = true;
    this.hurry();
  }

  /** Hands over a batch to an exporter that can use it while the process exits. */
  handOverAtExit(batch: Batch): void {
    this.handOver(batch.length, (done) => this.hand(batch, done));
  }

  /** The same with what is kept. */
  handOverKept(): void {
    const { kept } = this;
    if (kept === undefined) return;
    this.kept = undefined;
    this.handOver(kept.count, (done) => kept.export(done));
  }

  /** Counts what has no outcome: the process ends. */
  abandon(): void {
    this.exports.abandon();
  }

  // To any other exporter it would be lost without a count.
  private handOver(count: number, begin: Begin): void {
    if (this.exporter.exportsAtExit === true) runExport(begin, this.exports.begin(count));
    else this.tally.drop("unsent", count);
  }

  private attempt(count: number, begin: Begin): Promise<ExportRetry | undefined> {
    return new Promise((resolve) => {
      const finish = this.exports.begin(count, (result, kept) => {
        stopWaiting();
        this.inVain = saysNothingOfSpans(result) ? this.inVain + 1 : 0;
        resolve(kept);
      });
      const stopWaiting = giveUpAfter(this.timeout, () => finish(overdue(this.timeout)));
      runExport(begin, finish);
    });
  }

  private hand(batch: Batch, done: Done): unknown {
    const { exporter } = this;
    if (batch.encoder === undefined) return exporter.export(batch.spans, done);
    return (exporter as EncodingExporter).exportEncoded(batch.encoder, batch.length, done);
  }
}

/** Whether the receiver did not get to look at the spans. */
function saysNothingOfSpans(result: ExportResult | undefined): boolean {
  return result?.retry !== undefined || (result?.dropped?.timeout ?? 0) > 0;
}

function overdue(timeout: number): ExportResult {
  const error = new Error(`no answer within ${timeout} ms`);
  return { code: 1, error, dropped: { timeout: Number.POSITIVE_INFINITY } };
}
