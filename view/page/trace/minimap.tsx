// A trace in; all of it small, and on it the window of time that is looked at, out.
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { formatDuration } from "../../format/duration.js";
import { Canvas } from "../paint/canvas.js";
import { paintOverview } from "../paint/overview.js";
import type { TraceState } from "./trace-state.js";

/** Drawing over it chooses a window; a click alone goes back to the whole. */
export function Minimap({ state }: { readonly state: TraceState }): JSX.Element {
  const begun = useRef<number | undefined>(undefined);
  const { extent } = state.tree;
  const { from, to } = state.window.value;
  // The same element each time: moving the window does not paint 100,000 spans again.
  const overview = useMemo(() => <Overview state={state} />, [state]);
  const timeAt = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - left) / width)) * extent;
  };
  const draw = (event: PointerEvent) => {
    if (begun.current === undefined) return;
    const [a, b] = [begun.current, timeAt(event)].sort((one, other) => one - other) as [number, number];
    state.window.value = b - a < extent / 200 ? { from: 0, to: extent } : { from: a, to: b };
  };
  return (
    <div
      class="minimap"
      title={`${formatDuration(from)} to ${formatDuration(to)}: draw to zoom, click for all`}
      onPointerDown={(event) => {
        begun.current = timeAt(event);
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
      }}
      onPointerMove={draw}
      onPointerUp={(event) => {
        draw(event);
        begun.current = undefined;
      }}
    >
      {overview}
      <span class="shade" style={{ left: 0, width: share(from / extent) }} />
      <span class="shade" style={{ left: share(to / extent), right: 0 }} />
      <span class="frame" style={{ left: share(from / extent), width: share((to - from) / extent) }} />
    </div>
  );
}

function Overview({ state }: { readonly state: TraceState }): JSX.Element {
  return <Canvas class="fill" paint={(surface) => paintOverview(surface, state.tree, state.colourOf)} />;
}

function share(part: number): string {
  return `${part * 100}%`;
}
