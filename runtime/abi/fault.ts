// A failure within what generated code calls in, a report of it out: whatever happens, nothing is thrown at the program.
import { reportError } from "../ground/faults.js";

/** Reports what failed; at the end of the stack not even that. */
export function fault(what: string, error: unknown): undefined {
  try {
    reportError(what, error);
  } catch {
    // No stack left to report it.
  }
  return undefined;
}
