// An export, which may fail in any way: what begins it in, its outcome out, and what is said of a failure.
import { describeFault, report } from "../faults.js";
import { isPromise } from "../intrinsics.js";
import type { ExportResult } from "./processor.js";

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

/** Reports an export that failed; no result at all counts as a failure. */
export function reportFailure(result: ExportResult | undefined): void {
  if (result?.code === 0) return;
  const reason = result?.error === undefined ? "the exporter gave no reason" : describeFault(result.error);
  report(`spans could not be exported: ${reason}`);
}
