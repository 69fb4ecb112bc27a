// Rows of the waterfall and a window of time in; their bars, the marks of the ruler and the critical path, painted, out.
import type { CriticalPath } from "../tree/critical-path.js";
import type { Groups } from "../tree/repetition.js";
import type { Tree } from "../tree/tree.js";
import { type TimeWindow, ticksOf } from "../tree/window.js";
import type { Surface } from "./canvas.js";

/** Bars are no narrower than this, in pixels. */
const NARROWEST = 2;

/** What is painted. */
export interface BarsContents {
  readonly tree: Tree;
  readonly groups: Groups | undefined;
  /** Members of a group that are not hidden. */
  readonly membersOf: (group: number) => readonly number[];
  /** Spans, or `~group`, from the top. */
  readonly items: readonly number[];
  /** Whether each of them matches what is looked for. */
  readonly isPale: (item: number) => boolean;
  /** Where the first one begins, above or at the top, in pixels. */
  readonly top: number;
  readonly rowHeight: number;
  readonly window: TimeWindow;
  /** By span: places in the critical path. */
  readonly critical:
    | { readonly path: CriticalPath; readonly of: ReadonlyMap<number, readonly number[]> }
    | undefined;
  /** By span: the number of its service's colour. */
  readonly colourOf: (span: number) => number;
}

/** Paints the bars. */
export function paintBars(surface: Surface, contents: BarsContents): void {
  const { items, top, rowHeight } = contents;
  paintTicks(surface, contents.window);
  items.forEach((item, at) => {
    const y = top + at * rowHeight;
    surface.context.globalAlpha = contents.isPale(item) ? 0.35 : 1;
    if (item < 0) paintGroup(surface, contents, ~item, y);
    else paintSpan(surface, contents, item, y);
  });
  surface.context.globalAlpha = 1;
}

/** Pixels from the left of a time. */
export function xOf({ from, to }: TimeWindow, width: number, time: number): number {
  return ((time - from) / (to - from || 1)) * width;
}

function paintTicks({ context, width, height, theme }: Surface, window: TimeWindow): void {
  context.fillStyle = theme.line;
  for (const tick of ticksOf(window, width / 110))
    context.fillRect(Math.round(xOf(window, width, tick)), 0, 1, height);
}

function paintSpan(surface: Surface, contents: BarsContents, span: number, y: number): void {
  const { context, width, theme } = surface;
  const { tree, window, rowHeight, colourOf, critical } = contents;
  const begin = tree.columns.offsets[span] as number;
  const end = begin + (tree.columns.durations[span] as number);
  const piece = pieceOf(window, width, begin, end);
  if (piece === undefined) return;
  context.fillStyle = theme.services[colourOf(span)] as string;
  context.fillRect(piece.x, y + 6, piece.width, rowHeight - 12);
  if (tree.columns.statuses[span] === 2) {
    context.fillStyle = theme.bad;
    context.fillRect(piece.x + piece.width - 3, y + 3, 3, rowHeight - 6);
  }
  context.fillStyle = theme.text;
  for (const place of critical?.of.get(span) ?? []) {
    const { path } = critical as { readonly path: CriticalPath };
    const part = pieceOf(window, width, path.from[place] as number, path.to[place] as number);
    if (part !== undefined) context.fillRect(part.x, y + rowHeight - 5, part.width, 2);
  }
}

/** Each pixel once: a group may have very many members. */
function paintGroup(
  { context, width, theme }: Surface,
  contents: BarsContents,
  group: number,
  y: number,
): void {
  const { tree, window, rowHeight, colourOf, membersOf } = contents;
  const members = membersOf(group);
  context.fillStyle = theme.services[colourOf(members[0] ?? 0)] as string;
  let covered = Number.NEGATIVE_INFINITY;
  for (const span of members) {
    const begin = tree.columns.offsets[span] as number;
    const piece = pieceOf(window, width, begin, begin + (tree.columns.durations[span] as number));
    if (piece === undefined || piece.x + piece.width <= covered) continue;
    context.fillRect(Math.max(piece.x, covered), y + 8, piece.width, rowHeight - 16);
    covered = piece.x + piece.width;
  }
}

/** What of a time is in the window. */
function pieceOf(
  window: TimeWindow,
  width: number,
  begin: number,
  end: number,
): { readonly x: number; readonly width: number } | undefined {
  const x = Math.max(0, xOf(window, width, begin));
  const to = Math.min(width, xOf(window, width, end));
  if (to < 0 || x > width) return undefined;
  const from = Math.min(x, width - NARROWEST);
  return { x: from, width: Math.max(NARROWEST, to - from) };
}
