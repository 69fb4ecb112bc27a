// A query in; the time that it speaks of out.
import type { Query } from "./tree.js";

/** Nanoseconds since 1970. */
export interface Bounds {
  readonly since: bigint | undefined;
  readonly until: bigint | undefined;
}

/** What `since` and `until` say, where they hold for all of the query. */
export function boundsOf(query: Query | undefined): Bounds {
  const parts = query?.kind === "and" ? query.parts : query === undefined ? [] : [query];
  const times = (operator: ">=" | "<") =>
    parts.flatMap((part) => (part.kind === "time" && part.operator === operator ? [part.nanoseconds] : []));
  return { since: last(times(">=")), until: first(times("<")) };
}

function first(times: readonly bigint[]): bigint | undefined {
  return times.toSorted((a, b) => (a < b ? -1 : 1))[0];
}

function last(times: readonly bigint[]): bigint | undefined {
  return times.toSorted((a, b) => (a > b ? -1 : 1))[0];
}
