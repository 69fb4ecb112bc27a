// Which functions are scopes: those that nobody marked, that make spans by hand in their own body, and that can pause.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { instrument } from "../hosts/instrument.js";
import { loadConfig } from "../transformer/config/config.js";
import type { ConfigFile } from "../transformer/model/config-file.js";
import { planFile } from "../transformer/plan.js";
import { mayRewrite, mayTrace } from "../transformer/select/may-rewrite.js";
import { buildVariant, variantsOf } from "./harness/case-builds.js";

const configOf = (object: ConfigFile) => loadConfig({ object, root: "/project" }).config;
const plan = (source: string, object: ConfigFile = {}) =>
  planFile(source, "/project/src/a.ts", configOf(object));
const scopesOf = (source: string, object?: ConfigFile) =>
  plan(source, object).sites.flatMap(({ scope, name, form }) => (scope ? `${name} ${form}` : []));

const BODY = '{ using _ = tracer.createSpan("job"); await work(); }';

describe("a scope", () => {
  it.each([
    ["async function f() { const s = tracer.createSpan('f'); await 1; s.end(); }", "f async"],
    [`async function f() ${BODY}`, "f movedAsync"],
    ["async function f() { using s = tracer.createSpan('f'); return 1; }", "f async"],
    ["async function f() { await using s = tracer.createSpan('f'); }", "f movedAsync"],
    ["const f = async () => tracer.createSpan('f');", "f async"],
    ["class A { async m() { this.tracer.createSpan('m', { root: true }); } }", "A.m async"],
    ["function* f() { tracer.createSpan('f'); yield 1; }", "f generator"],
    ["function* f() { tracer.createSpan('f'); yield* []; }", "f movedGenerator"],
    ["async function* f() { tracer.createSpan('f'); yield 1; }", "f asyncGenerator"],
    ["async function f() { getTracer()?.createSpan?.('f'); }", "f async"],
    ["async function f() { (tracer as Tracer)['createSpan']('f'); }", "f async"],
    ["async function f() { (tracer?.createSpan)!(...all); }", "f async"],
    ["const { createSpan } = getTracer(); async function f() { createSpan('f'); }", "f async"],
    ["async function f({ createSpan: make }: Tracer) { make('f'); }", "f async"],
    ["const make = tracer.createSpan; async function f() { make('f'); }", "f async"],
    ["const make = t.createSpan.bind(t); async function f() { make('f'); }", "f async"],
    ["async function f() { class A { [tracer.createSpan('f').name] = 1; } }", "f async"],
  ])("%s", (source, expected) => {
    expect(scopesOf(source)).toEqual([expected]);
    expect(mayRewrite(source, "/project/src/a.ts", configOf({}))).toBe(true);
  });

  it("speaks for itself alone, among traced functions as well", () => {
    const inner = `const inner = async () => ${BODY};`;
    expect(scopesOf(`async function f() { ${inner} }`)).toEqual(["inner movedAsync"]);
    expect(scopesOf(`// @trace\nasync function f() { ${inner} await inner(); }`)).toEqual([
      "inner movedAsync",
    ]);
  });
});

describe("no scope", () => {
  it.each([
    "function f() { using s = tracer.createSpan('f'); }",
    "async function f() { tracer.createSpan(); }",
    "async function f() { createSpan('f'); }",
    "async function f() { const start = () => tracer.createSpan('f'); await start(); }",
    "async function f() { class A { static s = tracer.createSpan('f'); } }",
    "async function f() { tracer.withSpan('createSpan', work); }",
    `// @no-trace\nasync function f() ${BODY}`,
    `// @no-trace\nclass A { async m() ${BODY} }`,
    `// @no-trace\n\nimport "a"; async function f() ${BODY}`,
    `// @trace\nasync function f() ${BODY}`,
    // What could change what the function does is left alone, without a word.
    `with (a) { (async function () ${BODY}); }`,
  ])("%s", (source) => {
    expect(scopesOf(source)).toEqual([]);
    expect(plan(source).diagnostics).toEqual([]);
  });

  it("where the configuration takes the function out", () => {
    const source = `async function f() ${BODY}`;
    expect(scopesOf(source, { exclude: ["src/**"] })).toEqual([]);
    expect(scopesOf(source, { rules: [{ files: ["src/**"], functions: ["f"], trace: false }] })).toEqual([]);
    expect(scopesOf(source, { include: ["src/**"], rules: [{ functions: ["g"], trace: false }] })).toEqual(
      [],
    );
  });
});

test("options of rules that match do not reach a scope", () => {
  const rule = {
    files: ["src/**"],
    functions: ["*"],
    kinds: ["methods"],
    args: ["id"],
    result: true,
  } as const;
  const { functions, sites } = plan(`async function f(id: string) ${BODY}`, {
    rules: [{ ...rule, kinds: ["methods"] }],
  });
  expect(functions).toMatchObject([{ traced: false, scope: true, options: {} }]);
  expect(sites).toMatchObject([{ captures: [], returns: [] }]);
});

test("other people's code is not even read for scopes, and nothing that cannot be done is told of them", () => {
  const source = `async function f() ${BODY}`;
  expect(mayRewrite(source, "/project/node_modules/p/a.ts", configOf({}))).toBe(false);
  expect(mayTrace(source, "/project/src/a.ts", configOf({}))).toBe(false);
  expect(mayRewrite("tracer.createSpan('sync')", "/project/src/a.ts", configOf({}))).toBe(false);
  expect(instrument(`${source} ]`, "src/a.ts", { config: {} }).diagnostics).toEqual([]);
  const deep = `${source}\n${"[".repeat(40_000)}${"]".repeat(40_000)}`;
  expect(plan(deep)).toMatchObject({ sites: [], diagnostics: [] });
});

test("only what has scopes asks for the newer module, and only traced code is noted", () => {
  const headOf = (source: string, format: "esm" | "cjs") =>
    instrument(source, "src/a.ts", { config: {}, format }).code.split("function", 1)[0];
  const scope = `async function f() ${BODY}\n`;
  const both = `${scope}// @trace\nfunction g() {}\n`;
  expect(headOf(scope, "esm")).toBe('import * as __uno from "uno-trace/abi-2";async ');
  expect(headOf(both, "esm")).toBe('import * as __uno from "uno-trace/abi-2";import "uno-trace/abi";');
  expect(headOf(both, "cjs")).toBe('const __uno=require("uno-trace/abi-2");require("uno-trace/abi");');
  expect(headOf("// @trace\nfunction g() {}\n", "esm")).toBe('import * as __uno from "uno-trace/abi";');
});

test("every host rewrites a file that has nothing but a scope, and none of other people's code", async () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-scopes-"));
  try {
    for (const [place, isRewritten] of [
      ["src", true],
      ["node_modules/p", false],
    ] as const) {
      const input = join(folder, place, "input.ts");
      mkdirSync(join(folder, place), { recursive: true });
      writeFileSync(input, `export async function f() ${BODY}\n`);
      for (const variant of variantsOf(input)) {
        const file = await buildVariant(variant, input, join(folder, "out", place, variant.name), true);
        expect(readFileSync(file, "utf8").includes("$scope("), `${place}, ${variant.name}`).toBe(isRewritten);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
