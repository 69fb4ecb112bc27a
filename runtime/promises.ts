// Promises that traced functions return: a native promise and a span in, a promise that ends the span as it settles out.
import { types } from "node:util";
import { captureEach } from "./capture.js";
import { failSpan } from "./fail.js";
import { reportError } from "./faults.js";
import { DEFERRED, ENDED } from "./flags.js";
import { complete } from "./lifecycle.js";
import type { LocalSpan } from "./span.js";
import { state } from "./state.js";

/** A promise that was observed: what is returned in its place, and the spans that end as it settles. */
export interface DerivedPromise {
  promise: object;
  /** `undefined` once it has settled. */
  spans: LocalSpan[] | undefined;
}

// Taken at load: a program may patch them later.
const prototype = Promise.prototype;
const prototypeOf = Object.getPrototypeOf;
const namesOf = Object.getOwnPropertyNames;
const thenOf = prototype.then;
const find = WeakMap.prototype.get as (this: object, key: object) => DerivedPromise | undefined;
const remember = WeakMap.prototype.set as (this: object, key: object, value: DerivedPromise) => object;
const apply = Reflect.apply;

/**
 * Whether a value is a native promise that nobody has touched. Anything else that has a `then` may start work when
 * it is called (a query builder), or has more to it than a derived promise would have (`.cancel`).
 */
export function isPristinePromise(value: object): boolean {
  // Symbols are not counted: Node's async_hooks puts its own on promises.
  return types.isPromise(value) && prototypeOf(value) === prototype && namesOf(value).length === 0;
}

/**
 * The promise to return in place of `source`: settles alike, one microtask later, after the span has ended. It is the
 * same one each time, and a derived promise is not derived from again. A rejection that nobody handles is reported by
 * Node exactly once, for the derived promise.
 */
export function deferTo(span: LocalSpan, source: object): object {
  const known = apply(find, state.derived, [source]);
  if (known !== undefined) {
    join(span, known);
    return known.promise;
  }
  const entry: DerivedPromise = { promise: source, spans: [span] };
  const observed = observe(source, entry);
  apply(remember, state.derived, [source, entry]);
  apply(remember, state.derived, [observed, entry]);
  entry.promise = observed;
  span.flags |= DEFERRED;
  return observed;
}

function join(span: LocalSpan, entry: DerivedPromise): void {
  // Settled long ago (a memoised promise): the span ends at exit.
  if (entry.spans === undefined) return;
  entry.spans.push(span);
  span.flags |= DEFERRED;
}

function observe(source: object, entry: DerivedPromise): object {
  const onFulfilled = (value: unknown): unknown => {
    endAll(entry, (span) => {
      if (span.site.result !== undefined) captureEach(span, span.site.result, value);
      complete(span);
    });
    return value;
  };
  const onRejected = (reason: unknown): never => {
    endAll(entry, (span) => {
      failSpan(span, reason);
      complete(span);
    });
    throw reason;
  };
  return apply(thenOf, source, [onFulfilled, onRejected]) as object;
}

function endAll(entry: DerivedPromise, end: (span: LocalSpan) => void): void {
  const spans = entry.spans ?? [];
  entry.spans = undefined;
  for (const span of spans) {
    try {
      if ((span.flags & ENDED) === 0) end(span);
    } catch (error) {
      reportError("a span could not be ended", error);
    }
  }
}
