// The spans of a trace in; trace events, which Perfetto and Chrome's own viewer open, out, in pieces.
import { KINDS, type Span, type SpanEvent, STATUS } from "../model/span.js";
import { earlier } from "../model/times.js";
import { lanesOf, stepsOf } from "./lanes.js";

/** What all async events here share: a track is a category with an id. */
export const CATEGORY = "span";
/** The member of `otherData` that holds what trace events have no place for. */
export const OWN_DATA = "uno-trace";

/**
 * Writes them as nestable async events: each lane is a track of its own, since Perfetto leaves out what overlaps on one.
 * Times count from the first span, because absolute ones lose their nanoseconds in a double.
 */
export function* chromePieces(spans: readonly Span[]): Generator<string> {
  const lanes = lanesOf(spans);
  const base = spans.reduce((first, { start }) => earlier(first, start), spans[0]?.start ?? 0n);
  const processes = new Map<string, number>();
  for (const { service, resource } of lanes) {
    const key = JSON.stringify([service, resource]);
    if (!processes.has(key)) processes.set(key, processes.size + 1);
  }
  const own = { startTimeUnixNano: String(base), resources: resourcesOf(processes) };
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify({ [OWN_DATA]: own })},"traceEvents":[`;
  let comma = "\n";
  for (const [key, pid] of processes) {
    const [name] = JSON.parse(key);
    yield `${comma}${JSON.stringify({ ph: "M", name: "process_name", pid, tid: 0, args: { name } })}`;
    comma = ",\n";
  }
  for (const [index, lane] of lanes.entries()) {
    const pid = processes.get(JSON.stringify([lane.service, lane.resource])) as number;
    const track = { cat: CATEGORY, id: `0x${(index + 1).toString(16)}`, pid, tid: index + 1 };
    for (const { isBegin, span } of stepsOf(lane)) {
      const { name } = span;
      if (!isBegin) yield `${comma}${eventText({ ph: "e", name, ...track }, span.end - base)}`;
      else {
        yield `${comma}${eventText({ ph: "b", name, ...track, args: argumentsOf(span) }, span.start - base)}`;
        for (const event of span.events)
          yield `${comma}${eventText({ ph: "n", name: event.name, ...track, args: ofEvent(span, event) }, event.time - base)}`;
      }
    }
  }
  yield "\n]}\n";
}

function resourcesOf(processes: ReadonlyMap<string, number>): object {
  return Object.fromEntries([...processes].map(([key, pid]) => [pid, JSON.parse(key)[1]]));
}

function eventText(event: object, time: bigint): string {
  return `${JSON.stringify(event).slice(0, -1)},"ts":${microseconds(time)}}`;
}

/** All digits, as JSON has numbers. */
function microseconds(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const sign = nanoseconds < 0n ? "-" : "";
  return `${sign}${size / 1000n}.${String(size % 1000n).padStart(3, "0")}`;
}

/** What Perfetto shows of a span that is chosen. */
function argumentsOf(span: Span): object {
  const [status] = Object.entries(STATUS).find(([, code]) => code === span.status) ?? ["unset"];
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    ...(span.parentId === "" ? {} : { parent_id: span.parentId }),
    ...(span.isRemote === undefined ? {} : { is_remote: span.isRemote }),
    kind: KINDS[span.kind] ?? KINDS[0],
    status,
    ...(span.statusMessage === "" ? {} : { message: span.statusMessage }),
    ...(span.scope === "" ? {} : { scope: span.scope }),
    attributes: span.attributes,
    ...(span.links.length === 0 ? {} : { links: span.links }),
  };
}

function ofEvent({ spanId }: Span, { attributes }: SpanEvent): object {
  return { span_id: spanId, attributes };
}
