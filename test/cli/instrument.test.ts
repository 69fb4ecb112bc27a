// `uno-trace instrument`: JavaScript that a compiler has written, traced where it stands or in a copy, with maps that lead to the source.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import ts from "typescript";
import { expect, test } from "vitest";
import { type TempProject, tempProject } from "./temp-project.js";

const MARKED = `interface Price {
  value: number;
}
// @trace
export function total(prices: Price[]): number {
  return prices.reduce((sum, each) => sum + each.value, 0);
}
`;

/** What tsc writes of `src/NAME.ts` into `dist`, with the sources beside it. */
function compiled(
  sources: Readonly<Record<string, string>>,
  options: ts.CompilerOptions = {},
  files: Readonly<Record<string, string>> = {},
): TempProject {
  const written: Record<string, string> = { "package.json": '{ "type": "module" }', ...files };
  for (const [name, text] of Object.entries(sources)) {
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, ...options };
    const made = ts.transpileModule(text, { compilerOptions, fileName: `../src/${name}.ts` });
    written[`src/${name}.ts`] = text;
    written[`dist/${name}.js`] = made.outputText;
    if (made.sourceMapText) {
      const map = { ...JSON.parse(made.sourceMapText), sources: [`../src/${name}.ts`] };
      written[`dist/${name}.js.map`] = JSON.stringify(map);
    }
  }
  return tempProject(written);
}

const isTraced = (text: string) => text.includes("__uno_span");

/** Where a piece of a written file comes from. */
function originOf(code: string, map: object, piece: string) {
  const lines = code.split("\n");
  const line = lines.findIndex((text) => text.includes(piece));
  const { source, ...place } = originalPositionFor(new TraceMap(map as never), {
    line: line + 1,
    column: (lines[line] as string).indexOf(piece),
  });
  return `${source} ${place.line}:${place.column}`;
}

test("traces what is marked, where it stands, and its map leads to the source", async () => {
  const { run, read } = compiled(
    { total: MARKED, other: "export const other = () => 1;\n" },
    { sourceMap: true },
  );
  const before = read("dist/other.js");
  expect(await run("instrument", "dist")).toEqual({
    code: 0,
    out: "1 function traced in 1 of 2 files in dist",
    err: "",
  });
  const code = read("dist/total.js");
  expect(isTraced(code)).toBe(true);
  expect(code).toMatch(/\/\/# sourceMappingURL=total\.js\.map\s*$/);
  const map = JSON.parse(read("dist/total.js.map"));
  expect(originOf(code, map, "prices.reduce")).toBe("../src/total.ts 6:9");
  expect(read("dist/other.js")).toBe(before);
});

test("what is instrumented already is left alone", async () => {
  const { run, read, write } = compiled({ total: MARKED }, { sourceMap: true });
  await run("instrument", "dist");
  const once = [read("dist/total.js"), read("dist/total.js.map")];
  expect(await run("instrument", "dist")).toEqual({
    code: 0,
    out: "0 functions traced in 0 of 1 file in dist; 1 file had been instrumented before",
    err: "",
  });
  expect([read("dist/total.js"), read("dist/total.js.map")]).toEqual(once);
  write("dist/new.js", "// @trace\nexport function added() {}\n");
  expect((await run("instrument", "dist")).out).toMatch(/^1 function traced in 1 of 2 files.*; 1 file had/);
});

test("composes a map in a comment, keeps its other members, and a byte order mark", async () => {
  const { run, read, write } = compiled(
    { total: MARKED },
    { inlineSourceMap: true, inlineSources: true, sourceRoot: "/root" },
  );
  write("dist/total.js", `\uFEFF${read("dist/total.js")}`);
  expect((await run("instrument", "dist")).code).toBe(0);
  const code = read("dist/total.js");
  const [, encoded] = /base64,(\S+)\s*$/.exec(code) ?? [];
  const map = JSON.parse(Buffer.from(encoded as string, "base64").toString());
  expect(map).toMatchObject({ sourceRoot: "/root/", sourcesContent: [MARKED], file: "total.js" });
  expect(originOf(code, map, "prices.reduce")).toMatch(/ 6:9$/);
  expect(code.startsWith("\uFEFF")).toBe(true);
  expect(code.match(/sourceMappingURL/g)).toHaveLength(1);
});

test("globs may name the source or what is written", async () => {
  const bare = "export function one() {\n  return 1;\n}\n";
  const traces = async (config: object, options: ts.CompilerOptions = { sourceMap: true }) => {
    const { run, read } = compiled({ one: bare, two: bare }, options, {
      "uno-trace.json": JSON.stringify(config),
    });
    const { out } = await run("instrument", "dist");
    return [isTraced(read("dist/one.js")), isTraced(read("dist/two.js")), /UNO\d+/.exec(out)?.[0]];
  };
  expect(await traces({ include: ["src/one.ts"] })).toEqual([true, false, undefined]);
  expect(await traces({ include: ["dist/one.js"] }, {})).toEqual([true, false, undefined]);
  expect(await traces({ include: ["src/**"], exclude: ["**/two.ts"] })).toEqual([true, false, undefined]);
  expect(await traces({ include: ["dist/**"], rules: [{ files: ["src/two.ts"], trace: false }] })).toEqual([
    true,
    false,
    undefined,
  ]);
  // Without a map nothing says where a file comes from.
  expect(await traces({ include: ["src/one.ts"] }, {})).toEqual([false, false, "UNO3027"]);
});

test("sources that are no files are no reason to stop", async () => {
  for (const sources of [[""], [null], ["webpack://app/a.ts"], ["file://host/a.ts"]]) {
    const { run, read } = tempProject({
      "dist/a.js": "// @trace\nexport function f() { return 1; }\n//# sourceMappingURL=a.js.map\n",
      "dist/a.js.map": JSON.stringify({ version: 3, sources, names: [], mappings: "AACA" }),
      "dist/b.js": "export function f() { return 1; }\n//# sourceMappingURL=a.js.map\n",
    });
    expect((await run("instrument", "dist")).code).toBe(0);
    expect(JSON.parse(read("dist/a.js.map")).sources).toEqual(sources);
  }
});

test("a bundle is not selected by one of its sources", async () => {
  const map = { version: 3, sources: ["../src/one.ts", "../src/two.ts"], names: [], mappings: "AAAA" };
  const { run, read } = tempProject({
    "uno-trace.json": '{ "include": ["src/one.ts"] }',
    "src/one.ts": "",
    "dist/bundle.js": "export function f() { return 1; }\n//# sourceMappingURL=bundle.js.map\n",
    "dist/bundle.js.map": JSON.stringify(map),
  });
  expect((await run("instrument", "dist")).code).toBe(1);
  expect(isTraced(read("dist/bundle.js"))).toBe(false);
});

test("says what is lost: comments, mistakes, syntax, nothing at all", async () => {
  const lost = await compiled({ total: MARKED }, { sourceMap: true, removeComments: true }).run(
    "instrument",
    "dist",
  );
  expect(lost).toMatchObject({
    code: 1,
    out: expect.stringContaining("dist/total.js:1:1 - warning UNO2003: "),
  });
  const mistaken = compiled({ one: "// @trace nme=x\nexport function one() {}\n", total: MARKED });
  const { code, out } = await mistaken.run("instrument", "dist");
  expect({ code, out }).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^dist\/one\.js:1:11 - error UNO/),
  });
  expect(isTraced(mistaken.read("dist/total.js"))).toBe(true);
  const unread = await tempProject({ "dist/a.js": "// @trace\nfunction f( {}\n" }).run("instrument", "dist");
  expect(unread).toMatchObject({ code: 1, out: expect.stringContaining("UNO2002") });
  const nothing = await compiled({ one: "export {};\n" }).run("instrument", "dist");
  expect(nothing).toMatchObject({ code: 1, out: expect.stringContaining("warning UNO3027") });
});

test("--out leaves the folder as it is, and maps of the copy lead to the same sources", async () => {
  const { run, read, root } = compiled(
    { total: MARKED, other: "export const other = () => 1;\n" },
    { sourceMap: true },
    { "dist/data.json": "{}", "uno-trace.json": '{ "include": ["dist/other.js"] }' },
  );
  const before = read("dist/total.js");
  expect(await run("instrument", "dist", "--out", "deep/er/traced")).toMatchObject({
    code: 0,
    out: "2 functions traced in 2 of 2 files in deep/er/traced",
  });
  expect(read("dist/total.js")).toBe(before);
  expect(readdirSync(join(root, "deep/er/traced"))).toEqual(readdirSync(join(root, "dist")));
  const map = JSON.parse(read("deep/er/traced/total.js.map"));
  expect(originOf(read("deep/er/traced/total.js"), map, "prices.reduce")).toBe("../../../src/total.ts 6:9");
});

test("writes over no source, and says which folder it lacks", async () => {
  const { run } = compiled({ total: MARKED });
  expect(await run("instrument", ".")).toMatchObject({
    code: 2,
    err: expect.stringContaining("holds the project"),
  });
  expect(await run("instrument", "none")).toMatchObject({
    code: 2,
    err: expect.stringContaining("no such folder"),
  });
  expect(await run("instrument", "dist", "--out", "dist/in")).toMatchObject({ code: 2 });
  const empty = tempProject({ "dist/a.txt": "" });
  expect(await empty.run("instrument", "dist")).toMatchObject({
    code: 1,
    err: expect.stringContaining("no .js"),
  });
});
