// How many rows of one height there are in; those that are on the screen, and where, out.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Browsers clamp what can be scrolled at 33,554,428 pixels; beyond this, one pixel of the bar is several of the rows. */
const MAX_HEIGHT = 30_000_000;

/** What is on the screen. */
export interface VirtualRows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** The first row that is seen, in part at least. */
  readonly first: number;
  /** How many there is room for. */
  readonly room: number;
  /** How far the first one is above the top: zero or less, in pixels. */
  readonly top: number;
  /** Of what is scrolled, in pixels. */
  readonly height: number;
  /** Brings a row into view, if it is not. */
  readonly show: (row: number) => void;
}

/**
 * Rows of one height need no library that measures them.
 * @param head pixels of what stays at the top
 */
export function useVirtualRows(count: number, rowHeight: number, head: number): VirtualRows {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ scrolled: 0, view: 0 });
  const total = count * rowHeight;
  const height = Math.min(total, MAX_HEIGHT);
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    setSeen((before) =>
      before.scrolled === scrollTop && before.view === clientHeight
        ? before
        : { scrolled: scrollTop, view: clientHeight },
    );
  };
  useLayoutEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(measure);
  const view = Math.max(0, seen.view - head);
  const ratio = height > view ? (total - view) / (height - view) : 1;
  const scrolled = Math.max(0, Math.min(seen.scrolled * ratio, total - view));
  const first = Math.floor(scrolled / rowHeight);
  const show = (row: number) => {
    const { current } = scroller;
    if (!current) return;
    const now = current.scrollTop * ratio;
    const [above, below] = [row * rowHeight, (row + 1) * rowHeight - (current.clientHeight - head)];
    const wanted = Math.min(above, Math.max(below, now));
    if (wanted !== now) current.scrollTop = wanted / ratio;
  };
  const room = Math.min(count - first, Math.ceil(view / rowHeight) + 1);
  return { scroller, onScroll: measure, first, room, top: first * rowHeight - scrolled, height, show };
}
