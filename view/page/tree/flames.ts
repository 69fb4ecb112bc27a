// A call tree in; where each call stands in a picture that is one wide, out.
import type { Call, CallTree } from "./call-tree.js";

/** Places in the picture, by call. */
export interface Flames {
  /** From 0 to 1. */
  readonly x: Float64Array;
  /** From 0 to 1. */
  readonly widths: Float64Array;
  readonly depth: number;
}

/** Below each call stand those that it made; a call is as wide as its time and theirs, each counted once. */
export function flamesOf({ calls, roots }: CallTree): Flames {
  const x = new Float64Array(calls.length);
  const widths = new Float64Array(calls.length);
  const whole = roots.reduce((sum, place) => sum + (calls[place] as Call).width, 0) || 1;
  let depth = 0;
  const lay = (places: readonly number[], from: number) => {
    let at = from;
    for (const place of places) {
      x[place] = at;
      widths[place] = (calls[place] as Call).width / whole;
      at += widths[place] as number;
    }
  };
  lay(roots, 0);
  // Each call comes after its parent, so that one is placed already.
  calls.forEach((call, place) => {
    depth = Math.max(depth, call.depth + 1);
    lay(call.below, x[place] as number);
  });
  return { x, widths, depth };
}

/** Which call is at a point of the picture. */
export function callAt(
  { calls, roots }: CallTree,
  { x, widths }: Flames,
  point: { readonly x: number; readonly depth: number },
): number | undefined {
  let places = roots;
  for (let depth = 0; ; depth++) {
    const found = places.find(
      (place) =>
        point.x >= (x[place] as number) && point.x < (x[place] as number) + (widths[place] as number),
    );
    if (found === undefined || depth === point.depth) return found;
    places = (calls[found] as Call).below;
  }
}
