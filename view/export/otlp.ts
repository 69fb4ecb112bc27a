// Spans in; an ExportTraceServiceRequest of OTLP's JSON out, in pieces: what any receiver of OTLP takes.
import type { Attributes, AttributeValue, Span, SpanEvent, SpanLink } from "../model/span.js";

/** `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK`, and with it `SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK`, of trace.proto. */
const REMOTE = { false: 0x100, true: 0x300 } as const;

/** Writes it, a span a piece: a trace may be larger than one text should be. */
export function* otlpPieces(spans: readonly Span[]): Generator<string> {
  yield '{"resourceSpans":[';
  let comma = "";
  for (const [resource, ofResource] of grouped(spans, (span) => JSON.stringify(pairsOf(span.resource)))) {
    yield `${comma}{"resource":{"attributes":${resource}},"scopeSpans":[`;
    comma = "";
    for (const [scope, ofScope] of grouped(ofResource, (span) => span.scope)) {
      yield `${comma}{"scope":${JSON.stringify(scope === "" ? {} : { name: scope })},"spans":[\n`;
      for (const [index, span] of ofScope.entries())
        yield `${index === 0 ? "" : ",\n"}${JSON.stringify(rawOf(span))}`;
      yield "]}";
      comma = ",";
    }
    yield "]}";
    comma = ",";
  }
  yield "]}\n";
}

function grouped(spans: readonly Span[], keyOf: (span: Span) => string): Map<string, Span[]> {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const key = keyOf(span);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [span]);
    else group.push(span);
  }
  return groups;
}

function rawOf(span: Span): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId === "" ? {} : { parentSpanId: span.parentId }),
    ...(span.isRemote === undefined ? {} : { flags: REMOTE[`${span.isRemote}`] }),
    name: span.name,
    kind: span.kind + 1,
    startTimeUnixNano: String(span.start),
    endTimeUnixNano: String(span.end),
    attributes: pairsOf(span.attributes),
    events: span.events.map(eventOf),
    links: span.links.map(linkOf),
    status: {
      ...(span.status === 0 ? {} : { code: span.status }),
      ...(span.statusMessage === "" ? {} : { message: span.statusMessage }),
    },
  };
}

function eventOf({ name, time, attributes }: SpanEvent): object {
  return { timeUnixNano: String(time), name, attributes: pairsOf(attributes) };
}

function linkOf({ traceId, spanId, attributes }: SpanLink): object {
  return { traceId, spanId, attributes: pairsOf(attributes) };
}

function pairsOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyOf(value) }));
}

/** An AnyValue. Protobuf's JSON has 64-bit integers as texts. */
function anyOf(value: AttributeValue): object {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number")
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyOf) } };
  return { kvlistValue: { values: pairsOf(value as Attributes) } };
}
