// Spans of `createSpan`: a span in, current until it ends or is disposed of, and the node from before it current again.

import { report } from "../ground/faults.js";
import { ENDED, HELD, MANUAL, STALE, UNSAMPLED } from "../ground/flags.js";
import { whenSettled } from "../ground/native-promise.js";
import type { LocalSpan } from "../model/local-span.js";
import { state } from "../state/state.js";

/**
 * What counts of a node: the node itself, unless it is a span of `createSpan` that has ended. In an async function such
 * a span stays current for the caller, which goes on at the first `await`, and nothing can take it out of there; what
 * was current before the span counts in its place.
 */
export function liveNode(node: LocalSpan | undefined): LocalSpan | undefined {
  let at = node;
  while (at !== undefined && (at.flags & STALE) !== 0) at = at.previous;
  return at;
}

/** Marks a span that was made current by hand: its end makes the node from before it current again. */
export function openByHand(span: LocalSpan): LocalSpan {
  span.flags |= MANUAL;
  span.previous = liveNode(span.previous);
  if (span.previous !== undefined && (span.previous.flags & MANUAL) !== 0) watch(span);
  return span;
}

const settled = (async () => {})();

// In a microtask the function that made the span has returned, or waits.
function watch(span: LocalSpan): void {
  const hold = (): void => {
    if ((span.flags & ENDED) === 0) span.flags |= HELD;
  };
  whenSettled(settled, hold, undefined);
}

/** The end of a span of `createSpan`: where it is current, what was before it is again. */
export function leaveByHand(span: LocalSpan): void {
  if ((span.flags & (MANUAL | STALE)) !== MANUAL) return;
  const around = span.previous;
  if (around !== undefined && (span.flags & HELD) !== 0 && (around.flags & STALE) !== 0)
    reportOverlap(around);
  // That it was not recorded says nothing of what comes after it.
  span.flags = (span.flags & ~UNSAMPLED) | STALE;
  span.previous = liveNode(around);
  if (state.storage.getStore() === span) state.storage.enterWith(span.previous);
}

let isReported = false;

// Scopes that lie in each other end in order; these two overlap, so the second was begun by the caller of the first.
function reportOverlap({ name }: LocalSpan): void {
  if (isReported) return;
  isReported = true;
  report(
    `the span "${name}" of createSpan is open during an await, so it stayed current for the caller of its function, whose other spans lie below it; there use tracer.withSpan("${name}", async (span) => { … })`,
  );
}

/** A span's `Symbol.dispose`: ends it and, if it is the current one, makes the one before it current again. */
export function disposeOf(this: LocalSpan): void {
  this.end();
}
