// What a propagator is, and the names that choose them: names in, those without doubles or strangers out.
import type { Carrier } from "../carrier.js";
import type { ContextValues } from "../context-values.js";
import type { LocalSpan } from "../span.js";

/** The propagators that `OTEL_PROPAGATORS` and the option `propagators` can name. */
export type PropagatorName = "tracecontext" | "baggage" | "b3" | "b3multi" | "jaeger" | "none";

/** Every name. */
export const PROPAGATOR_NAMES: readonly PropagatorName[] = [
  "tracecontext",
  "baggage",
  "b3",
  "b3multi",
  "jaeger",
  "none",
];

/** What holds when nobody says anything. */
export const DEFAULT_PROPAGATORS: readonly PropagatorName[] = ["tracecontext", "baggage"];

/** What the propagators have found in a carrier so far; the later one adds to it, or replaces. */
export interface Found {
  span: LocalSpan | undefined;
  values: Map<symbol, unknown> | undefined;
}

/** Writes one format into a carrier, and reads it. */
export interface Propagator {
  /** The headers that it writes. */
  readonly fields: readonly string[];
  /** @param span of the context; absent when it has none, or one without ids */
  inject(carrier: Carrier, span: LocalSpan | undefined, values: ContextValues | undefined): void;
  extract(carrier: Carrier, found: Found): void;
}

/** Keeps a value beside those that were found before. */
export function keepValue(found: Found, key: symbol, value: unknown): void {
  found.values = new Map(found.values ?? []).set(key, value);
}

/** Each name once, in order; `none` stands for nothing. */
export function chosenPropagators(names: readonly PropagatorName[]): readonly PropagatorName[] {
  return [...new Set(names)].filter((name) => name !== "none");
}
