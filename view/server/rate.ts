// A query in; the time that its spans are of, and a count a second in it, out.
import { boundsOf } from "../query/bounds.js";
import type { Query } from "../query/tree.js";
import type { Store, TimeRange } from "../store/store.js";

/** A rate over less says nothing, in nanoseconds. */
const LEAST = 1_000_000_000n;

/** The time that counts are of. */
export interface Rate {
  /** As the query says it; else from the first span to the last one. `undefined` where there is none. */
  readonly range: TimeRange | undefined;
  /** A count, over that time, and over a second at least. */
  perSecond(count: number): number;
}

/** Where the query says `since` alone, the time goes on to now: a program that has stopped calls less often. */
export async function rateOver(
  store: Store,
  query: Query | undefined,
  now: number = Date.now(),
): Promise<Rate> {
  const { since, until } = boundsOf(query);
  const seen = await store.range(query);
  const start = since ?? seen?.start;
  const end = until ?? (since === undefined ? seen?.end : BigInt(now) * 1_000_000n);
  const range = seen === undefined || start === undefined || end === undefined ? undefined : { start, end };
  const length = range === undefined || range.end - range.start < LEAST ? LEAST : range.end - range.start;
  return { range, perSecond: (count) => (count * 1e9) / Number(length) };
}
