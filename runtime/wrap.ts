// `trace(options?, fn)`: a function in, a function with the same name and length out, each call of which is a span.
import { types } from "node:util";
import { LEFT } from "./flags.js";
import { drive, driveAsync, exit, fail, returned } from "./instrument.js";
import { apply, construct } from "./intrinsics.js";
import { startSpan } from "./lifecycle.js";
import { handMadeSite, type Site } from "./site.js";
import type { LocalSpan } from "./span.js";
import { state } from "./state.js";
import { openSite, type SpanOptions } from "./tracer.js";

/** Options of `trace`. */
export interface TraceOptions extends SpanOptions {
  /** Span name. @default the function's name */
  readonly name?: string;
}

type AnyFunction = (...args: never[]) => unknown;

/**
 * Wraps a function by hand so that each call is a span. `this`, arguments, results and errors go through; name and
 * length stay. Generators are spans from their first `next()` to their end.
 * @throws TypeError if `fn` is not a function
 * @example
 * const load = trace({ kind: SpanKind.CLIENT }, async function load(id: string) { return db.get(id); });
 */
export function trace<F extends AnyFunction>(fn: F): F;
export function trace<F extends AnyFunction>(options: TraceOptions, fn: F): F;
export function trace<F extends AnyFunction>(options: TraceOptions | F, fn?: F): F {
  const target = typeof options === "function" ? options : fn;
  if (typeof target !== "function") throw new TypeError("trace: expected a function");
  const chosen = typeof options === "function" ? {} : options;
  const name = chosen.name ?? (target.name || "anonymous");
  const wrapped = wrap(target, handMadeSite(name, chosen.kind ?? 0, chosen.root === true), chosen);
  Object.defineProperty(wrapped, "name", { value: target.name, configurable: true });
  Object.defineProperty(wrapped, "length", { value: target.length, configurable: true });
  return wrapped as unknown as F;
}

type Wrapped = (this: unknown, ...args: unknown[]) => unknown;

function wrap(target: AnyFunction, site: Site, options: TraceOptions): Wrapped {
  const original = target as unknown as Wrapped;
  if (!types.isGeneratorFunction(target)) return wrapPlain(original, site, options);
  const run = types.isAsyncFunction(target) ? runAsyncGenerator : runGenerator;
  // The original is called at once: parameters and their defaults are evaluated then.
  return function (this: unknown, ...args: unknown[]): unknown {
    return run(apply(original, this, args) as never, site, options);
  };
}

function wrapPlain(original: Wrapped, site: Site, options: TraceOptions): Wrapped {
  function wrapped(this: unknown, ...args: unknown[]): unknown {
    const span = openSite(site, options);
    try {
      if (new.target === undefined) return returned(span, apply(original, this, args));
      return construct(original, args, new.target === wrapped ? original : new.target);
    } catch (error) {
      throw fail(span, error);
    } finally {
      exit(span);
    }
  }
  wrapped.prototype = original.prototype as unknown;
  return wrapped;
}

function* runGenerator(inner: Generator, site: Site, options: TraceOptions): Generator {
  const span = begin(site, options);
  try {
    return yield* drive(span, inner);
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

async function* runAsyncGenerator(inner: AsyncGenerator, site: Site, options: TraceOptions): AsyncGenerator {
  const span = begin(site, options);
  try {
    return yield* driveAsync(span, inner);
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

function begin(site: Site, options: TraceOptions): LocalSpan | undefined {
  const span = state.on ? startSpan(site, state.storage.getStore()) : undefined;
  if (span === undefined) return undefined;
  span.flags |= LEFT;
  if (options.attributes !== undefined) span.setAttributes(options.attributes);
  return span;
}
