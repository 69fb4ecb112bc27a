// The query in; how long the spans take that match it but for their duration, and a brush that narrows it, out.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Plain } from "../../format/json.js";
import type { Bar as StoredBar } from "../../store/store.js";
import { useAnswer } from "../ground/answer.js";
import { pathWith } from "../ground/path.js";
import { go, place } from "../ground/router.js";
import { count, counted, milliseconds } from "../ground/units.js";
import { durationsOf, lengthText, withFilter } from "./filter.js";
import "./histogram.css";

/** A bar of the API. */
export type Bar = Plain<StoredBar>;

const BARS_OF_TEN = 10;
/** From one bar to the next. */
const STEP = 10 ** (1 / BARS_OF_TEN);
const HEIGHT = 44;

/** Bounds in milliseconds. */
interface Durations {
  readonly from?: number;
  readonly to?: number;
}

/** Numbers of bars: from the first, up to before the last. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The histogram of what the address bar asks for. */
export function DurationHistogram({ round }: { readonly round: number }): JSX.Element | null {
  const query = place.value.searchParams.get("query") ?? "";
  const others = withFilter(query, { atLeast: "", atMost: "" });
  const { value } = useAnswer<{ bars: readonly Bar[] }>(
    "histogram",
    { query: others, barsOfTen: BARS_OF_TEN },
    round,
  ).value;
  if (value === undefined || value.bars.length === 0) return null;
  const narrow = (range: Range) => {
    const { pathname } = place.peek();
    // Each step of a slider is a change: one entry of the history for all of them.
    const replace = query !== others;
    go(pathWith(pathname, { query: withFilter(query, textsOf(value.bars, range)) }), { replace });
  };
  const asked = durationsOf(query);
  const chosen = chosenOf(value.bars, asked);
  return <Brushed bars={value.bars} chosen={chosen} asked={asked} onChoose={narrow} />;
}

interface BrushedProps {
  readonly bars: readonly Bar[];
  readonly chosen: Range;
  /** What the line says, in milliseconds: it may lie within a bar. */
  readonly asked: Durations;
  readonly onChoose: (range: Range) => void;
}

function Brushed({ bars, chosen, asked, onChoose }: BrushedProps): JSX.Element {
  // What is dragged counts until the line says something else; bars that come meanwhile have other numbers.
  const state = JSON.stringify([asked, bars.length, bars[0]?.belowMs]);
  const [dragged, setDragged] = useState({ range: chosen, state: "" });
  const range = dragged.state === state ? dragged.range : chosen;
  const setRange = (next: Range) => setDragged({ range: next, state });
  const picture = useRef<SVGSVGElement>(null);
  const anchor = useRef(0);
  const all = { from: 0, to: bars.length };
  const isAll = range.from === 0 && range.to === bars.length;
  const edges = { from: edgeOf(bars, range.from), to: edgeOf(bars, range.to) };
  const ends = range.from === chosen.from && range.to === chosen.to ? { ...edges, ...asked } : edges;
  const isWithin =
    lengthText(ends.from) !== lengthText(edges.from) || lengthText(ends.to) !== lengthText(edges.to);
  const placeOf = ({ clientX }: PointerEvent) => {
    const { left = 0, width = 1 } = picture.current?.getBoundingClientRect() ?? {};
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length)));
  };
  const rangeTo = (event: PointerEvent): Range => {
    const at = placeOf(event);
    return { from: Math.min(at, anchor.current), to: Math.max(at, anchor.current) + 1 };
  };
  return (
    <section class="histogram" aria-label="Durations">
      <svg
        ref={picture}
        viewBox={`0 0 ${bars.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => {
          anchor.current = placeOf(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          setRange(rangeTo(event));
        }}
        onPointerMove={(event) => event.buttons === 1 && setRange(rangeTo(event))}
        onPointerUp={(event) => onChoose(rangeTo(event))}
      >
        <Bars bars={bars} range={range} />
      </svg>
      <div class="histogram-ends">
        <End
          label="At least"
          bars={bars}
          at={range.from}
          max={bars.length - 1}
          moved={(from) => ({ from, to: Math.max(range.to, from + 1) })}
          onMove={setRange}
          onEnd={onChoose}
        />
        <End
          label="At most"
          bars={bars}
          at={range.to}
          max={bars.length}
          moved={(to) => ({ from: Math.min(range.from, Math.max(0, to - 1)), to: Math.max(1, to) })}
          onMove={setRange}
          onEnd={onChoose}
        />
      </div>
      <p class="histogram-words soft" role="status">
        {milliseconds(ends.from)} to {milliseconds(ends.to)}: {isWithin && "about "}
        {counted(sumOf(bars.slice(range.from, range.to)), "span")}
        {!isAll && ` of ${count(sumOf(bars))}`}
        {!isAll && (
          <button
            type="button"
            onClick={() => {
              setRange(all);
              onChoose(all);
            }}
          >
            All durations
          </button>
        )}
      </p>
    </section>
  );
}

interface EndProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly at: number;
  readonly max: number;
  /** The range when this end has moved. */
  readonly moved: (at: number) => Range;
  readonly onMove: (range: Range) => void;
  readonly onEnd: (range: Range) => void;
}

/** An end of the brush for the keyboard. */
function End({ label, bars, at, max, moved, onMove, onEnd }: EndProps): JSX.Element {
  return (
    <input
      type="range"
      min={0}
      max={max}
      value={at}
      aria-label={label}
      aria-valuetext={milliseconds(edgeOf(bars, at))}
      onInput={({ currentTarget }) => onMove(moved(Number(currentTarget.value)))}
      onChange={({ currentTarget }) => onEnd(moved(Number(currentTarget.value)))}
    />
  );
}

function Bars({ bars, range }: { readonly bars: readonly Bar[]; readonly range: Range }): JSX.Element {
  const most = Math.max(...bars.map((bar) => bar.count));
  const isAll = range.from === 0 && range.to === bars.length;
  return (
    <>
      {!isAll && <rect class="chosen" x={range.from} width={range.to - range.from} y={0} height={HEIGHT} />}
      {bars.map((bar, index) => {
        const isIn = !isAll && index >= range.from && index < range.to;
        const height = heightOf(bar.count, most);
        const bad = (height * bar.errors) / Math.max(1, bar.count);
        return (
          <g key={bar.belowMs} class={isIn ? "bar in" : "bar"}>
            <rect x={index + 0.08} width={0.84} y={HEIGHT - height} height={height} />
            <rect class="errors" x={index + 0.08} width={0.84} y={HEIGHT - bad} height={bad} />
          </g>
        );
      })}
    </>
  );
}

/** By the square root: a few slow ones are to be seen beside many fast ones. */
function heightOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(2, Math.sqrt(value / most) * (HEIGHT - 2));
}

function sumOf(bars: readonly Bar[]): number {
  return bars.reduce((sum, bar) => sum + bar.count, 0);
}

/** The lower end of a bar; of the one behind the last, the upper end of the last. */
function edgeOf(bars: readonly Bar[], index: number): number {
  const bar = bars[index];
  return bar === undefined ? (bars.at(-1)?.belowMs ?? 0) : bar.belowMs / STEP;
}

/** The bars that lie between two durations. */
export function chosenOf(
  bars: readonly Bar[],
  { from = 0, to = Number.POSITIVE_INFINITY }: Durations,
): Range {
  // What was rounded to three digits is still the end of the bar that it was made of.
  const first = bars.findIndex(
    (_, index) => edgeOf(bars, index) >= from * 0.995 || edgeOf(bars, index + 1) > from * 1.005,
  );
  const last = bars.findLastIndex((_, index) => edgeOf(bars, index) < to * 0.995);
  const start = first < 0 ? bars.length - 1 : first;
  return { from: start, to: Math.max(start, last) + 1 };
}

function textsOf(
  bars: readonly Bar[],
  { from, to }: Range,
): { readonly atLeast: string; readonly atMost: string } {
  return {
    atLeast: from === 0 ? "" : lengthText(edgeOf(bars, from)),
    atMost: to === bars.length ? "" : lengthText(edgeOf(bars, to)),
  };
}
