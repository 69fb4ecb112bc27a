// A trace event that our own writer wrote, in; the span that it was, out.
import { type Attributes, kindOf, type Span, type SpanLink, statusOf } from "../model/span.js";
import { later } from "../model/times.js";
import { textOf } from "../otlp/attributes.js";
import { spanIdFrom, traceIdFrom } from "./ids.js";
import { attributesFrom, isObject, type Members } from "./json-value.js";

/** What stands beside the events. */
export interface OwnData {
  /** Nanoseconds since 1970 from which times count. */
  readonly start: bigint;
  /** By the number of the process. */
  readonly resources: Readonly<Record<string, Attributes>>;
}

/** Reads it; `undefined` where another tool wrote the file. */
export function ownDataOf(value: unknown): OwnData | undefined {
  if (!isObject(value) || !/^\d{1,18}$|^[12]\d{18}$/.test(textOf(value.startTimeUnixNano))) return undefined;
  const resources = Object.entries(isObject(value.resources) ? value.resources : {});
  return {
    start: BigInt(value.startTimeUnixNano as string),
    resources: Object.fromEntries(resources.map(([pid, resource]) => [pid, attributesFrom(resource)])),
  };
}

/** The span; `undefined` where the event has none in its arguments. */
export function ownSpan(
  { name, args }: Members,
  start: bigint,
  end: bigint,
  resource: Attributes = {},
): Span | undefined {
  if (!isObject(args)) return undefined;
  const [traceId, spanId] = [traceIdFrom(args.trace_id), spanIdFrom(args.span_id)];
  if (traceId === undefined || spanId === undefined) return undefined;
  return {
    traceId,
    spanId,
    parentId: spanIdFrom(args.parent_id) ?? "",
    isRemote: typeof args.is_remote === "boolean" ? args.is_remote : undefined,
    name: textOf(name),
    kind: kindOf(textOf(args.kind)),
    start,
    end: later(start, end),
    status: statusOf(textOf(args.status)),
    statusMessage: textOf(args.message),
    service: textOf(resource["service.name"]) || "unknown_service",
    scope: textOf(args.scope),
    resource,
    attributes: attributesFrom(args.attributes),
    events: [],
    links: Array.isArray(args.links) ? args.links.flatMap(linkFrom) : [],
  };
}

function linkFrom(raw: unknown): SpanLink[] {
  const link = isObject(raw) ? raw : {};
  const [traceId, spanId] = [traceIdFrom(link.traceId), spanIdFrom(link.spanId)];
  if (traceId === undefined || spanId === undefined) return [];
  return [{ traceId, spanId, attributes: attributesFrom(link.attributes) }];
}
