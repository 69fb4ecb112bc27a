// The begin of a span, whoever asks for it: a site and the current node in; a started span, of which the processors have
// heard, out.

import { contextOf, spanOf } from "../context/nodes.js";
import { now, readingAt } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import {
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
import type { LocalSpan, SpanClass } from "../model/local-span.js";
import { fork, type LocalTrace } from "../model/local-trace.js";
import type { SpanProcessor } from "../model/processor.js";
import type { Site } from "../model/site.js";
import type { SpanOptions } from "../model/span-options.js";
import { change } from "../recording/details.js";
import { liveNode } from "../span/disposal.js";
import { announceLater } from "../span/on-ending.js";
import { SpanNode } from "../span/span-node.js";
import { newTrace, presentOf } from "../span/traces.js";
import { state, turnBackOn, turnOff } from "../state/state.js";
import { decide } from "./decision.js";

/**
 * Starts a span below what is current, for generated code; `undefined` when nothing is to be recorded there. The span is
 * not made current. That of a child is all here, and so short that V8 inlines it, and that of a trace has a way of its own;
 * see decision 22.
 */
export function startSpan(site: Site, given: LocalSpan | undefined): LocalSpan | undefined {
  if (given === undefined && state.bridge === undefined && state.judge === undefined) return beginTrace(site);
  if (given === undefined || (given.flags & SPECIAL) !== 0 || site.root || state.asksChildren)
    return beginSpan(site, given, undefined);
  const flags = site.min === 0 ? RECORDING | SAMPLED : RECORDING | SAMPLED | MIN;
  const span = new SpanNode(site, given.trace, given, given.values, flags, now());
  if (state.starters.length !== 0) notifyStart(span, given);
  return span;
}

/** A trace of this library alone that nobody says anything of: all that is left of {@link beginHere}. */
function beginTrace(site: Site): LocalSpan {
  state.started = true;
  const trace = newTrace();
  const { flags } = decide(site, trace, undefined, undefined, undefined);
  if ((flags & RECORDING) === 0) return new SpanNode(site, trace, undefined, undefined, flags, Number.NaN);
  const all = site.min === 0 ? flags : flags | MIN;
  const span = new SpanNode(site, trace, undefined, undefined, all, presentOf(trace));
  if (state.starters.length !== 0) notifyStart(span, undefined);
  return span;
}

/** The same with what a program says of the span; made by another SDK where there is a bridge to one. */
export function beginSpan(
  site: Site,
  given: LocalSpan | undefined,
  options: SpanOptions | undefined,
): LocalSpan | undefined {
  const current = liveNode(given);
  const { bridge } = state;
  if (bridge === undefined) return beginHere(SpanNode, site, current, options);
  if (isLost(site, current)) return undefined;
  state.started = true;
  const span = bridge.start(site, given, options);
  if (state.starters.length !== 0 && span !== undefined) notifyStart(span, current);
  return span;
}

/**
 * Begins a span of this library, of the given class, below `current`; `undefined` below what is not recorded. A new
 * trace that is not sampled gives a span that records nothing, so that what runs below knows.
 */
export function beginHere<S extends LocalSpan>(
  kind: SpanClass<S>,
  site: Site,
  current: LocalSpan | undefined,
  options: SpanOptions | undefined,
): S | undefined {
  if (isLost(site, current)) return undefined;
  state.started = true;
  const above = spanOf(current);
  const parent = site.root ? undefined : above;
  const trace = parent === undefined ? newTrace() : parent.trace;
  const { flags, attributes, traceState } = decide(site, trace, parent, current, options);
  const at = (flags & UNSAMPLED) === 0 ? beginOf(trace, options) : Number.NaN;
  const line = state.judge === undefined ? trace : fork(trace, traceState ?? trace.traceState);
  const span = new kind(site, line, undefined, current?.values, flags, at);
  attach(span, parent);
  if ((flags & RECORDING) === 0) return span;
  if (parent !== above && above !== undefined) span.addLink({ context: above.spanContext() });
  if (options) change(() => describe(span, options));
  if (attributes !== undefined) span.setAttributes(attributes);
  if (state.starters.length !== 0) notifyStart(span, current);
  return span;
}

function isLost(site: Site, current: LocalSpan | undefined): boolean {
  if (current === undefined || (current.flags & UNSAMPLED) === 0) return false;
  return !site.root || (current.flags & SUPPRESSED) !== 0;
}

function beginOf(trace: LocalTrace, options: SpanOptions | undefined): number {
  const present = presentOf(trace);
  return options?.startTime === undefined ? present : readingAt(options.startTime);
}

// Whose child a new span is. One that OpenTelemetry's sampler refused is nobody's: it stands for itself.
function attach(span: LocalSpan, parent: LocalSpan | undefined): void {
  if ((span.flags & REMOTE) !== 0) {
    span.ensureId();
    return;
  }
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

function describe(span: LocalSpan, { attributes, links }: SpanOptions): void {
  if (attributes !== undefined) span.setAttributes(attributes);
  if (links !== undefined) span.addLinks(links);
}

// Tells the processors that want to hear of starts, and remembers the span for those of its end.
function notifyStart(span: LocalSpan, current: LocalSpan | undefined): void {
  if ((span.flags & RECORDING) === 0) return;
  if (state.enders.length > 0) announceLater(span);
  const wasOff = turnOff();
  try {
    const { starters } = state;
    for (let index = 0; index < starters.length; index++)
      startOne(starters[index] as SpanProcessor, span, current);
  } finally {
    turnBackOn(wasOff);
  }
}

function startOne(processor: SpanProcessor, span: LocalSpan, current: LocalSpan | undefined): void {
  try {
    processor.onStart?.(span, contextOf(current));
  } catch (error) {
    reportError("onStart of a span processor threw", error);
  }
}
