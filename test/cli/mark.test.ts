// `uno-trace mark`: where a directive is written, that nothing else changes, and that it comes off again.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

/** Marks a pattern in one file and returns its text; removing the marks must give the file back. */
async function marked(source: string, pattern: string, file = "a.ts", ...options: string[]): Promise<string> {
  const project = tempProject({ [file]: source });
  const first = await project.run("mark", file, "--functions", pattern, ...options);
  expect(first).toMatchObject({ code: 0, err: "" });
  const text = project.read(file);
  const again = await project.run("mark", file, "--functions", pattern, ...options);
  expect(again.out).toBe("0 functions marked in 0 files");
  expect(project.read(file)).toBe(text);
  const removed = await project.run("mark", file, "--functions", pattern, "--remove");
  expect(removed).toMatchObject({ code: 0, err: "" });
  expect(project.read(file)).toBe(source);
  return text;
}

describe("a line of its own", () => {
  test.each([
    ["a declaration", "function f() {}\n", "f", "// @trace\nfunction f() {}\n"],
    ["an export", "\nexport async function f() {}\n", "f", "\n// @trace\nexport async function f() {}\n"],
    [
      "a default export",
      "export default function () {}\n",
      "*",
      "// @trace\nexport default function () {}\n",
    ],
    ["a variable", "export const f = async () => 1;\n", "f", "// @trace\nexport const f = async () => 1;\n"],
    [
      "a variable, wrapped",
      "const f = ((() => 1) as any)!;\n",
      "f",
      "// @trace\nconst f = ((() => 1) as any)!;\n",
    ],
    [
      "overloads",
      "function f(a: 1): 1;\nfunction f(a: any) { return a; }\n",
      "f",
      "// @trace\nfunction f(a: 1): 1;\nfunction f(a: any) { return a; }\n",
    ],
    [
      "JSDoc stays above",
      "/** Does. */\nfunction f() {}\n",
      "f",
      "/** Does. */\n// @trace\nfunction f() {}\n",
    ],
    ["an assignment", "exports.f = function () {};\n", "f", "// @trace\nexports.f = function () {};\n"],
    [
      "a method",
      "class A {\n\tx = 1;\n\n\tasync run() {}\n}\n",
      "A.run",
      "class A {\n\tx = 1;\n\n\t// @trace\n\tasync run() {}\n}\n",
    ],
    [
      "a decorated method",
      "class A {\n  @dec()\n  run() {}\n}\n",
      "A.run",
      "class A {\n  // @trace\n  @dec()\n  run() {}\n}\n",
    ],
    [
      "a private method",
      "class A {\n  static async #p() {}\n}\n",
      "A.#p",
      "class A {\n  // @trace\n  static async #p() {}\n}\n",
    ],
    [
      "a field arrow",
      "class A {\n  run = () => 1;\n}\n",
      "A.run",
      "class A {\n  // @trace\n  run = () => 1;\n}\n",
    ],
    [
      "an accessor that is spelt out",
      "class A {\n  get x() { return 1; }\n}\n",
      "A.get x",
      "class A {\n  // @trace\n  get x() { return 1; }\n}\n",
    ],
    [
      "an object member",
      "const o = {\n  run() {},\n  go: () => 1,\n};\n",
      "o.*",
      "const o = {\n  // @trace\n  run() {},\n  // @trace\n  go: () => 1,\n};\n",
    ],
    [
      "an inner function",
      "function f() {\n  return function g() {};\n}\n",
      "g",
      "function f() {\n  // @trace\n  return function g() {};\n}\n",
    ],
    [
      "CRLF",
      "const a = 1;\r\n  function f() {}\r\n",
      "f",
      "const a = 1;\r\n  // @trace\r\n  function f() {}\r\n",
    ],
    [
      "a hashbang and a prologue",
      '#!/usr/bin/env node\n"use strict";\nfunction f() {}\n',
      "f",
      '#!/usr/bin/env node\n"use strict";\n// @trace\nfunction f() {}\n',
    ],
    ["no line end at all", "function f() {}", "f", "// @trace\nfunction f() {}"],
    ["a byte order mark", "\uFEFFfunction f() {}\n", "f", "\uFEFF// @trace\nfunction f() {}\n"],
    [
      "text of two units a character",
      'const s = "😀é";\nfunction f() {}\n',
      "f",
      'const s = "😀é";\n// @trace\nfunction f() {}\n',
    ],
  ])("%s", async (_, source, pattern, expected) => {
    expect(await marked(source, pattern)).toBe(expected);
  });

  test("all in one go, JSX, another directive", async () => {
    const source =
      "export const A = () => <b>{[1].map((n) => n)}</b>;\nclass B {\n  constructor() {}\n  run() {}\n}\n";
    expect(await marked(source, "*", "a.tsx", "--directive", "// @trace kind=client")).toBe(
      "// @trace kind=client\nexport const A = () => <b>{[1].map((n) => n)}</b>;\nclass B {\n  constructor() {}\n  // @trace kind=client\n  run() {}\n}\n",
    );
  });
});

describe("a comment in the line", () => {
  test.each([
    [
      "a one-line class",
      "class A { run() {} stop() {} }\n",
      "A.stop",
      "class A { run() {} /* @trace */ stop() {} }\n",
    ],
    ["the second declarator", "const a = 1, b = () => 2;\n", "b", "const a = 1, /* @trace */ b = () => 2;\n"],
    ["the first of two functions", "const a = () => 1, b = () => 2;\n", "a", undefined],
    [
      "a one-line object",
      "const o = { run() {}, go: () => 1 };\n",
      "o.go",
      "const o = { run() {}, /* @trace */ go: () => 1 };\n",
    ],
    [
      "a nested arrow",
      "const f = (a) => (b) => a + b;\n",
      "f",
      "// @trace\nconst f = (a) => (b) => a + b;\n",
    ],
    ["a second statement", "let x; function f() {}\n", "f", "let x; /* @trace */ function f() {}\n"],
    [
      "a named callback",
      "on('x', function done() {});\n",
      "done",
      "on('x', /* @trace */ function done() {});\n",
    ],
  ])("%s", async (_, source, pattern, expected) => {
    const text = await marked(source, pattern);
    if (expected) expect(text).toBe(expected);
    else expect(text.match(/@trace/g)).toHaveLength(1);
  });
});

test("--dry-run says where the lines are, also at the head of a file", async () => {
  const project = tempProject({ "a.ts": "export function f() {}\n" });
  const { out } = await project.run("mark", "a.ts", "--functions", "f", "--dry-run");
  expect(out).toMatch(/^--- a\.ts\n\+\+\+ a\.ts\n@@ -1 \+1,2 @@\n\+\/\/ @trace\n export function f/);
});

test("--dry-run shows lines and writes nothing", async () => {
  const source = "const a = 1;\n\nconst b = 2;\nfunction f() {}\nconst c = 3;\n";
  const project = tempProject({ "src/a.ts": source });
  const { code, out } = await project.run("mark", "src/**", "--functions", "f", "--dry-run");
  expect(code).toBe(0);
  expect(out.split("\n")).toEqual([
    "--- src/a.ts",
    "+++ src/a.ts",
    "@@ -1,5 +1,6 @@",
    " const a = 1;",
    " ",
    " const b = 2;",
    "+// @trace",
    " function f() {}",
    " const c = 3;",
    "1 function would be marked in 1 file",
  ]);
  expect(project.read("src/a.ts")).toBe(source);
});

test("counts, and exit codes for nothing", async () => {
  const project = tempProject({
    "a.ts": "export function f() {}\n",
    "b.ts": "export class B { f() {} g() {} }\n",
  });
  expect(
    await project.run("mark", "*.ts", "--functions", "g", "--functions", "f", "--functions", "B.*"),
  ).toEqual({
    code: 0,
    out: "a.ts: f\nb.ts: B.f, B.g\n3 functions marked in 2 files",
    err: "",
  });
  expect(await project.run("mark", "*.ts", "--functions", "zzz")).toEqual({
    code: 1,
    out: "",
    err: "no function in 2 files matches zzz; see uno-trace list",
  });
  expect(await project.run("mark", "zzz", "--functions", "*")).toMatchObject({
    code: 1,
    err: "no source file matches zzz",
  });
});

test("a directive that the planner does not understand is written nowhere", async () => {
  const project = tempProject({ "a.ts": "export function f() {}\n" });
  const { code, err } = await project.run(
    "mark",
    "a.ts",
    "--functions",
    "f",
    "--directive",
    "// @trace knd=x",
  );
  expect(code).toBe(2);
  expect(err).toMatch(/--directive: .*knd/);
  expect(project.read("a.ts")).toBe("export function f() {}\n");
});

test("the sources of this project: marked, and back again, byte for byte", async () => {
  const files = [
    "transformer/select/functions.ts",
    "transformer/config/rules.ts",
    "cli/run.ts",
    "test/config/rules.test.ts",
  ];
  for (const file of files) {
    const text = await marked(readFileSync(file, "utf8"), "*", "x.ts");
    expect(text).toContain("// @trace\n");
  }
});
