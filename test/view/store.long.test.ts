// Many spans in a real DuckDB: lists, and what a store takes.
import { expect, test } from "vitest";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

test("a list is not cut short by a trace that is longer than what is looked at first", async () => {
  const root = spanOf({ start: START + ms(1) });
  const many = Array.from({ length: 20_001 }, () => below(root));
  const store = await storeWith([spanOf(), root, ...many]);
  expect((await store.traces(undefined, 10)).map(({ spans }) => spans)).toEqual([20_002, 1]);
});

test("a store takes no more than it can hold back, and goes on when that is stored", async () => {
  const store = await storeWith([]);
  const spans = Array.from({ length: 60_000 }, () => spanOf());
  expect(store.add(spans)).toBe(true);
  expect(store.add(Array.from({ length: 60_000 }, () => spanOf()))).toBe(false);
  await store.flush();
  expect(await store.holdings()).toMatchObject({ spans: 60_000 });
  expect(store.add([spanOf()])).toBe(true);
});
