// Samplers: functions from (trace id, parent id, name) to whether the span is recorded.
import { now } from "../ground/clock.js";
import { fromHex } from "../ground/ids.js";
import { floor } from "../ground/intrinsics.js";
import { shown } from "../ground/options.js";
import type { OpenTelemetrySampler } from "../model/sampling.js";
import { SpanBudget } from "./span-budget.js";

/**
 * Decides whether a span is recorded; called when a span begins.
 * @param traceId 32 hex digits
 * @param parentId 16 hex digits, `undefined` for the first span of a trace
 * @param name the span's name
 * @param parentSampled whether the parent is recorded, `undefined` when there is none
 *
 * Local children of a span that is not recorded are not recorded either, and nobody is asked.
 * A sampler that throws is reported once, and the span is recorded.
 */
export type Sampler = (
  traceId: string,
  parentId: string | undefined,
  name: string,
  parentSampled?: boolean | undefined,
) => boolean;

// What is known of our own samplers spares calls and hex: `children`, local children follow their parent without
// asking; `share`, a new trace is taken if it is among this share of all, and nothing else is looked at; below zero no
// trace is, nor by the share of a site.
const TRAITS = Symbol.for("uno-trace.sampler.1");

interface Traits {
  readonly children: boolean;
  readonly share: number | undefined;
}

function withTraits(sampler: Sampler, traits: Traits): Sampler {
  return Object.defineProperty(sampler, TRAITS, { value: traits });
}

/** What a sampler is known to do; of a foreign one, nothing. */
export function traitsOf(sampler: object): Traits {
  const traits = (sampler as { [TRAITS]?: Traits })[TRAITS];
  return traits ?? { children: false, share: undefined };
}

/** Whether a value is a sampler of OpenTelemetry; ours are functions. */
export function isForeignSampler(value: unknown): value is OpenTelemetrySampler {
  return typeof (value as Partial<OpenTelemetrySampler> | null)?.shouldSample === "function";
}

/** Records everything. */
export const alwaysOn: Sampler = withTraits(() => true, { children: true, share: 1 });

/** Records nothing. */
export const alwaysOff: Sampler = withTraits(() => false, { children: false, share: -1 });

/**
 * Records the given share of traces. The decision follows from the trace id alone, as OpenTelemetry's
 * TraceIdRatioBased makes it, so every service that uses the same share decides alike.
 * @param share 0 to 1
 * @throws RangeError if `share` is not a number from 0 to 1
 */
export function ratio(share: number): Sampler {
  if (!(typeof share === "number" && share >= 0 && share <= 1)) {
    throw new RangeError(`ratio: expected a number from 0 to 1, got ${shown(share)}`);
  }
  const decide: Sampler = (traceId) => isWithinShare(traceId, share);
  return withTraits(decide, { children: true, share });
}

/** Whether a trace is among the given share of all; of two shares the larger one has all of the smaller. */
export function isWithinShare(traceId: string, share: number): boolean {
  return isTraceWithinShare(
    { a: fromHex(traceId, 0), b: fromHex(traceId, 8), c: fromHex(traceId, 16), d: fromHex(traceId, 24) },
    share,
  );
}

/** The same for a trace whose id is at hand as its four words. */
export function isTraceWithinShare({ a, b, c, d }: TraceWords, share: number): boolean {
  return share === 1 || (a ^ b ^ c ^ d) >>> 0 < floor(share * 0xffffffff);
}

type TraceWords = Readonly<Record<"a" | "b" | "c" | "d", number>>;

/**
 * Follows the parent, local or remote; asks `root` when there is none.
 * @throws TypeError if `root` is not a function
 */
export function parentBased(root: Sampler): Sampler {
  checkRoot("parentBased", root);
  const decide: Sampler = (traceId, parentId, name, parentSampled) =>
    parentSampled ?? root(traceId, parentId, name, parentSampled);
  return withTraits(decide, { children: true, share: traitsOf(root).share });
}

/**
 * Takes new traces as long as no more than so many spans a second are recorded, on the average of the last second. A
 * trace that was taken is recorded whole, and each of its spans counts; so does what is taken because a caller elsewhere
 * has. Within `parentBased` only new traces are counted.
 * @param spans more than 0
 * @param root is asked before a new trace is taken, default `alwaysOn`
 * @throws RangeError if `spans` is not a number above 0, TypeError if `root` is not a function
 */
export function rateLimited(spans: number, root: Sampler = alwaysOn): Sampler {
  if (!(typeof spans === "number" && spans > 0 && spans < Number.POSITIVE_INFINITY))
    throw new RangeError(`rateLimited: expected a number above 0, got ${shown(spans)}`);
  checkRoot("rateLimited", root);
  const budget = new SpanBudget(spans, now);
  const decide: Sampler = (traceId, parentId, name, parentSampled) => {
    if (parentSampled === false) return false;
    const isTaken =
      parentSampled === true || (budget.hasLeft() && root(traceId, parentId, name, parentSampled) === true);
    if (isTaken) budget.spend();
    return isTaken;
  };
  return withTraits(decide, { children: false, share: undefined });
}

function checkRoot(owner: string, root: unknown): void {
  if (typeof root !== "function")
    throw new TypeError(`${owner}: expected a sampler, a function, got ${shown(root)}`);
}
