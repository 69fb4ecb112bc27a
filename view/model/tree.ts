// The spans of a trace in, depth-first rows with depth and self time out; copes with cycles and missing parents.
import type { Span as StoredSpan } from "./span.js";
import { earlier, later } from "./times.js";

/** What places a span in its trace; times are nanoseconds. */
export interface Placed {
  readonly spanId: string;
  readonly parentId: string;
  readonly start: bigint;
  readonly end: bigint;
}

/** A span in its place. */
export interface Row<Span extends Placed = StoredSpan> {
  readonly span: Span;
  /** Zero for a root. */
  readonly depth: number;
  /** Nanoseconds that no span below covers. */
  readonly self: bigint;
}

/** Each span once, siblings by start. A span whose parent is not here is a root; one of a cycle is, too, if it comes first. */
export function rowsOf<Span extends Placed>(spans: readonly Span[]): readonly Row<Span>[] {
  const children = childrenOf(spans);
  const seen = new Set<Span>();
  const rows: Row<Span>[] = [];
  const roots = children.get("") ?? [];
  for (const root of [...roots, ...spans]) if (!seen.has(root)) walk(root, children, seen, rows);
  return rows;
}

/** A stack of its own: a trace may be deeper than the call stack. */
function walk<Span extends Placed>(
  root: Span,
  children: ReadonlyMap<string, readonly Span[]>,
  seen: Set<Span>,
  rows: Row<Span>[],
): void {
  const stack: [Span, number][] = [[root, 0]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [span, depth] = next;
    if (seen.has(span)) continue;
    seen.add(span);
    const below = children.get(span.spanId) ?? [];
    rows.push({ span, depth, self: selfOf(span, below) });
    for (let index = below.length - 1; index >= 0; index--) stack.push([below[index] as Span, depth + 1]);
  }
}

function childrenOf<Span extends Placed>(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = new Map<string, Span[]>();
  for (const span of [...spans].sort(byStart)) {
    const key = ids.has(span.parentId) && span.parentId !== span.spanId ? span.parentId : "";
    const list = children.get(key);
    if (list === undefined) children.set(key, [span]);
    else list.push(span);
  }
  return children;
}

function byStart(a: Placed, b: Placed): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

/** Children may overlap, and end after their parent: what they cover of it is counted once. */
function selfOf({ start, end }: Placed, below: readonly Placed[]): bigint {
  let covered = start;
  let self = end - start;
  for (const child of below) {
    const from = later(child.start, covered);
    const to = earlier(child.end, end);
    if (to <= from) continue;
    self -= to - from;
    covered = to;
  }
  return self;
}
