// What may make spans in the tracer's place: a sampler of OpenTelemetry, a bridge to another SDK; types only.
import type { Context } from "./context.js";
import type { LocalSpan, SpanClass } from "./local-span.js";
import type { Site } from "./site.js";
import type { Attributes, Link, SpanKind, TraceState } from "./span.js";
import type { SpanOptions } from "./span-options.js";

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

/** Makes spans where the tracer's own way is not enough. */
export interface SpanMaker {
  start(site: Site, current: LocalSpan | undefined, options?: SpanOptions): LocalSpan | undefined;
}

/** A sampler of OpenTelemetry as a maker of spans. */
export interface SpanJudge extends SpanMaker {
  /** Makes a span of the given class below `current`; it has the attributes and links of its options. */
  begin<S extends LocalSpan>(
    kind: SpanClass<S>,
    site: Site,
    current: LocalSpan | undefined,
    options: SpanOptions,
    at: number,
  ): S;
}

/** Where spans are made while they are those of another SDK. */
export interface Bridge extends SpanMaker {
  /** Something of ours is being set up: an automatic bridge ends. */
  giveWay(): void;
  close(): void;
}
