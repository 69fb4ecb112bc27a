// The bars of one operation, and the scale of all, in; a small histogram that can be compared with those above and below out.
import type { JSX } from "preact";
import { counted, milliseconds } from "../ground/units.js";
import type { Bar } from "../query/duration-histogram.js";

const HEIGHT = 16;
/** Four bars for each power of ten, as the API has them. */
const BARS_OF_TEN = 4;

/** What it shows. */
export interface SparkProps {
  readonly bars: readonly Bar[];
  /** The upper ends of the first and the last bar of all operations, in milliseconds. */
  readonly scale: { readonly from: number; readonly to: number };
}

/** The histogram. */
export function Spark({ bars, scale }: SparkProps): JSX.Element {
  const most = Math.max(...bars.map(({ count }) => count));
  const placeOf = ({ belowMs }: Bar) => Math.round(BARS_OF_TEN * Math.log10(belowMs / scale.from));
  const width = Math.round(BARS_OF_TEN * Math.log10(scale.to / scale.from)) + 1;
  const words = bars
    .filter(({ count }) => count > 0)
    .map(({ belowMs, count }) => `${counted(count, "span")} below ${milliseconds(belowMs)}`);
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.join(", ")}
    >
      <title>{words.join("\n")}</title>
      {bars.map((bar) => (
        <SparkBar key={bar.belowMs} bar={bar} x={placeOf(bar)} most={most} />
      ))}
    </svg>
  );
}

/** By the square root, as the large histogram. */
function SparkBar({
  bar,
  x,
  most,
}: {
  readonly bar: Bar;
  readonly x: number;
  readonly most: number;
}): JSX.Element | null {
  if (bar.count === 0) return null;
  const height = Math.max(1.5, Math.sqrt(bar.count / most) * HEIGHT);
  const bad = (height * bar.errors) / bar.count;
  return (
    <>
      <rect x={x + 0.06} width={0.88} y={HEIGHT - height} height={height} />
      <rect class="errors" x={x + 0.06} width={0.88} y={HEIGHT - bad} height={bad} />
    </>
  );
}
