// A trace in; its flame graph by site, with a line that says what is selected, out.
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { formatDuration } from "../../format/duration.js";
import { counted, percent } from "../ground/units.js";
import { Canvas } from "../paint/canvas.js";
import { FLAME_HEIGHT, paintFlames } from "../paint/flame-picture.js";
import { keptCalls } from "../tree/call-rows.js";
import type { Call, CallTree } from "../tree/call-tree.js";
import { callAt, type Flames, flamesOf } from "../tree/flames.js";
import { KEPT } from "../tree/kept.js";
import type { TraceState } from "./trace-state.js";

/** What fills the width, and which call is selected. */
interface Look {
  readonly from: number;
  readonly to: number;
  readonly selected: number | undefined;
}

const WHOLE: Look = { from: 0, to: 1, selected: undefined };

/** Flames: below each function those that it called, as wide as their time. */
export function FlameView({ state }: { readonly state: TraceState }): JSX.Element {
  const callTree = state.callTree.value;
  const flames = useMemo(() => flamesOf(callTree), [callTree]);
  const matching = useMemo(
    () => keptCalls(callTree.of, state.kept.value, KEPT.yes),
    [callTree, state.kept.value],
  );
  const [look, setLook] = useState<Look>(WHOLE);
  const [scrolled, setScrolled] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const select = (place: number | undefined) => {
    if (place === undefined) return;
    setLook({ ...look, selected: place });
    keepInView(scroller.current, (callTree.calls[place] as Call).depth * FLAME_HEIGHT);
  };
  const onKey = (event: KeyboardEvent) => {
    const next = pressed(event.key, look, callTree, flames);
    if (next === undefined && event.key !== "Enter") return;
    event.preventDefault();
    const selected = look.selected === undefined ? undefined : callTree.calls[look.selected];
    if (event.key === "Enter") {
      if (selected !== undefined) openLongest(state, selected);
    } else if (next !== undefined) {
      setLook(next);
      select(next.selected);
      if (next.from !== look.from || next.to !== look.to) setLook(next);
    }
  };
  const paint = {
    callTree,
    flames,
    ...look,
    scrolled,
    nameOf: ({ example }: Call) => state.nameOf(example),
    colourOf: ({ example }: Call) => state.colourOf(example),
    isPale: (place: number) => matching !== undefined && !matching.has(place),
  };
  return (
    <div class="flames">
      <Readout state={state} callTree={callTree} selected={look.selected} />
      {/* biome-ignore lint/a11y/useSemanticElements: it is no part of a form */}
      <div
        class="flame-scroller"
        role="group"
        aria-label="Flame graph"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is used by arrow keys
        tabIndex={0}
        ref={scroller}
        onKeyDown={onKey}
        onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
        onClick={(event) => {
          const place = placeUnder(event, callTree, flames, look, scrolled);
          if (place !== undefined) setLook({ ...look, selected: place });
        }}
        onDblClick={(event) => {
          const place = placeUnder(event, callTree, flames, look, scrolled);
          setLook(place === undefined ? WHOLE : zoomedTo(place, flames));
        }}
      >
        <div class="flame-sizer" style={{ height: `${flames.depth * FLAME_HEIGHT + 8}px` }}>
          <div class="flame-window">
            <Canvas class="fill" paint={(surface) => paintFlames(surface, paint)} />
          </div>
        </div>
      </div>
    </div>
  );
}

function Readout({
  state,
  callTree,
  selected,
}: {
  readonly state: TraceState;
  readonly callTree: CallTree;
  readonly selected: number | undefined;
}): JSX.Element {
  const call = selected === undefined ? undefined : callTree.calls[selected];
  if (call === undefined)
    return (
      <p class="readout soft" role="status">
        Width is time without the spans below, added up by site. Arrow keys walk, z zooms, 0 shows all.
      </p>
    );
  const whole = callTree.roots.reduce((sum, place) => sum + (callTree.calls[place] as Call).width, 0) || 1;
  return (
    <p class="readout" role="status">
      <strong>{state.nameOf(call.example)}</strong>{" "}
      <span class="soft mono">{state.siteOf(call.example)}</span> {counted(call.count, "call")}, total{" "}
      {formatDuration(call.total)}, self {formatDuration(call.self)}, longest {formatDuration(call.max)},{" "}
      {percent(call.width / whole)} of the trace
      {call.errors > 0 && <span class="bad">, {counted(call.errors, "error")}</span>}{" "}
      <button type="button" class="small" onClick={() => openLongest(state, call)}>
        Show the longest
      </button>
    </p>
  );
}

/** The span behind a call that took longest, in the waterfall. */
export function openLongest(state: TraceState, call: Call): void {
  state.reveal(call.longest);
  state.areDetailsOpen.value = true;
}

function zoomedTo(place: number, { x, widths }: Flames): Look {
  const from = x[place] as number;
  return { from, to: from + Math.max(1e-9, widths[place] as number), selected: place };
}

/** What a key makes of it; `undefined` where it does nothing. */
function pressed(key: string, look: Look, { calls, roots }: CallTree, flames: Flames): Look | undefined {
  const { selected } = look;
  const call = selected === undefined ? undefined : calls[selected];
  if (key === "0" || key === "Escape") return { ...WHOLE, selected };
  if (call === undefined || selected === undefined)
    return key.startsWith("Arrow") ? { ...look, selected: roots[0] } : undefined;
  const siblings = calls[call.parent]?.below ?? roots;
  const at = siblings.indexOf(selected);
  switch (key) {
    case "ArrowDown":
      return { ...look, selected: call.below[0] ?? selected };
    case "ArrowUp":
      return { ...look, selected: call.parent === -1 ? selected : call.parent };
    case "ArrowLeft":
      return { ...look, selected: siblings[Math.max(0, at - 1)] };
    case "ArrowRight":
      return { ...look, selected: siblings[Math.min(siblings.length - 1, at + 1)] };
    case "z":
      return zoomedTo(selected, flames);
    default:
      return undefined;
  }
}

function placeUnder(
  event: MouseEvent,
  callTree: CallTree,
  flames: Flames,
  { from, to }: Look,
  scrolled: number,
): number | undefined {
  const { left, top, width } = (event.currentTarget as Element).getBoundingClientRect();
  const x = from + ((event.clientX - left) / width) * (to - from);
  return callAt(callTree, flames, { x, depth: Math.floor((event.clientY - top + scrolled) / FLAME_HEIGHT) });
}

function keepInView(scroller: HTMLElement | null, y: number): void {
  if (scroller === null) return;
  const { scrollTop, clientHeight } = scroller;
  if (y < scrollTop) scroller.scrollTop = y;
  else if (y + FLAME_HEIGHT > scrollTop + clientHeight) scroller.scrollTop = y + FLAME_HEIGHT - clientHeight;
}
