// Async generators with `noEmitHelpers`: generated code needs no helper of TypeScript's that the source does not need.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadTypeScript } from "../harness/typescript.js";
import { compile, UNO } from "./compiled.js";

const [ts6, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

const said = vi.hoisted(() => [] as string[]);
vi.mock("node:fs", async (load) => ({
  ...(await load<typeof import("node:fs")>()),
  writeSync: (_: number, text: string) => said.push(text),
}));

const PLAIN = `
// @trace
export async function* items() { yield await 1; }
// @trace
export async function load() { for await (const item of items()) return item; }
// @trace
export function* some() { yield 1; }
`;
const DELEGATING = PLAIN.replace("yield await 1", "yield* [1]");

/** The helpers that code calls, wherever they come from. */
const helpersIn = (code: string) => [...new Set(code.match(/\b__(?!uno|esModule)\w+(?=\()/g))].sort();

describe.each([ts6, ts5])("TypeScript $version", (ts) => {
  const { ES2015, ES2017, ES2018 } = ts.ScriptTarget;
  beforeEach(() => {
    said.length = 0;
  });

  it.each([ES2015, ES2017])(
    "target %i: what would need one more helper is left alone, and said",
    (target) => {
      const options = { target, noEmitHelpers: true };
      const code = compile(ts, PLAIN, [UNO], options);
      expect(helpersIn(code)).toEqual(helpersIn(compile(ts, PLAIN, [], options)));
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(/input\.ts\(3,8\).*UNO2001: `items`.*__asyncDelegator.*importHelpers/s);
      expect(code.match(/"name": "(\w+)"/g)).toEqual(['"name": "load"', '"name": "some"']);
    },
  );

  it.each([
    ["a newer target", PLAIN, { target: ES2018, noEmitHelpers: true }],
    ["tslib", PLAIN, { target: ES2017, noEmitHelpers: true, importHelpers: true }],
    ["helpers in each file", PLAIN, { target: ES2017 }],
    ["a source that delegates itself", DELEGATING, { target: ES2017, noEmitHelpers: true }],
  ] as const)("%s: traced", (_, source, options) => {
    const code = compile(ts, source, [UNO], options);
    expect(said).toEqual([]);
    expect(code).toContain('"name": "items"');
    if (source === DELEGATING) expect(helpersIn(code)).toEqual(helpersIn(compile(ts, source, [], options)));
  });
});
