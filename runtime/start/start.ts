// The begin of a span: a site and the current node in; a started span, of which the processors have heard, out.

import { contextOf } from "../context/nodes.js";
import { now, readingAt } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import {
  CARRIER,
  MIN,
  NEARBY,
  RECORDING,
  REMOTE,
  REMOTE_PARENT,
  SAMPLED,
  SPECIAL,
  SUPPRESSED,
  UNSAMPLED,
  UNSAMPLED_PARENT,
} from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { LocalTrace } from "../model/local-trace.js";
import type { SpanProcessor } from "../model/processor.js";
import type { Site } from "../model/site.js";
import type { SpanOptions } from "../model/span-options.js";
import { isTraceWithinShare, type Sampler } from "../sampling/sampler.js";
import { liveNode } from "../span/disposal.js";
import { announceLater } from "../span/on-ending.js";
import { SpanNode } from "../span/span-node.js";
import { newTrace, presentOf } from "../span/traces.js";
import { pause, resume, state } from "../state/state.js";

/**
 * Starts a span below `current`; `undefined` when nothing is to be recorded there. The span is not made current.
 * A new trace that is not sampled gives a span that records nothing, so that what runs below knows.
 */
export function startSpan(
  site: Site,
  current: LocalSpan | undefined,
  options?: SpanOptions,
): LocalSpan | undefined {
  let span: LocalSpan | undefined;
  if (current !== undefined && (current.flags & SPECIAL) === 0 && !site.root && !state.asksChildren) {
    const flags = site.min === 0 ? RECORDING | SAMPLED : RECORDING | SAMPLED | MIN;
    span = new SpanNode(site, current.trace, current, current.values, flags, now());
  } else {
    span = startSlowly(site, current, options);
  }
  if (state.starters.length !== 0 && span !== undefined) notifyStart(span, liveNode(current));
  return span;
}

/** The same for a span that began at another time. */
export function startSpanAt(
  site: Site,
  current: LocalSpan | undefined,
  options: SpanOptions,
): LocalSpan | undefined {
  const span = startSlowly(site, current, options);
  if (state.starters.length !== 0 && span !== undefined) notifyStart(span, liveNode(current));
  return span;
}

function startSlowly(
  site: Site,
  given: LocalSpan | undefined,
  options: SpanOptions | undefined,
): LocalSpan | undefined {
  const current = liveNode(given);
  const flags = current === undefined ? 0 : current.flags;
  if ((flags & UNSAMPLED) !== 0 && (!site.root || (flags & SUPPRESSED) !== 0)) return undefined;
  const above = (flags & CARRIER) === 0 ? current : current?.parent;
  const parent = site.root ? undefined : above;
  state.started = true;
  if (state.maker !== undefined) return state.maker.start(site, current, options);
  const trace = parent === undefined ? newTrace() : parent.trace;
  const span = isSampled(trace, parent, site)
    ? new SpanNode(site, trace, undefined, current?.values, RECORDING | SAMPLED, beginOf(trace, options))
    : new SpanNode(site, trace, undefined, current?.values, UNSAMPLED, Number.NaN);
  attach(span, parent);
  if (site.root && above !== undefined) span.addLink({ context: above.spanContext() });
  return span;
}

function beginOf(trace: LocalTrace, options: SpanOptions | undefined): number {
  const present = presentOf(trace);
  return options?.startTime === undefined ? present : readingAt(options.startTime);
}

/** Writes down whose child a new span is. */
export function attach(span: LocalSpan, parent: LocalSpan | undefined): void {
  if (span.site.min !== 0 && (span.flags & RECORDING) !== 0) span.flags |= MIN;
  if (parent === undefined) return;
  if ((parent.flags & SAMPLED) === 0) span.flags |= UNSAMPLED_PARENT;
  if ((parent.flags & REMOTE) !== 0) {
    span.parentHigh = parent.idHigh;
    span.parentLow = parent.idLow;
    span.flags |= REMOTE_PARENT | (parent.flags & NEARBY);
  } else if ((span.flags & RECORDING) !== 0) {
    span.parent = parent;
  }
}

/** Whether a span of this site is to be recorded. */
export function isSampled(trace: LocalTrace, parent: LocalSpan | undefined, site: Site): boolean {
  if (parent === undefined) {
    if (site.sampleRatio !== undefined) {
      if (!isTraceWithinShare(trace, site.sampleRatio)) return false;
      // It stands in the place of another share; a sampler that looks at more is asked as well.
      if (state.share !== undefined) return true;
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
  const wasPaused = pause();
  try {
    // One of OpenTelemetry's is `state.maker`, and asked there.
    return (state.settings.sampler as Sampler)(trace.id, parent?.spanId, site.name, parentSampled) === true;
  } catch (error) {
    reportError("the sampler threw, spans are recorded", error);
    return true;
  } finally {
    resume(wasPaused);
  }
}

/** Tells the processors that want to hear of starts, and remembers the span for those of its end. */
export function notifyStart(span: LocalSpan, current: LocalSpan | undefined): void {
  if ((span.flags & RECORDING) === 0) return;
  if (state.enders.length > 0) announceLater(span);
  const wasPaused = pause();
  try {
    const { starters } = state;
    for (let index = 0; index < starters.length; index++)
      startOne(starters[index] as SpanProcessor, span, current);
  } finally {
    resume(wasPaused);
  }
}

function startOne(processor: SpanProcessor, span: LocalSpan, current: LocalSpan | undefined): void {
  try {
    processor.onStart?.(span, contextOf(current));
  } catch (error) {
    reportError("onStart of a span processor threw", error);
  }
}
