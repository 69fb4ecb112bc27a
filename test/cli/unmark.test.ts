// `uno-trace mark --remove`: which comments go, and that nothing else does.
import { describe, expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

describe("--remove", () => {
  const unmark = async (source: string, pattern = "*") => {
    const project = tempProject({ "a.ts": source });
    const ran = await project.run("mark", "a.ts", "--functions", pattern, "--remove");
    return { ...ran, text: project.read("a.ts") };
  };

  test.each([
    [
      "options and a remark",
      "a();\n  // @trace kind=client -- why\n  function f() {}\n",
      "a();\n  function f() {}\n",
    ],
    ["a block comment", "/* @trace */\nfunction f() {}\n", "function f() {}\n"],
    [
      "a line of JSDoc",
      "/**\n * Does.\n * @trace kind=client\n * @returns x\n */\nfunction f() {}\n",
      "/**\n * Does.\n * @returns x\n */\nfunction f() {}\n",
    ],
    [
      "the last line of JSDoc",
      "/**\n * Does.\n * @trace */\nfunction f() {}\n",
      "/**\n * Does. */\nfunction f() {}\n",
    ],
    [
      "the first line of JSDoc",
      "/** @trace\n * Does. */\nfunction f() {}\n",
      "/**\n * Does. */\nfunction f() {}\n",
    ],
    ["JSDoc with nothing else", "/**\r\n * @trace\r\n */\r\nfunction f() {}\r\n", "function f() {}\r\n"],
    [
      "beside other comments",
      "// one\n// @trace\n// two @trace\nfunction f() {}\n",
      "// one\n// two @trace\nfunction f() {}\n",
    ],
    ["behind code", "x(); // @trace\nfunction f() {}\n", "x();\nfunction f() {}\n"],
    [
      "a class and all its methods",
      "// @trace\nclass A {\n  a() {}\n  b() {}\n}\n",
      "class A {\n  a() {}\n  b() {}\n}\n",
    ],
    ["two in a line", "class A { /* @trace */ a() {} /* @trace */ b() {} }\n", "class A { a() {} b() {} }\n"],
  ])("%s", async (_, source, expected) => {
    expect(await unmark(source)).toMatchObject({ code: 0, err: "", text: expected });
  });

  test("one of two in a line", async () => {
    const { text } = await unmark("class A { /* @trace */ a() {} /* @trace */ b() {} }\n", "A.b");
    expect(text).toBe("class A { /* @trace */ a() {} b() {} }\n");
  });

  test("a class keeps the directive that marks other methods", async () => {
    const source = "// @trace\nclass A {\n  a() {}\n  b() {}\n}\n";
    const { code, err, text } = await unmark(source, "A.a");
    expect({ code, text }).toEqual({ code: 1, text: source });
    expect(err).toBe("a.ts:3: A.a keeps its directive, which marks other functions as well");
  });

  test("what is no directive of ours stays", async () => {
    const source = "// @tracer\n// see @trace\nfunction f() {}\n// @no-trace\nfunction g() {}\n";
    expect(await unmark(source)).toMatchObject({ code: 0, text: source });
  });
});
