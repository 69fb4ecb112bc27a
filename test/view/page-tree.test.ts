// Columns of odd and of large traces in; the tree, critical path, repetitions, rows, call tree and flames that the page draws, out.
import { describe, expect, test } from "vitest";
import { ColumnsBuilder, type TraceColumns } from "../../view/model/columns.js";
import { callTreeOf } from "../../view/page/tree/call-tree.js";
import { criticalPathOf } from "../../view/page/tree/critical-path.js";
import { callAt, flamesOf } from "../../view/page/tree/flames.js";
import { keptOf, matches } from "../../view/page/tree/kept.js";
import { groupsOf } from "../../view/page/tree/repetition.js";
import { type Folding, hasBelow, rowsOf } from "../../view/page/tree/rows.js";
import { type Tree, treeOf } from "../../view/page/tree/tree.js";
import { around, moved, ticksOf, zoomed } from "../../view/page/tree/window.js";

/** A span in few words: id, parent, begin, end. */
type Short = readonly [id: string, parent: string, from: number, to: number, name?: string, status?: number];

function columnsOf(spans: readonly Short[]): TraceColumns {
  const builder = new ColumnsBuilder("1");
  const byStart = [...spans].sort(([, , a], [, , b]) => a - b);
  for (const [spanId, parentId, from, to, name = spanId, status = 0] of byStart) {
    const at = {
      start: 1_790_000_000_000_000_000n + BigInt(from),
      end: 1_790_000_000_000_000_000n + BigInt(to),
    };
    builder.add({
      spanId,
      parentId,
      name,
      status,
      service: "shop",
      kind: 0,
      site: `src/${name}.ts:1`,
      ...at,
    });
  }
  return builder.columns() as TraceColumns;
}

const treeFrom = (...spans: Short[]): Tree => treeOf(columnsOf(spans));
const idOf = ({ columns }: Tree, span: number) => columns.spanIds[span] as string;
const outline = (tree: Tree) =>
  [...tree.order].map((span) => [idOf(tree, span), tree.depths[span], tree.selves[span]]);
const folding = (parts: Partial<Folding> = {}): Folding => ({
  folded: new Set(),
  unfolded: new Set(),
  groups: undefined,
  kept: undefined,
  ...parts,
});
const shown = (tree: Tree, parts: Partial<Folding> = {}) => {
  const { items, levels } = rowsOf(tree, folding(parts));
  return items.map(
    (item, at) => `${" ".repeat((levels[at] as number) - 1)}${item < 0 ? `[${~item}]` : idOf(tree, item)}`,
  );
};
/** A root with one child a, and below it many calls of one site, with another among them. */
const repeated = (): Tree =>
  treeFrom(
    ["root", "", 0, 1000],
    ["other", "root", 55, 60],
    ...Array.from(
      { length: 12 },
      (_, at): Short => [`q${at}`, "root", at * 10, at * 10 + 5 + at, "query", at === 3 ? 2 : 0],
    ),
    ["inner", "q4", 41, 42],
  );

describe("a tree", () => {
  test("is depth-first, siblings by start, with the time that no child covers", () => {
    const tree = treeFrom(
      ["late", "root", 60, 110],
      ["inner", "early", 10, 30],
      ["beside", "root", 20, 40],
      ["root", "", 0, 100],
      ["early", "root", 10, 30],
    );
    expect(outline(tree)).toEqual([
      ["root", 0, 30],
      ["early", 1, 0],
      ["inner", 2, 20],
      ["beside", 1, 20],
      ["late", 1, 50],
    ]);
    expect(tree.extent).toBe(110);
  });

  test("has each span once, with cycles, doubled ids and parents that are not here", () => {
    const tree = treeFrom(
      ["orphan", "nowhere", 0, 1],
      ["self", "self", 1, 2],
      ["a", "b", 2, 3],
      ["b", "a", 3, 4],
      ["c", "b", 4, 5],
      ["self", "", 5, 6],
      ["below", "self", 6, 7],
    );
    expect(outline(tree).map(([id, depth]) => `${depth}${id}`)).toEqual([
      "0orphan",
      "0self",
      "1below",
      "0a",
      "1b",
      "2c",
      "0self",
    ]);
  });

  test("may be deeper than the call stack, and wide", () => {
    const deep = treeFrom(
      ...Array.from(
        { length: 50_000 },
        (_, at): Short => [`${at}`, at === 0 ? "" : `${at - 1}`, at, 100_000 - at],
      ),
    );
    expect(deep.depths.at(-1)).toBe(49_999);
    expect(criticalPathOf(deep).spans).toHaveLength(99_999);
    expect(callTreeOf(deep).calls).toHaveLength(50_000);
    expect(rowsOf(deep, folding()).items).toHaveLength(50_000);
    const wide = treeFrom(
      ["root", "", 0, 100_000],
      ...Array.from({ length: 50_000 }, (_, at): Short => [`${at}`, "root", at, at + 2, "query"]),
    );
    expect(groupsOf(wide).list).toMatchObject([{ total: 100_000, max: 2 }]);
    expect(flamesOf(callTreeOf(wide)).depth).toBe(2);
  });
});

describe("the critical path", () => {
  const pieces = (tree: Tree) => {
    const { spans, from, to } = criticalPathOf(tree);
    return spans.map((span, at) => `${idOf(tree, span)} ${from[at]}-${to[at]}`);
  };

  test("goes backward over the child that ended last, and the time between is the parent's", () => {
    expect(
      pieces(
        treeFrom(
          ["root", "", 0, 100],
          ["a", "root", 10, 40],
          ["b", "root", 20, 60],
          ["c", "root", 70, 90],
          ["d", "b", 30, 50],
        ),
      ),
    ).toEqual(["root 90-100", "c 70-90", "root 60-70", "b 50-60", "d 30-50", "b 20-30", "root 0-20"]);
  });

  test("cuts off what outlives its parent or began before it, and covers several roots", () => {
    expect(pieces(treeFrom(["root", "", 10, 100], ["child", "root", 0, 200]))).toEqual(["child 10-100"]);
    expect(pieces(treeFrom(["one", "", 0, 10], ["two", "", 20, 30]))).toEqual(["two 20-30", "one 0-10"]);
    expect(pieces(treeFrom(["none", "", 0, 0]))).toEqual([]);
  });
});

describe("repetition", () => {
  test("puts many siblings of one site into one row, with count, total, max and errors", () => {
    const tree = repeated();
    const groups = groupsOf(tree);
    expect(groups.list).toMatchObject([{ total: 12 * 5 + 66, max: 16, errors: 1, begin: 0, end: 126 }]);
    expect(shown(tree, { groups })).toEqual(["root", " [0]", " other"]);
    expect(shown(tree, { groups, unfolded: new Set([0]) }).slice(0, 8)).toEqual([
      "root",
      " [0]",
      "  q0",
      "  q1",
      "  q2",
      "  q3",
      "  q4",
      "   inner",
    ]);
    expect(shown(tree)).toHaveLength(15);
    expect(groupsOf(treeFrom(["root", "", 0, 1], ["q", "root", 0, 1])).list).toEqual([]);
  });
});

describe("what is hidden", () => {
  test("is what does not match and has nothing below that does", () => {
    const tree = repeated();
    const groups = groupsOf(tree);
    const kept = keptOf(tree, { matching: new Set(["inner", "other"]), atLeast: 0 });
    expect(shown(tree, { groups, kept })).toEqual(["root", " q4", "  inner", " other"]);
    expect(matches(kept, tree.size)).toBe(2);
    expect(matches(undefined, tree.size)).toBe(tree.size);
    const two = keptOf(tree, { matching: new Set(["q1", "q2"]), atLeast: 0 });
    expect(shown(tree, { groups, kept: two })).toEqual(["root", " [0]"]);
    const [, , , q4 = -1] = tree.order;
    expect(hasBelow(tree, folding({ kept: two }), q4)).toBe(false);
  });

  test("is what is shorter, unless something longer is below it", () => {
    const tree = treeFrom(["root", "", 0, 100], ["a", "root", 0, 1], ["b", "a", 0, 60], ["c", "root", 5, 9]);
    expect(shown(tree, { kept: keptOf(tree, { matching: undefined, atLeast: 50 }) })).toEqual([
      "root",
      " a",
      "  b",
    ]);
    expect(keptOf(tree, { matching: undefined, atLeast: 0 })).toBeUndefined();
  });

  test("is what is below a folded row", () => {
    const tree = treeFrom(["root", "", 0, 100], ["a", "root", 0, 1], ["b", "a", 0, 60], ["c", "root", 5, 9]);
    const a = tree.order[1] as number;
    expect(shown(tree, { folded: new Set([a]) })).toEqual(["root", " a", " c"]);
    expect([hasBelow(tree, folding(), a), hasBelow(tree, folding(), tree.order[3] as number)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("the call tree", () => {
  const tree = treeFrom(
    ["root", "", 0, 100],
    ["a1", "root", 0, 30, "a"],
    ["a2", "root", 40, 80, "a", 2],
    ["x1", "a1", 0, 10, "x"],
    ["x2", "a2", 40, 60, "x"],
    ["y", "root", 90, 95],
  );
  const calls = callTreeOf(tree);

  test("counts all calls of one site below one path", () => {
    expect(
      calls.calls.map(({ example, count, total, max, self, errors }) => [
        tree.columns.texts[tree.columns.names[example] as number],
        count,
        total,
        max,
        self,
        errors,
      ]),
    ).toEqual([
      ["root", 1, 100, 100, 25, 0],
      ["a", 2, 70, 40, 40, 1],
      ["x", 2, 30, 20, 30, 0],
      ["y", 1, 5, 5, 5, 0],
    ]);
    expect(calls.calls[0]?.below).toEqual([1, 3]);
    expect(calls.of[tree.order[4] as number]).toBe(2);
  });

  test("is laid out as flames: each as wide as its time and that of what is below, within its parent", () => {
    const flames = flamesOf(calls);
    expect(flames.depth).toBe(3);
    expect([...flames.x]).toEqual([0, 0, 0, 0.7]);
    expect([...flames.widths]).toEqual([1, 0.7, 0.3, 0.05]);
    expect(callAt(calls, flames, { x: 0.1, depth: 2 })).toBe(2);
    expect(callAt(calls, flames, { x: 0.71, depth: 1 })).toBe(3);
    expect(callAt(calls, flames, { x: 0.9, depth: 1 })).toBeUndefined();
  });
});

describe("the window of time", () => {
  test("zooms at a point and moves, and stays within the trace", () => {
    expect(zoomed({ from: 0, to: 1000 }, 0.5, 500, 1000)).toEqual({ from: 250, to: 750 });
    expect(zoomed({ from: 250, to: 750 }, 10, 500, 1000)).toEqual({ from: 0, to: 1000 });
    expect(zoomed({ from: 0, to: 20 }, 0.01, 10, 1000)).toEqual({ from: 5, to: 15 });
    expect(zoomed({ from: 0, to: 1 }, 0.5, 0, 1)).toEqual({ from: 0, to: 1 });
    expect(moved({ from: 0, to: 100 }, 0.5, 1000)).toEqual({ from: 50, to: 150 });
    expect(moved({ from: 0, to: 100 }, -0.5, 1000)).toEqual({ from: 0, to: 100 });
    expect(around(900, 1000, 1000)).toEqual({ from: 890, to: 1000 });
  });

  test("has round marks", () => {
    expect(ticksOf({ from: 0, to: 1000 }, 5)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticksOf({ from: 130, to: 170 }, 4)).toEqual([130, 140, 150, 160, 170]);
    expect(ticksOf({ from: 0, to: 1 }, 10)).toEqual([0, 1]);
  });
});
