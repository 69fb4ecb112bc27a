// Which node is current while a traced function runs, waits, hands out an item, goes on and is left.
import { AWAY, GENERATOR, LEFT, RECORDING, SCOPE } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import { state } from "../state/state.js";
import { forgetFrames, goBackIn, goOut } from "./frames.js";
import { handScopeOut } from "./scope.js";

/** Makes the node from before `enter` current again, once. */
export function restore(span: LocalSpan): void {
  if ((span.flags & LEFT) !== 0) return;
  span.flags |= LEFT;
  const previous = span.previous;
  span.previous = undefined;
  goOut(span, previous);
  forgetFrames(span);
}

/**
 * An async function is about to wait for the first time: its caller goes on, in its own context. What is current now
 * (the span, or one that was made inside by hand) is kept for `stepIn`. Later waits need nothing: they begin in the
 * function's context and have no caller.
 */
export function stepOut(span: LocalSpan): LocalSpan | undefined {
  const inside = state.storage.getStore();
  const outside = span.previous;
  span.previous = inside;
  span.flags |= AWAY | LEFT;
  goOut(span, outside);
  return inside;
}

/** A generator is about to yield: its consumer goes on, in its own context. */
export function handOut(span: LocalSpan): void {
  if ((span.flags & SCOPE) !== 0) {
    handScopeOut(span);
    return;
  }
  const inside = state.storage.getStore();
  const outside = span.previous;
  span.previous = inside;
  span.flags |= AWAY | LEFT;
  if (span.more !== undefined) span.more.resumed++;
  goOut(span, outside);
}

/** The function goes on: after its first wait, or a generator's consumer has asked for more, from any context. */
export function stepIn(span: LocalSpan): void {
  const inside = span.previous;
  span.flags &= ~AWAY;
  if ((span.flags & GENERATOR) === 0) {
    span.previous = undefined;
    goBackIn(span, inside);
    forgetFrames(span);
  } else {
    span.previous = state.storage.getStore();
    span.flags &= ~LEFT;
    // A scope in which nothing is current goes on where it is.
    if (inside !== undefined) goBackIn(span, inside);
  }
}

/** Counts how often a generator was resumed: once for its begin, then once for each item. */
export function countResumption(span: LocalSpan): void {
  span.flags |= GENERATOR;
  if ((span.flags & RECORDING) !== 0) span.details().resumed++;
}
