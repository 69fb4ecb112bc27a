// A tree in; the same with all calls of one site below one path put together, out.
import { siteKeyOf } from "./repetition.js";
import type { Tree } from "./tree.js";

/** All calls of one site that were reached in one way. Times are nanoseconds. */
export interface Call {
  /** A span that stands for all: its name, service and site are theirs. */
  readonly example: number;
  /** Place in the list; -1 at the top. */
  readonly parent: number;
  readonly depth: number;
  count: number;
  errors: number;
  total: number;
  max: number;
  /** The span that took so long. */
  longest: number;
  /** Without the spans below. */
  self: number;
  /** Its own and of all below: what a flame is wide. */
  width: number;
  /** Places in the list, the widest first. */
  readonly below: number[];
}

/** Calls, each after its parent. */
export interface CallTree {
  readonly calls: readonly Call[];
  /** The topmost ones, the widest first. */
  readonly roots: readonly number[];
  /** By span: the call that it is counted in. */
  readonly of: Int32Array;
}

/** Puts them together. */
export function callTreeOf(tree: Tree): CallTree {
  const calls: Call[] = [];
  const of = new Int32Array(tree.size);
  const places = new Map<string, number>();
  for (const span of tree.order) {
    const above = tree.parents[span] as number;
    const parent = above === -1 ? -1 : (of[above] as number);
    const key = `${parent} ${siteKeyOf(tree, span)}`;
    const place = places.get(key) ?? calls.length;
    if (place === calls.length) {
      places.set(key, place);
      calls.push(callOf(span, parent, parent === -1 ? 0 : (calls[parent] as Call).depth + 1));
    }
    of[span] = place;
    count(calls[place] as Call, tree, span);
  }
  return { calls, roots: link(calls), of };
}

function callOf(example: number, parent: number, depth: number): Call {
  return {
    example,
    parent,
    depth,
    count: 0,
    errors: 0,
    total: 0,
    max: 0,
    longest: example,
    self: 0,
    width: 0,
    below: [],
  };
}

function count(call: Call, { columns, selves }: Tree, span: number): void {
  const duration = columns.durations[span] as number;
  call.count++;
  call.total += duration;
  if (duration > call.max) [call.max, call.longest] = [duration, span];
  call.self += selves[span] as number;
  if (columns.statuses[span] === 2) call.errors++;
}

/** Backward, since each comes after its parent. */
function link(calls: readonly Call[]): readonly number[] {
  const roots: number[] = [];
  for (let place = calls.length - 1; place >= 0; place--) {
    const call = calls[place] as Call;
    call.width += call.self;
    const parent = calls[call.parent];
    if (parent !== undefined) parent.width += call.width;
    (parent?.below ?? roots).push(place);
  }
  const byWidth = (a: number, b: number) => (calls[b] as Call).width - (calls[a] as Call).width || a - b;
  for (const { below } of calls) below.sort(byWidth);
  return roots.sort(byWidth);
}
