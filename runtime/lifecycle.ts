// The life of a span: a site and the current node in, a started span out; an ended span in, to the processors.
import { now } from "./clock.js";
import { contextOf } from "./context.js";
import { announceLater } from "./ending.js";
import { reportError } from "./faults.js";
import {
  AWAY,
  CARRIER,
  DROPPED,
  ENDED,
  GENERATOR,
  LEFT,
  MIN,
  NEARBY,
  RECORDING,
  REMOTE,
  REMOTE_PARENT,
  SAMPLED,
  SPECIAL,
  STATUS_SET,
  SUPPRESSED,
  UNSAMPLED,
  UNSAMPLED_PARENT,
} from "./flags.js";
import { forgetFrames, goBackIn, goOut } from "./frames.js";
import { type LocalTrace, newTrace, presentOf } from "./local-trace.js";
import { adopt, finishSlowly } from "./min.js";
import type { SpanProcessor } from "./processors/processor.js";
import { isTraceWithinShare, type Sampler } from "./sampler.js";
import type { Site } from "./site.js";
import { liveNode } from "./span/disposal.js";
import { LocalSpan } from "./span.js";
import { pause, resume, state } from "./state.js";
import type { SpanOptions } from "./tracer.js";

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
    span = new LocalSpan(site, current.trace, current, current.values, flags, now());
  } else {
    span = startSlowly(site, current, options);
  }
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
    ? new LocalSpan(site, trace, undefined, current?.values, RECORDING | SAMPLED, presentOf(trace))
    : new LocalSpan(site, trace, undefined, current?.values, UNSAMPLED, Number.NaN);
  attach(span, parent);
  if (site.root && above !== undefined) span.addLink({ context: above.spanContext() });
  return span;
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
    return (state.sampler as Sampler)(trace.id, parent?.spanId, site.name, parentSampled) === true;
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

/** Ends a span at a clock reading and hands it to the processors; a second call is ignored. */
export function endSpan(span: LocalSpan, at: number): void {
  if ((span.flags & (ENDED | RECORDING)) !== RECORDING) {
    span.flags |= ENDED;
    return;
  }
  if (span.more !== undefined) {
    if ((span.flags & GENERATOR) !== 0) countItems(span);
    span.more.tidy();
  }
  span.flags |= ENDED;
  span.finish = at;
  const parent = span.parent;
  const around =
    parent === undefined ? span.flags & MIN : (span.flags & MIN) | (parent.flags & (MIN | DROPPED | ENDED));
  if (around !== 0) {
    finishSlowly(span);
    return;
  }
  if (parent !== undefined) adopt(span, parent);
  deliver(span);
}

function countItems(span: LocalSpan): void {
  const resumed = span.more?.resumed ?? 0;
  span.setAttribute("uno.generator.items", resumed > 0 ? resumed - 1 : 0);
}

/** Ends a span whose work returned: status `ok`, unless the program has set one. */
export function complete(span: LocalSpan): void {
  if ((span.flags & STATUS_SET) === 0 && span.statusCode === 0 && (span.flags & ENDED) === 0)
    span.statusCode = 1;
  endSpan(span, now());
}

/** Makes the node from before `enter` current again, once. */
export function restore(span: LocalSpan): void {
  if ((span.flags & LEFT) !== 0) return;
  span.flags |= LEFT;
  const previous = span.previous;
  span.previous = undefined;
  goOut(span, previous);
  forgetFrames(span);
}

/**
 * An async function is about to wait for the first time: its caller goes on, in its own context. What is current now
 * (the span, or one that was made inside by hand) is kept for `stepIn`. Later waits need nothing: they begin in the
 * function's context and have no caller.
 */
export function stepOut(span: LocalSpan): LocalSpan | undefined {
  const inside = state.storage.getStore();
  const outside = span.previous;
  span.previous = inside;
  span.flags |= AWAY | LEFT;
  goOut(span, outside);
  return inside;
}

/** A generator is about to yield: its consumer goes on, in its own context. */
export function handOut(span: LocalSpan): void {
  const inside = state.storage.getStore();
  const outside = span.previous;
  span.previous = inside;
  span.flags |= AWAY | LEFT;
  if (span.more !== undefined) span.more.resumed++;
  goOut(span, outside);
}

/** The function goes on: after its first wait, or a generator's consumer has asked for more, from any context. */
export function stepIn(span: LocalSpan): void {
  const inside = span.previous;
  span.flags &= ~AWAY;
  if ((span.flags & GENERATOR) === 0) {
    span.previous = undefined;
    goBackIn(span, inside);
    forgetFrames(span);
  } else {
    span.previous = state.storage.getStore();
    span.flags &= ~LEFT;
    goBackIn(span, inside);
  }
}

/** Counts how often a generator was resumed: once for its begin, then once for each item. */
export function countResumption(span: LocalSpan): void {
  span.flags |= GENERATOR;
  if ((span.flags & RECORDING) !== 0) span.details().resumed++;
}

/** Hands an ended span to every processor. Tracing is off meanwhile: what processors call is not traced. */
export function deliver(span: LocalSpan, processors: readonly SpanProcessor[] = state.processors): void {
  const wasPaused = pause();
  // `finally`, since at the end of the stack even the report of a fault throws.
  try {
    for (let index = 0; index < processors.length; index++) endOne(processors[index] as SpanProcessor, span);
  } finally {
    resume(wasPaused);
  }
}

function endOne(processor: SpanProcessor, span: LocalSpan): void {
  try {
    processor.onEnd(span);
  } catch (error) {
    reportError("onEnd of a span processor threw", error);
  }
}
