// A sampler of OpenTelemetry's SDK in; out a maker of spans, which are recorded, sampled and named as it decides.
import { now } from "./clock.js";
import { type Context, carrierOf, contextOf, spanOf } from "./context.js";
import { cleaned } from "./details.js";
import { reportError } from "./faults.js";
import { KEEP, MIN, NEARBY, RECORDING, REMOTE, SAMPLED } from "./flags.js";
import { attach } from "./lifecycle.js";
import { fork, type LocalTrace, newTrace, presentOf } from "./local-trace.js";
import { isTraceWithinShare } from "./sampler.js";
import type { Site } from "./site.js";
import { LocalSpan } from "./span.js";
import type { Attributes, Link, SpanKind, TraceState } from "./span-shape.js";
import { pause, resume } from "./state.js";
import type { SpanOptions } from "./tracer.js";

/** What a sampler of OpenTelemetry says of a span. */
export interface SamplingResult {
  /** 0: not recorded, 1: recorded but not sampled, and so not exported, 2: both. */
  readonly decision: number;
  readonly attributes?: Readonly<Attributes>;
  /** Replaces that of the parent. */
  readonly traceState?: TraceState | undefined;
}

/** OpenTelemetry's `Sampler`: asked for every span, also below those that are not recorded. */
export interface OpenTelemetrySampler {
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

/** Whether a value is a sampler of OpenTelemetry; ours are functions. */
export function isForeignSampler(value: unknown): value is OpenTelemetrySampler {
  return typeof (value as Partial<OpenTelemetrySampler> | null)?.shouldSample === "function";
}

const TAKEN: SamplingResult = { decision: 2 };
const REFUSED: SamplingResult = { decision: 0 };

/** The maker of spans while such a sampler is set. */
export class ForeignSampler implements SpanMaker {
  readonly #sampler: OpenTelemetrySampler;

  constructor(sampler: OpenTelemetrySampler) {
    this.#sampler = sampler;
  }

  start(site: Site, current: LocalSpan | undefined, options: SpanOptions = {}): LocalSpan {
    const above = spanOf(current);
    const isCut = site.root && above !== undefined;
    const links = isCut ? [...listed(options.links), { context: above.spanContext() }] : options.links;
    const around = site.root ? carrierOf(undefined, current?.values) : current;
    return this.begin(LocalSpan, site, around, { ...options, ...(links && { links }) }, now());
  }

  /** Makes a span of the given class below `current`; it has the attributes and links of its options. */
  begin<S extends LocalSpan>(
    kind: new (...values: ConstructorParameters<typeof LocalSpan>) => S,
    site: Site,
    current: LocalSpan | undefined,
    { attributes, links }: SpanOptions,
    at: number,
  ): S {
    const parent = spanOf(current);
    const trace = parent === undefined ? newTrace() : parent.trace;
    const initial = { ...site.attributes, ...cleaned(attributes) };
    const verdict = this.#ask(site, current, trace, initial, [...listed(links)]);
    const values = current?.values;
    presentOf(trace);
    const line = fork(trace, verdict.traceState ?? trace.traceState);
    const span = new kind(site, line, undefined, values, flagsOf(verdict.decision), at);
    if (verdict.decision === 0) {
      span.ensureId();
      return span;
    }
    attach(span, parent);
    if (attributes !== undefined) span.setAttributes(attributes);
    span.addLinks(listed(links));
    if (verdict.attributes) span.setAttributes(verdict.attributes);
    return span;
  }

  #ask(
    site: Site,
    current: LocalSpan | undefined,
    trace: LocalTrace,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    const { sampleRatio } = site;
    const isNew = spanOf(current) === undefined;
    if (isNew && sampleRatio !== undefined && !isTraceWithinShare(trace, sampleRatio)) return REFUSED;
    // Off meanwhile: a sampler may call traced functions.
    const wasPaused = pause();
    try {
      return checked(
        this.#sampler.shouldSample(contextOf(current), trace.id, site.name, site.kind, attributes, links),
      );
    } catch (error) {
      reportError("the sampler threw, spans are recorded", error);
      return TAKEN;
    } finally {
      resume(wasPaused);
    }
  }
}

function listed(links: readonly Link[] | undefined): readonly Link[] {
  return Array.isArray(links) ? links : [];
}

function checked(result: SamplingResult): SamplingResult {
  if ([0, 1, 2].includes(result?.decision)) return result;
  throw new TypeError("shouldSample gave no decision");
}

// One that is not recorded stands in the context as a span of another library would: whoever begins below it is asked
// about. One that is recorded alone ends in the slow way, where it is kept from processors that export.
function flagsOf(decision: number): number {
  if (decision === 0) return REMOTE | NEARBY;
  return decision === 1 ? RECORDING | MIN | KEEP : RECORDING | SAMPLED;
}
