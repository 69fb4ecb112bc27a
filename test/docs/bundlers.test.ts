// docs/bundlers.md: its configurations of Vite, Vitest and Rolldown are used as they stand; what they build is traced.
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { run } from "../toolchains/processes.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = blocksOf(readPage("docs/bundlers.md"));
const configuration = (file: string) => blocks.find((block) => block.file === file)?.text as string;

const PROGRAM = {
  "package.json": { type: "module" },
  "src/price.ts": "// @trace\nexport function price(id: string): number {\n  return id.length;\n}\n",
  "src/main.ts": `import { setupMonitoring } from "uno-trace/runtime";
import { price } from "./price.js";
const monitoring = setupMonitoring();
price("a");
await monitoring.shutdown();
`,
  "src/price.test.ts": `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
import { expect, it } from "vitest";
import { price } from "./price.js";
it("is traced", async () => {
  const exporter = new InMemorySpanExporter();
  const monitoring = setupMonitoring({ exporter });
  price("a");
  await monitoring.forceFlush();
  expect(exporter.getFinishedSpans()).toHaveLength(1);
});
`,
};

let project: TemporaryProject;
afterEach(() => project.remove());

test.each([
  ["vite.config.ts", "vite", "bin/vite.js", ["build"]],
  ["rolldown.config.ts", "rolldown", "bin/cli.mjs", ["-c"]],
])("%s builds a program that prints its spans", async (file, name, bin, args) => {
  project = makeProject({ ...PROGRAM, [file]: configuration(file) }, { [name]: installed(name) });
  const built = await run([join(installed(name), bin), ...args], { cwd: project.folder });
  expect(built.status, built.stdout + built.stderr).toBe(0);
  const { stdout, stderr } = await run(["dist/main.js"], { cwd: project.folder });
  expect(stdout + stderr).toMatch(/price[^\n]*✓/);
});

test("vitest.config.ts lets tests call traced functions", async () => {
  const file = "vitest.config.ts";
  project = makeProject({ ...PROGRAM, [file]: configuration(file) }, { vitest: installed("vitest") });
  const { status, stdout, stderr } = await run([installed("vitest/vitest.mjs"), "run"], {
    cwd: project.folder,
  });
  expect(status, stdout + stderr).toBe(0);
});
