// Samplers of the OpenTelemetry SDK, as they are, over traced functions, spans by hand and spans of the API.
import { context, SpanKind, trace } from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor as ForeignBatch,
  InMemorySpanExporter as ForeignMemory,
  SimpleSpanProcessor as ForeignSimple,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import { ConsoleSpanProcessor } from "../../runtime/processors/console.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { TailSamplingProcessor } from "../../runtime/processors/tail.js";
import { ratio } from "../../runtime/sampling/sampler.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { state } from "../../runtime/state/state.js";
import { named, names, record, site } from "../runtime/recorder.js";

const tracer = getTracer();
const decide = (decision: number): Sampler => ({ shouldSample: vi.fn(() => ({ decision })) });

afterEach(() => {
  trace.disable();
  context.disable();
});

it("take and refuse whole traces, as our own with the same share do", () => {
  const spans = record();
  tracer.setSampler(new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0.5) }));
  for (let count = 0; count < 200; count++) {
    tracer.withSpan("root", () => tracer.withSpan("child", () => tracer.withSpan("leaf", () => {})));
  }
  const ids = spans.getFinishedSpans().map((span) => span.spanContext().traceId);
  expect(new Set(ids).size * 3).toBe(ids.length);
  expect(new Set(ids).size).toBeGreaterThan(60);
  expect(new Set(ids).size).toBeLessThan(140);
  for (const id of ids) expect(ratio(0.5)(id, undefined, "root")).toBe(true);
});

it("are asked with all that is known as a span begins", () => {
  record();
  const sampler = decide(2);
  tracer.setSampler(sampler);
  const link = { context: { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1 } };
  tracer.withSpan("outer", { kind: 2, attributes: { "shop.id": 7 }, links: [link] }, (outer) => {
    exit(enter(site("inner", { attributes: { team: "payments" } })));
    const [around, traceId, name, kind, attributes, links] =
      vi.mocked(sampler.shouldSample).mock.calls[1] ?? [];
    expect(trace.getSpanContext(around as never)).toEqual(outer.spanContext());
    expect([traceId, name, kind, links]).toEqual([outer.traceId, "inner", 0, []]);
    expect(attributes).toMatchObject({ team: "payments", "code.function.name": "inner" });
  });
  const [, , name, kind, attributes, links] = vi.mocked(sampler.shouldSample).mock.calls[0] ?? [];
  expect([name, kind, attributes, links]).toEqual(["outer", SpanKind.CLIENT, { "shop.id": 7 }, [link]]);
});

it("see a new root's link to its caller, and no parent", () => {
  const spans = record();
  const sampler = decide(2);
  tracer.setSampler(sampler);
  tracer.withSpan("caller", (caller) => {
    tracer.withSpan("batch", { root: true }, () => {});
    const [around, traceId, , , , links] = vi.mocked(sampler.shouldSample).mock.calls[1] ?? [];
    expect(trace.getSpan(around as never)).toBeUndefined();
    expect(traceId).not.toBe(caller.traceId);
    expect(links).toEqual([{ context: caller.spanContext() }]);
  });
  expect(named(spans, "batch").links).toHaveLength(1);
});

it("put attributes and a tracestate on spans, which travel on", () => {
  const spans = record();
  tracer.setSampler({
    shouldSample: (_context, _id, name) => ({
      decision: 2,
      attributes: { rule: name, mine: "sampler" },
      traceState: { get: () => "1", set: vi.fn(), unset: vi.fn(), serialize: () => `ot=th:${name}` },
    }),
  });
  const sent: Record<string, string> = {};
  tracer.withSpan("a", { attributes: { mine: "program", own: 1 } }, () => injectContext(sent));
  expect(sent.tracestate).toBe("ot=th:a");
  expect(named(spans, "a").attributes).toEqual({ mine: "sampler", own: 1, rule: "a" });
});

describe("spans that are recorded alone", () => {
  it("reach processors, and neither exporters nor whoever continues the trace takes them for sampled", async () => {
    const ended: string[] = [];
    const started: string[] = [];
    const observer = {
      onStart: (span: ReadableSpan) => started.push(span.name),
      onEnd: (span: ReadableSpan) => ended.push(`${span.name} ${span.spanContext().traceFlags & 1}`),
      forceFlush: async () => {},
      shutdown: async () => {},
    };
    const [simple, batch, tail, foreign, foreignBatch] = [0, 1, 2]
      .map(() => new InMemorySpanExporter())
      .concat([new ForeignMemory(), new ForeignMemory()] as never) as InMemorySpanExporter[];
    const written: string[] = [];
    const tailing = new TailSamplingProcessor({
      processor: new SimpleSpanProcessor(tail as never),
      sampleRatio: 1,
    });
    for (const processor of [
      observer,
      new SimpleSpanProcessor(simple as never),
      new BatchSpanProcessor({ exporter: batch as never }),
      tailing,
      new ConsoleSpanProcessor({ stream: { write: (text: string) => written.push(text) } as never }),
      new ForeignSimple(foreign as never),
      new ForeignBatch(foreignBatch as never),
    ])
      tracer.addProcessor(processor as never);
    tracer.setSampler(decide(1));
    const sent: Record<string, string> = {};
    tracer.withSpan("outer", (span) => {
      expect(span.isRecording()).toBe(true);
      exit(enter(site("inner")));
      injectContext(sent);
    });
    expect(sent.traceparent).toMatch(/-0[02]$/);
    await tracer.forceFlush();
    expect(started).toEqual(["outer", "inner"]);
    expect(ended).toEqual(["inner 0", "outer 0"]);
    expect(tailing.counts).toMatchObject({ kept: 0, waitingSpans: 0 });
    expect(written).toEqual([]);
    for (const exporter of [simple, batch, tail, foreign, foreignBatch])
      expect(exporter?.getFinishedSpans()).toEqual([]);
  });
});

it("are asked below spans that they refused", () => {
  const spans = record();
  tracer.setSampler({
    shouldSample: (_context, _id, name) => ({ decision: name === "boring" ? 0 : 2 }),
  });
  let refused = "";
  tracer.withSpan("a", () =>
    tracer.withSpan("boring", () => {
      refused = state.storage.getStore()?.spanId ?? "";
      exit(enter(site("boring")));
      exit(enter(site("b")));
    }),
  );
  expect(names(spans)).toEqual(["b", "a"]);
  expect(named(spans, "b").traceId).toBe(named(spans, "a").traceId);
  expect(named(spans, "b").parentId).toBe(refused);
  expect(named(spans, "b").parentSpanContext?.traceFlags).toBe(
    named(spans, "a").spanContext().traceFlags & ~1,
  );
});

it("follow a caller elsewhere", () => {
  const spans = record();
  tracer.setSampler(new ParentBasedSampler({ root: new AlwaysOnSampler() }));
  const caller = (flags: string) =>
    extractContext({ traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-${flags}` });
  withContext(caller("01"), () => tracer.withSpan("sampled", () => {}));
  withContext(caller("00"), () => tracer.withSpan("not", () => tracer.withSpan("below", () => {})));
  expect(names(spans)).toEqual(["sampled"]);
});

it("decide on spans of the API, too, and rules keep their shares", () => {
  const spans = record();
  registerTracerProvider();
  tracer.setSampler({
    shouldSample: (_c, _i, name) => ({ decision: name === "no" ? 0 : 2, attributes: { asked: true } }),
  });
  const api = trace.getTracer("lib");
  expect(api.startSpan("no").isRecording()).toBe(false);
  api.startSpan("yes", { attributes: { own: 1 } }).end();
  exit(enter(site("rare", { sampleRatio: 0 })));
  exit(enter(site("often", { sampleRatio: 1 })));
  expect(names(spans)).toEqual(["yes", "often"]);
  expect(named(spans, "yes").attributes).toEqual({ own: 1, asked: true });
});

it.each<[string, () => never]>([
  [
    "throws",
    () => {
      throw new Error("no idea");
    },
  ],
  ["gives no decision", () => ({}) as never],
  ["gives nothing", () => undefined as never],
])("record when one %s, which is said", (_, shouldSample) => {
  const spans = record();
  const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  tracer.setSampler({ shouldSample });
  expect(tracer.withSpan("a", () => 5)).toBe(5);
  expect(names(spans)).toEqual(["a"]);
  print.mockRestore();
});

it("are an option of setupMonitoring, gone after its shutdown", async () => {
  const exporter = new InMemorySpanExporter();
  const monitoring = setupMonitoring({ exporter, sampler: new AlwaysOffSampler() });
  tracer.withSpan("a", () => {});
  await monitoring.shutdown();
  expect(state.judge).toBeUndefined();
  expect(exporter.getFinishedSpans()).toEqual([]);
  expect(() => setupMonitoring({ sampler: {} as never })).toThrow(
    /a function, or a sampler of OpenTelemetry/,
  );
  expect(() => tracer.setSampler({} as never)).toThrow(TypeError);
});
