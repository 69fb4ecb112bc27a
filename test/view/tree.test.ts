// Spans of odd traces in; their rows, with depth and self time, out.
import { expect, test } from "vitest";
import type { Span } from "../../view/model/span.js";
import { rowsOf } from "../../view/model/tree.js";
import { below, ms, START, spanOf } from "./spans.js";

const outline = (spans: readonly Span[]) =>
  rowsOf(spans).map(({ span, depth, self }) => [span.name, depth, self]);

test("depth-first, siblings by start, whatever order they came in", () => {
  const root = spanOf({ name: "root", length: ms(100) });
  const late = below(root, { name: "late", start: START + ms(60), length: ms(50) });
  const early = below(root, { name: "early", start: START + ms(10), length: ms(20) });
  const inner = below(early, { name: "inner", start: START + ms(10), length: ms(20) });
  const beside = below(root, { name: "beside", start: START + ms(20), length: ms(20) });
  expect(outline([late, inner, beside, root, early])).toEqual([
    ["root", 0, ms(100 - 30 - 40)],
    ["early", 1, 0n],
    ["inner", 2, ms(20)],
    ["beside", 1, ms(20)],
    ["late", 1, ms(50)],
  ]);
});

test("a span whose parent is not here is a root; cycles and doubled ids are shown, each span once", () => {
  const orphan = spanOf({ name: "orphan", parentId: "00000000000000ff" });
  const self = spanOf({ name: "self", spanId: "00000000000000aa", parentId: "00000000000000aa" });
  const a = spanOf({ name: "a", spanId: "00000000000000bb", parentId: "00000000000000cc" });
  const b = spanOf({ name: "b", spanId: "00000000000000cc", parentId: "00000000000000bb" });
  const twice = spanOf({ name: "twice", spanId: "00000000000000aa" });
  const names = outline([orphan, self, a, b, twice]).map(([name]) => name);
  expect([...names].sort()).toEqual(["a", "b", "orphan", "self", "twice"]);
});

test("a trace that is deeper than the call stack", () => {
  const spans = [spanOf()];
  for (let depth = 0; depth < 50_000; depth++) spans.push(below(spans[depth] as (typeof spans)[number]));
  expect(rowsOf(spans).at(-1)?.depth).toBe(50_000);
});
