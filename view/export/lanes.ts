// The spans of a trace in; lanes, in each of which they stand inside or after each other and never across, out.
import type { Attributes, Span } from "../model/span.js";
import { rowsOf } from "../model/tree.js";

/** Spans of one resource, by start; what covers the others comes first. */
export interface Lane {
  readonly service: string;
  readonly resource: Attributes;
  readonly spans: readonly Span[];
}

/** One that is filled. */
interface Filling extends Lane {
  readonly spans: Span[];
  /** Those that a span which begins now may stand in, the innermost last. */
  readonly open: Span[];
}

/** Each span in the lane of its parent, or else, since siblings may overlap, in one that is free by then. */
export function lanesOf(spans: readonly Span[]): readonly Lane[] {
  const groups = new Map<string, Filling[]>();
  const laneOf = new Map<string, Filling>();
  for (const span of inOrder(spans)) {
    const key = JSON.stringify([span.service, span.resource]);
    const lanes = groups.get(key) ?? [];
    groups.set(key, lanes);
    const ofParent = laneOf.get(span.parentId);
    const lane =
      ofParent !== undefined && lanes.includes(ofParent) && hasRoom(ofParent, span)
        ? ofParent
        : (lanes.find((each) => isFree(each, span)) ?? opened(lanes, span));
    lane.spans.push(span);
    lane.open.push(span);
    laneOf.set(span.spanId, lane);
  }
  return [...groups.values()].flat();
}

/** A parent stands before a child that takes the very same time. */
function inOrder(spans: readonly Span[]): Span[] {
  return rowsOf(spans)
    .map(({ span }) => span)
    .sort((a, b) => compare(a.start, b.start) || compare(b.end, a.end));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hasRoom({ open }: Filling, { start, end }: Span): boolean {
  while (isOver(open.at(-1), start)) open.pop();
  const innermost = open.at(-1);
  return innermost === undefined || innermost.end >= end;
}

/** Whether all in it is over; those inside the outermost have ended with it. */
function isFree({ open }: Filling, { start }: Span): boolean {
  if (!isOver(open[0], start)) return open.length === 0;
  open.length = 0;
  return true;
}

/** Whether it has ended when another begins. */
function isOver(span: Span | undefined, start: bigint): boolean {
  return span !== undefined && span.end <= start;
}

function opened(lanes: Filling[], { service, resource }: Span): Filling {
  const lane: Filling = { service, resource, spans: [], open: [] };
  lanes.push(lane);
  return lane;
}

/** A span that begins or ends. */
export interface Step {
  readonly isBegin: boolean;
  readonly span: Span;
}

/** Walks a lane in the order of time: each span ends after those inside it. */
export function* stepsOf({ spans }: Lane): Generator<Step> {
  const open: Span[] = [];
  for (const span of spans) {
    while (isOver(open.at(-1), span.start)) yield { isBegin: false, span: open.pop() as Span };
    open.push(span);
    yield { isBegin: true, span };
  }
  while (open.length > 0) yield { isBegin: false, span: open.pop() as Span };
}
