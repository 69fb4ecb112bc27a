// A point in the context of another SDK, to which one can go back; types only.
import type { Context } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Storage } from "./storage-search.js";

/** What holds a context, and what each held there. */
export interface ReturnPoint {
  readonly storages: readonly Storage[];
  /** What these hold there. */
  readonly stores: readonly unknown[];
  /** What the tracer's own storage holds there: the node that was entered last. */
  own: LocalSpan | undefined;
  /** The manager's context, if it cannot be entered. */
  readonly around: Context | undefined;
}
