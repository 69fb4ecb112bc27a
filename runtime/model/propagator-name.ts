// The names that choose propagators: names in, those without doubles or strangers out.
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

/** Each name once, in order; `none` stands for nothing. */
export function chosenPropagators(names: readonly PropagatorName[]): readonly PropagatorName[] {
  return [...new Set(names)].filter((name) => name !== "none");
}
