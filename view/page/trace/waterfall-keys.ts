// A key in the waterfall in; what it does to what the reader sees out.
import { hasBelow } from "../tree/rows.js";
import { moved, zoomed } from "../tree/window.js";
import type { TraceState } from "./trace-state.js";

/** What a key can do: gets the row that is selected and its place; returns the place to go to, if any. */
type Action = (state: TraceState, item: number, at: number, page: number) => number | undefined;

/** The keys; docs/view.md has them in a table. */
const ACTIONS: Readonly<Record<string, Action>> = {
  ArrowDown: (_, __, at) => at + 1,
  ArrowUp: (_, __, at) => at - 1,
  PageDown: (_, __, at, page) => at + page,
  PageUp: (_, __, at, page) => at - page,
  Home: () => 0,
  End: () => Number.POSITIVE_INFINITY,
  ArrowRight: (state, item, at) => {
    if (!hasBelow(state.tree, state.folding.value, item)) return undefined;
    if (state.isUnfolded(item)) return at + 1;
    state.fold(item, true);
    return undefined;
  },
  ArrowLeft: (state, item, at) => {
    if (hasBelow(state.tree, state.folding.value, item) && state.isUnfolded(item)) {
      state.fold(item, false);
      return undefined;
    }
    return placeAbove(state, at);
  },
  "*": (state, item) => {
    state.foldSiblings(item, !state.isUnfolded(item));
    return undefined;
  },
  Enter: (state) => {
    state.areDetailsOpen.value = true;
    return undefined;
  },
  Escape: (state) => {
    state.areDetailsOpen.value = false;
    return undefined;
  },
  e: (state, _, at) => nextWith(state, at, (item) => isBad(state, item)),
  c: (state, _, at) => nextWith(state, at, (item) => state.critical.value.of.has(item)),
  z: (state, item) => {
    state.zoomTo(item);
    return undefined;
  },
  "+": (state) => zoom(state, 0.5),
  "-": (state) => zoom(state, 2),
  "0": (state) => {
    state.window.value = { from: 0, to: state.tree.extent };
    return undefined;
  },
  "[": (state) => move(state, -0.25),
  "]": (state) => move(state, 0.25),
};

/** The names of the keys. */
export const WATERFALL_KEYS: readonly string[] = Object.keys(ACTIONS);

/**
 * Does what a key asks for.
 * @param page rows that are seen at once
 * @returns whether it does anything
 */
export function pressKey(state: TraceState, key: string, page: number): boolean {
  const action = Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
  const { items } = state.rows.value;
  if (action === undefined || items.length === 0) return false;
  const { value: selected } = state.selected;
  const at = selected === undefined ? -1 : items.indexOf(selected);
  const target = action(state, items[Math.max(0, at)] as number, at, page);
  if (target !== undefined) state.selected.value = items[Math.max(0, Math.min(target, items.length - 1))];
  return true;
}

/** The row of which this one is a child. */
function placeAbove({ rows }: TraceState, at: number): number {
  const { levels } = rows.value;
  let above = at;
  while (above > 0 && (levels[above] as number) >= (levels[at] as number)) above--;
  return above;
}

function nextWith({ rows }: TraceState, at: number, holds: (item: number) => boolean): number | undefined {
  const { items } = rows.value;
  for (let step = 1; step <= items.length; step++) {
    const place = (at + step) % items.length;
    if (holds(items[place] as number)) return place;
  }
  return undefined;
}

function isBad({ tree, groups }: TraceState, item: number): boolean {
  return item < 0 ? (groups.list[~item]?.errors ?? 0) > 0 : tree.columns.statuses[item] === 2;
}

function zoom(state: TraceState, factor: number): undefined {
  const { from, to } = state.window.value;
  state.window.value = zoomed({ from, to }, factor, (from + to) / 2, state.tree.extent);
}

function move(state: TraceState, share: number): undefined {
  state.window.value = moved(state.window.value, share, state.tree.extent);
}
