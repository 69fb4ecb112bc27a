// A tree in; spans of one site that stand many times below one parent, as groups, out.
import { endOf, type Tree } from "./tree.js";

/** So many siblings of one site are one row. */
const MANY = 10;

/** Siblings of one site. Times are nanoseconds. */
export interface Group {
  /** -1 for roots. */
  readonly parent: number;
  /** By start. */
  readonly members: readonly number[];
  readonly total: number;
  readonly max: number;
  readonly errors: number;
  readonly begin: number;
  readonly end: number;
}

/** All groups of a trace. */
export interface Groups {
  readonly list: readonly Group[];
  /** By span: the group that it belongs to; -1 for none. */
  readonly of: Int32Array;
}

/** Finds them: below each span, and among the roots. */
export function groupsOf(tree: Tree): Groups {
  const { childrenFrom, children, size } = tree;
  const list: Group[] = [];
  const of = new Int32Array(size).fill(-1);
  for (let parent = 0; parent <= size; parent++) {
    const siblings = children.subarray(childrenFrom[parent], childrenFrom[parent + 1]);
    if (siblings.length < MANY) continue;
    for (const members of bySite(tree, siblings)) {
      if (members.length < MANY) continue;
      for (const span of members) of[span] = list.length;
      list.push(groupOf(tree, parent === size ? -1 : parent, members));
    }
  }
  return { list, of };
}

/** What makes two spans calls of one function. */
export function siteKeyOf({ columns: { names, services, sites } }: Tree, span: number): string {
  return `${names[span]} ${services[span]} ${sites[span]}`;
}

function bySite(tree: Tree, siblings: Iterable<number>): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const span of siblings) {
    const key = siteKeyOf(tree, span);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [span]);
    else members.push(span);
  }
  return groups.values();
}

function groupOf({ columns }: Tree, parent: number, members: readonly number[]): Group {
  let [total, max, errors, begin, end] = [0, 0, 0, Number.POSITIVE_INFINITY, 0];
  for (const span of members) {
    const duration = columns.durations[span] as number;
    total += duration;
    max = Math.max(max, duration);
    begin = Math.min(begin, columns.offsets[span] as number);
    end = Math.max(end, endOf(columns, span));
    if (columns.statuses[span] === 2) errors++;
  }
  return { parent, members, total, max, errors, begin, end };
}
