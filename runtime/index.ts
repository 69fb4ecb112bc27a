// The public list of uno-trace/runtime, and nothing else.
/// <reference types="node" preserve="true" />
/// <reference lib="esnext.disposable" preserve="true" />

export type { HrTime, TimeInput } from "./ground/clock.js";
export type { Context } from "./model/context.js";
export type { ErrorClass, ExpectedError } from "./model/expected-error.js";
export type { PropagatorName } from "./model/propagator-name.js";
export type { OpenTelemetrySampler, SamplingResult } from "./model/sampling.js";
/** @internal */
export type { SiteDescription, SiteFunction } from "./model/site.js";
export type { SpanLike, SpanOptions, WithSpanOptions } from "./model/span-options.js";
export type { ErrorRecording } from "./state/settings.js";

import "./bridge/automatic.js";

/**
 * Generated code of this release imports them from uno-trace/abi; here they are for what an older one has built, and
 * for CommonJS, where both are one copy. No completion shows them. A bundler that takes a namespace apart (esbuild)
 * keeps the names of the members it uses free in the whole bundle: it would rename a program's own `start` or `fail`.
 * @internal
 */
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
} from "./abi/instrument.js";
/** @internal */
export { keep as $keep, scope as $scope } from "./abi/scope.js";
/** @internal */
export { superOf as $superOf } from "./abi/super-member.js";
/** @internal */
export { traced as $state } from "./abi/traced.js";
export { type EnvironmentVariables, extractEnvironment, injectEnvironment } from "./api/environment.js";
export {
  type MessageCarrier,
  type MessageSpanOptions,
  type SendSpanOptions,
  withProcessSpan,
  withSendSpan,
} from "./api/messaging.js";
export { extractContext, injectContext } from "./api/propagation.js";
export { getTracer, type Tracer } from "./api/tracer.js";
export { type WithFlushOptions, withFlush } from "./api/with-flush.js";
export { type TraceOptions, trace } from "./api/wrap.js";
export { getCurrentSpan, getCurrentSpanId, getCurrentTraceId, withContext } from "./context/nodes.js";
export {
  ConsoleSpanExporter,
  type ConsoleSpanExporterOptions,
  LoggingSpanExporter,
  type LoggingSpanExporterOptions,
} from "./exporters/console.js";
export { InMemorySpanExporter } from "./exporters/in-memory.js";
export { OtlpHttpSpanExporter } from "./exporters/otlp-http.js";
export type { OtlpHttpSpanExporterOptions } from "./exporters/otlp-options.js";
export type { OutputStream } from "./ground/output.js";
export type { InstrumentationName } from "./instrumentation/instrument.js";
export { addTraceIdsToConsole } from "./logs/console.js";
export {
  liveTraceIds,
  type RecordStream,
  type TraceIds,
  traceIds,
  withTraceIds,
} from "./logs/trace-ids.js";
export { nameRequest } from "./middleware/request-name.js";
export {
  type TracingMiddleware,
  type TracingMiddlewareOptions,
  tracingMiddleware,
} from "./middleware/tracing-middleware.js";
export type {
  DroppedSpans,
  DropReason,
  ExportResult,
  ExportRetry,
  SpanExporter,
  SpanProcessor,
} from "./model/processor.js";
export {
  type Attributes,
  type AttributeValue,
  type DisposableSpan,
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
  type TraceState,
} from "./model/span.js";
export { BatchSpanProcessor, type BatchSpanProcessorOptions } from "./processors/batch.js";
export type { BatchLimits } from "./processors/batch-limits.js";
export {
  ConsoleSpanProcessor,
  type ConsoleSpanProcessorOptions,
  LoggingSpanProcessor,
  type LoggingSpanProcessorOptions,
} from "./processors/console.js";
export { CountingSpanProcessor, type CountingSpanProcessorOptions } from "./processors/counting.js";
export { observeSpanCounts, type SpanCountsMeter } from "./processors/observe-counts.js";
export { SimpleSpanProcessor } from "./processors/simple.js";
export type { SpanCounts } from "./processors/span-counts.js";
export { TailSamplingProcessor, type TailSamplingProcessorOptions } from "./processors/tail.js";
export type { TailLimits } from "./processors/tail-limits.js";
export type { Carrier } from "./propagators/carrier.js";
export { alwaysOff, alwaysOn, parentBased, rateLimited, ratio, type Sampler } from "./sampling/sampler.js";
export { type Monitoring, setupMonitoring } from "./setup/monitoring.js";
export type { MonitoringOptions } from "./setup/monitoring-options.js";
