// Functions that make spans by hand and have none of their own: what is current for their caller, and what for themselves.
import { AWAY, GENERATOR, LEFT, MANUAL, SCOPE } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import { liveNode } from "../span/disposal.js";
import { state } from "../state/state.js";
import { goOut } from "./frames.js";

// A scope is a node that is never current. As in a span, `previous` is what is current for the caller and, while the
// function is away, what is to be current again as it goes on; but `undefined` where it has made nothing current: a
// generator goes on in the context of its consumer then, as without a scope.

/** A generator whose body stays is about to yield. */
export function handScopeOut(scope: LocalSpan): void {
  const inside = state.storage.getStore();
  const outside = scope.previous;
  scope.flags |= AWAY | LEFT | GENERATOR;
  scope.previous = ownNode(inside, outside);
  // Behind the end of a span it is what was current as that began: for another consumer maybe.
  if (inside !== outside) goOut(scope, outside);
}

/** A body that moved is about to yield: what is current now is again as soon as its driver resumes it. */
export function keepContext(span: LocalSpan): void {
  const outside = (span.flags & SCOPE) === 0 ? span : span.parent;
  span.previous = ownNode(state.storage.getStore(), outside);
}

/** A body that moved gets its driver, which sees to the context from now on. */
export function driveScope(scope: LocalSpan): void {
  scope.flags |= LEFT;
  scope.previous = undefined;
}

/** The driver is about to resume the body for a consumer, in whose context it is. */
export function resumeScope(scope: LocalSpan, outside: LocalSpan | undefined): void {
  scope.parent = outside;
  if (scope.previous !== undefined) state.storage.enterWith(scope.previous);
}

// Nothing but a span of `createSpan` can be current at a `yield` that was not at the begin: all else takes a function.
function ownNode(inside: LocalSpan | undefined, outside: LocalSpan | undefined): LocalSpan | undefined {
  const node = liveNode(inside);
  return node !== undefined && (node.flags & MANUAL) !== 0 && node !== liveNode(outside) ? node : undefined;
}
