// Zipkin's JSON, version 2, in; spans out.
import type { AttributeValue, Span, SpanEvent } from "../model/span.js";
import { textOf } from "../otlp/attributes.js";
import type { Received } from "../otlp/request.js";
import { spanIdFrom, traceIdFrom } from "./ids.js";
import { isObject, listAt, type Members, nanosecondsFrom, objectAt, valueFrom } from "./json-value.js";
import { Reading } from "./reading.js";
import { recordOf, toldBy } from "./tags.js";

/** Members of an endpoint, and the attributes that they become. */
const REMOTE = {
  serviceName: "peer.service",
  ipv4: "network.peer.address",
  ipv6: "network.peer.address",
  port: "network.peer.port",
} as const;

/** Reads a list of spans, or of traces, which are lists of spans. @throws BrokenFile */
export function readZipkin(list: readonly unknown[]): Received {
  const reading = new Reading();
  const items = list.flatMap((each, index) =>
    Array.isArray(each)
      ? each.map((inner, at) => ({ raw: inner as unknown, place: `[${index}][${at}]` }))
      : [{ raw: each, place: `[${index}]` }],
  );
  const spans = items.map(({ raw, place }) => ({ raw: objectAt(raw, place), place }));
  const shared = new Set(spans.filter(({ raw }) => raw.shared === true).map(({ raw }) => keyOf(raw, raw.id)));
  for (const { raw, place } of spans) reading.take(spanFrom(raw, shared, place), place);
  return reading.received;
}

/** Which half of a shared span is meant: that of the service which says so. */
function keyOf(raw: Members, id: unknown): string {
  const service = isObject(raw.localEndpoint) ? raw.localEndpoint.serviceName : "";
  return JSON.stringify([raw.traceId, id, service]);
}

function spanFrom(raw: Members, shared: ReadonlySet<string>, place: string): Span | string {
  const traceId = traceIdFrom(raw.traceId);
  const id = spanIdFrom(raw.id);
  if (traceId === undefined) return '"traceId" is no id of at most 32 hexadecimal digits';
  if (id === undefined) return '"id" is no id of at most 16 hexadecimal digits';
  const start = nanosecondsFrom(raw.timestamp);
  const length = nanosecondsFrom(raw.duration ?? 0);
  if (start === undefined || start < 0n || length === undefined || length < 0n)
    return '"timestamp" and "duration" are no numbers of microseconds';
  const local = isObject(raw.localEndpoint) ? raw.localEndpoint : {};
  const service = textOf(local.serviceName) || "unknown_service";
  const address = textOf(local.ipv4 ?? local.ipv6);
  return {
    traceId,
    ...idsOf(raw, id, shared),
    isRemote: undefined,
    name: textOf(raw.name),
    start,
    end: start + length,
    service,
    resource: recordOf([
      ["service.name", service],
      ...(address === "" ? [] : [["host.ip", address] as const]),
    ]),
    ...toldBy(tagsFrom(raw)),
    events: listAt(raw.annotations, `${place}.annotations`).filter(isObject).map(eventFrom),
    links: [],
  };
}

/**
 * Client and server may share an id (`shared`), which ids of OpenTelemetry cannot: the server's half gets one of its own,
 * below the client's, and what that service did stands below it.
 */
function idsOf(raw: Members, id: string, shared: ReadonlySet<string>): { spanId: string; parentId: string } {
  if (raw.shared === true) return { spanId: otherHalf(id), parentId: id };
  const parent = spanIdFrom(raw.parentId);
  if (parent === undefined) return { spanId: id, parentId: "" };
  return { spanId: id, parentId: shared.has(keyOf(raw, raw.parentId)) ? otherHalf(parent) : parent };
}

function otherHalf(id: string): string {
  return (BigInt(`0x${id}`) ^ 0x8000_0000_0000_0000n).toString(16).padStart(16, "0");
}

function tagsFrom(raw: Members): Map<string, AttributeValue> {
  const tags = new Map<string, AttributeValue>();
  if (isObject(raw.tags))
    for (const [name, value] of Object.entries(raw.tags))
      if (name !== "") tags.set(textOf(name), valueFrom(value));
  if (typeof raw.kind === "string") tags.set("span.kind", raw.kind);
  const remote = isObject(raw.remoteEndpoint) ? raw.remoteEndpoint : {};
  for (const [member, name] of Object.entries(REMOTE))
    if (remote[member] !== undefined && !tags.has(name)) tags.set(name, valueFrom(remote[member]));
  return tags;
}

function eventFrom({ value, timestamp }: Members): SpanEvent {
  return { name: textOf(value), time: nanosecondsFrom(timestamp) ?? 0n, attributes: {} };
}
