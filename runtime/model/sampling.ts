// OpenTelemetry's `Sampler`, and what it says of a span; types only.
import type { Context } from "./context.js";
import type { Attributes, Link, SpanKind, TraceState } from "./span.js";

/** What a sampler of OpenTelemetry says of a span. */
export interface SamplingResult {
  /** 0: not recorded, 1: recorded but not sampled, and so not exported, 2: both. */
  readonly decision: number;
  /** What the span gets beside its own. */
  readonly attributes?: Readonly<Attributes>;
  /** Replaces that of the parent. */
  readonly traceState?: TraceState | undefined;
}

/** OpenTelemetry's `Sampler`: asked for every span, also below those that are not recorded. */
export interface OpenTelemetrySampler {
  /** Decides before a span begins; `context` has its parent. */
  shouldSample(
    context: Context,
    traceId: string,
    spanName: string,
    spanKind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult;
}
