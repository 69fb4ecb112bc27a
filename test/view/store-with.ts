// Spans in, a store in DuckDB that holds them, until the test ends, out.
import { onTestFinished } from "vitest";
import type { Span } from "../../view/model/span.js";
import { type DuckDbOptions, type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";

/** Opens it. */
export async function storeWith(spans: readonly Span[], options: DuckDbOptions = {}): Promise<DuckDbStore> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  store.add(spans);
  await store.flush();
  return store;
}
