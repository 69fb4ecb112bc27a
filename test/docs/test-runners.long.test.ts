// docs/test-runners.md: the first span in Jest and AVA as the page says, and nothing more.
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { jest, jestProject } from "../jest/project.js";
import { run } from "../toolchains/processes.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

beforeAll(() => packagesOf("test/jest"), 600_000);

const blocks = blocksOf(readPage("docs/test-runners.md"));
const blockOf = (file: string) => blocks.find((block) => block.file === file)?.text as string;

let project: TemporaryProject;
afterEach(() => project.remove());

test("Jest prints the span of the page", async () => {
  project = jestProject({
    "jest.config.js": blockOf("jest.config.js"),
    "total.ts": blockOf("total.ts"),
    "total.test.ts":
      'import { total } from "./total";\ntest("total", () => expect(total([30, 40])).toBe(70));\n',
  });
  const { status, stdout, stderr } = await jest(project);
  expect(status, stdout + stderr).toBe(0);
  expect(stderr).toMatch(/\btotal .*✓/);
  expect(stderr).not.toContain("uno-trace:");
});

test("the first span takes at most 15 lines", () => {
  const lines = ["jest.config.js", "total.ts"].flatMap((file) => blockOf(file).trim().split("\n"));
  expect(lines.length + 3).toBeLessThanOrEqual(15);
});

test("AVA prints spans with the configuration of the page", async () => {
  project = jestProject({
    "package.json": { name: "shop", type: "module" },
    "ava.config.mjs": blockOf("ava.config.mjs"),
    "total.js": "// @trace\nexport const total = (count) => count;\n",
    "total.test.js":
      'import test from "ava";\nimport { total } from "./total.js";\ntest("total", (t) => t.is(total(1), 1));\n',
  });
  const ava = join(project.folder, "node_modules/ava/entrypoints/cli.mjs");
  const { status, stdout, stderr } = await run([ava], { cwd: project.folder, env: { CI: "1" } });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout + stderr).toMatch(/\btotal .*✓/);
});
