// A tree and what is looked for in; which spans stay on the screen, out.
import type { Tree } from "./tree.js";

/** Why a span stays: it does not, only for those below it, for itself. */
export const KEPT = { no: 0, above: 1, yes: 2 } as const;

/** What has to hold. */
export interface Wanted {
  /** Ids of spans that match the filter; `undefined` without one. */
  readonly matching: ReadonlySet<string> | undefined;
  /** Spans shorter than this are hidden, in nanoseconds. */
  readonly atLeast: number;
}

/** By span, one of `KEPT`; `undefined` where all stay. Those above a span that stays do, too. */
export function keptOf(tree: Tree, { matching, atLeast }: Wanted): Uint8Array | undefined {
  if (matching === undefined && atLeast <= 0) return undefined;
  const { order, parents, size, columns } = tree;
  const kept = new Uint8Array(size);
  // Backward, so that each span comes after all below it.
  for (let at = size - 1; at >= 0; at--) {
    const span = order[at] as number;
    const isLong = (columns.durations[span] as number) >= atLeast;
    if (isLong && (matching === undefined || matching.has(columns.spanIds[span] as string)))
      kept[span] = KEPT.yes;
    const parent = parents[span] as number;
    if (kept[span] !== KEPT.no && parent !== -1 && kept[parent] === KEPT.no) kept[parent] = KEPT.above;
  }
  return kept;
}

/** How many match by themselves. */
export function matches(kept: Uint8Array | undefined, size: number): number {
  if (kept === undefined) return size;
  let count = 0;
  for (const each of kept) if (each === KEPT.yes) count++;
  return count;
}
