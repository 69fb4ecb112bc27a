// The context: which span and which values are current; nodes inside, OpenTelemetry's Context outside.
import { CARRIER, REMOTE, SAMPLED, SUPPRESSED, UNSAMPLED } from "./flags.js";
import { fromHex, isSpanId, isTraceId } from "./ids.js";
import { newTrace, traceOf } from "./local-trace.js";
import { handMadeSite } from "./site.js";
import { LocalSpan } from "./span.js";
import type { Span, SpanContext } from "./span-shape.js";
import { state } from "./state.js";

/**
 * An immutable set of values that travels with the work: the current span and baggage. OpenTelemetry's `Context`:
 * its keys work here, so `propagation.getBaggage(context)` of `@opentelemetry/api` does.
 */
export interface Context {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): Context;
  deleteValue(key: symbol): Context;
}

// The keys of @opentelemetry/api: they are in the global registry of symbols.
const SPAN_KEY = Symbol.for("OpenTelemetry Context Key SPAN");
/** Where baggage is kept in a context. */
export const BAGGAGE_KEY: symbol = Symbol.for("OpenTelemetry Baggage Key");

const STAND_IN = handMadeSite("", 0, false);

class NodeContext implements Context {
  readonly node: LocalSpan | undefined;

  constructor(node: LocalSpan | undefined) {
    this.node = node;
  }

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? spanOf(this.node) : this.node?.values?.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    if (key !== SPAN_KEY) {
      return new NodeContext(carrierOf(spanOf(this.node), new Map(this.node?.values ?? []).set(key, value)));
    }
    return new NodeContext(carrierOf(nodeOfSpan(value), this.node?.values));
  }

  deleteValue(key: symbol): Context {
    if (key === SPAN_KEY) return new NodeContext(carrierOf(undefined, this.node?.values));
    const values = new Map(this.node?.values ?? []);
    values.delete(key);
    return new NodeContext(carrierOf(spanOf(this.node), values));
  }
}

/** A node's outside. */
export function contextOf(node: LocalSpan | undefined): Context {
  return new NodeContext(node);
}

/** A context's inside; a foreign OpenTelemetry context gives its span and baggage. */
export function nodeOf(context: Context): LocalSpan | undefined {
  if ("node" in context) return context.node as LocalSpan | undefined;
  const baggage = context.getValue(BAGGAGE_KEY);
  return carrierOf(
    nodeOfSpan(context.getValue(SPAN_KEY)),
    baggage === undefined ? undefined : new Map([[BAGGAGE_KEY, baggage]]),
  );
}

function nodeOfSpan(value: unknown): LocalSpan | undefined {
  if (isLocalSpan(value)) return value;
  const context = (value as Span | undefined)?.spanContext?.();
  return context && isTraceId(context.traceId) && isSpanId(context.spanId) ? remoteSpan(context) : undefined;
}

/** Whether a value is a span of ours; by shape, not by class: another copy of this library has a class of its own. */
export function isLocalSpan(value: unknown): value is LocalSpan {
  return typeof value === "object" && value !== null && "idLow" in value && "trace" in value;
}

/** A node with values on top of a span; the span itself when it has these values already. */
export function carrierOf(
  span: LocalSpan | undefined,
  values: ReadonlyMap<symbol, unknown> | undefined,
): LocalSpan | undefined {
  if (span?.values === values) return span;
  const inherited = (span?.flags ?? 0) & (UNSAMPLED | SUPPRESSED);
  return new LocalSpan(STAND_IN, span?.trace ?? newTrace(), span, values, CARRIER | inherited, Number.NaN);
}

/** A stand-in for a span of another process. */
export function remoteSpan(context: SpanContext): LocalSpan {
  const flags = (context.traceFlags & 1) === 1 ? REMOTE | SAMPLED : REMOTE;
  const trace = traceOf(context.traceId, context.traceState);
  if ((context.traceFlags & 2) !== 0) trace.randomFlag = 2;
  const span = new LocalSpan(STAND_IN, trace, undefined, undefined, flags, Number.NaN);
  span.idHigh = fromHex(context.spanId, 0);
  span.idLow = fromHex(context.spanId, 8);
  return span;
}

/** The span of a node: the node itself, or what a carrier stands on. */
export function spanOf(node: LocalSpan | undefined): LocalSpan | undefined {
  return node !== undefined && (node.flags & CARRIER) !== 0 ? node.parent : node;
}

/**
 * Runs `fn` in a context and returns what it returns; asynchronous work that it begins stays in the context.
 * @param context from `extractContext`
 */
export function withContext<T>(context: Context, fn: () => T): T {
  return state.storage.run(readNode(context), fn);
}

function readNode(context: Context): LocalSpan | undefined {
  try {
    return nodeOf(context);
  } catch {
    return state.storage.getStore();
  }
}

let silence: LocalSpan | undefined;

/** Runs `fn` where nothing is traced; for exporters, whose own work would be traced without end. */
export function untraced<T>(fn: () => T): T {
  silence ??= new LocalSpan(
    STAND_IN,
    newTrace(),
    undefined,
    undefined,
    CARRIER | UNSAMPLED | SUPPRESSED,
    Number.NaN,
  );
  return state.storage.run(silence, fn);
}

/**
 * The current span, `undefined` when there is none. In a trace that is not sampled, or directly inside `withContext`
 * of another process's context, it is a stand-in that records nothing but knows its ids.
 */
export function getCurrentSpan(): Span | undefined {
  return spanOf(state.storage.getStore());
}

/** Trace id of the current span, 32 hex digits; for logs. */
export function getCurrentTraceId(): string | undefined {
  return spanOf(state.storage.getStore())?.traceId;
}

/** Id of the current span, 16 hex digits; for logs. */
export function getCurrentSpanId(): string | undefined {
  return spanOf(state.storage.getStore())?.spanId;
}
