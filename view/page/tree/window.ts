// A part of a trace's time in; the same moved or zoomed, and the marks of a ruler on it, out.

/** From when to when, in nanoseconds since the trace began. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Nanoseconds that can be seen at once at least. */
const LEAST = 10;

/** Closer by `factor` (below 1) or farther away, while `at` stays where it is; never beyond the trace. */
export function zoomed({ from, to }: TimeWindow, factor: number, at: number, extent: number): TimeWindow {
  const length = Math.min(extent, Math.max(Math.min(LEAST, extent), (to - from) * factor));
  const share = to === from ? 0.5 : (at - from) / (to - from);
  return within({ from: at - length * share, to: at + length * (1 - share) }, extent);
}

/** Moved by a share of what is seen; never beyond the trace. */
export function moved({ from, to }: TimeWindow, share: number, extent: number): TimeWindow {
  const by = (to - from) * share;
  return within({ from: from + by, to: to + by }, extent);
}

/** A span in the middle, with a little room at both sides. */
export function around(begin: number, end: number, extent: number): TimeWindow {
  const length = Math.min(extent, Math.max(LEAST, (end - begin) * 1.1));
  const middle = (begin + end) / 2;
  return within({ from: middle - length / 2, to: middle + length / 2 }, extent);
}

function within({ from, to }: TimeWindow, extent: number): TimeWindow {
  const length = Math.min(to - from, extent);
  const start = Math.max(0, Math.min(from, extent - length));
  return { from: start, to: start + length };
}

/** Round times at which a ruler has its marks: 1, 2 or 5 of a power of ten, at most so many. */
export function ticksOf({ from, to }: TimeWindow, most: number): readonly number[] {
  const rough = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}
