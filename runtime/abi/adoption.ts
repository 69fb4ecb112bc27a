// What an async function waits for or returns in; out comes the value itself, or a stand-in for a thenable, by which
// the thenable runs in the function's context, and the span ends as it settles.

import { reportError } from "../ground/faults.js";
import { DEFERRED, ENDED, EXITED } from "../ground/flags.js";
import { apply, isPromise } from "../ground/intrinsics.js";
import { NativePromise, nativeThen, whenSettled } from "../ground/native-promise.js";
import type { LocalSpan } from "../model/local-span.js";
import { captureEach, memberOf } from "../recording/capture.js";
import { failSpan } from "../recording/failure.js";
import { complete } from "../span/end.js";
import { state } from "../state/state.js";
import { isPristinePromise } from "./promises.js";

type Then = (this: unknown, resolve: (value: unknown) => void, reject: (reason: unknown) => void) => unknown;

/**
 * The value itself, unless it is a thenable: then the span ends when that settles.
 *
 * For an untouched native promise a derived one is given out, which settles one microtask later: the engine follows
 * it from a later error to whoever waits, as it follows no other handler. For any other thenable a stand-in is: a
 * promise that resolves with a thenable asks for `then` at once and calls it in the next microtask. The stand-in is
 * asked and called in its place, and calls the thenable's own `then` at that very moment, once.
 * @param guarded a `finally` block may wait first, or throw. So a native promise gets a stand-in, too: a derived one that
 * is rejected meanwhile would be unhandled, though others handle the promise itself.
 */
export function adopt(span: LocalSpan, value: unknown, guarded?: boolean): unknown {
  span.flags &= ~DEFERRED;
  if (guarded !== true && typeof value === "object" && value !== null && isPristinePromise(value)) {
    span.flags |= DEFERRED;
    return observe(span, value);
  }
  const then = thenOf(value);
  if (then !== undefined) {
    span.flags |= DEFERRED;
    return new Adopted(span, value, then);
  }
  if (span.site.result !== undefined) captureEach(span, span.site.result, value);
  return value;
}

function observe(span: LocalSpan, promise: object): unknown {
  return whenSettled(
    promise,
    (value: unknown) => settle(span, value),
    (reason: unknown) => {
      refuse(span, reason);
      throw reason;
    },
  );
}

/** The `then` of a thenable where it can be read without running the program's code: not through getters or proxies. */
function thenOf(value: unknown): Then | undefined {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return undefined;
  const then = memberOf(value, "then");
  return typeof then === "function" ? (then as Then) : undefined;
}

/**
 * The value itself, unless it is a thenable whose own `then` the engine will call: a query builder runs its query
 * there. That is to happen in the function's context, though the caller's is current by then.
 */
export function waitedFor(value: unknown, inside: LocalSpan | undefined): unknown {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return value;
  // The engine waits for a native promise itself and does not ask it for `then`.
  if (isPromise(value) && memberOf(value, "constructor") === NativePromise) return value;
  const then = thenOf(value);
  return then === undefined || then === nativeThen ? value : new Waited(inside, value, then);
}

class Waited {
  private readonly inside: LocalSpan | undefined;
  private readonly value: unknown;
  private readonly ownThen: Then;

  constructor(inside: LocalSpan | undefined, value: unknown, then: Then) {
    this.inside = inside;
    this.value = value;
    this.ownThen = then;
  }

  // biome-ignore lint/suspicious/noThenProperty: being a thenable is what it is for.
  then(resolve: unknown, reject: unknown): void {
    callInside(this.inside, this.ownThen, this.value, [resolve, reject]);
  }
}

function callInside(inside: LocalSpan | undefined, then: Then, value: unknown, handlers: unknown[]): void {
  const { storage } = state;
  const outside = storage.getStore();
  storage.enterWith(inside);
  try {
    apply(then, value, handlers as Parameters<Then>);
  } finally {
    storage.enterWith(outside);
  }
}

class Adopted {
  private readonly span: LocalSpan;
  private readonly value: unknown;
  private readonly ownThen: Then;

  constructor(span: LocalSpan, value: unknown, then: Then) {
    this.span = span;
    this.value = value;
    this.ownThen = then;
  }

  // biome-ignore lint/suspicious/noThenProperty: being a thenable is what it is for.
  then(resolve: (value: unknown) => void, reject: (reason: unknown) => void): void {
    const span = this.span;
    try {
      callInside(span, this.ownThen, this.value, [
        (value: unknown) => resolve(settle(span, value)),
        (reason: unknown) => {
          refuse(span, reason);
          reject(reason);
        },
      ]);
    } catch (error) {
      refuse(span, error);
      throw error;
    }
  }
}

/** A thenable may resolve with another. */
function settle(span: LocalSpan, value: unknown): unknown {
  try {
    const adopted = adopt(span, value);
    if ((span.flags & DEFERRED) === 0) finish(span);
    return adopted;
  } catch (error) {
    reportError("a span could not be ended", error);
    return value;
  }
}

function refuse(span: LocalSpan, reason: unknown): void {
  try {
    failSpan(span, reason);
    finish(span);
  } catch (error) {
    reportError("a span could not be ended", error);
  }
}

/** The span ends, unless the function itself has not: a `finally` block may wait for longer than what it returns. */
function finish(span: LocalSpan): void {
  if ((span.flags & (EXITED | ENDED)) === EXITED) complete(span);
}
