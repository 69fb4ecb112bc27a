// A tree in; what its end waited for, as pieces of time of single spans, out.
import { endOf, type Tree } from "./tree.js";

/** Pieces of the critical path, the latest first: from when to when, in nanoseconds, which span. */
export interface CriticalPath {
  readonly spans: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A span whose time is being shared out, from its end backward. */
interface Open {
  /** `size` of the tree for what all roots stand below. */
  readonly span: number;
  readonly begin: number;
  /** Where it counts as ended: a child that outlives its parent is cut off there. */
  readonly end: number;
  /** What is after it is shared out. */
  time: number;
  /** Children by end, the latest last. */
  readonly children: number[];
}

/**
 * From the end backward: a span waits for the child that ended last, before that for the one that ended last before this
 * one began, and so on; where there is none, the time is its own.
 */
export function criticalPathOf(tree: Tree): CriticalPath {
  const { columns, size } = tree;
  const path = { spans: [] as number[], from: [] as number[], to: [] as number[] };
  const add = ({ span }: Open, from: number, to: number) => {
    if (span === size || to <= from) return;
    path.spans.push(span);
    path.from.push(from);
    path.to.push(to);
  };
  const stack = [openOf(tree, size, 0, tree.extent)];
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const child = nextChild(open, tree);
    if (child === undefined) {
      add(open, open.begin, open.time);
      stack.pop();
      continue;
    }
    const end = Math.min(endOf(columns, child), open.end);
    const begin = Math.max(columns.offsets[child] as number, open.begin);
    add(open, end, open.time);
    open.time = begin;
    stack.push(openOf(tree, child, begin, end));
  }
  return path;
}

function openOf(tree: Tree, span: number, begin: number, end: number): Open {
  const { columns, children, childrenFrom } = tree;
  const below = [...children.subarray(childrenFrom[span], childrenFrom[span + 1])];
  below.sort((a, b) => endOf(columns, a) - endOf(columns, b));
  return { span, begin, end, time: end, children: below };
}

/** The child that ended last before what is shared out already. */
function nextChild(open: Open, { columns }: Tree): number | undefined {
  for (let child = open.children.pop(); child !== undefined; child = open.children.pop()) {
    const end = Math.min(endOf(columns, child), open.end);
    const begin = Math.max(columns.offsets[child] as number, open.begin);
    if (end <= open.time && end > begin) return child;
  }
  return undefined;
}
