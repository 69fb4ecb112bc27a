// Call trees in V8's form, made by hand; whose samples count as tracing, and as whose.
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import type { HotFunction } from "../../cli/hot/hot.js";
import { tempProject } from "./temp-project.js";

const SOURCE = `export function outer() {}
export function inner() {}
export async function waits() {}
export function* items() {}
export function fact() {}
// @trace
export class Cart {
  add() {}
  sum() {}
}
export const plain = () => 1;
`;

/** A function with its own samples, and what it called. */
type Tree = readonly [name: string, samples: number, ...called: Tree[]];

const LINES: Readonly<Record<string, number>> = {
  ...{ outer: 1, inner: 2, waits: 3, items: 4, fact: 5, add: 8, sum: 9, plain: 11, onEnd: 20, __uno_3: 21 },
};
const BUILT_IN = ["(root)", "(program)", "(idle)", "(garbage collector)", "now"];

function profileOf(file: string, tree: Tree): string {
  const nodes: object[] = [];
  const add = ([functionName, hitCount, ...called]: Tree): number => {
    const id = nodes.length + 1;
    const line = LINES[functionName];
    const runtime = "file:///app/node_modules/uno-trace/dist/cjs/runtime/core.js";
    const url =
      line !== undefined ? pathToFileURL(file).href : BUILT_IN.includes(functionName) ? "" : runtime;
    const callFrame = { functionName, url, lineNumber: (line ?? 0) - 1, columnNumber: 40 };
    const node = { id, callFrame, hitCount, children: [] as number[] };
    nodes.push(node);
    node.children = called.map(add);
    return id;
  };
  add(tree);
  return JSON.stringify({ nodes });
}

async function hot(...called: Tree[]) {
  const config = JSON.stringify({
    rules: [{ files: ["src"], functions: ["!plain"], kinds: ["functions", "generators"] }],
  });
  const project = tempProject({ "uno-trace.json": config, "src/a.ts": SOURCE });
  project.write("p", profileOf(`${project.root}/src/a.ts`, ["(root)", 0, ...called]));
  const { out } = await project.run("list", "--hot", "p", "--json");
  const result = JSON.parse(out) as { tracing: number; collecting: number; functions: HotFunction[] };
  const shares = result.functions.map(({ name, tracing, work, advised }) => [
    ...[name, Math.round(100 * tracing), Math.round(100 * work)],
    ...(advised ? ["advised"] : []),
  ]);
  const text = (await project.run("list", "--hot", "p")).out;
  return { tracing: Math.round(100 * result.tracing), shares, text, collecting: result.collecting };
}

it("what the runtime calls is tracing, down to Node's own functions", async () => {
  const { shares, tracing } = await hot(["outer", 40, ["enter", 30, ["now", 30]]]);
  expect({ shares, tracing }).toEqual({ shares: [["outer", 60, 40, "advised"]], tracing: 60 });
});

it("waiting is no processor time, and garbage nobody's", async () => {
  const { shares, collecting } = await hot(
    ["(idle)", 900],
    ["(garbage collector)", 50],
    ["(program)", 10],
    ["outer", 20, ["exit", 20]],
  );
  expect(shares).toEqual([["outer", 20, 20, "advised"]]);
  expect(collecting).toBe(0.5);
});

it("a function that V8 has put below an inlined one of the runtime is the program again", async () => {
  const { shares } = await hot(["outer", 10, ["end", 10, ["inner", 70, ["enter", 10]]]]);
  expect(shares).toEqual([
    ["outer", 10, 80, "advised"],
    ["inner", 10, 70, "advised"],
  ]);
});

it("the body of a generator is the program, the program's processor and the data of a site are tracing", async () => {
  const { shares } = await hot([
    "items",
    5,
    ["drive", 5, ["items", 60]],
    ["end", 10, ["onEnd", 10], ["__uno_3", 10]],
  ]);
  expect(shares).toEqual([["items", 35, 65, "advised"]]);
});

it("recursion counts once, and a span that costs less than a twentieth of the work stays", async () => {
  const { shares } = await hot(["fact", 30, ["fact", 30, ["enter", 1], ["fact", 37, ["enter", 2]]]]);
  expect(shares).toEqual([["fact", 3, 97]]);
});

it("nobody is advised against what waits, as no profile sees for how long", async () => {
  const { shares, text } = await hot(["waits", 5, ["suspend", 95]]);
  expect(shares).toEqual([["waits", 95, 5]]);
  expect(text).toContain("in 1 traced function; none of them costs more than it tells");
});

it("a single sample is chance", async () => {
  const { shares } = await hot(["outer", 0, ["enter", 1]], ["inner", 97, ["enter", 2]]);
  expect(shares).toEqual([
    ["inner", 2, 97],
    ["outer", 1, 0],
  ]);
});

it("a method that the directive of its class traces gets one of its own", async () => {
  const { text } = await hot(["add", 5, ["enter", 45]], ["(program)", 50]);
  expect(text).toContain(
    "Write above methods that the directive of their class traces:\n\n  // @no-trace   at src/a.ts:8, Cart.add\n",
  );
  expect(text).not.toContain("rules");
});
