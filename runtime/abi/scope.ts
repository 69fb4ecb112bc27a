// What generated code calls in a function that makes spans by hand and pauses: a node that knows its caller's context out.
import { keepContext } from "../context/scope.js";
import { DEFERRED, ENDED, INVALID, SCOPE } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Span } from "../model/span.js";
import { NO_SITE } from "../span/sites.js";
import { SpanNode } from "../span/span-node.js";
import { noTrace } from "../span/traces.js";
import { state } from "../state/state.js";
import { fault } from "./fault.js";

const NO_TRACE = noTrace();
const KEPT = "a context could not be kept";

/**
 * Called by generated code: the scope of a function that makes spans by hand and has none of its own. It is never
 * current and records nothing, but knows the context to go back to where the function pauses; `undefined` while tracing
 * is off.
 */
export function scope(): Span | undefined {
  return state.on ? open() : undefined;
}

function open(): Span | undefined {
  try {
    // `DEFERRED`: nothing ends as it is left.
    const flags = SCOPE | ENDED | DEFERRED | INVALID;
    const node = new SpanNode(NO_SITE, NO_TRACE, undefined, undefined, flags, Number.NaN);
    node.previous = state.storage.getStore();
    return node;
  } catch (error) {
    return fault(KEPT, error);
  }
}

/** Called by generated code before each `yield` of a moved body that makes spans by hand, with what is yielded. */
export function keep<T>(span: Span | undefined, value?: T): T {
  if (span === undefined) return value as T;
  try {
    keepContext(span as LocalSpan);
  } catch (error) {
    fault(KEPT, error);
  }
  return value as T;
}
