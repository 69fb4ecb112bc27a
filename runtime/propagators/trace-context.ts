// W3C Trace Context: a span in, `traceparent` and `tracestate` out, and back (https://www.w3.org/TR/trace-context-2/).

import { remoteSpan } from "../context/nodes.js";
import { trimSpace } from "../ground/header-text.js";
import { isSpanId, isTraceId } from "../ground/ids.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanContext } from "../model/span.js";
import { traceFlagsOf } from "../span/identity.js";
import { type Carrier, readHeader, writeHeader } from "./carrier.js";
import type { Propagator } from "./propagator.js";
import { readTraceState } from "./tracestate.js";

/** `tracecontext` */
export const traceContext: Propagator = {
  fields: ["traceparent", "tracestate"],
  inject(carrier, span) {
    if (span === undefined) return;
    writeHeader(carrier, "traceparent", writeTraceparent(span));
    const list = span.trace.traceState?.serialize();
    if (list) writeHeader(carrier, "tracestate", list);
  },
  extract(carrier, found) {
    found.span = readParent(carrier) ?? found.span;
  },
};

function writeTraceparent(span: LocalSpan): string {
  return `00-${span.traceId}-${span.spanId}-0${traceFlagsOf(span)}`;
}

// Without a good traceparent nobody looks at tracestate: it may belong to another.
function readParent(carrier: Carrier): LocalSpan | undefined {
  const parent = readTraceparent(readHeader(carrier, "traceparent") ?? "");
  if (parent === undefined) return undefined;
  const traceState = readTraceState(readHeader(carrier, "tracestate") ?? "");
  return remoteSpan(traceState === undefined ? parent : { ...parent, traceState });
}

// Of the flags, those that are known: sampled, and that the trace id is random.
const KNOWN_FLAGS = 3;
const FORMAT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s;

/** The ids of a `traceparent`, `undefined` if it is malformed. Versions to come may have more behind a dash. */
function readTraceparent(text: string): SpanContext | undefined {
  const match = FORMAT.exec(trimSpace(text));
  if (match === null) return undefined;
  const [, version, traceId = "", spanId = "", flags = "", rest] = match;
  if (version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (!isTraceId(traceId) || !isSpanId(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & KNOWN_FLAGS, isRemote: true };
}
