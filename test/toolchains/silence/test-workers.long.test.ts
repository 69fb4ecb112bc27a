// Vitest over marked sources, which it does not trace; that the run says so, once, from any kind of worker.
import { expect, it } from "vitest";
import { installed, makeProject } from "../temporary-project.js";
import { MARKED, node } from "./built-program.js";

const TEST = `import { setupMonitoring } from "uno-trace/runtime";
import { test } from "vitest";
import { total } from "./src/checkout.js";
setupMonitoring();
test("it", async () => {
  total(2);
  // A thread's stderr goes by its parent, which may stop it before that has come by.
  await new Promise((resolve) => setTimeout(resolve, 400));
});
`;

it.each(["forks", "threads"])("is said once in a run of two files in %s", (pool) => {
  const files = {
    "package.json": { type: "module", scripts: { test: "vitest" } },
    "src/checkout.ts": MARKED,
  };
  const tests = { "a.test.ts": TEST, "b.test.ts": TEST, "vitest.config.js": "export default {};\n" };
  const project = makeProject({ ...files, ...tests }, { vitest: installed("vitest") });
  const own = ["VITEST", "VITEST_WORKER_ID", "VITEST_POOL_ID", "VITEST_MODE"];
  const env = Object.fromEntries(own.map((name) => [name, ""]));
  const { stdout, stderr } = node(project, [installed("vitest/vitest.mjs"), "run", "--pool", pool], { env });
  project.remove();
  expect(stdout).toContain("2 passed");
  const notes = `${stdout}${stderr}`.match(/uno-trace: .*/g) ?? [];
  expect(notes).toEqual([
    expect.stringMatching(/src\/checkout\.ts:3 asks for it: .*Vitest compiles the sources itself/),
  ]);
});
