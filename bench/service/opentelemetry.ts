// The service with hand-made spans of OpenTelemetry's SDK; the argument is the share of traces that are recorded.
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { handle, type Steps } from "./handle.js";
import { serve } from "./serve.js";
import * as steps from "./steps.js";

new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(Number(process.argv[2])) }),
}).register();
const tracer = trace.getTracer("orders");

function traced<A extends unknown[], R>(name: string, fn: (...args: A) => R, kind = SpanKind.INTERNAL) {
  return (...args: A): R =>
    tracer.startActiveSpan(name, { kind }, (span) => {
      try {
        const value = fn(...args);
        span.setStatus({ code: SpanStatusCode.OK });
        return value;
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
        throw error;
      } finally {
        span.end();
      }
    });
}

function tracedAsync<A extends unknown[], R>(name: string, fn: (...args: A) => Promise<R>, kind: SpanKind) {
  return (...args: A): Promise<R> =>
    tracer.startActiveSpan(name, { kind }, async (span) => {
      try {
        const value = await fn(...args);
        span.setStatus({ code: SpanStatusCode.OK });
        return value;
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
        throw error;
      } finally {
        span.end();
      }
    });
}

const spanned: Steps = {
  validate: traced("validate", steps.validate),
  findCustomer: tracedAsync("findCustomer", steps.findCustomer, SpanKind.CLIENT),
  priceOf: traced("priceOf", steps.priceOf),
  discounted: traced("discounted", steps.discounted),
  taxOf: traced("taxOf", steps.taxOf),
  reserve: tracedAsync("reserve", steps.reserve, SpanKind.CLIENT),
  save: tracedAsync("save", steps.save, SpanKind.CLIENT),
  receiptOf: traced("receiptOf", steps.receiptOf),
  audit: traced("audit", steps.audit),
};
const handleTraced = tracedAsync("handle", handle, SpanKind.SERVER);
await serve((body) => handleTraced(spanned, body));
