// A call tree, and what of it is folded or hidden, in; the places of the calls that are on the screen out.
import type { Call, CallTree } from "./call-tree.js";
import { KEPT } from "./kept.js";

/** Calls with a span that is kept, for a reason of at least this weight; `undefined` where all are. */
export function keptCalls(
  of: CallTree["of"],
  kept: Uint8Array | undefined,
  least: number,
): ReadonlySet<number> | undefined {
  if (kept === undefined) return undefined;
  const calls = new Set<number>();
  for (let span = 0; span < kept.length; span++)
    if ((kept[span] as number) >= least) calls.add(of[span] as number);
  return calls;
}

/**
 * Depth-first, the widest first.
 * @param folded places whose callees are hidden
 * @param kept by span; a call stays where a span of it matches, or one below does
 */
export function callRowsOf(
  { calls, roots, of }: CallTree,
  folded: ReadonlySet<number>,
  kept: Uint8Array | undefined,
): readonly number[] {
  const seen = keptCalls(of, kept, KEPT.above);
  const rows: number[] = [];
  const stack = [...roots].reverse();
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    if (seen !== undefined && !seen.has(place)) continue;
    rows.push(place);
    if (folded.has(place)) continue;
    const { below } = calls[place] as Call;
    for (let at = below.length - 1; at >= 0; at--) stack.push(below[at] as number);
  }
  return rows;
}
