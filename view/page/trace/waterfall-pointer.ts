// A pointer over the bars in; the window of time that it zooms and moves, out.
import { useEffect } from "preact/hooks";
import { moved, type TimeWindow, zoomed } from "../tree/window.js";
import type { TraceState } from "./trace-state.js";

/** The column in which time runs from the left. */
interface Column {
  readonly left: number;
  readonly width: number;
}

/** A wheel with Ctrl (or two fingers) zooms where the pointer is; sideways it moves. */
export function useTimePointer(
  element: { readonly current: HTMLElement | null },
  state: TraceState,
  column: Column,
): void {
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const onWheel = (event: WheelEvent) => {
      const next = windowAfter(
        event,
        state,
        event.clientX - current.getBoundingClientRect().left - column.left,
        column.width,
      );
      if (next === undefined) return;
      event.preventDefault();
      state.window.value = next;
    };
    // Not passive, as a wheel listener of the framework would be: the page itself must not zoom.
    current.addEventListener("wheel", onWheel, { passive: false });
    return () => current.removeEventListener("wheel", onWheel);
  }, [element, state, column]);
}

function windowAfter(event: WheelEvent, state: TraceState, x: number, width: number): TimeWindow | undefined {
  const window = state.window.peek();
  const { extent } = state.tree;
  if (event.ctrlKey || event.metaKey) {
    const at = window.from + (Math.max(0, Math.min(width, x)) / (width || 1)) * (window.to - window.from);
    return zoomed(window, Math.exp(event.deltaY / 300), at, extent);
  }
  const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
  if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return undefined;
  return moved(window, sideways / (width || 1), extent);
}
