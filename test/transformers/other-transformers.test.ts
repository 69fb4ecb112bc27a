// Small transformers before and after ours, each of which does one thing that real ones do: the program has to do what it does without ours.

import type * as TypeScript from "typescript";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadTypeScript } from "../harness/typescript.js";
import { ALL, isMadeCall, PLUGINS, replacing } from "./changes.js";
import { compile, execute, type Plugin, transform, UNO } from "./compiled.js";

const [ts6, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

const said = vi.hoisted(() => [] as string[]);
vi.mock("node:fs", async (load) => ({
  ...(await load<typeof import("node:fs")>()),
  writeSync: (_: number, text: string) => said.push(text),
}));

const SOURCE = `
declare function made(x: unknown): any;
// @trace
async function load(id: string) {
  const value = await Promise.resolve(id);
  return made(value);
}
// @trace
function* items(limit: number) {
  for (let i = 0; i < limit; i++) yield made(i);
  return made("end");
}
// @trace
function sum(a: number, b: number) {
  return made(a + b);
}
class Store {
  // @trace
  read(this: Store, ...keys: string[]) { return keys.map((key) => made(key)).join(); }
}
export const out = (async () => [await load("x"), [...items(2)], sum(1, 2), new Store().read("k", "l")])();
`;

/** Prints a file and parses that: nodes of a file that no program knows. */
const reparsing =
  (removeComments: boolean): Plugin =>
  (_, ts) =>
  () =>
  (file) => {
    const text = `\n\n// A line more.\n${ts.createPrinter({ removeComments }).printFile(file)}`;
    return ts.createSourceFile(file.fileName, text, ts.ScriptTarget.ES2022);
  };

describe.each([ts6, ts5])("TypeScript $version", (ts) => {
  beforeEach(() => {
    said.length = 0;
  });

  describe.each(Object.entries(PLUGINS))("%s", (_, { plugin, spans = ALL, left = [] }) => {
    const isCode = left.length < ALL.length;

    it("before ours", async () => {
      const raw = compile(ts, SOURCE, [replacing, plugin]);
      const orders: (Plugin | typeof UNO)[][] = [
        [replacing, plugin, UNO],
        [plugin, replacing, UNO],
      ];
      for (const plugins of orders) {
        said.length = 0;
        const traced = compile(ts, SOURCE, plugins);
        expect(said.map((text) => /UNO2001: `(.*?)` is not traced/.exec(text)?.[1]).sort()).toEqual(
          [...left].sort(),
        );
        for (const text of said) expect(text).toMatch(/input\.ts.*before the other transformers/s);
        if (!isCode) {
          expect(traced).not.toContain("__uno");
          continue;
        }
        const [expected, actual] = [await execute(raw), await execute(traced)];
        expect(actual.out).toEqual(expected.out);
        expect([...new Set(actual.spans)].sort()).toEqual([...spans].sort());
        expect((await execute(traced, false)).out).toEqual(expected.out);
      }
    });

    it.runIf(isCode)("after ours", async () => {
      const raw = await execute(compile(ts, SOURCE, [replacing, plugin]));
      const traced = compile(ts, SOURCE, [UNO, replacing, plugin]);
      expect(said).toEqual([]);
      expect((await execute(traced)).out).toEqual(raw.out);
      expect((await execute(traced, false)).out).toEqual(raw.out);
    });
  });

  it("ours twice is ours once", async () => {
    expect(compile(ts, SOURCE, [UNO, replacing, UNO])).toBe(compile(ts, SOURCE, [UNO, replacing]));
  });

  it("places and names are those of the source, whatever stands before", () => {
    const places = (code: string) => code.match(/"line": \d+,\s+"column": \d+/g);
    const plain = places(compile(ts, SOURCE, [UNO]));
    expect(plain).toHaveLength(ALL.length);
    const { plugin } = PLUGINS["an import and a directive at the top"] as { plugin: Plugin };
    expect(places(compile(ts, SOURCE, [plugin, UNO]))).toEqual(plain);
    expect(places(transform(ts, SOURCE, [reparsing(false), UNO]))).toEqual(plain);
  });

  // TypeScript's own emit does not take such a file from everybody, so this stops before it.
  it.each([false, true])(
    "a file that was printed and parsed is planned by the source: %s",
    async (isBare) => {
      const plugins = [replacing, reparsing(isBare), replacing];
      const [raw, traced] = [transform(ts, SOURCE, plugins), transform(ts, SOURCE, [...plugins, UNO])];
      expect(said).toEqual([]);
      const { out, spans } = await execute(traced);
      expect(out).toEqual((await execute(raw)).out);
      expect(spans.sort()).toEqual([...ALL].sort());
    },
  );

  it("what comes after ours finds parents, the file, its text and types at each node of the program", () => {
    const problems: string[] = [];
    let copies = 0;
    const inspecting: Plugin = (program) => (context) => {
      const checker = program.getTypeChecker();
      const visit = (node: TypeScript.Node): TypeScript.Node => {
        const top = node.getSourceFile();
        if (!top || !ts.isSourceFile(top)) problems.push(`no file: ${ts.SyntaxKind[node.kind]}`);
        if (isMadeCall(node, ts)) {
          copies++;
          if (node.pos >= 0 && !/^made\(/.test(node.getText())) problems.push(`text: ${node.getText()}`);
          if (!checker.getResolvedSignature(node)) problems.push("no signature");
          if (!(checker.getTypeAtLocation(node.expression).getCallSignatures().length > 0))
            problems.push("no type");
          if (!ts.findAncestor(node, (each) => ts.isFunctionLike(each))) problems.push("no function");
        }
        return ts.visitEachChild(node, visit, context);
      };
      return (file) => visit(file) as TypeScript.SourceFile;
    };
    compile(ts, SOURCE, [UNO, inspecting]);
    expect(problems).toEqual([]);
    // The five of the source, and two of the generator's body once more.
    expect(copies).toBe(7);
  });
});
