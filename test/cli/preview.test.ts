// `uno-trace preview`: the instrumented source on stdout, remarks on stderr.
import { expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

test("an instrumented file", async () => {
  const { code, out, err } = await tempProject({
    "a.ts": "// @trace\nexport function f() { return 1; }\n",
  }).run("preview", "a.ts");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("uno-trace/abi");
  expect(out).toContain("return");
});

test("a file without a site, and one that does not parse", async () => {
  const { run } = tempProject({ "a.ts": "export const a = 1;\n", "b.ts": "const = 1;" });
  expect(await run("preview", "a.ts")).toMatchObject({ code: 0, out: "export const a = 1;" });
  expect((await run("preview", "a.ts")).err).toMatch(/^note: a\.ts is unchanged: nothing in it is traced/);
  expect((await run("preview", "b.ts")).err).toBe("note: b.ts is unchanged: it does not parse");
});

test("diagnostics", async () => {
  const { code, err } = await tempProject({ "a.ts": "// @trace knd=x\nexport function f() {}\n" }).run(
    "preview",
    "a.ts",
  );
  expect(code).toBe(1);
  expect(err).toContain("a.ts:1:11");
});
