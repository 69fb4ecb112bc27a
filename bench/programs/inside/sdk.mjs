// Every wrapped function is a span of OpenTelemetry's SDK, counted and dropped.
import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";

let spans = 0;

function done() {
  return Promise.resolve();
}

const processor = {
  onStart() {},
  onEnd() {
    spans++;
  },
  forceFlush: done,
  shutdown: done,
};
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
const tracer = trace.getTracer("bench");

function failed(span, error) {
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error?.message });
  return error;
}

// What `wrap.ts` writes into each function.
globalThis.inSpan = (name, work) =>
  tracer.startActiveSpan(name, (span) => {
    try {
      return work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });

globalThis.inAsyncSpan = (name, work) =>
  tracer.startActiveSpan(name, async (span) => {
    try {
      return await work();
    } catch (error) {
      throw failed(span, error);
    } finally {
      span.end();
    }
  });

export function spanCounts() {
  return { spans };
}
