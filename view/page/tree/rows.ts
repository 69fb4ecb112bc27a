// A tree, and what of it is folded or hidden, in; the rows that are on the screen, out.
import type { Groups } from "./repetition.js";
import type { Tree } from "./tree.js";

/** Which rows there are. A row is a span, or `~group`: a negative number. */
export interface Rows {
  readonly items: readonly number[];
  /** From 1, as `aria-level`. */
  readonly levels: readonly number[];
}

/** What is folded. */
export interface Folding {
  /** Spans whose children are hidden. */
  readonly folded: ReadonlySet<number>;
  /** `undefined` where repeated sites are not put together. */
  readonly groups: Groups | undefined;
  /** Groups whose members are shown. */
  readonly unfolded: ReadonlySet<number>;
  /** By span; see `keptOf`. */
  readonly kept: Uint8Array | undefined;
}

/** Depth-first; a group stands where its first member would. */
export function rowsOf(tree: Tree, folding: Folding): Rows {
  const items: number[] = [];
  const levels: number[] = [];
  const stack: number[] = [];
  const stackLevels: number[] = [];
  const push = (below: readonly number[], level: number) => {
    for (let at = below.length - 1; at >= 0; at--) {
      stack.push(below[at] as number);
      stackLevels.push(level);
    }
  };
  push(itemsBelow(tree, folding, tree.size), 1);
  while (stack.length > 0) {
    const item = stack.pop() as number;
    const level = stackLevels.pop() as number;
    items.push(item);
    levels.push(level);
    if (isUnfolded(item, folding)) push(itemsOf(tree, folding, item), level + 1);
  }
  return { items, levels };
}

/** Whether what is below a row is shown. */
export function isUnfolded(item: number, { folded, unfolded }: Folding): boolean {
  return item < 0 ? unfolded.has(~item) : !folded.has(item);
}

/** Whether anything is below a row. */
export function hasBelow({ childrenFrom, children }: Tree, { kept }: Folding, item: number): boolean {
  if (item < 0) return true;
  for (let at = childrenFrom[item] as number; at < (childrenFrom[item + 1] as number); at++)
    if (kept === undefined || kept[children[at] as number]) return true;
  return false;
}

/** Members of a group that are not hidden. */
export function membersOf({ groups, kept }: Folding, group: number): readonly number[] {
  const { members = [] } = groups?.list[group] ?? {};
  return kept === undefined ? members : members.filter((span) => kept[span]);
}

function itemsOf(tree: Tree, folding: Folding, item: number): readonly number[] {
  return item < 0 ? membersOf(folding, ~item) : itemsBelow(tree, folding, item);
}

/** What stands below a span, or of `size` at the top. */
function itemsBelow(tree: Tree, folding: Folding, span: number): readonly number[] {
  const { children, childrenFrom } = tree;
  const { groups, kept } = folding;
  const items: number[] = [];
  const seen = new Set<number>();
  for (let at = childrenFrom[span] as number; at < (childrenFrom[span + 1] as number); at++) {
    const child = children[at] as number;
    if (kept?.[child] === 0) continue;
    const group = groups?.of[child] ?? -1;
    if (group === -1) items.push(child);
    else if (!seen.has(group)) {
      seen.add(group);
      items.push(membersOf(folding, group).length > 1 ? ~group : child);
    }
  }
  return items;
}
