// What a tail sampler keeps and how much it holds: limits in, the same with defaults out, or what is wrong with them.
import { MAX_DELAY } from "../ground/clock.js";
import { shown } from "../ground/options.js";

/** Limits of tail sampling. */
export interface TailLimits {
  /** Milliseconds: a trace whose part in this process took as long is kept. @default 1000 */
  readonly slowerThan?: number;
  /** Share of the traces that neither failed nor were slow, 0 to 1; decided by the trace id. @default 0.1 */
  readonly sampleRatio?: number;
  /** Traces that run or wait. @default 1000 */
  readonly maxTraces?: number;
  /** Spans that wait. @default 10000 */
  readonly maxSpans?: number;
  /** Milliseconds after which a trace is judged by what is known of it. @default 30000 */
  readonly maxWait?: number;
}

const DEFAULTS: Required<TailLimits> = {
  slowerThan: 1000,
  sampleRatio: 0.1,
  maxTraces: 1000,
  maxSpans: 10_000,
  maxWait: 30_000,
};

/** The names of the limits. */
export const TAIL_LIMITS = Object.keys(DEFAULTS) as (keyof TailLimits)[];

/** What is wrong with a limit, `undefined` if nothing is. */
export function tailLimitFault(name: keyof TailLimits, value: unknown): string | undefined {
  const isIn = (least: number, most: number): boolean =>
    typeof value === "number" && value >= least && value <= most;
  switch (name) {
    case "slowerThan":
      return isIn(0, Number.POSITIVE_INFINITY) ? undefined : "expected milliseconds, 0 or more";
    case "sampleRatio":
      return isIn(0, 1) ? undefined : "expected a number from 0 to 1";
    case "maxWait":
      return isIn(1, MAX_DELAY) ? undefined : `expected milliseconds, 1 to ${MAX_DELAY}`;
    default:
      return Number.isInteger(value) && isIn(1, Number.MAX_SAFE_INTEGER)
        ? undefined
        : "expected a whole number, 1 or more";
  }
}

/** The limits, checked, with defaults. */
export function checkTailLimits(options: TailLimits): Required<TailLimits> {
  const limits = { ...DEFAULTS };
  for (const name of TAIL_LIMITS) {
    const value = options[name];
    if (value === undefined) continue;
    const fault = tailLimitFault(name, value);
    if (fault) throw new RangeError(`TailSamplingProcessor: \`${name}\`: ${fault}, got ${shown(value)}`);
    limits[name] = value;
  }
  return limits;
}
