// Propagation: the current context into a carrier, and a carrier's context out, in the W3C formats.
import { type Baggage, readBaggage, writeBaggage } from "./baggage.js";
import { type Carrier, readHeader, writeHeader } from "./carrier.js";
import { BAGGAGE_KEY, type Context, carrierOf, contextOf, nodeOf, remoteSpan, spanOf } from "./context.js";
import { reportError } from "./faults.js";
import { MIN, SAMPLED } from "./flags.js";
import { isSpanId, isTraceId } from "./ids.js";
import { settle } from "./min.js";
import type { LocalSpan } from "./span.js";
import { state } from "./state.js";
import { readTraceState } from "./tracestate.js";

/**
 * Writes `traceparent`, `tracestate` and `baggage` of a context into a carrier; nothing when there is no context.
 * Never throws; a carrier that cannot be written to is reported once.
 * @param carrier plain object, `Headers`, `Map`, or an outgoing message with `setHeader`
 * @param context default: the current context
 * @returns the carrier
 * @see https://www.w3.org/TR/trace-context/
 */
export function injectContext<C extends Carrier>(carrier: C, context?: Context): C {
  try {
    const node = context === undefined ? state.storage.getStore() : nodeOf(context);
    if (node !== undefined && carrier) inject(carrier, node);
  } catch (error) {
    reportError("a context could not be injected", error);
  }
  return carrier;
}

function inject(carrier: Carrier, node: LocalSpan): void {
  const span = spanOf(node);
  if (span !== undefined && state.propagators.trace) {
    // Its id becomes known elsewhere: it can no longer be dropped.
    if ((span.flags & MIN) !== 0) settle(span);
    writeHeader(carrier, "traceparent", writeTraceparent(span));
    const list = span.trace.traceState?.serialize();
    if (list) writeHeader(carrier, "tracestate", list);
  }
  const baggage = node.values?.get(BAGGAGE_KEY) as Baggage | undefined;
  const text = baggage === undefined || !state.propagators.baggage ? "" : writeBaggage(baggage);
  if (text !== "") writeHeader(carrier, "baggage", text);
}

function writeTraceparent(span: LocalSpan): string {
  return `00-${span.traceId}-${span.spanId}-${(span.flags & SAMPLED) === 0 ? "00" : "01"}`;
}

/**
 * Reads a context from a carrier. Malformed headers count as absent; a carrier without any gives an empty context,
 * in which a span begins a new trace. Never throws.
 * @param carrier plain object, `Headers`, `Map` or Node's header object (`string | string[]`)
 */
export function extractContext(carrier: Carrier): Context {
  try {
    return contextOf(carrier ? extract(carrier) : undefined);
  } catch {
    return contextOf(undefined);
  }
}

function extract(carrier: Carrier): LocalSpan | undefined {
  const { trace, baggage: hasBaggage } = state.propagators;
  const span = trace ? readParent(carrier) : undefined;
  const baggage = hasBaggage ? readBaggage(readHeader(carrier, "baggage") ?? "") : undefined;
  return baggage === undefined ? span : carrierOf(span, new Map([[BAGGAGE_KEY, baggage]]));
}

function readParent(carrier: Carrier): LocalSpan | undefined {
  const parent = readTraceparent(readHeader(carrier, "traceparent") ?? "");
  if (parent === undefined) return undefined;
  const traceState = readTraceState(readHeader(carrier, "tracestate") ?? "");
  return remoteSpan(traceState === undefined ? parent : { ...parent, traceState });
}

/** The ids of a `traceparent`, `undefined` if it is malformed. Versions to come may have more behind a dash. */
export function readTraceparent(
  text: string,
): { traceId: string; spanId: string; traceFlags: number; isRemote: true } | undefined {
  const match = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, version, traceId = "", spanId = "", flags = "", rest] = match;
  if (version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (!isTraceId(traceId) || !isSpanId(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
