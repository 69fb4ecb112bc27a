// One span of a trace in; where it stands, where its time went, why it failed, and the source at its line, out.
import { EXCEPTION, EXCEPTION_EVENT } from "../model/exception.js";
import { type Attributes, KINDS } from "../model/span.js";
import { excerptAt, NoExcerpt } from "../source/excerpt.js";
import { placeOf as sourcePlaceOf } from "../store/site.js";
import type { TraceEvent, TraceSpan } from "./asking.js";
import { failureOf, nameOf, placeOf, short, timeOf } from "./words.js";

/** Spans above, and groups below, that are named. */
const MOST = 12;
/** Characters of a value, and lines of a stack. */
const MAX_VALUE = 300;
const MAX_STACK = 12;

/** Explains it. @param folder the project: no source of elsewhere is read */
export async function explain(spans: readonly TraceSpan[], spanId: string, folder: string): Promise<string> {
  const at = spans.findIndex((each) => each.spanId === spanId.toLowerCase());
  const span = spans[at];
  if (span === undefined) return `there is no span ${spanId} in this trace`;
  return [
    ...whatOf(span),
    ...aboveOf(spans, at),
    ...besideOf(spans, span),
    ...belowOf(spans, at),
    ...span.events.flatMap(eventLines),
    ...span.links.slice(0, MOST).map(({ traceId, spanId: id }) => `link to trace ${traceId}, span ${id}`),
    ...attributeLines("attribute", span.attributes),
    ...attributeLines("resource", span.resource),
    ...(await sourceOf(span, folder)),
  ].join("\n");
}

function whatOf(span: TraceSpan): string[] {
  const { service, kind, durationMs, selfMs, start, scope } = span;
  const share = durationMs > 0 ? ` (${Math.round((selfMs / durationMs) * 100)} %)` : "";
  return [
    `${nameOf(span)}: ${KINDS[kind] ?? KINDS[0]} span of ${service}${scope === "" ? "" : `, scope ${short(scope, 100)}`}`,
    `began ${start}, took ${timeOf(durationMs)}, of which ${timeOf(selfMs)}${share} in itself`,
    ...(failureOf(span) === "" ? [] : [failureOf(span)]),
    `stands at ${placeOf(span) || "a place that it does not say"}`,
  ];
}

/** From the root down. */
function aboveOf(spans: readonly TraceSpan[], at: number): string[] {
  const above: TraceSpan[] = [];
  let depth = spans[at]?.depth ?? 0;
  for (const span of spans.slice(0, at).reverse()) {
    if (span.depth >= depth) continue;
    depth = span.depth;
    above.unshift(span);
  }
  const named = above
    .slice(-MOST)
    .map((span) => `${nameOf(span)} ${placeOf(span)} ${timeOf(span.durationMs)}`);
  return named.length === 0 ? ["it is a root"] : [`called by, outermost first: ${named.join(" > ")}`];
}

/** One site many times below one span may be a query in a loop. */
function besideOf(spans: readonly TraceSpan[], { parentId, name, service }: TraceSpan): string[] {
  const same = spans.filter(
    (each) => parentId !== "" && each.parentId === parentId && each.name === name && each.service === service,
  );
  if (same.length < 2) return [];
  const total = same.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [`called ${same.length} times below the same span, ${timeOf(total)} in all`];
}

function belowOf(spans: readonly TraceSpan[], at: number): string[] {
  const depth = (spans[at]?.depth ?? 0) + 1;
  const groups = new Map<string, { readonly first: TraceSpan; count: number; total: number }>();
  for (const span of spans.slice(at + 1)) {
    if (span.depth < depth) break;
    if (span.depth > depth) continue;
    const key = `${span.service}\0${span.name}`;
    const group = groups.get(key) ?? { first: span, count: 0, total: 0 };
    group.count++;
    group.total += span.durationMs;
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => b.total - a.total);
  const lines = sorted
    .slice(0, MOST)
    .map(
      ({ first, count, total }) =>
        `calls ${nameOf(first)} ${placeOf(first)} ${count} times, ${timeOf(total)} in all`,
    );
  return sorted.length > MOST ? [...lines, `calls ${sorted.length - MOST} other operations`] : lines;
}

function eventLines({ name, time, attributes }: TraceEvent): string[] {
  if (name !== EXCEPTION_EVENT)
    return [`event ${short(name, 100)} at ${time} ${short(JSON.stringify(attributes), MAX_VALUE)}`];
  const { [EXCEPTION.type]: type, [EXCEPTION.message]: message, [EXCEPTION.stack]: stack } = attributes;
  const frames =
    typeof stack === "string" ? stack.split("\n").filter((line) => /^\s*at |^\s*File /.test(line)) : [];
  return [
    `exception ${short(String(type ?? ""), 100)}: ${short(String(message ?? ""), MAX_VALUE)}`,
    ...frames.slice(0, MAX_STACK).map((frame) => `  ${short(frame.trim(), 200)}`),
  ];
}

function attributeLines(what: string, attributes: Attributes): string[] {
  return Object.entries(attributes).map(
    ([name, value]) =>
      `${what} ${short(name, 100)} = ${short(typeof value === "string" ? value : JSON.stringify(value), MAX_VALUE)}`,
  );
}

/** The lines around it, from disk: what is there may be newer than what ran. */
async function sourceOf({ attributes }: TraceSpan, folder: string): Promise<string[]> {
  try {
    const { file, line, firstLine, lines } = await excerptAt(sourcePlaceOf(attributes), folder);
    const width = String(firstLine + lines.length).length;
    const shown = lines.map((text, index) => {
      const number = firstLine + index;
      return `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${text}`;
    });
    return [`source ${file}, as it is on disk now:`, ...shown];
  } catch (cause) {
    if (!(cause instanceof NoExcerpt)) throw cause;
    return [`source: ${cause.message}`];
  }
}
