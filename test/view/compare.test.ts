// Two groups of traces in; where the time of one went that the other did not take, by site and by path, out.
import { expect, test } from "vitest";
import { compare } from "../../view/compare/compare.js";
import { type ComparedSpan, timeSpent } from "../../view/compare/time-spent.js";
import type { Span } from "../../view/model/span.js";
import { below, ms, START, spanOf } from "./spans.js";

const at = (span: Span, site: string): ComparedSpan => ({ ...span, site });

/** A request that asks the database so often, each time for so long. */
function request(queries: number, length: number, line = 10): ComparedSpan[] {
  const root = spanOf({ name: "GET /cart", service: "web", length: ms(100) });
  const calls = Array.from({ length: queries }, (_, index) =>
    below(root, { name: "query", start: START + ms(index * length), length: ms(length) }),
  );
  return [at(root, ""), ...calls.map((call) => at(call, `src/db.ts:${line}`))];
}

const compared = async (before: ComparedSpan[], after: ComparedSpan[], limit = 100) =>
  compare(await timeSpent(before), await timeSpent(after), limit);

test("by site: calls, and time a trace, however many traces a side has", async () => {
  const before = [...request(2, 10), ...request(4, 10)];
  // The file was edited, and the function moved.
  const { sites, ...sides } = await compared(before, request(9, 10, 15));
  expect(sides).toMatchObject({
    before: { traces: 2, duration: ms(100) },
    after: { traces: 1, duration: ms(100) },
    isCut: false,
  });
  expect(sites).toEqual([
    {
      service: "shop",
      name: "query",
      site: "src/db.ts:15",
      state: "both",
      before: { count: 6, total: ms(30), self: ms(30) },
      after: { count: 9, total: ms(90), self: ms(90) },
      moreTotal: ms(60),
      moreSelf: ms(60),
    },
    expect.objectContaining({ name: "GET /cart", moreTotal: 0n, moreSelf: ms(-60) }),
  ]);
});

test("by path: what is new and what is gone has its place below what calls it", async () => {
  const root = spanOf({ name: "root", length: ms(50) });
  const tree = (name: string, inner: string) => {
    const child = below(root, { name, length: ms(20) });
    return [root, child, below(child, { name: inner, length: ms(5) })].map((span) => at(span, ""));
  };
  const { paths } = await compared(tree("old", "query"), tree("fresh", "query"));
  expect(paths.map(({ depth, name, state, moreTotal }) => [depth, name, state, moreTotal])).toEqual([
    [0, "root", "both", 0n],
    [1, "fresh", "new", ms(20)],
    [2, "query", "new", ms(5)],
    [1, "old", "gone", ms(-20)],
    [2, "query", "gone", ms(-5)],
  ]);
});

test("a function that calls itself takes its time once", async () => {
  const outer = spanOf({ name: "walk", length: ms(30) });
  const inner = below(outer, { name: "walk", length: ms(20) });
  const after = spanOf({ name: "walk", start: START + ms(40), length: ms(7), traceId: outer.traceId });
  const spans = [outer, inner, after].map((span) => at(span, "src/a.ts:1"));
  const { sites } = await compared(spans, []);
  expect(sites).toMatchObject([
    { state: "gone", before: { count: 3, total: ms(37), self: ms(37) }, after: { count: 0, total: 0n } },
  ]);
});

test("of many rows those with the largest differences are kept, below those that lead to them", async () => {
  const root = spanOf({ name: "root" });
  const middle = below(root, { name: "middle" });
  const many = Array.from({ length: 50 }, (_, index) =>
    below(middle, { name: `leaf${index}`, length: ms(20 + index) }),
  );
  const few = [root, middle].map((span) => at(span, ""));
  const all = await compared(few, [...few, ...many.map((span) => at(span, ""))], 5);
  expect(all.isCut).toBe(true);
  expect(all.sites).toHaveLength(5);
  expect(all.paths.map(({ depth, name }) => [depth, name])).toEqual([
    [0, "root"],
    [1, "middle"],
    [2, "leaf49"],
    [2, "leaf48"],
    [2, "leaf47"],
  ]);
});

test("it copes with a chain that is deeper than the stack, and with cycles", async () => {
  const deep: Span[] = [spanOf({ name: "0" })];
  for (let depth = 1; depth < 20_000; depth++) deep.push(below(deep.at(-1) as Span, { name: String(depth) }));
  const a = spanOf({ spanId: "00000000000000bb", parentId: "00000000000000cc", name: "a" });
  const b = below(a, { spanId: "00000000000000cc", name: "b" });
  const { paths, sites } = await compared(
    deep.map((span) => at(span, "")),
    [a, b].map((span) => at(span, "")),
    10_000,
  );
  expect(sites).toHaveLength(10_000);
  expect(paths.length).toBeGreaterThan(1);
  expect(paths.length).toBeLessThanOrEqual(10_000);
});
