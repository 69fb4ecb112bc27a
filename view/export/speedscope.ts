// The spans of a trace in; a profile for speedscope.app, a lane of spans each, out, in pieces.

import type { Attributes, Span } from "../model/span.js";
import { earlier, later } from "../model/times.js";
import { placeOf } from "../store/site.js";
import { type Lane, lanesOf, stepsOf } from "./lanes.js";

/** The `$schema` of its format. */
export const SPEEDSCOPE_SCHEMA = "https://www.speedscope.app/file-format-schema.json";

/** Writes it. What overlaps stands in a further profile of the same service: a stack cannot hold both. */
export function* speedscopePieces(spans: readonly Span[]): Generator<string> {
  const lanes = lanesOf(spans);
  const numbers = new Map<string, number>();
  for (const { name, attributes } of spans) {
    const frame = frameText(name, attributes);
    if (!numbers.has(frame)) numbers.set(frame, numbers.size);
  }
  const base = spans.reduce((first, { start }) => earlier(first, start), spans[0]?.start ?? 0n);
  const end = spans.reduce((last, span) => later(last, span.end), base);
  const name = JSON.stringify(`${lanes[0]?.spans[0]?.name ?? ""} · ${spans[0]?.traceId ?? ""}`);
  yield `{"$schema":"${SPEEDSCOPE_SCHEMA}","exporter":"uno-trace-view","name":${name},"activeProfileIndex":0,
"shared":{"frames":[${[...numbers.keys()].join(",\n")}]},"profiles":[`;
  const counts = new Map<string, number>();
  for (const [index, lane] of lanes.entries()) {
    const head = JSON.stringify({ type: "evented", name: nameOf(lane, counts), unit: "nanoseconds" });
    yield `${index === 0 ? "" : ","}\n${head.slice(0, -1)},"startValue":0,"endValue":${end - base},"events":[`;
    let comma = "";
    for (const { isBegin, span } of stepsOf(lane)) {
      const frame = numbers.get(frameText(span.name, span.attributes));
      const at = (isBegin ? span.start : span.end) - base;
      yield `${comma}\n{"type":"${isBegin ? "O" : "C"}","frame":${frame},"at":${at}}`;
      comma = ",";
    }
    yield "]}";
  }
  yield "]}\n";
}

function frameText(name: string, attributes: Attributes): string {
  const { file, line, column } = placeOf(attributes);
  return JSON.stringify({
    name: name === "" ? "(no name)" : name,
    ...(file === "" ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { col: column }),
  });
}

/** `shop`, and `shop 2` for the second lane of that service. */
function nameOf({ service }: Lane, counts: Map<string, number>): string {
  const number = (counts.get(service) ?? 0) + 1;
  counts.set(service, number);
  return number === 1 ? service : `${service} ${number}`;
}
