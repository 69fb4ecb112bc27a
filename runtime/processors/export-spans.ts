// Exports, which may fail in any way: what begins them in, their outcomes out, each counted once.
import { describeFault, report } from "../ground/faults.js";
import { isPromise } from "../ground/intrinsics.js";
import type { ExportResult } from "../model/processor.js";
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
  /** Spans without an outcome. No list: an exporter that never calls back would let it grow. */
  private waiting = 0;
  private generation = 0;

  constructor(tally: SpanTally) {
    this.tally = tally;
  }

  /** Begins an export of `count` spans; returns what takes its outcome. */
  begin(count: number, then?: () => void): Done {
    const { generation } = this;
    let isSettled = false;
    this.waiting += count;
    return (result) => {
      if (isSettled) return;
      isSettled = true;
      if (generation === this.generation) this.settle(count, result);
      then?.();
    };
  }

  private settle(count: number, result: ExportResult): void {
    this.waiting -= count;
    this.tally.settle(count, result);
    reportFailure(result);
  }

  /** Counts those that are left as not sent: the process ends. */
  abandon(): void {
    this.tally.drop("unsent", this.waiting);
    this.waiting = 0;
    this.generation++;
  }
}

/** Reports an export that failed; no result at all counts as a failure. */
function reportFailure(result: ExportResult | undefined): void {
  if (result?.code === 0) return;
  const reason = result?.error === undefined ? "the exporter gave no reason" : describeFault(result.error);
  report(`spans could not be exported: ${reason}`);
}
