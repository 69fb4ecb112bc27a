// OpenTelemetry's SDK with hand-written spans: startActiveSpan, try/catch/finally, a batch processor.
import { type Span, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { CountingExporter } from "../counting-exporter.js";
import type { Peer, State } from "../peer.js";
import { FAULT, increment, type Subjects } from "../subjects.js";

export function setUp(state: State): Peer {
  if (state === "off") return { subjects: subjectsOf(trace.getTracer("bench")) };
  const exporter = new CountingExporter<ReadableSpan>((spans) =>
    state === "otlp" ? ProtobufTraceSerializer.serializeRequest(spans) : undefined,
  );
  const processor = new BatchSpanProcessor(exporter);
  const provider = new NodeTracerProvider({
    spanProcessors: [processor],
    sampler: state === "unsampled" ? new AlwaysOffSampler() : new AlwaysOnSampler(),
  });
  provider.register();
  return {
    subjects: subjectsOf(trace.getTracer("bench")),
    exported: () => exporter.count,
    flush: () => processor.forceFlush(),
  };
}

function subjectsOf(tracer: Tracer): Subjects {
  const nested = (depth: number): number =>
    tracer.startActiveSpan("nested", (span) => {
      try {
        const value = depth === 0 ? 0 : nested(depth - 1) + 1;
        span.setStatus({ code: SpanStatusCode.OK });
        return value;
      } catch (error) {
        throw fail(span, error);
      } finally {
        span.end();
      }
    });
  return {
    sync: (n) => run(tracer, "sync", () => n + 1),
    calling: (n) => run(tracer, "calling", () => increment(n)),
    asynchronous: (n) => runAsync(tracer, "asynchronous", async () => n + 1),
    nested,
    items: (count) => itemsOf(tracer, count),
    captured: (id, region) =>
      tracer.startActiveSpan("captured", { attributes: { id, region } }, (span) => {
        try {
          span.setStatus({ code: SpanStatusCode.OK });
          return id + region.length;
        } finally {
          span.end();
        }
      }),
    fails: () =>
      run(tracer, "fails", () => {
        throw FAULT;
      }),
    request: (work) => run(tracer, "request", work),
    serve: (work) => runAsync(tracer, "serve", work),
  };
}

function run<T>(tracer: Tracer, name: string, work: () => T): T {
  return tracer.startActiveSpan(name, (span) => {
    try {
      const value = work();
      span.setStatus({ code: SpanStatusCode.OK });
      return value;
    } catch (error) {
      throw fail(span, error);
    } finally {
      span.end();
    }
  });
}

function runAsync<T>(tracer: Tracer, name: string, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      const value = await work();
      span.setStatus({ code: SpanStatusCode.OK });
      return value;
    } catch (error) {
      throw fail(span, error);
    } finally {
      span.end();
    }
  });
}

// By hand nobody resumes a generator inside its span: the span only lasts as long as the generator.
function* itemsOf(tracer: Tracer, count: number): Generator<number> {
  const span = tracer.startSpan("items");
  try {
    for (let index = 0; index < count; index++) yield index;
    span.setStatus({ code: SpanStatusCode.OK });
  } finally {
    span.end();
  }
}

function fail(span: Span, error: unknown): unknown {
  span.recordException(error as Error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
  return error;
}
