// Pools of worker threads: jobs go on with the trace of whoever asked, and so does what follows.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectOneTrace, runOfPage } from "../docs/processes.js";
import { makeFolder } from "../harness/folder.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";

let folder: string;
beforeAll(async () => {
  await packagesOf("test/pools");
  folder = makeFolder("pools", "test/pools");
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("the program of the page", async () =>
  expectOneTrace(await runOfPage("pool.mjs", "test/pools"), "ask", "answer"));

const JOB = `import { extractContext, getCurrentTraceId, withContext } from "uno-trace";
export default function job({ headers }) { return withContext(extractContext(headers), getCurrentTraceId); }
`;

const PISCINA = `import { Piscina } from "piscina";
const pool = new Piscina({ filename: new URL("./job.mjs", import.meta.url).href, maxThreads: 2 });
const ask = (job) => pool.run(job);
const close = () => pool.close();
`;

const WORKERPOOL = `import workerpool from "workerpool";
const pool = workerpool.pool(new URL("./pooled.mjs", import.meta.url).pathname, { maxWorkers: 2, workerType: "thread" });
const ask = (job) => pool.exec("job", [job]);
const close = () => pool.terminate();
`;

const ASK = `import { getCurrentTraceId, getTracer, injectContext, setupMonitoring } from "uno-trace";
setupMonitoring({ processors: [{ onEnd() {}, async forceFlush() {}, async shutdown() {} }] });
const request = () => getTracer().withSpan("request", async () => {
  const own = getCurrentTraceId();
  const theirs = await ask({ headers: injectContext({}) });
  return [own, theirs, getCurrentTraceId()];
});
const all = await Promise.all(Array.from({ length: 50 }, request));
console.log(all.filter(([own, theirs, after]) => own !== undefined && own === theirs && own === after).length);
await close();
`;

it.each([
  ["piscina", PISCINA],
  ["workerpool", WORKERPOOL],
])("%s: fifty at once, each in its own trace, also behind the await", async (name, pool) => {
  writeFileSync(join(folder, "job.mjs"), JOB);
  writeFileSync(
    join(folder, "pooled.mjs"),
    'import workerpool from "workerpool";\nimport job from "./job.mjs";\nworkerpool.worker({ job });\n',
  );
  writeFileSync(join(folder, `${name}.mjs`), pool + ASK);
  const { status, stdout, stderr } = await run([`${name}.mjs`], { cwd: folder });
  expect(status, stderr).toBe(0);
  expect(stdout).toBe("50\n");
});
