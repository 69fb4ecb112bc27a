// The ABI: the few functions that generated code calls. None of them throws, and values go through unchanged. The most
// frequent ones are so short that V8 inlines them wherever they are called: that is all they cost while tracing is off.

import { goIn } from "../context/frames.js";
import { countResumption, handOut, restore, stepIn, stepOut } from "../context/switch.js";
import { AWAY, DEFERRED, EXITED, LEFT, RECORDING, UNSAMPLED } from "../ground/flags.js";
import { apply, isPromise } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SiteFunction } from "../model/site.js";
import type { Span } from "../model/span.js";
import { captureAll, captureEach } from "../recording/capture.js";
import { failSpan } from "../recording/failure.js";
import { complete } from "../span/end.js";
import { siteOf } from "../span/sites.js";
import { startSpan } from "../start/start.js";
import { state } from "../state/state.js";
import { adopt, waitedFor } from "./adoption.js";
import { fault } from "./fault.js";
import { driveAsynchronously, driveSync } from "./generators.js";
import { deferTo, follow, isObservable, isPristinePromise } from "./promises.js";

/** Called by generated code: starts a span and makes it current; `undefined` when there is nothing to record. */
export function enter(site: SiteFunction): Span | undefined {
  return state.on ? enterTraced(site) : undefined;
}

function enterTraced(site: SiteFunction): Span | undefined {
  try {
    const current = state.storage.getStore();
    if (current !== undefined && (current.flags & UNSAMPLED) !== 0 && !siteOf(site).root) return undefined;
    const span = startSpan(siteOf(site), current);
    if (span === undefined) return undefined;
    span.previous = current;
    goIn(span);
    return span;
  } catch (error) {
    return fault("a span could not be started", error);
  }
}

/** Called by generated code: the `enter` of a generator, at its first `next()`. */
export function enterGenerator(site: SiteFunction): Span | undefined {
  const span = enter(site);
  if (span === undefined) return undefined;
  try {
    countResumption(span as LocalSpan);
  } catch (error) {
    fault("a generator could not be counted", error);
  }
  return span;
}

/**
 * Called by generated code: starts a span without making it current; of a generator whose body moved, and of a function
 * that calls nothing.
 */
export function start(site: SiteFunction): Span | undefined {
  return state.on ? startTraced(site) : undefined;
}

function startTraced(site: SiteFunction): Span | undefined {
  try {
    const current = state.storage.getStore();
    if (current !== undefined && (current.flags & UNSAMPLED) !== 0 && !siteOf(site).root) return undefined;
    const span = startSpan(siteOf(site), current);
    if (span !== undefined) span.flags |= LEFT;
    return span;
  } catch (error) {
    return fault("a span could not be started", error);
  }
}

/** Called by generated code: captures arguments, one value for each entry of the site's `args`. */
export function capture(span: Span | undefined, ...values: unknown[]): void {
  if (span === undefined) return;
  try {
    const { site, flags } = span as LocalSpan;
    if (site.args !== undefined && (flags & RECORDING) !== 0)
      captureAll(span as LocalSpan, site.args, values);
  } catch (error) {
    fault("arguments could not be captured", error);
  }
}

/**
 * Called by generated code with what a synchronous function returns; returns what it is to return: the very same
 * value, or for an untouched native promise one that settles alike, and with which the span ends.
 * @param handled `true`: the function itself has attached a handler to that promise, then it is the very same one,
 * too; `false`: the promise has other owners, who may or may not handle it, so it is not observed at all
 */
export function returned<T>(span: Span | undefined, value: T, handled?: boolean): T {
  return span === undefined ? value : observed(span, value, handled);
}

function observed<T>(span: Span, value: T, handled: boolean | undefined): T {
  try {
    const local = span as LocalSpan;
    if ((local.flags & RECORDING) === 0) return value;
    local.flags &= ~DEFERRED;
    const isObject = typeof value === "object" && value !== null;
    if (isObject && handled === false && isPromise(value)) return value;
    if (isObject && handled === true && isObservable(value)) {
      follow(local, value);
      return value;
    }
    if (isObject && isPristinePromise(value)) return deferTo(local, value) as T;
    if (local.site.result !== undefined) captureEach(local, local.site.result, value);
  } catch (error) {
    fault("a returned value could not be observed", error);
  }
  return value;
}

/**
 * Called by generated code with what an async function returns; returns what its promise is to resolve with.
 * @param guarded a `finally` block follows
 */
export function returnedAsync<T>(span: Span | undefined, value: T, guarded?: boolean): T {
  if (span === undefined) return value;
  try {
    if (((span as LocalSpan).flags & RECORDING) !== 0) return adopt(span as LocalSpan, value, guarded) as T;
  } catch (error) {
    fault("a returned value could not be observed", error);
  }
  return value;
}

/** Called by generated code before each `await` with what is awaited: at the first one the caller's context is back. */
export function suspend<T>(span: Span | undefined, value: T): T {
  if (span === undefined || ((span as LocalSpan).flags & LEFT) !== 0) return value;
  try {
    return waitedFor(value, stepOut(span as LocalSpan)) as T;
  } catch (error) {
    fault("a context could not be restored", error);
  }
  return value;
}

/** Called by generated code before each `yield` with what is yielded: the consumer's context is back. */
export function yields<T>(span: Span | undefined, value?: T): T {
  if (span === undefined) return value as T;
  try {
    handOut(span as LocalSpan);
  } catch (error) {
    fault("a context could not be restored", error);
  }
  return value as T;
}

/** Called by generated code behind each `await` and `yield`, and where a failed one leads: the function's own context is back. */
export function resume<T>(span: Span | undefined, value?: T): T {
  if (span === undefined || ((span as LocalSpan).flags & AWAY) === 0) return value as T;
  try {
    stepIn(span as LocalSpan);
  } catch (error) {
    fault("a context could not be restored", error);
  }
  return value as T;
}

/** Called by generated code after an async function's body ran to its first await: the caller's context is back. */
export function leave<T>(span: Span | undefined, promise: T): T {
  if (span === undefined) return promise;
  try {
    restore(span as LocalSpan);
  } catch (error) {
    fault("a context could not be restored", error);
  }
  return promise;
}

/** Called by generated code with what an async function or a generator returns. */
export function result<T>(span: Span | undefined, value: T): T {
  if (span === undefined) return value;
  try {
    const { site, flags } = span as LocalSpan;
    if (site.result !== undefined && (flags & RECORDING) !== 0)
      captureEach(span as LocalSpan, site.result, value);
  } catch (error) {
    fault("a returned value could not be captured", error);
  }
  return value;
}

// `never`: whatever the parameters are.
type Moved<T> = (...values: never[]) => T;
const NO_VALUES: readonly unknown[] = [];

/** Called by generated code with the moved body of a generator, and its `this`: what the generator delegates to. */
export function drive<T>(
  span: Span | undefined,
  body: Moved<T>,
  self: unknown,
  values: readonly unknown[] = NO_VALUES,
): T {
  const generator = apply(body, self, values);
  return span === undefined ? generator : driveSync(span as LocalSpan, generator);
}

/** Called by generated code with the moved body of an async generator, in the same manner. */
export function driveAsync<T>(
  span: Span | undefined,
  body: Moved<T>,
  self: unknown,
  values: readonly unknown[] = NO_VALUES,
): T {
  const generator = apply(body, self, values);
  return span === undefined ? generator : driveAsynchronously(span as LocalSpan, generator);
}

/** Called by generated code with what a function threw; returns the very same value. */
export function fail<T>(span: Span | undefined, error: T): T {
  if (span === undefined) return error;
  try {
    failSpan(span as LocalSpan, error);
  } catch (failure) {
    fault("an exception could not be recorded", failure);
  }
  return error;
}

/** Called by generated code, last: the caller's context is back, and the span ends unless a promise ends it. */
export function exit(span: Span | undefined): void {
  if (span !== undefined) end(span);
}

function end(span: Span): void {
  try {
    const local = span as LocalSpan;
    if ((local.flags & LEFT) === 0) restore(local);
    if ((local.flags & DEFERRED) === 0) complete(local);
    else local.flags |= EXITED;
  } catch (error) {
    fault("a span could not be ended", error);
  }
}
