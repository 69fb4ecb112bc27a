// Propagation: the current context into a carrier, and a carrier's context out, in the formats that were chosen.

import { carrierOf, contextOf, currentNode, nodeOf, spanOf } from "../context/nodes.js";
import { reportError } from "../ground/faults.js";
import { INVALID, MIN } from "../ground/flags.js";
import type { Context } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import type { PropagatorName } from "../model/propagator-name.js";
import { b3Multi, b3Single } from "../propagators/b3.js";
import { baggageHeader } from "../propagators/baggage-header.js";
import type { Carrier } from "../propagators/carrier.js";
import { jaeger } from "../propagators/jaeger.js";
import type { Found, Propagator } from "../propagators/propagator.js";
import { traceContext } from "../propagators/trace-context.js";
import { keepSpan } from "../span/slow-end.js";
import { state } from "../state/state.js";

const PROPAGATORS: Readonly<Record<PropagatorName, Propagator | undefined>> = {
  tracecontext: traceContext,
  baggage: baggageHeader,
  b3: b3Single,
  b3multi: b3Multi,
  jaeger,
  none: undefined,
};

/**
 * Writes a context into a carrier, in every format of `propagators`; nothing when there is no context.
 * Never throws; a carrier that cannot be written to is reported once.
 * @param carrier plain object, `Headers`, `Map`, or an outgoing message with `setHeader`
 * @param context default: the current context
 * @returns the carrier
 * @see https://opentelemetry.io/docs/specs/otel/context/api-propagators/
 */
export function injectContext<C extends Carrier>(carrier: C, context?: Context): C {
  try {
    const node = context === undefined ? currentNode() : nodeOf(context);
    if (node !== undefined && carrier) inject(carrier, node);
  } catch (error) {
    reportError("a context could not be injected", error);
  }
  return carrier;
}

function inject(carrier: Carrier, node: LocalSpan): void {
  const span = identified(spanOf(node));
  for (const name of state.settings.propagators) {
    // One format that fails keeps no other one from being written.
    try {
      PROPAGATORS[name]?.inject(carrier, span, node.values);
    } catch (error) {
      reportError("a context could not be injected", error);
    }
  }
}

function identified(span: LocalSpan | undefined): LocalSpan | undefined {
  if (span === undefined || (span.flags & INVALID) !== 0) return undefined;
  // Its id becomes known elsewhere: it can no longer be dropped.
  if ((span.flags & MIN) !== 0) keepSpan(span);
  return span;
}

/**
 * Reads a context from a carrier, in every format of `propagators`; of two that say something, the later one wins.
 * Malformed headers count as absent; a carrier without any gives an empty context, in which a span begins a new trace.
 * Never throws.
 * @param carrier plain object, `Headers`, `Map`, headers of a message queue (also as bytes, and none at all), or Node's
 * header object (`string | string[]`)
 */
export function extractContext(carrier: Carrier | null | undefined): Context {
  if (!carrier) return contextOf(undefined);
  const { span, values } = findIn(carrier);
  return contextOf(values === undefined ? span : carrierOf(span, values));
}

/** What the carrier says, by the propagators of this process. */
export function findIn(carrier: Carrier): Found {
  const found: Found = { span: undefined, values: undefined };
  for (const name of state.settings.propagators) {
    try {
      PROPAGATORS[name]?.extract(carrier, found);
    } catch {
      // A carrier that cannot be read says nothing.
    }
  }
  return found;
}

/** The headers that `injectContext` may write. */
export function propagatedFields(): string[] {
  return state.settings.propagators.flatMap((name) => PROPAGATORS[name]?.fields ?? []);
}
