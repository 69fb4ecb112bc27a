// A site, its trace and its parent in; out comes whether the new span is recorded: by the site's own share, by a sampler
// of ours, or by one of OpenTelemetry's SDK.

import { carrierOf, contextOf, spanOf } from "../context/nodes.js";
import { reportError } from "../ground/faults.js";
import { KEEP, MIN, NEARBY, RECORDING, REMOTE, SAMPLED, UNSAMPLED } from "../ground/flags.js";
import { isArray } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import type { LocalTrace } from "../model/local-trace.js";
import type { OpenTelemetrySampler, SamplingResult } from "../model/sampling.js";
import type { Site } from "../model/site.js";
import type { Attributes, Link, TraceState } from "../model/span.js";
import type { SpanOptions } from "../model/span-options.js";
import { cleaned } from "../recording/details.js";
import { isTraceWithinShare, type Sampler } from "../sampling/sampler.js";
import { state, turnBackOn, turnOff } from "../state/state.js";

/** What was decided of a span before it begins. */
export interface Decision {
  /** The span's first flags. */
  readonly flags: number;
  /** What the sampler adds to the span's own attributes. */
  readonly attributes: Attributes | undefined;
  /** Replaces that of the parent. */
  readonly traceState: TraceState | undefined;
}

const TAKEN: Decision = decisionOf(RECORDING | SAMPLED, undefined);
/** What runs below is not recorded either, and nobody is asked. */
const REFUSED: Decision = decisionOf(UNSAMPLED, undefined);
// One that OpenTelemetry's sampler refuses stands in the context as a span of another library would: whoever begins below
// it is asked about. One that is recorded alone ends in the slow way, where it is kept from processors that export.
const PASSED_OVER: Decision = decisionOf(REMOTE | NEARBY, undefined);
const FLAGS: readonly number[] = [PASSED_OVER.flags, RECORDING | MIN | KEEP, TAKEN.flags];

/** Decides on a span of `site` below `parent`, which is the span of `current` unless the site begins a new trace. */
export function decide(
  site: Site,
  trace: LocalTrace,
  parent: LocalSpan | undefined,
  current: LocalSpan | undefined,
  options: SpanOptions | undefined,
): Decision {
  if (state.judge !== undefined) return judged(state.judge, site, trace, parent, current, options);
  return isSampled(trace, parent, site) ? TAKEN : REFUSED;
}

function isSampled(trace: LocalTrace, parent: LocalSpan | undefined, site: Site): boolean {
  if (parent === undefined) {
    if (site.sampleRatio !== undefined) {
      if (!isTraceWithinShare(trace, site.sampleRatio)) return false;
      // It stands in the place of another share; a sampler that looks at more is asked as well.
      if (state.share !== undefined && state.share >= 0) return true;
    }
    if (state.share !== undefined) return isTraceWithinShare(trace, state.share);
  } else if ((parent.flags & REMOTE) === 0 && !state.asksChildren) {
    return true;
  }
  return askSampler(trace, parent, site);
}

function askSampler(trace: LocalTrace, parent: LocalSpan | undefined, site: Site): boolean {
  const parentSampled = parent === undefined ? undefined : (parent.flags & SAMPLED) !== 0;
  // Off meanwhile: a sampler may call traced functions.
  const wasOff = turnOff();
  try {
    return (state.settings.sampler as Sampler)(trace.id, parent?.spanId, site.name, parentSampled) === true;
  } catch (error) {
    reportError("the sampler threw, spans are recorded", error);
    return true;
  } finally {
    turnBackOn(wasOff);
  }
}

function judged(
  judge: OpenTelemetrySampler,
  site: Site,
  trace: LocalTrace,
  parent: LocalSpan | undefined,
  current: LocalSpan | undefined,
  options: SpanOptions | undefined,
): Decision {
  const { name, kind, sampleRatio } = site;
  if (parent === undefined && sampleRatio !== undefined && !isTraceWithinShare(trace, sampleRatio))
    return PASSED_OVER;
  // Off meanwhile, as above.
  const wasOff = turnOff();
  try {
    const context = contextOf(site.root ? carrierOf(undefined, current?.values) : current);
    const attributes = { ...site.attributes, ...cleaned(options?.attributes) };
    const links = linksOf(site, spanOf(current), options);
    return read(judge.shouldSample(context, trace.id, name, kind, attributes, links));
  } catch (error) {
    reportError("the sampler threw, spans are recorded", error);
    return TAKEN;
  } finally {
    turnBackOn(wasOff);
  }
}

function linksOf(site: Site, above: LocalSpan | undefined, options: SpanOptions | undefined): Link[] {
  const given = isArray(options?.links) ? options.links : [];
  return site.root && above !== undefined ? [{ context: above.spanContext() }, ...given] : [...given];
}

function read(result: SamplingResult | undefined): Decision {
  const flags = FLAGS[result?.decision as number];
  if (flags === undefined) throw new TypeError("shouldSample gave no decision");
  return decisionOf(flags, result);
}

// All of one shape: each new trace reads one.
function decisionOf(flags: number, result: SamplingResult | undefined): Decision {
  return { flags, attributes: result?.attributes, traceState: result?.traceState };
}
