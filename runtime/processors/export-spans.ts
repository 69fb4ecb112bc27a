// Exports, which may fail in any way: what begins them in, their outcomes out, each counted once.
import { describeFault, report } from "../ground/faults.js";
import { isPromise } from "../ground/intrinsics.js";
import type { ExportResult, ExportRetry } from "../model/processor.js";
import type { SpanTally } from "./span-counts.js";

type Done = (result: ExportResult) => void;

/** Begins an export and never throws; `done` gets what the exporter says, or what it threw. */
export function runExport(begin: (done: Done) => unknown, done: Done): void {
  const fail = (error: unknown): void => done({ code: 1, error: error as Error });
  try {
    // An exporter should call back, but an `async export` that rejects is a common mistake.
    const answer: unknown = begin(done);
    if (isPromise(answer)) answer.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Exports that are under way. The first outcome of each counts: an answer after a time-out changes nothing. */
export class OpenExports {
  private readonly tally: SpanTally;
  private readonly mayKeep: () => boolean;
  /** Spans without an outcome. No list: an exporter that never calls back would let it grow. */
  private waiting = 0;
  private generation = 0;

  /** @param mayKeep whether what may be taken later is exported again; it is not counted as dropped then */
  constructor(tally: SpanTally, mayKeep: () => boolean = () => false) {
    this.tally = tally;
    this.mayKeep = mayKeep;
  }

  /** Begins an export of `count` spans; returns what takes its outcome. `then` hears of it, and of what is kept. */
  begin(count: number, then?: (result: ExportResult, kept: ExportRetry | undefined) => void): Done {
    const { generation } = this;
    let isSettled = false;
    this.waiting += count;
    return (result) => {
      if (isSettled) return;
      isSettled = true;
      const kept = generation === this.generation ? this.settle(count, result) : undefined;
      then?.(result, kept);
    };
  }

  private settle(count: number, result: ExportResult): ExportRetry | undefined {
    this.waiting -= count;
    const kept = this.mayKeep() ? retryOf(result, count) : undefined;
    if (kept === undefined) this.tally.settle(count, result);
    else this.tally.settle(count - kept.count, withoutKept(result, kept));
    reportFailure(result);
    return kept;
  }

  /** Counts those that are left as not sent: the process ends. */
  abandon(): void {
    this.tally.drop("unsent", this.waiting);
    this.waiting = 0;
    this.generation++;
  }
}

// An exporter of somebody else may say anything.
function retryOf(result: ExportResult | undefined, count: number): ExportRetry | undefined {
  const retry = result?.retry;
  const isGood =
    typeof retry?.export === "function" &&
    Number.isInteger(retry.count) &&
    retry.count > 0 &&
    retry.count <= count;
  return isGood ? retry : undefined;
}

function withoutKept({ code, dropped = {} }: ExportResult, { count, reason }: ExportRetry): ExportResult {
  return { code, dropped: { ...dropped, [reason]: (dropped[reason] ?? 0) - count } };
}

/** Reports an export that failed; no result at all counts as a failure. In the same words whether it is tried again: once. */
function reportFailure(result: ExportResult | undefined): void {
  if (result?.code === 0) return;
  const reason = result?.error === undefined ? "the exporter gave no reason" : describeFault(result.error);
  report(`spans could not be exported: ${reason}`);
}
