// What became of ended spans: outcomes of exports in, counts out that leave no span unexplained.
import { announce } from "../ground/faults.js";
import type { DroppedSpans, DropReason, ExportResult } from "../model/processor.js";
import { newThreadCounts, type ThreadCounts, UNSHARED } from "./thread-counts.js";

/**
 * What became of the spans that ended: `ended` is always `exported`, plus all of `dropped`, plus those that wait or are
 * under way.
 */
export interface SpanCounts {
  /** Spans that the processor was given. */
  readonly ended: number;
  /** Spans that the exporter took, and the receiver did not refuse. */
  readonly exported: number;
  /** Spans that were not exported, by reason. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** Each reason, as it is said. */
const REASONS: Readonly<Record<DropReason, string>> = {
  queueFull: "because the queue was full (maxQueueSize)",
  timeout: "without an answer in time",
  rejected: "rejected by the receiver",
  partialSuccess: "not taken from a request that was (partial success)",
  tooLarge: "too large",
  failed: "because the export failed",
  unsent: "not sent or not answered before the process ended",
  shutdown: "ended after shutdown()",
};

const ORDER = Object.keys(REASONS) as DropReason[];

/** Counts of one processor. */
export class SpanTally implements SpanCounts {
  ended = 0;
  exported = 0;
  readonly dropped: Record<DropReason, number> = Object.fromEntries(
    ORDER.map((reason) => [reason, 0]),
  ) as Record<DropReason, number>;
  private said = 0;
  private shared: ThreadCounts = newThreadCounts();

  /** All that were not exported. */
  get droppedInAll(): number {
    return ORDER.reduce((sum, reason) => sum + this.dropped[reason], 0);
  }

  /** Counts a span that ended. */
  begin(): void {
    this.shared.cells[0] = ++this.ended;
  }

  drop(reason: DropReason, count: number): void {
    this.dropped[reason] += count;
    this.know(count);
  }

  /** Notes that the outcome of so many is known. */
  private know(count: number): void {
    const { cells } = this.shared;
    cells[1] = (cells[1] as number) + count;
  }

  /** Nothing waits any more, nor will. */
  close(): void {
    this.shared.release();
    this.shared = UNSHARED;
  }

  /** Counts an export of so many spans. */
  settle(count: number, result: ExportResult | undefined): void {
    let left = count;
    for (const reason of ORDER) {
      const lost = Math.min(wholeOf(result?.dropped, reason), left);
      this.drop(reason, lost);
      left -= lost;
    }
    if (result?.code === 0 || result?.dropped !== undefined) {
      this.exported += left;
      this.know(left);
    } else this.drop("failed", left);
  }

  /** Says how many were not exported and why, if there is anything new to say. */
  say(): void {
    const all = this.droppedInAll;
    if (all === this.said) return;
    this.said = all;
    const parts = ORDER.filter((reason) => this.dropped[reason] > 0).map(
      (reason) => `${this.dropped[reason]} ${REASONS[reason]}`,
    );
    announce(`spans not exported: ${all} of ${this.ended} (${parts.join(", ")})`);
  }
}

// An exporter of somebody else may say anything.
function wholeOf(dropped: DroppedSpans | undefined, reason: DropReason): number {
  const count = Number(dropped?.[reason] ?? 0);
  return count > 0 ? Math.floor(count) : 0;
}
