// An ended span in, to every processor.
import { reportError } from "../ground/faults.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import { state, turnBackOn, turnOff } from "../state/state.js";

/** Hands an ended span to every processor. Tracing is off meanwhile: what processors call is not traced. */
export function deliver(span: LocalSpan, processors: readonly SpanProcessor[] = state.processors): void {
  const wasOff = turnOff();
  // `finally`, since at the end of the stack even the report of a fault throws.
  try {
    for (let index = 0; index < processors.length; index++) endOne(processors[index] as SpanProcessor, span);
  } finally {
    turnBackOn(wasOff);
  }
}

function endOne(processor: SpanProcessor, span: LocalSpan): void {
  try {
    processor.onEnd(span);
  } catch (error) {
    reportError("onEnd of a span processor threw", error);
  }
}
