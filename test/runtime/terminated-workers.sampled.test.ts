// Worker threads that are terminated: whoever started them says how many of their spans were not sent, and only then.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sampleOf } from "../harness/sample.js";
import { bundled, type Ended, runBeside } from "./child.js";

const SET_UP = `
  const { parentPort, Worker } = await import("node:worker_threads");
  const { once } = await import("node:events");
  const exporter = { export: (spans, done) => done({ code: 0 }), shutdown: async () => {} };
  const m = rt.setupMonitoring({ exporter });
  const spans = (count) => { for (let index = 0; index < count; index++) m.tracer.withSpan("a", () => {}); };
  const start = async (script, options) => {
    const worker = new Worker(new URL(script, import.meta.url), options);
    if ((await once(worker, "message"))[0] !== "ready") throw new Error("not ready");
    return worker;
  };
`;
const READY = `parentPort.postMessage("ready"); setInterval(() => {}, 1000);`;

let count = 0;

/** Writes the script of a worker, which imports nothing by itself, and gives its name. */
function worker(text: string): string {
  const name = `./terminated-${count++}.mjs`;
  writeFileSync(join(bundled(), name), `import * as rt from "./runtime.mjs";${SET_UP}${text}`);
  return JSON.stringify(name);
}

const main = (text: string): Promise<Ended> =>
  runBeside(`import * as rt from "./runtime.mjs";${SET_UP}${text}`);

const lost = (numbers: string, thread = 1): string =>
  `uno-trace: spans not exported: ${numbers} not sent by worker thread ${thread} when it was terminated:` +
  " wait for `getTracer().forceFlush()` there before that)\n";

const left = (numbers: string): string =>
  `uno-trace: spans not exported: ${numbers} not sent by worker threads when the process ended:` +
  " wait for `getTracer().forceFlush()` there before that)\n";

const HOLDING = `spans(2); await m.forceFlush(); spans(5); ${READY}`;

it.each(sampleOf(["", "{ env: {}, execArgv: [] }", "{ stderr: true }"], 3))(
  "a worker is terminated; options: %s",
  async (options) => {
    const ended = await main(
      `await (await start(${worker(HOLDING)}, ${options || "undefined"})).terminate();`,
    );
    expect(ended).toMatchObject({ code: 0, stderr: lost("5 of 7 (5"), stdout: "" });
  },
);

const SILENT: readonly (readonly [string, string])[] = [
  ["had sent everything", `spans(3); await m.forceFlush(); ${READY}`],
  ["had shut down", `spans(3); await m.shutdown(); spans(1); ${READY}`],
  ["had lost everything, and said so", `spans(1); process.emit("exit", 0); ${READY}`],
  ["had another exporter before", `spans(3); rt.setupMonitoring({ exporter: "none" }); await null; ${READY}`],
  ["made no span", READY],
];

it.each(sampleOf(SILENT, 2))("nothing is said of a worker that %s", async (_, text) => {
  const { stderr, code } = await main(`spans(1); await (await start(${worker(text)})).terminate();`);
  expect([stderr.replace(/^.*before the process ended\)\n/, ""), code]).toEqual(["", 0]);
});

it.each(["", "process.exit(0);"])("nothing is said of a worker that ends by itself: %s", async (end) => {
  const text = `spans(3); await m.forceFlush(); parentPort.postMessage("ready"); ${end}`;
  const { stderr } = await main(`await once(await start(${worker(text)}), "exit");`);
  expect(stderr).toBe("");
});

it("workers that the end of the process stops are counted together", async () => {
  const script = worker(HOLDING);
  const both = `await start(${script}); await start(${script});`;
  const exit = await main(`${both} process.exit(3);`);
  expect([exit.stderr, exit.code]).toEqual([left("10 of 14 (10"), 3]);
  const signal = await main(`${both} process.kill(process.pid, "SIGTERM");`);
  expect([signal.stderr, signal.code]).toEqual([left("10 of 14 (10"), null]);
});

it("a worker that is gone when the process ends is said once", async () => {
  const ended = await main(`await (await start(${worker(HOLDING)})).terminate(); process.exit(0);`);
  expect(ended.stderr).toBe(lost("5 of 7 (5"));
});

it("a worker's worker is said by that worker; at the end by the first thread, if that was terminated, too", async () => {
  const inner = worker(HOLDING);
  const outer = (then: string): string => worker(`const below = await start(${inner}); ${then} ${READY}`);
  const one = await main(`await (await start(${outer("await below.terminate();")})).terminate();`);
  expect(one.stderr).toBe(lost("5 of 7 (5", 2));
  const both = await main(`await (await start(${outer("spans(1);")})).terminate();`);
  expect(both.stderr).toBe(lost("1 of 1 (1") + left("5 of 7 (5"));
});

it("slots are given back, by processors that are shut down and by threads that are gone", async () => {
  const many = `for (let index = 0; index < 300; index++) {
      const processor = new rt.BatchSpanProcessor({ exporter });
      if (index % 2) await processor.shutdown();
    }`;
  const ended = await main(`for (let index = 0; index < 5; index++)
    await (await start(${worker(`${many} ${READY}`)})).terminate();
    await (await start(${worker(HOLDING)})).terminate();`);
  expect(ended.stderr).toBe(lost("5 of 7 (5", 6));
});

it("after the first thread's own set-up has ended, and with two copies of the runtime, too", async () => {
  const ended = await main(`
    const { createRequire } = await import("node:module");
    const other = createRequire(import.meta.url)("./runtime.cjs");
    other.getTracer().addProcessor(new other.BatchSpanProcessor({ exporter }));
    spans(1);
    await m.shutdown();
    await (await start(${worker(HOLDING)})).terminate();`);
  expect(ended.stderr).toBe(lost("5 of 7 (5"));
});

it("a process that records nothing itself cannot say it, and hands its workers nothing", async () => {
  const text = `import { getEnvironmentData } from "node:worker_threads";
    import { Worker } from "node:worker_threads";
    await import("./runtime.mjs");
    console.log(getEnvironmentData("uno-trace.shared-counts.1"), process.listenerCount("worker"));
    const worker = new Worker(new URL(${worker(HOLDING)}, import.meta.url));
    worker.on("message", () => worker.terminate());`;
  expect(await runBeside(text)).toMatchObject({ stdout: "undefined 0\n", stderr: "", code: 0 });
});
