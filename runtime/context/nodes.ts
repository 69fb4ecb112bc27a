// The context: which span and which values are current; nodes inside, OpenTelemetry's Context outside.

import { reportError } from "../ground/faults.js";
import { CARRIER, INVALID, NEARBY, REMOTE, SAMPLED, STALE, SUPPRESSED, UNSAMPLED } from "../ground/flags.js";
import { fromHex, isSpanId, isTraceId } from "../ground/ids.js";
import { weakGet, weakSet } from "../ground/intrinsics.js";
import { type Context, SPAN_KEY } from "../model/context.js";
import {
  type ContextValues,
  foreignValues,
  SUPPRESS_KEY,
  withoutValue,
  withValue,
} from "../model/context-values.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Span, SpanContext } from "../model/span.js";
import { liveNode } from "../span/disposal.js";
import { NO_SITE } from "../span/sites.js";
import { SpanNode } from "../span/span-node.js";
import { newTrace, traceOf } from "../span/traces.js";
import { state } from "../state/state.js";

class NodeContext implements Context {
  readonly node: LocalSpan | undefined;

  constructor(node: LocalSpan | undefined) {
    this.node = node;
  }

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? visibleSpan(this.node) : this.node?.values?.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    const values = this.node?.values;
    if (key === SPAN_KEY) return new NodeContext(nodeWith(value, values));
    return new NodeContext(nodeWith(visibleSpan(this.node), withValue(values, key, value)));
  }

  deleteValue(key: symbol): Context {
    const values = this.node?.values;
    if (key === SPAN_KEY) return new NodeContext(carrierOf(undefined, values));
    return new NodeContext(nodeWith(visibleSpan(this.node), withoutValue(values, key)));
  }
}

/** A node's outside. */
export function contextOf(node: LocalSpan | undefined): Context {
  return new NodeContext(node);
}

/** A context's inside; a foreign OpenTelemetry context gives its span and values. */
export function nodeOf(context: Context): LocalSpan | undefined {
  if ("node" in context) return context.node as LocalSpan | undefined;
  return nodeWith(context.getValue(SPAN_KEY), foreignValues(context));
}

/** A node of a span, which may be of another library, with values. */
export function nodeWith(span: unknown, values: ContextValues | undefined): LocalSpan | undefined {
  if (span === undefined || span === null) return carrierOf(undefined, values);
  // One of `createSpan` that has ended would stand for what was before it; here it is meant itself.
  if (isLocalSpan(span) && (span.flags & (INVALID | STALE)) === 0) return carrierOf(span, values);
  const context = (span as Partial<Span>).spanContext?.();
  if (context !== undefined && isTraceId(context.traceId) && isSpanId(context.spanId)) {
    const standIn = remoteSpan(context);
    weakSet(state.originals, standIn, span);
    return carrierOf(standIn, values);
  }
  // One without ids is in the context for those who look for it; a span below begins a new trace.
  const node = newCarrier(undefined, values);
  weakSet(state.originals, node, span);
  return node;
}

/** The span of a node as programs see it: the very object that was put there. */
export function visibleSpan(node: LocalSpan | undefined): unknown {
  if (node === undefined) return undefined;
  const span = spanOf(node);
  return weakGet(state.originals, span ?? node) ?? span;
}

/** Whether a value is a span of ours; by shape, not by class: another copy of this library has a class of its own. */
export function isLocalSpan(value: unknown): value is LocalSpan {
  if (value instanceof SpanNode) return true;
  return typeof value === "object" && value !== null && "idLow" in value && "trace" in value;
}

/** A node with values on top of a span; the span itself when it has these values already. */
export function carrierOf(
  span: LocalSpan | undefined,
  values: ContextValues | undefined,
): LocalSpan | undefined {
  return span?.values === values ? span : newCarrier(span, values);
}

function newCarrier(span: LocalSpan | undefined, values: ContextValues | undefined): LocalSpan {
  const isSuppressed = values?.get(SUPPRESS_KEY) === true;
  const flags = isSuppressed ? CARRIER | UNSAMPLED | SUPPRESSED : CARRIER | ((span?.flags ?? 0) & UNSAMPLED);
  return new SpanNode(NO_SITE, span?.trace ?? newTrace(), span, values, flags, Number.NaN);
}

/** A stand-in for a span of another process, or of another library in this one. */
export function remoteSpan(context: SpanContext): LocalSpan {
  const where = context.isRemote === true ? REMOTE : REMOTE | NEARBY;
  const flags = (context.traceFlags & 1) === 1 ? where | SAMPLED : where;
  const trace = traceOf(context.traceId, context.traceState);
  if ((context.traceFlags & 2) !== 0) trace.randomFlag = 2;
  const span = new SpanNode(NO_SITE, trace, undefined, undefined, flags, Number.NaN);
  span.idHigh = fromHex(context.spanId, 0);
  span.idLow = fromHex(context.spanId, 8);
  return span;
}

/** The span of a node: the node itself, or what a carrier stands on. */
export function spanOf(node: LocalSpan | undefined): LocalSpan | undefined {
  return node !== undefined && (node.flags & CARRIER) !== 0 ? node.parent : node;
}

/** The current node; never a span of `createSpan` that has ended. */
export function currentNode(): LocalSpan | undefined {
  return liveNode(state.storage.getStore());
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
  } catch (error) {
    reportError("a context could not be read, the current one stays", error);
    return state.storage.getStore();
  }
}

let silence: LocalSpan | undefined;

/** Runs `fn` where nothing is traced; for exporters, whose own work would be traced without end. */
export function untraced<T>(fn: () => T): T {
  silence ??= newCarrier(undefined, new Map([[SUPPRESS_KEY, true]]));
  return state.storage.run(silence, fn);
}

/**
 * The current span, `undefined` when there is none. In a trace that is not sampled, or directly inside `withContext`
 * of another process's context, it is a stand-in that records nothing but knows its ids.
 */
export function getCurrentSpan(): Span | undefined {
  return spanOf(currentNode());
}

/** Trace id of the current span, 32 hex digits; for logs. */
export function getCurrentTraceId(): string | undefined {
  return spanOf(currentNode())?.traceId;
}

/** Id of the current span, 16 hex digits; for logs. */
export function getCurrentSpanId(): string | undefined {
  return spanOf(currentNode())?.spanId;
}
