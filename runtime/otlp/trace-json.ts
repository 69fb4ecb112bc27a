// Finished spans in, an OTLP ExportTraceServiceRequest in JSON out: hex ids, 64-bit integers as text, enums as numbers.

import type { HrTime } from "../ground/clock.js";
import { describeFault, report } from "../ground/faults.js";
import { isUint8Array } from "../ground/intrinsics.js";
import { Buffer } from "../ground/node.js";
import type {
  Attributes,
  InstrumentationScope,
  Link,
  ReadableSpan,
  Resource,
  TimedEvent,
} from "../model/span.js";
import { isInt64 } from "./attribute-bytes.js";
import { groupSpans, type ScopeGroups } from "./groups.js";
import { flagBits, isSendable } from "./span-parts.js";

/** Encodes a batch; a span that cannot be encoded is reported, left out, and `onLeftOut` is called. */
export function encodeTraceJson(
  spans: readonly ReadableSpan[],
  onLeftOut: () => void = () => {},
): Uint8Array {
  const groups = [...groupSpans(spans)];
  const texts = groups.map(([resource, scopes]) => resourceSpansText(resource, scopes, onLeftOut));
  return Buffer.from(`{"resourceSpans":[${texts.join(",")}]}`);
}

function resourceSpansText(resource: Resource, scopes: ScopeGroups, onLeftOut: () => void): string {
  const texts = [...scopes].map(([scope, spans]) => scopeSpansText(scope, spans, onLeftOut));
  const described = { attributes: attributesOf(resource.attributes), droppedAttributesCount: 0 };
  return `{"resource":${JSON.stringify(described)},"scopeSpans":[${texts.join(",")}]${schemaText(resource)}}`;
}

function scopeSpansText(
  scope: InstrumentationScope,
  spans: readonly ReadableSpan[],
  onLeftOut: () => void,
): string {
  const { name, version, attributes, droppedAttributesCount = 0 } = scope;
  const described = {
    name,
    version,
    attributes: attributesOf(attributes),
    droppedAttributesCount,
  };
  const all = spans.map(spanText);
  const texts = all.filter((text) => text !== "");
  for (let count = texts.length; count < all.length; count++) onLeftOut();
  return `{"scope":${JSON.stringify(described)},"spans":[${texts.join(",")}]${schemaText(scope)}}`;
}

function schemaText({ schemaUrl }: { readonly schemaUrl?: string }): string {
  return schemaUrl ? `,"schemaUrl":${JSON.stringify(schemaUrl)}` : "";
}

function spanText(span: ReadableSpan): string {
  try {
    return JSON.stringify(spanOf(span));
  } catch (error) {
    // A circular attribute, or a span of a foreign library that is not one: the others go out.
    report(`a span could not be encoded: ${describeFault(error)}`);
    return "";
  }
}

function spanOf(span: ReadableSpan): object {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const parent = span.parentSpanContext;
  return {
    traceId,
    spanId,
    parentSpanId: parent?.spanId || undefined,
    traceState: traceState?.serialize(),
    name: span.name,
    // OTLP numbers kinds from one.
    kind: typeof span.kind === "number" ? span.kind + 1 : 0,
    startTimeUnixNano: nanosOf(span.startTime),
    endTimeUnixNano: nanosOf(span.endTime),
    attributes: attributesOf(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map(jsonEvent),
    droppedEventsCount: span.droppedEventsCount,
    status: { code: span.status.code, message: span.status.message },
    links: span.links.map(linkOf),
    droppedLinksCount: span.droppedLinksCount,
    flags: flagBits(traceFlags, parent?.isRemote),
  };
}

function jsonEvent({ name, time, attributes, droppedAttributesCount = 0 }: TimedEvent): object {
  return { attributes: attributesOf(attributes), name, timeUnixNano: nanosOf(time), droppedAttributesCount };
}

function linkOf({ context, attributes, droppedAttributesCount = 0 }: Link): object {
  return {
    attributes: attributesOf(attributes),
    spanId: context.spanId,
    traceId: context.traceId,
    traceState: context.traceState?.serialize(),
    droppedAttributesCount,
    flags: flagBits(context.traceFlags, context.isRemote),
  };
}

function nanosOf(time: HrTime): string {
  if (!isSendable(time)) return "0";
  return String(BigInt(Math.trunc(time[0])) * BigInt(1e9) + BigInt(Math.trunc(time[1])));
}

function attributesOf(attributes: Attributes | undefined): object[] {
  return Object.keys(attributes ?? {}).map((key) => ({ key, value: anyValueOf(attributes?.[key]) }));
}

function anyValueOf(value: unknown): object {
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return numberOf(value);
    case "object":
      return value === null ? {} : containerOf(value);
    default:
      return {};
  }
}

// JSON numbers know neither all integers nor NaN; Protobuf's JSON has both as text.
function numberOf(value: number): object {
  if (isInt64(value)) return { intValue: String(Number.isSafeInteger(value) ? value : BigInt(value)) };
  return { doubleValue: Number.isFinite(value) ? value : String(value) };
}

function containerOf(value: object): object {
  if (isUint8Array(value)) return { bytesValue: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return { arrayValue: { values: Array.from(value, anyValueOf) } };
  return { kvlistValue: { values: attributesOf(value as Attributes) } };
}
