// Traces: a new one, the one of an id that came from elsewhere, none; and the present of a trace.
import { now, wallShift } from "../ground/clock.js";
import { fromHex, random32 } from "../ground/ids.js";
import { LocalTrace } from "../model/local-trace.js";
import type { TraceState } from "../model/span.js";
import { state } from "../state/state.js";

/**
 * A trace with a new random id. The first word is never zero, hence the id never is; the last seven bytes are random in
 * every bit, as the random flag says (https://www.w3.org/TR/trace-context-2/#randomness-of-trace-id).
 */
export function newTrace(): LocalTrace {
  return new LocalTrace(random32() | 1, random32(), random32(), random32(), state.settings.resource);
}

/** No trace: what stands for a span without ids has it. */
export function noTrace(): LocalTrace {
  const trace = new LocalTrace(0, 0, 0, 0, state.settings.resource);
  trace.randomFlag = 0;
  return trace;
}

/** A reading of the present, at which a span begins: with the first one of a trace in this process its shift is set. */
export function presentOf(trace: LocalTrace): number {
  const reading = now();
  trace.shift ??= wallShift(reading);
  return reading;
}

/** The trace of an id that came from elsewhere; `id` has 32 hex digits. */
export function traceOf(id: string, traceState: TraceState | undefined): LocalTrace {
  const trace = new LocalTrace(
    fromHex(id, 0),
    fromHex(id, 8),
    fromHex(id, 16),
    fromHex(id, 24),
    state.settings.resource,
  );
  trace.hex = id;
  trace.traceState = traceState;
  trace.randomFlag = 0;
  return trace;
}
