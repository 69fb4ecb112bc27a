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
  readonly group: Group;
}

/** The lanes of one resource. */
interface Group {
  readonly lanes: Filling[];
  /** Those of which all was over at some time, the latest last; a child may have come back to one since. */
  readonly free: Filling[];
}

/**
 * Each span in the lane of its parent, or else, since siblings may overlap, in one that is free by then. Ends are followed
 * as starts are: with thousands of lanes, nobody looks through them.
 */
export function lanesOf(spans: readonly Span[]): readonly Lane[] {
  const groups = new Map<string, Group>();
  const laneOf = new Map<Span, Filling>();
  const laneOfId = new Map<string, Filling>();
  const ordered = inOrder(spans);
  const byEnd = [...ordered].sort((a, b) => compare(a.end, b.end));
  let ended = 0;
  for (const span of ordered) {
    while (isOver(byEnd[ended], span.start)) release(byEnd[ended++] as Span, laneOf);
    const key = JSON.stringify([span.service, span.resource]);
    const group = groups.get(key) ?? { lanes: [], free: [] };
    groups.set(key, group);
    const lane = laneFor(span, group, laneOfId.get(span.parentId));
    lane.spans.push(span);
    lane.open.push(span);
    laneOf.set(span, lane);
    laneOfId.set(span.spanId, lane);
    // One of no length was over before it had a lane.
    if (isOver(span, span.start)) release(span, laneOf);
  }
  return [...groups.values()].flatMap(({ lanes }) => lanes);
}

function laneFor(span: Span, group: Group, ofParent: Filling | undefined): Filling {
  if (ofParent?.group === group && hasRoom(ofParent, span)) return ofParent;
  for (let lane = group.free.pop(); lane !== undefined; lane = group.free.pop())
    if (isFree(lane, span)) return lane;
  return opened(group, span);
}

/** Lets others have the lane of a span that is over, if that was the outermost there. */
function release(span: Span, laneOf: ReadonlyMap<Span, Filling>): void {
  const lane = laneOf.get(span);
  if (lane?.open[0] === span) lane.group.free.push(lane);
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

function opened(group: Group, { service, resource }: Span): Filling {
  const lane: Filling = { service, resource, spans: [], open: [], group };
  group.lanes.push(lane);
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
