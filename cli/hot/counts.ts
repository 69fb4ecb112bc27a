// The text of a file of counted calls in, as `UNO_TRACE_COUNT` has it written; its sites out, and what their spans cost about.
import type { Costs } from "./costs.js";
import type { TracedFunction } from "./source-functions.js";

/** Calls of one function. */
export interface Calls {
  readonly count: number;
  /** Of all calls together, in milliseconds; what a function waits for is counted as well. */
  readonly duration: number;
}

/** What one process has counted. */
export interface CallCounts {
  /** Processor time of the process, in milliseconds. */
  readonly cpu: number;
  readonly sites: readonly CountedSite[];
}

interface CountedSite {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly calls: number;
  readonly duration: number;
}

/** Milliseconds that a recorded span takes, in the middle of what docs/programs.md has for whole programs. */
export const SPAN_COST = 0.0004;

/** Reads counted calls; `undefined` for any other text. */
export function readCounts(text: string): CallCounts | undefined {
  try {
    const value = JSON.parse(text);
    return value.format === "uno-trace-calls" && Array.isArray(value.sites) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Adds up calls by function; sites name files from the root of the configuration. */
export function callsOf(
  all: readonly CallCounts[],
  find: (site: CountedSite) => TracedFunction | undefined,
): ReadonlyMap<TracedFunction, Calls> {
  const sums = new Map<TracedFunction, Calls>();
  for (const site of all.flatMap(({ sites }) => sites)) {
    const traced = find(site);
    if (!traced) continue;
    const { count, duration } = sums.get(traced) ?? { count: 0, duration: 0 };
    sums.set(traced, { count: count + site.calls, duration: duration + site.duration });
  }
  return sums;
}

/** What calls cost where no profile says it: an estimate, in milliseconds. */
export function estimatedCosts(all: readonly CallCounts[], calls: ReadonlyMap<TracedFunction, Calls>): Costs {
  const functions = new Map(
    [...calls].map(([traced, { count, duration }]) => [
      traced,
      { tracing: count * SPAN_COST, self: 0, total: duration },
    ]),
  );
  const counted = all.flatMap(({ sites }) => sites).reduce((sum, site) => sum + site.calls, 0);
  const known = [...calls.values()].reduce((sum, { count }) => sum + count, 0);
  return {
    functions,
    busy: all.reduce((sum, { cpu }) => sum + cpu, 0),
    tracing: counted * SPAN_COST,
    elsewhere: (counted - known) * SPAN_COST,
    collecting: 0,
  };
}
