// Promises that traced functions return: a native promise and a span in, a promise that ends the span as it settles out.

import { reportError } from "../ground/faults.js";
import { DEFERRED, ENDED, OUTLIVES } from "../ground/flags.js";
import { append, hasOwn, namesOf, weakGet, weakSet } from "../ground/intrinsics.js";
import { isNativePromise, whenSettled } from "../ground/native-promise.js";
import type { LocalSpan } from "../model/local-span.js";
import { captureEach } from "../recording/capture.js";
import { failSpan } from "../recording/failure.js";
import { complete } from "../span/end.js";
import { type DerivedPromise, state } from "../state/state.js";

/**
 * Whether a value is a native promise that nobody has touched. Anything else that has a `then` may start work when
 * it is called (a query builder), or has more to it than a derived promise would have (`.cancel`).
 */
export function isPristinePromise(value: object): boolean {
  // Symbols are not counted: Node's async_hooks puts its own on promises.
  return isNativePromise(value) && namesOf(value).length === 0;
}

/**
 * The promise to return in place of `source`: settles alike, one microtask later, after the span has ended. It is the
 * same one each time, and a derived promise is not derived from again. A rejection that nobody handles is reported by
 * Node exactly once, for the derived promise.
 */
export function deferTo(span: LocalSpan, source: object): object {
  const known = weakGet(state.derived, source);
  if (known !== undefined) {
    join(span, known);
    return known.promise;
  }
  const entry: DerivedPromise = { promise: source, spans: [span] };
  const observed = whenSettled(source, fulfiller(entry), rejecter(entry));
  weakSet(state.derived, source, entry);
  weakSet(state.derived, observed, entry);
  entry.promise = observed;
  span.flags |= DEFERRED;
  return observed;
}

/** Whether a promise can be observed without anyone noticing, once the program handles its rejection itself. */
export function isObservable(value: object): boolean {
  return isNativePromise(value) && !hasOwn(value, "constructor");
}

/**
 * Lets the span end as a promise settles that the program has attached a handler to: the promise itself is returned,
 * and since it is handled already, handlers of ours hide no rejection; they throw none either.
 */
export function follow(span: LocalSpan, source: object): void {
  const known = weakGet(state.derived, source);
  if (known !== undefined) {
    join(span, known);
    // A derived one that an earlier call gave away is, to the program, this promise: handled.
    if (known.promise !== source) whenSettled(known.promise, undefined, ignore);
    return;
  }
  const entry: DerivedPromise = { promise: source, spans: [span] };
  whenSettled(
    source,
    (value: unknown) => fulfil(entry, value),
    (reason: unknown) => reject(entry, reason),
  );
  weakSet(state.derived, source, entry);
  span.flags |= DEFERRED;
}

function ignore(): void {}

function join(span: LocalSpan, entry: DerivedPromise): void {
  // Settled long ago (a memoised promise): the span ends at exit.
  if (entry.spans === undefined) return;
  append(entry.spans, span);
  span.flags |= DEFERRED;
}

function fulfiller(entry: DerivedPromise): (value: unknown) => unknown {
  return (value) => {
    fulfil(entry, value);
    return value;
  };
}

function rejecter(entry: DerivedPromise): (reason: unknown) => never {
  return (reason) => {
    reject(entry, reason);
    throw reason;
  };
}

function fulfil(entry: DerivedPromise, value: unknown): void {
  endAll(entry, (span) => {
    if (span.site.result !== undefined) captureEach(span, span.site.result, value);
    completeOwn(span);
  });
}

function reject(entry: DerivedPromise, reason: unknown): void {
  endAll(entry, (span) => {
    failSpan(span, reason);
    completeOwn(span);
  });
}

function completeOwn(span: LocalSpan): void {
  if ((span.flags & OUTLIVES) === 0) complete(span);
}

function endAll(entry: DerivedPromise, end: (span: LocalSpan) => void): void {
  const spans = entry.spans ?? [];
  entry.spans = undefined;
  for (let index = 0; index < spans.length; index++) endOne(spans[index] as LocalSpan, end);
}

function endOne(span: LocalSpan, end: (span: LocalSpan) => void): void {
  try {
    if ((span.flags & ENDED) === 0) end(span);
  } catch (error) {
    reportError("a span could not be ended", error);
  }
}
