// Jaeger's JSON, of its API and of the download in its page, in; spans out.
import type { Attributes, AttributeValue, Span, SpanEvent, SpanLink } from "../model/span.js";
import { later } from "../model/times.js";
import { textOf } from "../otlp/attributes.js";
import type { Received } from "../otlp/request.js";
import { spanIdFrom, traceIdFrom } from "./ids.js";
import {
  isObject,
  listAt,
  type Members,
  nanosecondsFrom,
  numberFrom,
  objectAt,
  valueFrom,
} from "./json-value.js";
import { Reading } from "./reading.js";
import { recordOf, toldBy } from "./tags.js";

/** Reads traces: what stands under `data`. @throws BrokenFile */
export function readJaeger(traces: readonly unknown[]): Received {
  const reading = new Reading();
  for (const [index, each] of traces.entries()) {
    const place = `data[${index}]`;
    const trace = objectAt(each, place);
    const processes = objectAt(trace.processes ?? {}, `${place}.processes`);
    for (const [at, raw] of listAt(trace.spans, `${place}.spans`).entries()) {
      const where = `${place}.spans[${at}]`;
      reading.take(spanFrom(objectAt(raw, where), processes, where), where);
    }
  }
  return reading.received;
}

function spanFrom(raw: Members, processes: Members, place: string): Span | string {
  const traceId = traceIdFrom(raw.traceID);
  const spanId = spanIdFrom(raw.spanID);
  if (traceId === undefined) return '"traceID" is no id of at most 32 hexadecimal digits';
  if (spanId === undefined) return '"spanID" is no id of at most 16 hexadecimal digits';
  const start = nanosecondsFrom(raw.startTime);
  const length = nanosecondsFrom(raw.duration ?? 0);
  if (start === undefined || start < 0n || length === undefined)
    return '"startTime" and "duration" are no numbers of microseconds';
  const key = textOf(raw.processID);
  const process = isObject(raw.process) ? raw.process : Object.hasOwn(processes, key) ? processes[key] : {};
  const { service, resource } = originOf(objectAt(process, `the process of ${place}`), place);
  const references = listAt(raw.references, `${place}.references`).filter(isObject);
  const parent = parentOf(raw, references, traceId);
  return {
    traceId,
    spanId,
    parentId: parent ?? "",
    isRemote: undefined,
    name: textOf(raw.operationName),
    start,
    end: later(start, start + length),
    service,
    resource,
    ...toldBy(tagsFrom(raw.tags, `${place}.tags`)),
    events: listAt(raw.logs, `${place}.logs`)
      .filter(isObject)
      .map((log) => eventFrom(log, place)),
    links: references.flatMap((reference) => linkFrom(reference, traceId, parent)),
  };
}

function originOf(process: Members, place: string): { service: string; resource: Attributes } {
  const service = textOf(process.serviceName) || "unknown_service";
  const tags = tagsFrom(process.tags, `the tags of the process of ${place}`);
  return { service, resource: recordOf([["service.name", service], ...tags]) };
}

/** The first that it is a child of, in this trace; older releases have a member for it. */
function parentOf(raw: Members, references: readonly Members[], traceId: string): string | undefined {
  const reference = references.find(
    ({ refType, traceID }) => refType === "CHILD_OF" && traceIdFrom(traceID) === traceId,
  );
  return spanIdFrom(reference?.spanID ?? raw.parentSpanID);
}

/** All other references. */
function linkFrom({ refType, ...reference }: Members, traceId: string, parent?: string): SpanLink[] {
  const [of, spanId] = [traceIdFrom(reference.traceID), spanIdFrom(reference.spanID)];
  if (of === undefined || spanId === undefined) return [];
  if (refType === "CHILD_OF" && of === traceId && spanId === parent) return [];
  return [{ traceId: of, spanId, attributes: {} }];
}

function eventFrom(log: Members, place: string): SpanEvent {
  const fields = tagsFrom(log.fields, `the fields of a log of ${place}`);
  const name = fields.get("event") ?? "log";
  fields.delete("event");
  return { name: String(name), time: nanosecondsFrom(log.timestamp) ?? 0n, attributes: recordOf(fields) };
}

function tagsFrom(value: unknown, place: string): Map<string, AttributeValue> {
  const tags = listAt(value, place)
    .filter(isObject)
    .filter(({ key }) => textOf(key) !== "");
  return new Map(tags.map((tag) => [textOf(tag.key), tagFrom(tag)]));
}

/** Integers come as texts where a double would round them. */
function tagFrom({ type, value }: Members): AttributeValue {
  const number = type === "int64" || type === "float64" ? numberFrom(value) : undefined;
  if (number === undefined) return valueFrom(value ?? null);
  return type === "int64" && !Number.isSafeInteger(number) ? String(value) : number;
}
