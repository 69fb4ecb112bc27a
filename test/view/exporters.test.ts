// Spans of OpenTelemetry's SDK and of this runtime in, through their own exporters; what the viewer keeps of them out.
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { OTLPTraceExporter as GrpcExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { expect, onTestFinished, test } from "vitest";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import { startServer } from "../../view/server/server.js";
import { storeWith } from "./store-with.js";

type Make = (url: string, grpcUrl: string) => SpanExporter;

test.each<[string, Make]>([
  ["OpenTelemetry's, JSON", (url) => new JsonExporter({ url })],
  ["OpenTelemetry's, JSON, gzip", (url) => new JsonExporter({ url, compression: "gzip" as never })],
  ["OpenTelemetry's, protobuf", (url) => new ProtobufExporter({ url })],
  ["OpenTelemetry's, protobuf, gzip", (url) => new ProtobufExporter({ url, compression: "gzip" as never })],
  ["OpenTelemetry's, gRPC", (_, url) => new GrpcExporter({ url })],
  ["OpenTelemetry's, gRPC, gzip", (_, url) => new GrpcExporter({ url, compression: "gzip" as never })],
  ["uno-trace's, protobuf", (url) => new OtlpHttpSpanExporter({ url }) as never],
  [
    "uno-trace's, JSON, gzip",
    (url) => new OtlpHttpSpanExporter({ url, encoding: "json", compression: "gzip" }) as never,
  ],
])("%s", async (_, make) => {
  const store = await storeWith([]);
  const server = await startServer(store, { port: 0 });
  onTestFinished(() => server.close());
  const provider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(make(`${server.url}/v1/traces`, server.grpcUrl as string))],
  });
  const span = provider.getTracer("shop").startSpan("checkout", {
    kind: SpanKind.SERVER,
    startTime: [1_790_000_000, 123_456_789],
    attributes: { route: "/x", count: 3, ratio: 0.5, list: ["a", "b"], yes: true },
  });
  span.recordException(new RangeError("too far"));
  span.setStatus({ code: SpanStatusCode.ERROR, message: "too far" });
  span.end([1_790_000_000, 223_456_790]);
  await provider.shutdown();
  await store.flush();
  const { traceId, spanId } = span.spanContext();
  expect(await store.trace(traceId)).toMatchObject([
    {
      spanId,
      name: "checkout",
      kind: 1,
      scope: "shop",
      start: 1_790_000_000_123_456_789n,
      end: 1_790_000_000_223_456_790n,
      status: 2,
      statusMessage: "too far",
      attributes: { route: "/x", count: 3, ratio: 0.5, list: ["a", "b"], yes: true },
      events: [
        { name: "exception", attributes: { "exception.type": "RangeError", "exception.message": "too far" } },
      ],
    },
  ]);
});
