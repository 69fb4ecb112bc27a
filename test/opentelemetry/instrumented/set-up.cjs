// Loaded before the program: instrumentations, and the library that is to record; prints the spans at the end.
const { registerInstrumentations } = require("@opentelemetry/instrumentation");
const { ExpressInstrumentation } = require("@opentelemetry/instrumentation-express");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { PgInstrumentation } = require("@opentelemetry/instrumentation-pg");
const { UndiciInstrumentation } = require("@opentelemetry/instrumentation-undici");

const exporter = globalThis.recorded ?? (process.env.PROVIDER === "sdk" ? underTheSdk() : underOurs());
registerInstrumentations({
  instrumentations: [
    new HttpInstrumentation(),
    new UndiciInstrumentation(),
    new ExpressInstrumentation(),
    new PgInstrumentation(),
  ],
});

function underOurs() {
  const { InMemorySpanExporter, setupMonitoring, SimpleSpanProcessor } = require("uno-trace/runtime");
  const { registerTracerProvider } = require("uno-trace/opentelemetry");
  const memory = new InMemorySpanExporter();
  setupMonitoring({ processors: [new SimpleSpanProcessor(memory)] });
  registerTracerProvider();
  return memory;
}

function underTheSdk() {
  const { context, propagation, trace } = require("@opentelemetry/api");
  const { AsyncLocalStorageContextManager } = require("@opentelemetry/context-async-hooks");
  const { W3CTraceContextPropagator } = require("@opentelemetry/core");
  const {
    BasicTracerProvider,
    InMemorySpanExporter,
    SimpleSpanProcessor,
  } = require("@opentelemetry/sdk-trace-base");
  const memory = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return memory;
}

process.once("exit", () => {
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    kind: span.kind,
    scope: span.instrumentationScope.name,
    context: span.spanContext(),
    parent: span.parentSpanContext,
    attributes: span.attributes,
    events: span.events.map(({ name, attributes }) => ({ name, attributes })),
    links: span.links.length,
    status: span.status,
  }));
  process.stdout.write(`${JSON.stringify(spans)}\n`);
});
