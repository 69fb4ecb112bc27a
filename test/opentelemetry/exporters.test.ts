// Exporters and processors of the OpenTelemetry SDK 2.x and 1.x, plugged in unchanged: they send what they send for the SDK.
import { context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter as GrpcExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as HttpExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type Span,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { OTLPTraceExporter as HttpExporter1 } from "opentelemetry-otlp1";
import {
  BatchSpanProcessor as BatchSpanProcessor1,
  InMemorySpanExporter as InMemorySpanExporter1,
  SimpleSpanProcessor as SimpleSpanProcessor1,
} from "opentelemetry-sdk1";
import { ZipkinExporter as ZipkinExporter1 } from "opentelemetry-zipkin1";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { trace as traced } from "../../runtime/api/wrap.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { listen } from "../runtime/otlp/receiver.js";
import { anonymous, normalise } from "./normalised.js";
import { ELSEWHERE } from "./programs.js";
import { listenToGrpc, listenToOtlp, listenToZipkin } from "./receivers.js";

const error = new TypeError("refused");

afterEach(() => {
  for (const api of [context, propagation, trace]) api.disable();
  vi.restoreAllMocks();
});

/** Makes a span of every kind of part. */
function program(): void {
  const tracer = trace.getTracer("shop", "1.0.0");
  tracer.startActiveSpan("order", { kind: 1, attributes: { id: 7, tags: ["a", "b"] } }, (order) => {
    tracer.startActiveSpan("pay", { kind: 2, links: [{ context: ELSEWHERE }] }, (pay) => {
      pay.addEvent("tried", { times: 2 }).recordException(error);
      pay.setStatus({ code: SpanStatusCode.ERROR, message: error.message }).end();
    });
    trace.getTracer("mail").startSpan("mail", { kind: 3, root: true }).end();
    order.setStatus({ code: SpanStatusCode.OK }).end();
  });
}

async function underTheSdk(exporter: SpanExporter): Promise<void> {
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  program();
  await provider.forceFlush();
  for (const api of [context, trace]) api.disable();
}

async function underOurs(exporter: SpanExporter): Promise<void> {
  const monitoring = setupMonitoring({ exporter });
  const registration = registerTracerProvider();
  program();
  await monitoring.forceFlush();
  registration.disable();
  await monitoring.shutdown();
}

describe("an exporter of the SDK 2.x sends the same for both", () => {
  it.each([
    ["OTLP over gRPC", listenToGrpc, (url: string) => new GrpcExporter({ url })],
    ["OTLP over HTTP in protobuf", listenToOtlp, (url: string) => new ProtoExporter({ url })],
    ["OTLP over HTTP in JSON", listenToOtlp, (url: string) => new HttpExporter({ url })],
    ["Zipkin", listenToZipkin, (url: string) => new ZipkinExporter({ url, serviceName: "shop" })],
  ])("%s", async (_, listenTo, make) => {
    const receiver = await listenTo();
    await underTheSdk(make(receiver.url));
    await underOurs(make(receiver.url));
    expect(receiver.received).toHaveLength(2);
    const [expected, actual] = receiver.received.map(anonymous);
    expect(actual).toEqual(expected);
    expect(JSON.stringify(expected)).toContain("refused");
  });

  it("console", async () => {
    const dir = vi.spyOn(console, "dir").mockReturnValue(undefined);
    await underTheSdk(new ConsoleSpanExporter());
    const expected = dir.mock.calls.splice(0).map(([shown]) => anonymous(shown));
    await underOurs(new ConsoleSpanExporter());
    expect(dir.mock.calls.map(([shown]) => anonymous(shown))).toEqual(expected);
    expect(expected).toHaveLength(3);
  });

  it("in memory", async () => {
    const exporters = [new InMemorySpanExporter(), new InMemorySpanExporter()] as const;
    await underTheSdk(exporters[0]);
    // Its shutdown forgets what it has.
    vi.spyOn(exporters[1], "shutdown").mockResolvedValue();
    await underOurs(exporters[1]);
    expect(normalise(exporters[1].getFinishedSpans())).toEqual(normalise(exporters[0].getFinishedSpans()));
    expect(exporters[0].getFinishedSpans()).toHaveLength(3);
  });
});

describe("a processor of the SDK", () => {
  it("2.x hears of starts with what a span begins with, and of ends, and is flushed and shut down", async () => {
    const heard: unknown[] = [];
    const processor: SpanProcessor = {
      onStart(span: Span, around) {
        heard.push([
          span.name,
          { ...span.attributes },
          propagation.getBaggage(around)?.getEntry("user")?.value,
        ]);
        heard.push(trace.getSpan(around)?.spanContext().spanId === span.parentSpanContext?.spanId);
        span.setAttribute("started", true);
      },
      onEnding(span) {
        heard.push(span.ended);
        span.setAttribute("ending", true);
      },
      onEnd: (span) => heard.push([span.name, span.attributes, span.ended]),
      forceFlush: async () => void heard.push("flushed"),
      shutdown: async () => void heard.push("shut down"),
    };
    const monitoring = setupMonitoring({ processors: [processor] });
    const registration = registerTracerProvider();
    const baggage = propagation.createBaggage({ user: { value: "ada" } });
    context.with(propagation.setBaggage(context.active(), baggage), () =>
      trace.getTracer("a").startActiveSpan("a", { attributes: { x: 1 } }, (span) => {
        traced({ name: "b" }, () => {})();
        span.end();
      }),
    );
    await monitoring.forceFlush();
    registration.disable();
    await monitoring.shutdown();
    expect(heard).toEqual([
      ["a", { x: 1 }, "ada"],
      true,
      ["b", {}, "ada"],
      true,
      false,
      ["b", { started: true, ending: true }, true],
      false,
      ["a", { x: 1, started: true, ending: true }, true],
      "flushed",
      "shut down",
    ]);
  });

  it.each([
    ["2.x, simple", () => plugged(new InMemorySpanExporter(), (each) => new SimpleSpanProcessor(each))],
    ["2.x, in batches", () => plugged(new InMemorySpanExporter(), (each) => new BatchSpanProcessor(each))],
    ["1.x, simple", () => plugged(new InMemorySpanExporter1(), (each) => new SimpleSpanProcessor1(each))],
    ["1.x, in batches", () => plugged(new InMemorySpanExporter1(), (each) => new BatchSpanProcessor1(each))],
  ])("%s, hands spans on", async (_, make) => {
    const { processor, exporter } = make();
    getTracer().addProcessor(processor as SpanProcessor);
    getTracer().withSpan("outer", () => getTracer().withSpan("inner", () => {}));
    await getTracer().forceFlush();
    expect(exporter.getFinishedSpans().map((span) => span.name)).toEqual(["inner", "outer"]);
    await getTracer().shutdown();
  });

  function plugged<E, P>(exporter: E, make: (exporter: E) => P): { exporter: E; processor: P } {
    return { exporter, processor: make(exporter) };
  }
});

describe("an exporter of the SDK 1.x", () => {
  it("finds scope and parent under their old names: OTLP", async () => {
    const { url, received } = await listen();
    await underOurs1(new HttpExporter1({ url }));
    const resourceSpans = received[0]?.request.resourceSpans as { scopeSpans: { scope: object }[] }[];
    expect(resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.map(({ scope }) => scope))).toMatchObject([
      { name: "shop", version: "1.0.0" },
      { name: "mail", version: "" },
    ]);
    const parents = received[0]?.spans.map((span) => [span.name, span.parentSpanId !== "hex:"]);
    expect(parents).toEqual([
      ["pay", true],
      ["order", false],
      ["mail", false],
    ]);
  });

  it("finds the parent under its old name: Zipkin", async () => {
    const { url, received } = await listenToZipkin();
    await underOurs1(new ZipkinExporter1({ url, serviceName: "shop" }));
    const spans = received[0] as { name: string; id: string; parentId?: string }[];
    const [pay, , order] = spans;
    expect(spans.map(({ name }) => name)).toEqual(["pay", "mail", "order"]);
    expect([pay?.parentId, order?.parentId]).toEqual([order?.id, undefined]);
  });

  // Its types lack the names of 2.x, which ours have.
  const underOurs1 = (exporter: HttpExporter1 | ZipkinExporter1) =>
    underOurs(exporter as object as SpanExporter);
});
