// An ExportTraceServiceRequest, as OTLP's JSON has it, in; spans out, with a count of those that are none.

import type { Attributes, Span, SpanEvent, SpanLink } from "../model/span.js";
import { later } from "../model/times.js";
import { attributesOf, listOf, memberOf, textOf } from "./attributes.js";
import { NotOtlp } from "./not-otlp.js";

/** What a request held. */
export interface Received {
  readonly spans: readonly Span[];
  /** How many spans were left out. */
  readonly rejected: number;
  /** Why the first of them was. */
  readonly reason: string;
}

/** What the spans of one scope share. */
interface Origin {
  readonly service: string;
  readonly resource: Attributes;
  readonly scope: string;
}

/** Nanoseconds since 1970 that fit into 64 bits with a sign: up to the year 2262. */
const MAX_TIME = 2n ** 63n - 1n;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;
/** `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK` and `SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK` of trace.proto. */
const HAS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/**
 * Reads the spans of a request.
 * @throws NotOtlp for what has another shape
 */
export function spansOf(request: unknown): Received {
  const spans: Span[] = [];
  let rejected = 0;
  let reason = "";
  for (const [origin, raw] of scopesOf(request)) {
    const span = spanOf(raw, origin);
    if (typeof span !== "string") spans.push(span);
    else if (rejected++ === 0) reason = span;
  }
  return { spans, rejected, reason };
}

function* scopesOf(request: unknown): Generator<[Origin, unknown]> {
  if (typeof request !== "object" || request === null || Array.isArray(request))
    throw new NotOtlp("the body is no ExportTraceServiceRequest");
  for (const group of listOf(request, "resourceSpans")) {
    const resource = attributesOf(memberOf(group, "resource"));
    const service = textOf(resource["service.name"]) || "unknown_service";
    for (const inner of listOf(group, "scopeSpans")) {
      const scope = textOf(memberOf(memberOf(inner, "scope"), "name"));
      const origin = { service, resource, scope };
      for (const raw of listOf(inner, "spans")) yield [origin, raw];
    }
  }
}

/** One span, or why it is none. */
function spanOf(raw: unknown, origin: Origin): Span | string {
  const traceId = textOf(memberOf(raw, "traceId")).toLowerCase();
  const spanId = textOf(memberOf(raw, "spanId")).toLowerCase();
  if (!TRACE_ID.test(traceId)) return "a trace id is not 16 bytes, or all zero";
  if (!SPAN_ID.test(spanId)) return "a span id is not 8 bytes, or all zero";
  const parentId = textOf(memberOf(raw, "parentSpanId")).toLowerCase();
  if (parentId !== "" && !/^[0-9a-f]{16}$/.test(parentId)) return "the id of a parent is not 8 bytes";
  const start = timeOf(memberOf(raw, "startTimeUnixNano"));
  const end = timeOf(memberOf(raw, "endTimeUnixNano"));
  if (start === undefined || end === undefined)
    return "a time is no number of nanoseconds before the year 2262";
  const status = memberOf(raw, "status");
  return {
    traceId,
    spanId,
    parentId: SPAN_ID.test(parentId) ? parentId : "",
    isRemote: isRemote(memberOf(raw, "flags")),
    name: textOf(memberOf(raw, "name")),
    kind: kindOf(memberOf(raw, "kind")),
    start,
    // A clock that was set back, or a span that was sent before it ended.
    end: later(start, end),
    status: statusOf(memberOf(status, "code")),
    statusMessage: textOf(memberOf(status, "message")),
    ...origin,
    attributes: attributesOf(raw),
    events: listOf(raw, "events").map(eventOf),
    links: listOf(raw, "links").flatMap(linkOf),
  };
}

function eventOf(raw: unknown): SpanEvent {
  const time = timeOf(memberOf(raw, "timeUnixNano")) ?? 0n;
  return { name: textOf(memberOf(raw, "name")), time, attributes: attributesOf(raw) };
}

function linkOf(raw: unknown): SpanLink[] {
  const traceId = textOf(memberOf(raw, "traceId")).toLowerCase();
  const spanId = textOf(memberOf(raw, "spanId")).toLowerCase();
  const leads = TRACE_ID.test(traceId) && SPAN_ID.test(spanId);
  return leads ? [{ traceId, spanId, attributes: attributesOf(raw) }] : [];
}

/** Protobuf's JSON writes 64-bit numbers as texts, and readers take numbers too. */
function timeOf(value: unknown): bigint | undefined {
  if (value === undefined || value === null) return 0n;
  if (typeof value === "string" ? !/^\d{1,20}$/.test(value) : !isWhole(value)) return undefined;
  const time = BigInt(value as string | number | bigint);
  return time >= 0n && time <= MAX_TIME ? time : undefined;
}

function isWhole(value: unknown): boolean {
  return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
}

/** OTLP's enumerations are numbers; names are read as well, since protobuf's own JSON writes them. */
const KIND_NAMES = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const STATUS_NAMES = ["UNSET", "OK", "ERROR"];

function kindOf(value: unknown): number {
  return Math.max(0, numbered(value, "SPAN_KIND_", KIND_NAMES) - 1);
}

function statusOf(value: unknown): number {
  return numbered(value, "STATUS_CODE_", STATUS_NAMES);
}

function numbered(value: unknown, prefix: string, names: readonly string[]): number {
  const number = typeof value === "string" ? names.indexOf(value.replace(prefix, "")) : Number(value ?? 0);
  return number in names ? number : 0;
}

function isRemote(flags: unknown): boolean | undefined {
  const bits = Number(flags ?? 0);
  return (bits & HAS_REMOTE) === 0 ? undefined : (bits & IS_REMOTE) !== 0;
}
