// A call tree laid out as flames in; the part of it that is looked at, painted, out.
import type { Call, CallTree } from "../tree/call-tree.js";
import type { Flames } from "../tree/flames.js";
import type { Surface } from "./canvas.js";

/** Pixels of one level. */
export const FLAME_HEIGHT = 20;

/** What is painted. */
export interface FlameContents {
  readonly callTree: CallTree;
  readonly flames: Flames;
  /** What fills the width, from 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Levels above what is seen, in pixels. */
  readonly scrolled: number;
  readonly selected: number | undefined;
  readonly nameOf: (call: Call) => string;
  readonly colourOf: (call: Call) => number;
  /** Whether a call matches what is looked for. */
  readonly isPale: (place: number) => boolean;
}

/** Paints the calls that are wide enough to be seen; below one that is not, nothing is. */
export function paintFlames(surface: Surface, contents: FlameContents): void {
  const { calls, roots } = contents.callTree;
  const { width, height } = surface;
  const stack = [...roots];
  const { from, to, flames, scrolled } = contents;
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const call = calls[place] as Call;
    const x = (((flames.x[place] as number) - from) / (to - from)) * width;
    const wide = ((flames.widths[place] as number) / (to - from)) * width;
    const y = call.depth * FLAME_HEIGHT - scrolled;
    if (wide < 0.5 || x + wide < 0 || x > width || y > height) continue;
    if (y > -FLAME_HEIGHT) paintCall(surface, contents, place, { x, y, wide });
    for (const below of call.below) stack.push(below);
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
}

function paintCall(
  { context, width, theme }: Surface,
  contents: FlameContents,
  place: number,
  box: Box,
): void {
  const call = contents.callTree.calls[place] as Call;
  const left = Math.max(0, box.x);
  const wide = Math.min(width, box.x + box.wide) - left;
  context.globalAlpha = contents.isPale(place) ? 0.3 : 1;
  context.fillStyle = theme.services[contents.colourOf(call)] as string;
  context.fillRect(left, box.y, Math.max(0.5, wide - 1), FLAME_HEIGHT - 1);
  if (call.errors > 0) {
    context.fillStyle = theme.bad;
    context.fillRect(left, box.y + FLAME_HEIGHT - 4, Math.max(0.5, wide - 1), 3);
  }
  if (wide > 30) {
    context.fillStyle = theme.back;
    context.fillText(fitting(context, contents.nameOf(call), wide - 10), left + 5, box.y + 14);
  }
  context.globalAlpha = 1;
  if (contents.selected !== place) return;
  context.strokeStyle = theme.text;
  context.lineWidth = 2;
  context.strokeRect(left + 1, box.y + 1, Math.max(1, wide - 3), FLAME_HEIGHT - 3);
}

/** As much of a text as there is room for. */
function fitting(context: CanvasRenderingContext2D, text: string, width: number): string {
  const shown = text.slice(0, Math.ceil(width / 4));
  if (shown === text && context.measureText(text).width <= width) return text;
  for (let length = shown.length; length > 0; length -= Math.max(1, length >> 3)) {
    const cut = `${shown.slice(0, length)}…`;
    if (context.measureText(cut).width <= width) return cut;
  }
  return "";
}
