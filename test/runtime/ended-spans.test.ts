// Every span that ended is exported or counted: a receiver that fails in turns, and every way in which a process ends.
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import type { ExportResult, SpanExporter } from "../../runtime/model/processor.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import type { SpanCounts } from "../../runtime/processors/span-counts.js";
import { runBeside } from "./child.js";
import { encodeResponse } from "./otlp/messages.js";
import { hang, listen, type Receiver, type Reply, say, take } from "./otlp/receiver.js";

afterEach(() => void vi.restoreAllMocks());

const sum = (counts: SpanCounts): number =>
  counts.exported + Object.values(counts.dropped).reduce((all, count) => all + count, 0);

const quiet = () => vi.spyOn(process.stderr, "write").mockReturnValue(true);

const reset: Reply = (response) => void response.destroy();
const late: Reply = (response) => void setTimeout(() => take(response), 450);
const part: Reply = (response) => {
  const body = encodeResponse({ partialSuccess: { rejectedSpans: 3, errorMessage: "three are bad" } });
  response.writeHead(200, { "content-type": "application/x-protobuf" }).end(body);
};

it("a receiver that fails in turns: ended = exported + dropped, by reason", async () => {
  quiet();
  vi.spyOn(Math, "random").mockReturnValue(0);
  const turns = [
    take,
    say(503, { "retry-after": "0" }),
    hang,
    part,
    reset,
    late,
    say(400),
    say(429, { "retry-after": "9" }),
  ];
  const receiver = await listen(
    Array.from({ length: 400 }, (_, index) => turns[index % turns.length] as Reply),
  );
  const exporter = new OtlpHttpSpanExporter({ url: receiver.url, timeout: 300 });
  const processor = new BatchSpanProcessor({ exporter, maxBatchSize: 100, maxQueueSize: 300 });
  const tracer = getTracer();
  tracer.addProcessor(processor);
  for (let round = 0; round < 120; round++) {
    for (let index = 0; index < 50; index++) tracer.withSpan("a", () => {});
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await tracer.shutdown();
  const { counts } = processor;
  expect(counts.ended).toBe(6000);
  expect(sum(counts)).toBe(6000);
  const { dropped } = counts;
  for (const reason of ["queueFull", "timeout", "rejected", "partialSuccess"] as const)
    expect(dropped[reason], reason).toBeGreaterThan(0);
  expect([dropped.unsent, dropped.shutdown, dropped.tooLarge]).toEqual([0, 0, 0]);
  // Only what was answered well, and in time, counts as exported.
  const good = receiver.received.filter((_, index) =>
    [take, part].includes(turns[index % turns.length] as Reply),
  );
  const arrived = new Set(good.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)));
  // On a busy machine a good answer may come too late: its spans arrived, and count as `timeout`.
  const answered = arrived.size - dropped.partialSuccess;
  expect(counts.exported).toBeLessThanOrEqual(answered);
  expect(counts.exported).toBeGreaterThanOrEqual(answered - dropped.timeout);
  expect(processor.droppedSpans).toBe(6000 - counts.exported);
});

describe("counts", () => {
  const span = {} as ReadableSpan;
  const exporterOf = (answer: SpanExporter["export"]): SpanExporter => ({
    export: answer,
    shutdown: async () => {},
  });

  it("of an answer after the time-out are those of the time-out", async () => {
    const stderr = quiet();
    let answer: ((result: ExportResult) => void) | undefined;
    const exporter = exporterOf((_, done) => {
      answer = done;
    });
    const processor = new BatchSpanProcessor({ exporter, exportTimeout: 20 });
    processor.onEnd(span);
    await processor.forceFlush();
    answer?.({ code: 0 });
    answer?.({ code: 1, error: new Error("too late") });
    expect(processor.counts).toMatchObject({ ended: 1, exported: 0, dropped: { timeout: 1, failed: 0 } });
    await processor.shutdown();
    expect(stderr.mock.calls.join("")).toContain("spans not exported: 1 of 1 (1 without an answer in time)");
    expect(stderr.mock.calls.join("")).not.toContain("too late");
  });

  it.each([
    ["batch", (exporter: SpanExporter) => new BatchSpanProcessor({ exporter })],
    ["simple", (exporter: SpanExporter) => new SimpleSpanProcessor(exporter)],
  ])("of a %s processor take what the exporter says, as far as it can be", async (_, make) => {
    quiet();
    const results: ExportResult[] = [
      { code: 0 },
      { code: 1 },
      { code: 1, dropped: { rejected: 7 } },
      { code: 0, dropped: { partialSuccess: Number.NaN, tooLarge: -1 } },
      undefined as never,
    ];
    const processor = make(exporterOf((__, done) => done(results.shift() as ExportResult)));
    for (let count = 0; count < 5; count++) {
      processor.onEnd(span);
      await processor.forceFlush();
    }
    await processor.shutdown();
    processor.onEnd(span);
    expect(processor.counts).toMatchObject({
      ended: 6,
      exported: 2,
      dropped: { failed: 2, rejected: 1, shutdown: 1 },
    });
    expect(sum(processor.counts)).toBe(6);
  });

  it("have spans that cannot be encoded", async () => {
    quiet();
    for (const encoding of ["protobuf", "json"] as const) {
      const receiver = await listen();
      const processor = new BatchSpanProcessor({
        exporter: new OtlpHttpSpanExporter({ url: receiver.url, encoding }),
      });
      getTracer().addProcessor(processor);
      const { resource, instrumentationScope } = getTracer().withSpan("good", (good) => good);
      processor.onEnd({ resource, instrumentationScope } as ReadableSpan);
      if (encoding === "protobuf") processor.onEnd({} as ReadableSpan);
      await getTracer().shutdown();
      const failed = encoding === "protobuf" ? 2 : 1;
      expect(processor.counts, encoding).toMatchObject({
        ended: failed + 1,
        exported: 1,
        dropped: { failed },
      });
      expect(receiver.received[0]?.spans, encoding).toHaveLength(1);
    }
  });
});

const HEAD = (receiver: Receiver, options = "") => `
  import * as rt from "./runtime.mjs";
  const exporter = new rt.OtlpHttpSpanExporter({ url: ${JSON.stringify(receiver.url)}, exitTimeout: 15000, ${options} });
  const m = rt.setupMonitoring({ exporter, batch: { maxBatchSize: 4 } });
  const spans = (count) => { for (let index = 0; index < count; index++) m.tracer.withSpan("a", () => {}); };
  process.on("exit", (code) => console.log("exit", code));
`;

const idsAt = (receiver: Receiver): number =>
  new Set(receiver.received.flatMap(({ spans }) => spans.map(({ spanId }) => spanId))).size;

describe("a process that ends at once sends what is left", () => {
  it.each([
    ["process.exit()", "spans(11); process.exit(7);", "exit 7\n", 7],
    [
      "process.exit() inside of a span",
      `m.tracer.withSpan("b", () => { spans(11); process.exit(7); });`,
      "exit 7\n",
      7,
    ],
    ["an error that nobody catches", `spans(11); throw new Error("boom");`, "exit 1\n", 1],
    ["a rejection that nobody handles", `spans(11); Promise.reject(new Error("boom"));`, "exit 1\n", 1],
    [
      "the end of a server",
      `import { createServer } from "node:http";
       const server = createServer().listen(0, "127.0.0.1", () => { spans(11); server.close(() => process.exit(0)); });`,
      "exit 0\n",
      0,
    ],
    [
      "a handler of SIGTERM that exits",
      `process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000); spans(11);
       process.kill(process.pid, "SIGTERM");`,
      "exit 0\n",
      0,
    ],
  ])("at %s", async (_, text, stdout, code) => {
    const receiver = await listen();
    const ended = await runBeside(HEAD(receiver) + text);
    expect([ended.stdout, ended.code]).toEqual([stdout, code]);
    expect(ended.stderr).not.toContain("uno-trace:");
    expect(idsAt(receiver)).toBe(11);
  });

  it.each(["process.exit(5)", `throw new Error("boom")`])("as a worker thread, at %s", async (end) => {
    const receiver = await listen();
    const inside = JSON.stringify(`${HEAD(receiver)} spans(11); ${end};`);
    const { stdout } = await runBeside(`
      import { writeFileSync } from "node:fs";
      import { Worker } from "node:worker_threads";
      writeFileSync(new URL("./worker-script.mjs", import.meta.url), ${inside});
      const worker = new Worker(new URL("./worker-script.mjs", import.meta.url));
      worker.on("error", ({ message }) => console.log("error", message));
      worker.on("exit", (code) => console.log("worker", code));
    `);
    expect(stdout).toContain(end.startsWith("throw") ? "error boom" : "worker 5");
    expect(idsAt(receiver)).toBe(11);
  });

  it.each([`compression: "gzip"`, `encoding: "json"`])("with %s", async (options) => {
    const receiver = await listen();
    await runBeside(`${HEAD(receiver, options)} spans(11); process.exit(0);`);
    expect(idsAt(receiver)).toBe(11);
  });

  it("also what was held back: the children of an open span with `min`, traces of a tail made by hand", async () => {
    const receiver = await listen();
    const text = `await m.shutdown();
      const processor = new rt.BatchSpanProcessor({ exporter: new rt.OtlpHttpSpanExporter({
        url: ${JSON.stringify(receiver.url)}, exitTimeout: 15000 }) });
      rt.getTracer().addProcessor(new rt.TailSamplingProcessor({ processor, sampleRatio: 1 }));
      rt.getTracer().withSpan("open", () => { rt.getTracer().withSpan("ended", () => {}); process.exit(0); });`;
    await runBeside(HEAD(receiver) + text);
    expect(receiver.received.flatMap(({ spans }) => spans.map(({ name }) => name))).toEqual(["ended"]);
  });

  it("and waits no longer than `exitTimeout`, and says how many were lost", async () => {
    const receiver = await listen([take, hang]);
    const text = `spans(4); await m.forceFlush(); spans(7); const begin = performance.now();
      process.on("exit", () => console.log(performance.now() - begin < 4000));
      process.exit(3);`;
    const ended = await runBeside(HEAD(receiver).replace("15000", "700") + text);
    expect([ended.stdout, ended.code]).toEqual(["exit 3\ntrue\n", 3]);
    expect(ended.stderr).toMatch(/spans not exported: 7 of 11 \(7 not sent .*\)\n$/);
  });

  it("but starts no thread when nothing is left, when none is wanted, or when the receiver could not be reached", async () => {
    const receiver = await listen();
    const watch = `const { getBuiltinModule } = process;
      process.getBuiltinModule = (name) => { console.log(name); return getBuiltinModule(name); };`;
    const own = HEAD(receiver) + watch;
    const none = await runBeside(`${own} spans(3); await m.forceFlush(); process.exit(0);`);
    expect([none.stdout, none.stderr]).toEqual(["exit 0\n", ""]);
    const unwanted = await runBeside(
      `${HEAD(receiver).replace("15000", "0")} ${watch} spans(3); process.exit(0);`,
    );
    expect(unwanted.stdout).toBe("exit 0\n");
    expect(unwanted.stderr).toMatch(/^uno-trace: spans not exported: 3 of 3 \(3 not sent .*\)\n$/);
    await new Promise((resolve) => receiver.server.close(resolve));
    const unreachable = await runBeside(
      `${own} spans(4); await new Promise((resolve) => setTimeout(resolve, 600)); process.exit(0);`,
    );
    expect(unreachable.stdout).toBe("exit 0\n");
    expect(unreachable.stderr).toMatch(/ECONNREFUSED.*\n.*spans not exported: 4 of 4 \(4 not sent .*\)\n$/);
    // The same watch sees the thread where there is one.
    const other = await listen();
    expect((await runBeside(`${HEAD(other)}${watch} spans(3); process.exit(0);`)).stdout).toContain(
      "worker_threads",
    );
  });

  it("though flags and variables load something into each thread", async () => {
    const receiver = await listen();
    const env = { NODE_OPTIONS: `--import ${JSON.stringify("data:text/javascript,console.log('loaded')")}` };
    const { stdout } = await runBeside(`${HEAD(receiver)} spans(3); process.exit(0);`, { env });
    expect(stdout).toBe("loaded\nexit 0\n");
    expect(idsAt(receiver)).toBe(3);
  });
});

describe("an exporter of somebody else", () => {
  const text = (member: string) => `
    import * as rt from "./runtime.mjs";
    const exporter = { export: (spans, done) => { console.log("exported", spans.length); done({ code: 0 }); },
      shutdown: async () => {}, ${member} };
    rt.getTracer().addProcessor(new rt.BatchSpanProcessor({ exporter }));
    rt.getTracer().withSpan("a", () => {});
    process.exit(0);`;

  it("is left alone at the exit, and what waits is counted", async () => {
    const { stdout, stderr } = await runBeside(text(""));
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "uno-trace: spans not exported: 1 of 1 (1 not sent or not answered before the process ended)\n",
    );
  });

  it("gets what waits if it says that it can use it", async () => {
    const { stdout, stderr } = await runBeside(text("exportsAtExit: true"));
    expect([stdout, stderr]).toEqual(["exported 1\n", ""]);
  });
});
