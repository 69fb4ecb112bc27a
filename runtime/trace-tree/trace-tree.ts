// The tree of a trace: ended spans of any process in, depth-first rows out; copes with cycles and missing parents.
import type { ReadableSpan } from "../model/span.js";

/** One line of a tree. */
export interface Row {
  readonly span: ReadableSpan;
  readonly parent: ReadableSpan | undefined;
  /** The lines before the name: `│  ├─ `. */
  readonly branch: string;
  /** The same for a line of text below the name: `│  │  │  `. */
  readonly below: string;
}

interface Pending {
  readonly span: ReadableSpan;
  readonly parent: ReadableSpan | undefined;
  /** What stands before this row's own glyph. */
  readonly indent: string;
  readonly place: "root" | "inner" | "last";
}

/** Depth-first rows of all spans; each once, siblings by start. A span whose parent is not here is a root. */
export function rowsOf(spans: readonly ReadableSpan[]): readonly Row[] {
  const children = childrenById(spans);
  const rows: Row[] = [];
  const seen = new Set<ReadableSpan>();
  const visit = (roots: readonly ReadableSpan[]): void => walk(roots, children, seen, rows);
  visit(children.get(undefined) ?? []);
  // Spans in a cycle hang below no root: each that is left starts one.
  for (const span of spans) if (!seen.has(span)) visit([span]);
  return rows;
}

// A stack of its own: a trace may be deeper than the call stack.
function walk(
  roots: readonly ReadableSpan[],
  children: ReadonlyMap<string | undefined, readonly ReadableSpan[]>,
  seen: Set<ReadableSpan>,
  rows: Row[],
): void {
  const stack: Pending[] = roots
    .map((span) => ({ span, parent: undefined, indent: "", place: "root" as const }))
    .reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next.span)) continue;
    const { span, parent } = next;
    seen.add(span);
    const indent = next.indent + GLYPHS[next.place].below;
    const below = (children.get(span.spanContext().spanId) ?? []).filter((child) => !seen.has(child));
    const branch = next.indent + GLYPHS[next.place].own;
    rows.push({
      span,
      parent,
      branch,
      below: `${indent}${below.length > 0 ? "│  " : "   "}`,
    });
    for (let index = below.length - 1; index >= 0; index--) {
      const place = index === below.length - 1 ? "last" : "inner";
      stack.push({ span: below[index] as ReadableSpan, parent: span, indent, place });
    }
  }
}

const GLYPHS = {
  root: { own: "", below: "" },
  inner: { own: "├─ ", below: "│  " },
  last: { own: "└─ ", below: "   " },
} as const;

function childrenById(
  spans: readonly ReadableSpan[],
): ReadonlyMap<string | undefined, readonly ReadableSpan[]> {
  const ids = new Set(spans.map((span) => span.spanContext().spanId));
  const children = new Map<string | undefined, ReadableSpan[]>();
  const sorted = spans.map((span, index) => ({ span, index }));
  sorted.sort((a, b) => compareTimes(a.span, b.span) || a.index - b.index);
  for (const { span } of sorted) {
    const parent = span.parentSpanContext?.spanId;
    const key =
      parent !== undefined && ids.has(parent) && parent !== span.spanContext().spanId ? parent : undefined;
    const list = children.get(key);
    if (list) list.push(span);
    else children.set(key, [span]);
  }
  return children;
}

function compareTimes(a: ReadableSpan, b: ReadableSpan): number {
  return a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1];
}
