// The public list of uno-trace/runtime, and nothing else.
/// <reference types="node" preserve="true" />
/// <reference lib="esnext.disposable" preserve="true" />
export type { Carrier } from "./carrier.js";
export { type Context, getCurrentSpan, getCurrentSpanId, getCurrentTraceId, withContext } from "./context.js";
export { InMemorySpanExporter } from "./exporters/in-memory.js";
export { LoggingSpanExporter, type LoggingSpanExporterOptions } from "./exporters/logging.js";
export { OtlpHttpSpanExporter } from "./exporters/otlp-http.js";
export type { OtlpHttpSpanExporterOptions } from "./exporters/otlp-options.js";
export type { OutputStream } from "./exporters/output.js";
export type { ErrorRecording } from "./fail.js";
export type { OpenTelemetrySampler, SamplingResult } from "./foreign-sampler.js";
// Generated code of this release imports them from uno-trace/abi; here they are for what an older one has built, and
// for CommonJS, where both are one copy. A bundler that takes a namespace apart (esbuild) keeps the names of the members it uses free in the whole bundle: it
// would rename a program's own `start` or `fail`.
export {
  capture as $capture,
  drive as $drive,
  driveAsync as $driveAsync,
  enter as $enter,
  enterGenerator as $enterGenerator,
  exit as $exit,
  fail as $fail,
  leave as $leave,
  result as $result,
  resume as $resume,
  returned as $returned,
  returnedAsync as $returnedAsync,
  start as $start,
  suspend as $suspend,
  yields as $yields,
} from "./instrument.js";
export {
  type TracingMiddleware,
  type TracingMiddlewareOptions,
  tracingMiddleware,
} from "./middleware/tracing-middleware.js";
export { type Monitoring, setupMonitoring } from "./monitoring.js";
export type { MonitoringOptions } from "./monitoring-options.js";
export { BatchSpanProcessor, type BatchSpanProcessorOptions } from "./processors/batch.js";
export type { BatchLimits } from "./processors/batch-limits.js";
export { LoggingSpanProcessor, type LoggingSpanProcessorOptions } from "./processors/logging.js";
export type {
  DroppedSpans,
  DropReason,
  ExportResult,
  SpanExporter,
  SpanProcessor,
} from "./processors/processor.js";
export { SimpleSpanProcessor } from "./processors/simple.js";
export type { SpanCounts } from "./processors/span-counts.js";
export { TailSamplingProcessor, type TailSamplingProcessorOptions } from "./processors/tail.js";
export type { TailLimits } from "./processors/tail-limits.js";
export { extractContext, injectContext } from "./propagation.js";
export type { PropagatorName } from "./propagators/propagator.js";
export { alwaysOff, alwaysOn, parentBased, rateLimited, ratio, type Sampler } from "./sampler.js";
export type { SiteDescription, SiteFunction } from "./site.js";
export {
  type Attributes,
  type AttributeValue,
  type DisposableSpan,
  type HrTime,
  type InstrumentationScope,
  type Link,
  type ReadableSpan,
  type Resource,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanStatus,
  type StatusName,
  type TimedEvent,
  type TimeInput,
  type TraceState,
} from "./span-shape.js";
export { superOf as $superOf } from "./super-member.js";
export { getTracer, type SpanOptions, type Tracer } from "./tracer.js";
export { type TraceOptions, trace } from "./wrap.js";
