// A whole tree in; all of it at once, each span a line in its place, painted, out.
import type { Tree } from "../tree/tree.js";
import type { Surface } from "./canvas.js";

/** Paints the minimap: from the top the order of the rows, from the left the time. */
export function paintOverview(
  { context, width, height, theme }: Surface,
  tree: Tree,
  colourOf: (span: number) => number,
): void {
  const { order, size, extent, columns } = tree;
  const thickness = Math.max(1, Math.min(4, height / size));
  for (let at = 0; at < size; at++) {
    const span = order[at] as number;
    const x = ((columns.offsets[span] as number) / extent) * width;
    const length = ((columns.durations[span] as number) / extent) * width;
    context.fillStyle = theme.services[colourOf(span)] as string;
    context.fillRect(Math.min(x, width - 1), (at / size) * height, Math.max(1, length), thickness);
  }
}
