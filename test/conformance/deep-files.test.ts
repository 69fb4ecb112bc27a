// Deep files in a real project, planned by the runner from this repository's sources; what counts as deep without a parser.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { DEEPEST_HERE, nestingOf } from "../../transformer/source/nesting.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-deep-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a deep file is traced though the transformer runs from its sources", () => {
  const project = join(folder, "deep");
  mkdirSync(join(project, "src"), { recursive: true });
  const body = `${"(".repeat(900)}a${")".repeat(900)}`;
  writeFileSync(join(project, "src/deep.js"), `export const same = (a) => ${body};\n`);
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  const tests = `node -e "import('./src/deep.js').then(({ same }) => process.exit(same(3) - 3))"`;
  const options = ["--source", "src/**", "--tests", tests, "--install", "true", "--projects-dir", folder];
  const args = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--project", project, ...options];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toContain("1 functions of 1 files are traced");
  expect(stdout).toContain("1 files, 1 functions, 1 spans; 1 tests passed raw, 1 also traced");
  expect(stdout).not.toContain("UNO2002");
});

it.each([
  ["members of a type without semicolons", "interface A {\n", "  a?: string | undefined\n"],
  ["links of a chain", "x = a", "?.b"],
])("%s are not deep", (_, head, part) => {
  expect(nestingOf(head + part.repeat(1000))).toBeLessThan(DEEPEST_HERE);
});

it.each([
  ["conditions", "x = ", "a ? b : "],
  ["parentheses", "x = ", "("],
])("%s are", (_, head, part) => {
  expect(nestingOf(head + part.repeat(1000))).toBeGreaterThanOrEqual(1000);
});
