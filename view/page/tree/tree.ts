// The columns of a trace in; who is below whom, in depth-first order, and how much time each span took by itself, out.
import type { TraceColumns } from "../../model/columns.js";

/** A trace as a tree. A span is its place in the columns; what is `by span` is found at that place. */
export interface Tree {
  readonly columns: TraceColumns;
  readonly size: number;
  /** From the earliest begin to the latest end, in nanoseconds; at least 1. */
  readonly extent: number;
  /** By span; -1 for a root. */
  readonly parents: Int32Array;
  /** By span; 0 for a root. */
  readonly depths: Int32Array;
  /** Spans, depth-first, siblings by start. */
  readonly order: Int32Array;
  /** Children of span `s`: `children` from `childrenFrom[s]` to `childrenFrom[s + 1]`, by start. Of `size`: the roots. */
  readonly children: Int32Array;
  readonly childrenFrom: Int32Array;
  /** By span: nanoseconds that no child covers. */
  readonly selves: Float64Array;
}

/**
 * Works the tree out. A span whose parent is not here is a root; so is one span of a cycle; of spans with one id, the first
 * has the children. Nothing calls itself: a trace may be deeper than the call stack.
 */
export function treeOf(columns: TraceColumns): Tree {
  const size = columns.spanIds.length;
  const parents = parentsOf(columns);
  breakCycles(parents);
  const { children, childrenFrom } = childrenOf(parents);
  const { order, depths } = depthFirst(size, children, childrenFrom);
  const selves = selvesOf(columns, children, childrenFrom);
  return {
    columns,
    size,
    extent: extentOf(columns),
    parents,
    depths,
    order,
    children,
    childrenFrom,
    selves,
  };
}

/** The end of a span, in nanoseconds from the earliest begin on. */
export function endOf({ offsets, durations }: TraceColumns, span: number): number {
  return (offsets[span] as number) + (durations[span] as number);
}

function extentOf(columns: TraceColumns): number {
  let extent = 1;
  for (let span = 0; span < columns.offsets.length; span++) extent = Math.max(extent, endOf(columns, span));
  return extent;
}

function parentsOf({ spanIds, parentIds }: TraceColumns): Int32Array {
  const byId = new Map<string, number>();
  spanIds.forEach((id, span) => {
    if (!byId.has(id)) byId.set(id, span);
  });
  return Int32Array.from(parentIds, (id, span) => {
    const parent = id === "" ? undefined : byId.get(id);
    return parent === undefined || parent === span ? -1 : parent;
  });
}

/** Follows parents upward from each span, and makes a root of one that is met twice. */
function breakCycles(parents: Int32Array): void {
  const round = new Int32Array(parents.length);
  for (let first = 0; first < parents.length; first++) {
    let span = first;
    while (span !== -1 && round[span] === 0) {
      round[span] = first + 1;
      span = parents[span] as number;
    }
    if (span !== -1 && round[span] === first + 1) parents[span] = -1;
  }
}

function childrenOf(parents: Int32Array): Pick<Tree, "children" | "childrenFrom"> {
  const size = parents.length;
  const owner = (span: number) => (parents[span] === -1 ? size : (parents[span] as number));
  const childrenFrom = new Int32Array(size + 2);
  for (let span = 0; span < size; span++) (childrenFrom[owner(span) + 1] as number)++;
  for (let span = 0; span <= size; span++)
    childrenFrom[span + 1] = (childrenFrom[span + 1] as number) + (childrenFrom[span] as number);
  const next = childrenFrom.slice();
  const children = new Int32Array(size);
  for (let span = 0; span < size; span++) {
    const place = next[owner(span)] as number;
    children[place] = span;
    next[owner(span)] = place + 1;
  }
  return { children, childrenFrom };
}

function depthFirst(
  size: number,
  children: Int32Array,
  childrenFrom: Int32Array,
): Pick<Tree, "order" | "depths"> {
  const order = new Int32Array(size);
  const depths = new Int32Array(size);
  const stack: number[] = [];
  const open = (span: number) => {
    for (let at = (childrenFrom[span + 1] as number) - 1; at >= (childrenFrom[span] as number); at--) {
      const child = children[at] as number;
      depths[child] = span === size ? 0 : (depths[span] as number) + 1;
      stack.push(child);
    }
  };
  open(size);
  for (let at = 0; stack.length > 0; at++) {
    const span = stack.pop() as number;
    order[at] = span;
    open(span);
  }
  return { order, depths };
}

/** Children may overlap, begin before their parent by another clock, and end after it: what they cover is counted once. */
function selvesOf(columns: TraceColumns, children: Int32Array, childrenFrom: Int32Array): Float64Array {
  const { offsets, durations } = columns;
  return Float64Array.from(durations, (duration, span) => {
    const end = endOf(columns, span);
    let covered = offsets[span] as number;
    let self = duration;
    for (let at = childrenFrom[span] as number; at < (childrenFrom[span + 1] as number); at++) {
      const child = children[at] as number;
      const from = Math.max(covered, offsets[child] as number);
      const to = Math.min(end, endOf(columns, child));
      if (to <= from) continue;
      self -= to - from;
      covered = to;
    }
    return self;
  });
}
