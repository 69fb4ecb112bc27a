// Takes faults of the tracer or of what is plugged into it, and prints each once to stderr; never throws.

import { matches, setAdd, setHas, setSize, toText } from "./intrinsics.js";
import { process } from "./node.js";
import { print } from "./output.js";

const MAX_REMEMBERED = 200;
const seen = new Set<string>();

/** Prints `uno-trace: message` to stderr, once for each message. */
export function report(message: string): void {
  try {
    if (setHas(seen, message) || setSize(seen) >= MAX_REMEMBERED) return;
    setAdd(seen, message);
    announce(message);
  } catch {
    // Nowhere left to say it.
  }
}

/** The same, however often it was said and however much was: for what is summed up at the end. */
export function announce(message: string): void {
  print(process.stderr, `uno-trace: ${message}\n`);
}

/** Reports an error that was caught while doing `what`; a stack overflow is the program's and is passed over. */
export function reportError(what: string, error: unknown): void {
  try {
    if (isStackOverflow(error)) return;
    report(`${what}: ${describeFault(error)}`);
  } catch {
    // An error with throwing getters, or no stack left.
  }
}

/** Gives what `action` gives; `undefined`, reported as a failure of `what`, if it throws. */
export function attempt<T>(what: string, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    reportError(what, error);
    return undefined;
  }
}

/** One line for any caught value. */
export function describeFault(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : toText(error);
  } catch {
    return "unknown error";
  }
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && matches(/call stack/, error.message);
}
