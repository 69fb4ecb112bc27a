// For tests: exported spans of any library in, the same without ids and times out, so that two runs can be compared.
import type { Attributes, SpanContext } from "@opentelemetry/api";

/** The part of a ReadableSpan, of the SDK 2.x or of ours, that is compared. */
export interface AnySpan {
  readonly name: string;
  readonly kind: number;
  readonly spanContext: () => SpanContext;
  readonly parentSpanContext?: SpanContext | undefined;
  readonly attributes: Attributes;
  readonly links: readonly {
    context: SpanContext;
    attributes?: Attributes;
    droppedAttributesCount?: number;
  }[];
  readonly events: readonly { name: string; attributes?: Attributes; droppedAttributesCount?: number }[];
  readonly status: object;
  readonly ended: boolean;
  readonly instrumentationScope: { name: string; version?: string; schemaUrl?: string };
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

/** A span by what two runs have in common. */
export interface Exported {
  readonly name: string;
  readonly [member: string]: unknown;
}

/** Spans in the order in which they ended; ids become names of spans and numbers of traces. */
export function normalise(spans: readonly AnySpan[]): Exported[] {
  const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
  const traces = new Map<string, number>();
  // Not exported: from elsewhere, or not sampled.
  const others = new Map<string, string>();
  const nameOf = (id: string): string =>
    names.get(id) ?? others.get(id) ?? (others.set(id, `other ${others.size}`).get(id) as string);
  const numberOf = (id: string): number => traces.get(id) ?? traces.set(id, traces.size).size - 1;
  const identity = ({ traceId, spanId, traceFlags, traceState, isRemote }: SpanContext) => ({
    trace: numberOf(traceId),
    span: nameOf(spanId),
    // Not W3C's random flag, which the SDK does not set.
    traceFlags: traceFlags & 1,
    traceState: traceState?.serialize(),
    isRemote: isRemote ?? false,
  });
  return spans.map((span) => {
    const { name, version, schemaUrl } = span.instrumentationScope;
    return {
      name: span.name,
      kind: span.kind,
      context: identity(span.spanContext()),
      parent: span.parentSpanContext && identity(span.parentSpanContext),
      attributes: withoutOwn(span.attributes),
      events: span.events.map((event) => ({
        name: event.name,
        attributes: { ...event.attributes },
        dropped: event.droppedAttributesCount ?? 0,
      })),
      links: span.links.map((link) => ({
        context: identity(link.context),
        attributes: link.attributes,
        dropped: link.droppedAttributesCount ?? 0,
      })),
      status: span.status,
      ended: span.ended,
      scope: { name, version, schemaUrl },
      dropped: [span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount],
    };
  });
}

/** Where a traced function is, and that it ended late, is said of traced functions alone. */
export function withoutOwn(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !/^(code|uno)\./.test(name)));
}

const ID = /^(hex:)?([0-9a-f]{16}|[0-9a-f]{32})$/;
const TIMES = /^(.*UnixNano|time|timestamp|duration)$/;
/** What says which service and which SDK it was; Zipkin has it among the tags. */
const ORIGIN = /^(resource|schemaUrl|serviceName|(service|process|host|os|telemetry)\..*)$/;

// Which the SDK does not set.
function withoutRandom(name: string, member: unknown): unknown {
  return (name === "flags" || name === "traceFlags") && typeof member === "number" ? member & ~2 : member;
}

/** What an exporter sent, as plain data: ids become numbers in the order in which they come, times go. */
export function anonymous(sent: unknown): unknown {
  const ids = new Map<string, string>();
  const walk = (value: unknown): unknown => {
    if (typeof value === "string" && ID.test(value)) {
      if (!ids.has(value)) ids.set(value, `id ${ids.size}`);
      return ids.get(value);
    }
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).filter(([name]) => !TIMES.test(name) && !ORIGIN.test(name));
    return Object.fromEntries(members.map(([name, member]) => [name, walk(withoutRandom(name, member))]));
  };
  return walk(sent);
}
