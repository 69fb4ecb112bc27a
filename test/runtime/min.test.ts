// `min`: short spans are dropped, and nothing below them is lost.
import { expect, it } from "vitest";
import { enter, exit, fail } from "../../runtime/abi/instrument.js";
import { injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { state } from "../../runtime/state/state.js";
import { named, names, record, site, spin } from "./recorder.js";

const slow = { min: 1000 };

it("drops a short span and gives its children to its parent", () => {
  const spans = record();
  const top = enter(site("top"));
  const short = enter(site("short", slow));
  exit(enter(site("child")));
  expect(names(spans)).toEqual([]);
  exit(short);
  exit(top);
  expect(names(spans)).toEqual(["child", "top"]);
  expect(named(spans, "child").parentId).toBe(named(spans, "top").spanId);
  expect(named(spans, "child").attributes["uno.late"]).toBeUndefined();
});

it("keeps a span that took long enough, and delivers what ends later at once", () => {
  const spans = record();
  const kept = enter(site("kept", { min: 2 }));
  exit(enter(site("early")));
  expect(names(spans)).toEqual([]);
  spin(3);
  exit(enter(site("later")));
  expect(names(spans)).toEqual(["early", "later"]);
  exit(kept);
  expect(named(spans, "early").parentId).toBe(named(spans, "kept").spanId);
  expect(named(spans, "later").parentId).toBe(named(spans, "kept").spanId);
});

it("keeps a short span that failed", () => {
  const spans = record();
  const span = enter(site("short", slow));
  fail(span, new Error("x"));
  exit(span);
  expect(names(spans)).toEqual(["short"]);
});

it("passes children through several dropped spans, open ones too", () => {
  const spans = record();
  const top = enter(site("top"));
  const one = enter(site("one", slow));
  const two = enter(site("two", slow));
  exit(enter(site("inner")));
  const open = enter(site("open"));
  exit(two);
  exit(one);
  exit(open);
  exit(top);
  expect(names(spans)).toEqual(["inner", "open", "top"]);
  for (const name of ["inner", "open"]) expect(named(spans, name).parentId).toBe(named(spans, "top").spanId);
});

it("makes a child of a dropped first span the first span", () => {
  const spans = record();
  const short = enter(site("short", slow));
  exit(enter(site("child")));
  exit(short);
  expect(named(spans, "child").parentId).toBeUndefined();
});

it("releases what is held on forceFlush, and keeps the holder", async () => {
  const spans = record();
  const short = enter(site("short", slow));
  exit(enter(site("child")));
  await getTracer().forceFlush();
  expect(names(spans)).toEqual(["child"]);
  exit(short);
  expect(names(spans)).toEqual(["child", "short"]);
});

it("keeps a span whose id has gone to another process", () => {
  const spans = record();
  const short = enter(site("short", slow));
  injectContext({});
  exit(short);
  expect(names(spans)).toEqual(["short"]);
});

it("does not retain spans that never end, nor what they hold", () => {
  const spans = record();
  const begin = (min: number): void => {
    enter(site("endless", { min }));
    exit(enter(site("child")));
    state.storage.enterWith(undefined);
  };
  begin(60_000);
  for (let index = 0; index < 50; index++) begin(1);
  spin(2);
  for (let index = 0; index < 50; index++) begin(30_000);
  expect(state.holding.size).toBe(51);
  expect(names(spans)).toHaveLength(50);
});
