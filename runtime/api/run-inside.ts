// A span that is current and a function in; what the function returns or throws out, and with it the span is over.
import { exit, fail, leave, returned } from "../abi/instrument.js";
import { OUTLIVES } from "../ground/flags.js";
import { apply } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";

/**
 * Calls a function inside of a span that was made current, as generated code runs a body. The span ends when the function
 * returns or throws, or when the native promise settles that it returns, in whose place one is returned that settles
 * alike; any other thenable is left alone. A span that outlives its function ends elsewhere, and gets what was thrown.
 * Without a span, the function is called. It gets `self` as its `this`, and `values`.
 */
export function runInside<V extends unknown[], T>(
  span: LocalSpan | undefined,
  fn: (...values: V) => T,
  self: unknown,
  values: V,
): T {
  try {
    return returned(span, apply(fn, self, values));
  } catch (error) {
    throw fail(span, error);
  } finally {
    if (span === undefined || (span.flags & OUTLIVES) === 0) exit(span);
    else leave(span, undefined);
  }
}
