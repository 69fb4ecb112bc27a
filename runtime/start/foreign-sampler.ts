// A sampler of OpenTelemetry's SDK in; out a maker of spans, which are recorded, sampled and named as it decides.

import { carrierOf, contextOf, spanOf } from "../context/nodes.js";
import { readingAt } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import { KEEP, MIN, NEARBY, RECORDING, REMOTE, SAMPLED } from "../ground/flags.js";
import type { LocalSpan, SpanClass } from "../model/local-span.js";
import { fork, type LocalTrace } from "../model/local-trace.js";
import type { Site } from "../model/site.js";
import type { Attributes, Link } from "../model/span.js";
import type { OpenTelemetrySampler, SamplingResult, SpanJudge } from "../model/span-maker.js";
import type { SpanOptions } from "../model/span-options.js";
import { cleaned } from "../recording/details.js";
import { isTraceWithinShare } from "../sampling/sampler.js";
import { SpanNode } from "../span/span-node.js";
import { newTrace, presentOf } from "../span/traces.js";
import { pause, resume } from "../state/state.js";
import { attach } from "./start.js";

/** Whether a value is a sampler of OpenTelemetry; ours are functions. */
export function isForeignSampler(value: unknown): value is OpenTelemetrySampler {
  return typeof (value as Partial<OpenTelemetrySampler> | null)?.shouldSample === "function";
}

const TAKEN: SamplingResult = { decision: 2 };
const REFUSED: SamplingResult = { decision: 0 };

/** The maker of spans while such a sampler is set. */
export class ForeignSampler implements SpanJudge {
  readonly #sampler: OpenTelemetrySampler;

  constructor(sampler: OpenTelemetrySampler) {
    this.#sampler = sampler;
  }

  start(site: Site, current: LocalSpan | undefined, options: SpanOptions = {}): LocalSpan {
    const above = spanOf(current);
    const isCut = site.root && above !== undefined;
    const links = isCut ? [...listed(options.links), { context: above.spanContext() }] : options.links;
    const around = site.root ? carrierOf(undefined, current?.values) : current;
    return this.begin(
      SpanNode,
      site,
      around,
      { ...options, ...(links && { links }) },
      readingAt(options.startTime),
    );
  }

  begin<S extends LocalSpan>(
    kind: SpanClass<S>,
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
