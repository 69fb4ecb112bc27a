// The end of a `using` declaration: a span in, ended, and the node from before it current again.
import type { LocalSpan } from "../span.js";
import { state } from "../state.js";

/** A span's `Symbol.dispose`: ends it and, if it is the current one, makes the one before it current again. */
export function disposeOf(this: LocalSpan): void {
  this.end();
  if (state.storage.getStore() === this) state.storage.enterWith(this.previous);
  this.previous = undefined;
}
