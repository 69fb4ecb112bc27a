// The runtime in contexts whose globals are not Node's, as in jsdom, edge sandboxes and Electron renderers.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Runtime from "../../runtime/index.js";
import { nodeRequire, type Require, sandbox } from "./sandbox.js";

const refuse = (name: string) => () => {
  throw new Error(`the global ${name} was used`);
};

const REFUSED = [
  ...["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"],
  ...["queueMicrotask", "structuredClone", "Buffer", "URL", "TextEncoder", "AbortController", "fetch"],
  ...["DOMException", "Event", "Headers", "File"],
];

/** As a browser's, at their worst: what is used throws, what is read gives nothing. */
const strange = (): Record<string, unknown> => ({
  ...Object.fromEntries(REFUSED.map((name) => [name, refuse(name)])),
  window: {},
  document: {},
  performance: { now: () => 0, timeOrigin: 0 },
  process: { env: {} },
});

let collector: Server;
const bodies: Buffer[] = [];
const url = () => `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      bodies.push(Buffer.concat(pieces));
      response.end();
    });
  });
  await new Promise<void>((resolve) => void collector.listen(0, "127.0.0.1", resolve));
});

afterAll(() => void collector.close());

const PROGRAM = `(async () => {
  const { trace, getTracer } = runtime;
  await trace(function later() { return (async () => 1)(); })();
  getTracer().withSpan("values", (span) => {
    span.setAttribute("when", new Date(0));
    span.setAttribute("bytes", new Uint8Array(2));
  });
  await getTracer().withSpan("fails", async () => { throw new TypeError("no"); }).catch(() => {});
  runtime.withContext(runtime.extractContext(new Map([["TraceParent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"]])), () =>
    getTracer().withSpan("below", () => {}));
})()`;

describe.each([
  ["no globals at all", () => ({})],
  ["globals of another kind", strange],
])("%s", (_, globals) => {
  it("spans, batches and OTLP work", async () => {
    const { runtime, run } = sandbox(globals());
    const memory = new runtime.InMemorySpanExporter();
    const batch = new runtime.BatchSpanProcessor({
      exporter: new runtime.OtlpHttpSpanExporter({ url: url(), encoding: "json" }),
      exportInterval: 10,
    });
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text) };
    const monitoring = runtime.setupMonitoring({
      serviceName: "sandbox",
      exporter: new runtime.ConsoleSpanExporter({ stream }),
      processors: [new runtime.SimpleSpanProcessor(memory), batch],
    });
    await run<Promise<void>>(PROGRAM);
    await monitoring.forceFlush();
    const spans = memory.getFinishedSpans();
    expect(spans.map(({ name, status }) => [name, status.code])).toEqual([
      ["later", 1],
      ["values", 1],
      ["fails", 2],
      ["below", 1],
    ]);
    expect(spans[2]?.events[0]?.attributes?.["exception.type"]).toBe("TypeError");
    expect(spans[3]?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
    expect(spans[1]?.resource.attributes["process.pid"]).toBe(process.pid);
    expect(lines.join("")).toContain("no");
    await monitoring.shutdown();
    expect(bodies.splice(0).join("")).toContain('"name":"fails"');
  });

  it("the time is that of Node", () => {
    const { runtime, run } = sandbox(globals());
    runtime.getTracer().addProcessor({ onEnd() {} } as unknown as Runtime.SpanProcessor);
    const span = runtime.getTracer().createSpan("now");
    expect(Math.abs(span.startTime[0] * 1000 - Date.now())).toBeLessThan(60_000);
    run("(span) => span[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()")(span);
  });
});

describe("what belongs to another realm", () => {
  it("errors and DOMExceptions of several classes are errors", () => {
    const { runtime, run } = sandbox({ Foreign: DOMException, Outer: RangeError });
    const memory = new runtime.InMemorySpanExporter();
    runtime.getTracer().addProcessor(new runtime.SimpleSpanProcessor(memory));
    for (const thrown of ['new Foreign("gone", "AbortError")', 'new Outer("far")', 'new RangeError("near")'])
      run(`(() => { try { runtime.getTracer().withSpan("t", () => { throw ${thrown}; }); } catch {} })()`);
    const types = memory.getFinishedSpans().map(({ events }) => events[0]?.attributes);
    expect(types.map((each) => each?.["exception.type"])).toEqual(["AbortError", "RangeError", "RangeError"]);
    expect(types.every((each) => String(each?.["exception.stacktrace"]).includes("\n    at "))).toBe(true);
  });
});

/** Modules as @sinonjs/fake-timers leaves them: members replaced, what was there kept on `clock`. */
function fakedRequire(): Require {
  const fake = (name: string, real: unknown, stub: object) =>
    Object.assign(stub, { clock: { [`_${name}`]: real } });
  return (name) => {
    const module = nodeRequire(name) as Record<string, object>;
    if (!/^(node:)?(timers|perf_hooks)$/.test(name)) return module;
    const faked = ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate"]
      .filter((each) => each in module)
      .map((each) => [each, fake(each, module[each], refuse(each))]);
    const performance =
      "performance" in module && fake("performance", module.performance, { now: () => 0, timeOrigin: 0 });
    return { ...module, ...Object.fromEntries(faked), ...(performance && { performance }) };
  };
}

it("fake timers that are in place already fake nothing of the tracer's", async () => {
  const { runtime } = sandbox(strange(), { require: fakedRequire() });
  const exported: string[] = [];
  const batch = new runtime.BatchSpanProcessor({
    exporter: {
      export: (spans, done) => {
        exported.push(...spans.map(({ name }) => name));
        done({ code: 0 });
      },
      shutdown: async () => {},
    },
    exportInterval: 5,
  });
  runtime.getTracer().addProcessor(batch);
  const span = runtime.getTracer().createSpan("timed");
  const before = span.startTime;
  await new Promise((resolve) => setTimeout(resolve, 3));
  span.end();
  expect(Math.abs(before[0] * 1000 - Date.now())).toBeLessThan(60_000);
  expect(span.duration[1]).toBeGreaterThan(1e6);
  while (exported.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(exported).toEqual(["timed"]);
  await runtime.getTracer().shutdown();
});

it("each context has a state of its own", () => {
  const [one, two] = [sandbox({}), sandbox({})];
  expect(one.runtime.getTracer()).not.toBe(two.runtime.getTracer());
});
