// What a propagator is, and what several of them find together.

import type { ContextValues } from "../model/context-values.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Carrier } from "./carrier.js";

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
