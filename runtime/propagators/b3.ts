// Zipkin's B3: a span in, the header `b3` or the headers `x-b3-…` out, and back (https://github.com/openzipkin/b3-propagation).

import { remoteSpan } from "../context/nodes.js";
import { SAMPLED } from "../ground/flags.js";
import { isSpanId, isTraceId } from "../ground/ids.js";
import type { LocalSpan } from "../model/local-span.js";
import { type Carrier, readHeader, writeHeader } from "./carrier.js";
import { type Found, keepValue, type Propagator } from "./propagator.js";

// The key of OpenTelemetry's B3 propagators: a debug flag stays with the trace, whoever hands it on.
const DEBUG_KEY = Symbol.for("OpenTelemetry Context Key B3 Debug Flag");

/** What both forms say. */
interface B3 {
  readonly traceId: string;
  readonly spanId: string;
  /** `1`, `0`, `d` (sampled, and asked for by hand), or that the caller leaves it open. */
  readonly state: string | undefined;
}

/** `b3`: one header. */
export const b3Single: Propagator = {
  fields: ["b3"],
  inject(carrier, span, values) {
    if (span === undefined) return;
    const state = values?.get(DEBUG_KEY) ? "d" : sampledDigit(span);
    writeHeader(carrier, "b3", `${span.traceId}-${span.spanId}-${state}`);
  },
  extract,
};

/** `b3multi`: a header for each part. */
export const b3Multi: Propagator = {
  fields: ["x-b3-traceid", "x-b3-spanid", "x-b3-sampled", "x-b3-flags"],
  inject(carrier, span, values) {
    if (span === undefined) return;
    writeHeader(carrier, "x-b3-traceid", span.traceId);
    writeHeader(carrier, "x-b3-spanid", span.spanId);
    // Debug says that it is sampled.
    if (values?.get(DEBUG_KEY)) writeHeader(carrier, "x-b3-flags", "1");
    else writeHeader(carrier, "x-b3-sampled", sampledDigit(span));
  },
  extract,
};

function sampledDigit(span: LocalSpan): string {
  return (span.flags & SAMPLED) === 0 ? "0" : "1";
}

// Both names read both forms, as the specification of OpenTelemetry asks; the single header goes before.
function extract(carrier: Carrier, found: Found): void {
  const b3 = readSingle(readHeader(carrier, "b3")) ?? readMulti(carrier);
  if (b3 === undefined) return;
  const { traceId, spanId, state } = b3;
  const traceFlags = state === "1" || state === "d" ? 1 : 0;
  found.span = remoteSpan({ traceId, spanId, traceFlags, isRemote: true });
  if (state === "d") keepValue(found, DEBUG_KEY, "d");
}

const SINGLE = /^([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(?:-([01d])(?:-[0-9a-f]{16})?)?$/;

function readSingle(text: string | undefined): B3 | undefined {
  const match = SINGLE.exec(text ?? "");
  return match === null ? undefined : checked(match[1] as string, match[2] as string, match[3]);
}

function readMulti(carrier: Carrier): B3 | undefined {
  const traceId = readHeader(carrier, "x-b3-traceid");
  const spanId = readHeader(carrier, "x-b3-spanid");
  if (traceId === undefined || spanId === undefined || !/^(?:.{16}|.{32})$/.test(traceId)) return undefined;
  if (readHeader(carrier, "x-b3-flags") === "1") return checked(traceId, spanId, "d");
  const sampled = readHeader(carrier, "x-b3-sampled");
  const state = sampled === undefined ? undefined : STATES.get(sampled.toLowerCase());
  return sampled !== undefined && state === undefined ? undefined : checked(traceId, spanId, state);
}

// Words are what some wrote before there was a specification.
const STATES: ReadonlyMap<string, string> = new Map([
  ["1", "1"],
  ["true", "1"],
  ["0", "0"],
  ["false", "0"],
]);

function checked(id: string, spanId: string, state: string | undefined): B3 | undefined {
  const traceId = id.padStart(32, "0");
  return isTraceId(traceId) && isSpanId(spanId) ? { traceId, spanId, state } : undefined;
}
