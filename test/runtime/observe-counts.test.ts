// What becomes of spans, as OpenTelemetry's SDK for metrics reads it.
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getTracer, observeSpanCounts, setupMonitoring } from "../../runtime/index.js";
import type { ExportResult, SpanExporter } from "../../runtime/model/processor.js";
import type { Monitoring } from "../../runtime/setup/monitoring.js";
import { caught } from "./recorder.js";

let answer: ExportResult;
let monitoring: Monitoring;
const exporter: SpanExporter = { export: (_, done) => done(answer), shutdown: async () => {} };
const shown = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: shown, exportIntervalMillis: 100_000 });
const meter = new MeterProvider({ readers: [reader] }).getMeter("uno-trace");

beforeEach(() => {
  answer = { code: 0 };
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  monitoring = setupMonitoring({ exporter, batch: { maxQueueSize: 10, maxBatchSize: 10 } });
});
afterEach(async () => {
  await monitoring.shutdown();
  vi.restoreAllMocks();
});

function end(count: number): void {
  for (let index = 0; index < count; index++) getTracer().withSpan("work", () => {});
}

/** `name{error.type}: value` of all metrics. */
async function read(): Promise<Record<string, unknown>> {
  shown.reset();
  await reader.forceFlush();
  const metrics = shown
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
  return Object.fromEntries(
    metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => {
        expect(attributes["otel.component.type"]).toBe("batching_span_processor");
        const type = attributes["error.type"];
        return [`${descriptor.name}${type === undefined ? "" : `{${type}}`}`, value];
      }),
    ),
  );
}

it("has what waits, what was exported, and what was dropped, by reason", async () => {
  const stop = observeSpanCounts(meter);
  end(14);
  expect(await read()).toEqual({
    "otel.sdk.processor.span.queue.size": 10,
    "otel.sdk.processor.span.queue.capacity": 10,
    "otel.sdk.processor.span.processed": 0,
    "otel.sdk.processor.span.processed{queue_full}": 4,
    "otel.sdk.exporter.span.exported": 0,
  });
  await monitoring.forceFlush();
  answer = { code: 1, dropped: { partialSuccess: 2, timeout: 1 } };
  end(5);
  await monitoring.forceFlush();
  expect(await read()).toEqual({
    "otel.sdk.processor.span.queue.size": 0,
    "otel.sdk.processor.span.queue.capacity": 10,
    "otel.sdk.processor.span.processed": 15,
    "otel.sdk.processor.span.processed{queue_full}": 4,
    "otel.sdk.exporter.span.exported": 12,
    "otel.sdk.exporter.span.exported{rejected}": 2,
    "otel.sdk.exporter.span.exported{timeout}": 1,
  });
  stop();
  end(1);
  expect(await read()).toMatchObject({ "otel.sdk.processor.span.queue.size": 0 });
});

it("sees the processor behind a tail, and one that is set up later", async () => {
  const stop = observeSpanCounts(meter);
  monitoring = setupMonitoring({
    exporter,
    tail: { sampleRatio: 1 },
    batch: { maxQueueSize: 33, maxBatchSize: 10 },
  });
  end(3);
  expect(await read()).toMatchObject({
    "otel.sdk.processor.span.queue.size": 3,
    "otel.sdk.processor.span.queue.capacity": 33,
  });
  stop();
});

it("sees the processor of another copy of this library", async () => {
  const stop = observeSpanCounts(meter);
  const { counts, waiting, capacity } = {
    counts: { ended: 3, exported: 0, dropped: {} },
    waiting: 3,
    capacity: 77,
  };
  const foreign = {
    counts,
    waiting,
    capacity,
    onEnd: () => {},
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  monitoring = setupMonitoring({ processors: [foreign] });
  expect(await read()).toMatchObject({ "otel.sdk.processor.span.queue.capacity": 77 });
  stop();
});

it("refuses what is no meter", () => {
  expect(caught(() => observeSpanCounts({} as never))).toMatchObject({
    message: 'observeSpanCounts: expected a meter, such as metrics.getMeter("uno-trace")',
  });
});
