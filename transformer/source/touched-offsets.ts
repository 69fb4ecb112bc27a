// A plan in; whether a node of TypeScript's holds none of the offsets at which an emitter changes something, out.
import type * as TypeScript from "typescript";
import type { Plan } from "../plan.js";
import type { Site } from "../site.js";

/** A subtree that holds none of the offsets stays as it is and need not be walked, however deep it is. */
export class TouchedOffsets {
  readonly #rising: Float64Array;

  constructor(plan: Plan) {
    this.#rising = Float64Array.from(plan.sites.flatMap(offsetsOf)).sort();
  }

  /** Nodes that another transformer has made or updated may hold what stood elsewhere: never outside. */
  isOutside(ts: typeof TypeScript, node: TypeScript.Node): boolean {
    if (node.pos < 0 || node.flags & ts.NodeFlags.Synthesized || ts.getOriginalNode(node) !== node)
      return false;
    const next = this.#rising[this.#indexFrom(node.pos)];
    return next === undefined || next >= node.end;
  }

  /** Index of the first offset that is not below `bound`. */
  #indexFrom(bound: number): number {
    let low = 0;
    for (let high = this.#rising.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#rising[middle] as number) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function offsetsOf({ body, returns, suspensions, argumentsUses, superUses, hoists }: Site): number[] {
  const parts = [returns, suspensions.pauses, suspensions.landings, argumentsUses, superUses, hoists];
  return [body.start, ...parts.flatMap((ranges) => ranges.map(({ start }) => start))];
}
