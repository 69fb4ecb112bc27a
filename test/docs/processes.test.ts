// docs/processes.md: a child process, a cluster's worker and a worker thread go on with the trace.
import { expect, test } from "vitest";
import { blocksOf, readPage } from "./page.js";
import { expectOneTrace, runOfPage } from "./processes.js";

test.each([
  ["parent.mjs", ["import", "import file"]],
  ["cluster.mjs", ["start", "warm up"]],
  ["thread.mjs", ["ask", "answer"]],
])("%s", async (name, spans) => expectOneTrace(await runOfPage(name, undefined), ...spans));

test("all programs of the page are run here or with the pools", () => {
  const files = blocksOf(readPage("docs/processes.md")).map(({ file }) => file);
  const processes = ["parent.mjs", "child.mjs", "cluster.mjs"];
  expect(files).toEqual([...processes, "thread.mjs", "worker.mjs", "pool.mjs", "job.mjs"]);
});
