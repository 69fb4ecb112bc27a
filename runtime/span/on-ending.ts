// `onEnding` of span processors: a span that is about to end in, to those who may still change it.

import { reportError } from "../ground/faults.js";
import { ENDED, KEEP, MIN } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import { state, turnBackOn, turnOff } from "../state/state.js";

/** Lets a span end in the slow way, where its end is announced; nothing else has to look whether anyone listens. */
export function announceLater(span: LocalSpan): void {
  span.flags |= MIN | KEEP;
}

/** Hands a span to the processors that may change it; it has its end time and is not yet over. */
export function announceEnd(span: LocalSpan): void {
  const wasOff = turnOff();
  span.flags &= ~ENDED;
  try {
    const { enders } = state;
    for (let index = 0; index < enders.length; index++) announceTo(enders[index] as SpanProcessor, span);
    span.more?.tidy();
  } finally {
    span.flags |= ENDED;
    turnBackOn(wasOff);
  }
}

function announceTo(processor: SpanProcessor, span: LocalSpan): void {
  try {
    processor.onEnding?.(span);
  } catch (error) {
    reportError("onEnding of a span processor threw", error);
  }
}
