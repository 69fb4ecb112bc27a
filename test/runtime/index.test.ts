// The public list, and that all copies share one runtime.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as runtime from "../../runtime/index.js";
import { VERSION } from "../../runtime/model/resource.js";
import { run } from "./child.js";

it("exports exactly this", () => {
  expect(Object.keys(runtime).sort()).toEqual([
    "$capture",
    "$drive",
    "$driveAsync",
    "$enter",
    "$enterGenerator",
    "$exit",
    "$fail",
    "$keep",
    "$leave",
    "$result",
    "$resume",
    "$returned",
    "$returnedAsync",
    "$scope",
    "$start",
    "$state",
    "$superOf",
    "$suspend",
    "$yields",
    "BatchSpanProcessor",
    "ConsoleSpanExporter",
    "ConsoleSpanProcessor",
    "CountingSpanProcessor",
    "InMemorySpanExporter",
    "LoggingSpanExporter",
    "LoggingSpanProcessor",
    "OtlpHttpSpanExporter",
    "SimpleSpanProcessor",
    "SpanKind",
    "TailSamplingProcessor",
    "addTraceIdsToConsole",
    "alwaysOff",
    "alwaysOn",
    "extractContext",
    "extractEnvironment",
    "getCurrentSpan",
    "getCurrentSpanId",
    "getCurrentTraceId",
    "getTracer",
    "injectContext",
    "injectEnvironment",
    "liveTraceIds",
    "nameRequest",
    "observeSpanCounts",
    "parentBased",
    "rateLimited",
    "ratio",
    "setupMonitoring",
    "trace",
    "traceIds",
    "tracingMiddleware",
    "withContext",
    "withFlush",
    "withProcessSpan",
    "withSendSpan",
    "withTraceIds",
  ]);
});

it("has the package's version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});

it("is one runtime for a process, loaded as an ES module and as CommonJS", () => {
  const { stdout, stderr } = run(`
    import * as esm from "./runtime.mjs";
    import { createRequire } from "node:module";
    const cjs = createRequire(import.meta.url)("./runtime.cjs");
    const memory = new cjs.InMemorySpanExporter();
    esm.getTracer().addProcessor(new esm.SimpleSpanProcessor(memory));
    console.log(esm.getTracer() === cjs.getTracer());
    esm.trace({ name: "outer" }, () => cjs.trace({ name: "inner" }, () => {
      console.log(esm.getCurrentSpan() === cjs.getCurrentSpan(), esm.getCurrentSpan().name);
    })())();
    const [inner, outer] = memory.getFinishedSpans();
    console.log(inner.parentId === outer.spanId);
    const promise = Promise.resolve();
    console.log(esm.trace(() => promise)() === cjs.trace(() => promise)());
  `);
  expect(stderr).toBe("");
  expect(stdout).toBe("true\ntrue inner\ntrue\ntrue\n");
});
