// `trace(options?, fn)`: a function in, a function with the same name and length out, each call of which is a span.

import { types } from "node:util";
import { drive, driveAsync, exit, fail } from "../abi/instrument.js";
import { LEFT } from "../ground/flags.js";
import { apply, construct } from "../ground/intrinsics.js";
import { checkNames, shown } from "../ground/options.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import type { WithSpanOptions } from "../model/span-options.js";
import { expectedList } from "../recording/expected-list.js";
import { handMadeSite } from "../span/sites.js";
import { state } from "../state/state.js";
import { openSite, startSite } from "./by-hand.js";
import { runInside } from "./run-inside.js";

/** Options of `trace`. */
export interface TraceOptions
  extends Pick<WithSpanOptions, "attributes" | "kind" | "links" | "root" | "expectedErrors"> {
  /** Span name. @default the function's name */
  readonly name?: string;
}

const OPTION_NAMES: readonly string[] = ["name", "kind", "attributes", "links", "root", "expectedErrors"];

/** Any function, whatever its parameters are. */
type AnyFunction = (...args: never[]) => unknown;

/**
 * Wraps a function by hand so that each call is a span. `this`, arguments, results and errors go through; name,
 * length and prototype stay, and generator functions are ones still: a span from the first `next()` to the end.
 * @throws TypeError if `fn` is no function, or a class, for an unknown option, or for a bad `expectedErrors`
 * @example
 * const load = trace({ kind: SpanKind.CLIENT }, async function load(id: string) { return db.get(id); });
 */
export function trace<F extends AnyFunction>(fn: F): F;
export function trace<F extends AnyFunction>(options: TraceOptions | undefined, fn: F): F;
export function trace<F extends AnyFunction>(options: TraceOptions | F | undefined, fn?: F): F {
  const target = typeof options === "function" ? options : fn;
  if (typeof target !== "function") throw new TypeError("trace: expected a function");
  if (isClass(target)) {
    throw new TypeError("trace: a class cannot be wrapped; wrap its methods, or write // @trace above it");
  }
  state.handmade = true;
  const chosen = (typeof options === "function" ? undefined : options) ?? {};
  checkNames("trace", chosen, OPTION_NAMES);
  const name = chosen.name ?? (target.name || "anonymous");
  const expected = expectedList("trace", chosen.expectedErrors);
  const site = handMadeSite(shown(name), chosen.kind ?? 0, chosen.root === true, undefined, expected);
  const wrapped = wrap(target, site, chosen);
  copyProperties(target, wrapped);
  return wrapped as unknown as F;
}

// The one kind of function whose `prototype` is a constant.
function isClass(target: AnyFunction): boolean {
  return Object.getOwnPropertyDescriptor(target, "prototype")?.writable === false;
}

// Name and length, and what a program has hung on the function.
function copyProperties(from: AnyFunction, to: Wrapped): void {
  for (const key of Reflect.ownKeys(from)) {
    const descriptor = Object.getOwnPropertyDescriptor(from, key);
    if (key !== "prototype" && descriptor !== undefined) Reflect.defineProperty(to, key, descriptor);
  }
}

type Wrapped = (this: unknown, ...args: unknown[]) => unknown;

function wrap(target: AnyFunction, site: Site, options: TraceOptions): Wrapped {
  const original = target as unknown as Wrapped;
  if (!types.isGeneratorFunction(target)) return wrapPlain(original, site, options);
  const wrapped = types.isAsyncFunction(target)
    ? wrapAsyncGenerator(original, site, options)
    : wrapGenerator(original, site, options);
  wrapped.prototype = original.prototype as unknown;
  return wrapped;
}

function wrapPlain(original: Wrapped, site: Site, options: TraceOptions): Wrapped {
  function wrapped(this: unknown, ...args: unknown[]): unknown {
    const span = openSite(site, options);
    if (new.target === undefined) return runInside(span, original, this, args);
    const made = new.target === wrapped ? original : new.target;
    return runInside(span, construct, undefined, [original, args, made]);
  }
  wrapped.prototype = original.prototype as unknown;
  return wrapped;
}

/** What the list of arguments cannot have: its default is evaluated at the call, where the body is at `next()`. */
const INNER = Symbol("inner");
type Arguments<G> = unknown[] & { [INNER]?: G };

// The original is called at once: its parameters and their defaults are evaluated then.
function wrapGenerator(original: Wrapped, site: Site, options: TraceOptions): Wrapped {
  return function* (
    this: unknown,
    // biome-ignore lint/complexity/noArguments: the rest parameter is taken apart
    ...{ [INNER]: inner = apply(original, this, arguments) as Generator }: Arguments<Generator>
  ): Generator {
    const span = startLeft(site, options);
    try {
      return yield* drive(span, () => inner, undefined);
    } catch (error) {
      throw fail(span, error);
    } finally {
      exit(span);
    }
  };
}

function wrapAsyncGenerator(original: Wrapped, site: Site, options: TraceOptions): Wrapped {
  return async function* (
    this: unknown,
    // biome-ignore lint/complexity/noArguments: the rest parameter is taken apart
    ...{ [INNER]: inner = apply(original, this, arguments) as AsyncGenerator }: Arguments<AsyncGenerator>
  ): AsyncGenerator {
    const span = startLeft(site, options);
    try {
      return yield* driveAsync(span, () => inner, undefined);
    } catch (error) {
      throw fail(span, error);
    } finally {
      exit(span);
    }
  };
}

// A generator's span is current only while it is resumed.
function startLeft(site: Site, options: TraceOptions): LocalSpan | undefined {
  const span = startSite(site, options);
  if (span !== undefined) span.flags |= LEFT;
  return span;
}
