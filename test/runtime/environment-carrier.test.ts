// The environment as a carrier: what a process gives to another one, and worker threads beside it.
import { execFile, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extractEnvironment, injectEnvironment } from "../../runtime/api/environment.js";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpanId, getCurrentTraceId, withContext } from "../../runtime/context/nodes.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { run, writeScript } from "./child.js";
import { record } from "./recorder.js";

const TRACE = "ab".repeat(16);
const GIVEN = {
  PATH: "/bin",
  TRACEPARENT: `00-${TRACE}-${"cd".repeat(8)}-01`,
  TRACESTATE: "vendor=1",
  BAGGAGE: "tenant=7",
};

beforeEach(() => void record());
afterEach(() => getTracer().shutdown());

/** What a child of the current span is told. */
const traceparent = () => `00-${getCurrentTraceId()}-${getCurrentSpanId()}-03`;

it("has the current span under names of variables, in a copy", () => {
  const own = { PATH: "/bin" };
  getTracer().withSpan("a", () => {
    expect(injectEnvironment(own)).toEqual({ PATH: "/bin", TRACEPARENT: traceparent() });
    expect(injectEnvironment().TRACEPARENT).toBe(traceparent());
  });
  expect(own).toEqual({ PATH: "/bin" });
  expect(process.env.TRACEPARENT).toBeUndefined();
});

it("is mixed with nothing that this process was given; without a context it stays", () => {
  expect(injectEnvironment(GIVEN)).toEqual(GIVEN);
  getTracer().withSpan("a", () =>
    expect(injectEnvironment(GIVEN)).toEqual({ PATH: "/bin", TRACEPARENT: traceparent() }),
  );
});

it("gives the context back, with its state and baggage", () => {
  withContext(extractEnvironment(GIVEN), () => {
    expect([getCurrentTraceId(), getCurrentSpanId()]).toEqual([TRACE, "cd".repeat(8)]);
    expect(injectEnvironment({})).toEqual({ ...GIVEN, PATH: undefined });
  });
  withContext(extractEnvironment({ traceparent: GIVEN.TRACEPARENT }), () =>
    expect(getCurrentTraceId()).toBeUndefined(),
  );
});

it("speaks the formats that are set up", () => {
  const monitoring = setupMonitoring({ propagators: ["b3multi"], processors: [] });
  const variables = { X_B3_TRACEID: TRACE, X_B3_SPANID: "cd".repeat(8), X_B3_SAMPLED: "1" };
  withContext(extractEnvironment(variables), () => expect(injectEnvironment({})).toEqual(variables));
  return monitoring.shutdown();
});

const CHILD = `import * as rt from "./runtime.mjs";
const memory = new rt.InMemorySpanExporter();
rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(memory));
rt.withContext(rt.extractEnvironment(), () => rt.getTracer().withSpan("child", () => {}));
const [span] = memory.getFinishedSpans();
const said = JSON.stringify([span.traceId, span.parentId]);
if (process.send) process.send(said);
else process.stdout.write(said);
`;

describe("a process", () => {
  it.each<[string, (script: string) => Promise<string>]>([
    [
      "of execFile",
      async (script) =>
        (await promisify(execFile)(process.execPath, [script], { env: injectEnvironment() })).stdout,
    ],
    [
      "of spawnSync",
      async (script) =>
        spawnSync(process.execPath, [script], { env: injectEnvironment(), encoding: "utf8" }).stdout,
    ],
    [
      "of fork",
      async (script) => {
        const [said] = await once(fork(script, { env: injectEnvironment() }), "message");
        return said;
      },
    ],
  ])("%s goes on with the trace", async (_, start) => {
    const script = writeScript(CHILD);
    await getTracer().withSpan("parent", async () => {
      const ids = [getCurrentTraceId(), getCurrentSpanId()];
      expect(JSON.parse(await start(script))).toEqual(ids);
    });
  });
});

it("a worker thread gets it with its data, or with each message", async () => {
  const program = `const { parentPort, workerData } = require("node:worker_threads");
    parentPort.on("message", ({ headers }) => parentPort.postMessage([workerData.headers, headers]));`;
  const worker = getTracer().withSpan(
    "start",
    () => new Worker(program, { eval: true, workerData: { headers: injectContext({}) } }),
  );
  await getTracer().withSpan("ask", async () => {
    const asking = traceparent();
    worker.postMessage({ headers: injectContext({}) });
    const [[started, asked]] = await once(worker, "message");
    withContext(extractContext(asked), () => expect(traceparent()).toBe(asking));
    withContext(extractContext(started), () => expect(traceparent()).not.toBe(asking));
  });
  await worker.terminate();
});

describe("a cluster", () => {
  /** Its primary was started with another trace's variables; it prints what its workers say. */
  const program = (fork: string) => `import cluster from "node:cluster";
    import { once } from "node:events";
    import * as rt from "./runtime.mjs";
    const memory = new rt.InMemorySpanExporter();
    rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(memory));
    if (cluster.isPrimary) {
      Object.assign(process.env, ${JSON.stringify(GIVEN)});
      const { fork } = { fork: ${fork} };
      const said = [];
      for (const name of ["one", "two"])
        await rt.getTracer().withSpan(name, async ({ traceId, spanId }) => {
          const worker = cluster.fork(fork());
          const [of] = await once(worker, "message");
          await once(worker, "exit");
          said.push({ ...of, isOurs: of.trace === traceId && of.parent === spanId });
        });
      process.stdout.write(JSON.stringify(said));
    } else {
      const { TRACESTATE: state, BAGGAGE: baggage } = process.env;
      const current = rt.getCurrentTraceId();
      rt.withContext(rt.extractEnvironment(), () => rt.getTracer().withSpan("worker", () => {}));
      const [span] = memory.getFinishedSpans();
      process.send({ trace: span.traceId, parent: span.parentId, state, baggage, current }, () => process.exit());
    }`;

  it("each worker goes on with the span that it was forked in, and is mixed with nothing of the primary's", () => {
    const { status, stdout, stderr } = run(program("rt.injectEnvironment"));
    expect(status, stderr).toBe(0);
    const said = JSON.parse(stdout) as { trace: string; isOurs: boolean }[];
    expect(said.map(({ trace, ...rest }) => rest)).toEqual(
      [1, 2].map(() => ({ isOurs: true, parent: expect.stringMatching(/^[0-9a-f]{16}$/) })),
    );
    expect(new Set(said.map(({ trace }) => trace)).size).toBe(2);
  });

  it("a worker that is handed nothing has what the primary was given", () => {
    const { status, stdout, stderr } = run(program("() => undefined"));
    expect(status, stderr).toBe(0);
    const [first] = JSON.parse(stdout);
    expect(first).toEqual({
      trace: TRACE,
      parent: "cd".repeat(8),
      state: GIVEN.TRACESTATE,
      baggage: GIVEN.BAGGAGE,
      isOurs: false,
    });
  });
});

describe("on Windows, where names of variables have no case", () => {
  const own = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
  beforeEach(() => void Object.defineProperty(process, "platform", { ...own, value: "win32" }));
  afterEach(() => void Object.defineProperty(process, "platform", own));

  it("a copy is read in any case", () => {
    for (const name of ["traceparent", "TraceParent", "TRACEPARENT"])
      withContext(extractEnvironment({ Path: "c:", [name]: GIVEN.TRACEPARENT }), () =>
        expect(getCurrentTraceId()).toBe(TRACE),
      );
    withContext(extractEnvironment({ TRACEPARENT: undefined, traceparent: GIVEN.TRACEPARENT }), () =>
      expect(getCurrentTraceId()).toBe(TRACE),
    );
  });

  it("what is there in another case is replaced, and what is stale goes", () => {
    const stale = { Path: "c:", traceparent: GIVEN.TRACEPARENT, TraceState: "vendor=1", Baggage: "tenant=7" };
    getTracer().withSpan("a", () =>
      expect(injectEnvironment(stale)).toEqual({ Path: "c:", TRACEPARENT: traceparent() }),
    );
    expect(injectEnvironment(stale)).toEqual(stale);
  });
});
