// Jaeger: a span and baggage in, `uber-trace-id` and `uberctx-…` out, and back (https://www.jaegertracing.io/sdk-migration/#propagation-format).

import { remoteSpan } from "../context/nodes.js";
import { SAMPLED } from "../ground/flags.js";
import { decodeText, encodeText, isToken } from "../ground/header-text.js";
import { isSpanId, isTraceId } from "../ground/ids.js";
import { BAGGAGE_KEY } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import { Baggage, type BaggageEntry, MAX_LENGTH, MAX_PAIR_LENGTH, MAX_PAIRS } from "./baggage.js";
import { type Carrier, headerNames, readHeader, writeHeader } from "./carrier.js";
import { keepValue, type Propagator } from "./propagator.js";

const TRACE = "uber-trace-id";
const PREFIX = "uberctx-";

/** `jaeger` */
export const jaeger: Propagator = {
  fields: [TRACE],
  inject(carrier, span, values) {
    // The third field, the parent, is a zero by agreement.
    if (span !== undefined) writeHeader(carrier, TRACE, `${span.traceId}:${span.spanId}:0:${flagsOf(span)}`);
    const baggage = values?.get(BAGGAGE_KEY) as Baggage | undefined;
    if (baggage !== undefined) injectBaggage(carrier, baggage);
  },
  extract(carrier, found) {
    found.span = readParent(readHeader(carrier, TRACE)) ?? found.span;
    const before = found.values?.get(BAGGAGE_KEY) as Baggage | undefined;
    const baggage = readEntries(carrier, before);
    if (baggage !== undefined) keepValue(found, BAGGAGE_KEY, baggage);
  },
};

function flagsOf(span: LocalSpan): string {
  return (span.flags & SAMPLED) === 0 ? "00" : "01";
}

// A key is part of a header's name here, so one that is no token cannot go along.
function injectBaggage(carrier: Carrier, baggage: Pick<Baggage, "getAllEntries">): void {
  let left = MAX_LENGTH;
  for (const [key, entry] of baggage.getAllEntries().slice(0, MAX_PAIRS)) {
    const value = encodeText(entry.value);
    const length = PREFIX.length + key.length + value.length;
    if (!isToken(key) || length > MAX_PAIR_LENGTH || length > left) continue;
    left -= length;
    writeHeader(carrier, PREFIX + key, value);
  }
}

const FORMAT = /^([0-9a-f]{1,32}):([0-9a-f]{1,16}):[0-9a-f]{0,16}:([0-9a-f]{1,2})$/;
/** What a context takes when each of its characters is percent-encoded. */
const MAX_TEXT = 3 * (32 + 16 + 16 + 2 + 3);

function readParent(text: string | undefined): LocalSpan | undefined {
  if (text === undefined || text.length > MAX_TEXT) return undefined;
  // Colons may come encoded, and digits in upper case.
  const match = FORMAT.exec(decodeText(text).toLowerCase());
  if (match === null) return undefined;
  const traceId = (match[1] as string).padStart(32, "0");
  const spanId = (match[2] as string).padStart(16, "0");
  if (!isTraceId(traceId) || !isSpanId(spanId)) return undefined;
  return remoteSpan({
    traceId,
    spanId,
    traceFlags: Number.parseInt(match[3] as string, 16) & 1,
    isRemote: true,
  });
}

function readEntries(carrier: Carrier, before: Baggage | undefined): Baggage | undefined {
  const entries = new Map<string, BaggageEntry>(before?.getAllEntries() ?? []);
  const known = entries.size;
  let left = MAX_LENGTH;
  for (const name of headerNames(carrier)) {
    if (!name.toLowerCase().startsWith(PREFIX) || entries.size - known >= MAX_PAIRS) continue;
    const value = readHeader(carrier, name);
    left -= name.length + (value?.length ?? 0);
    if (value === undefined || name.length === PREFIX.length || left < 0) continue;
    entries.set(name.slice(PREFIX.length), { value: decodeText(value) });
  }
  return entries.size > 0 ? new Baggage(entries) : undefined;
}
