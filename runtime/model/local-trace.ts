// What all spans of one trace in this process share: the trace id, tracestate and the resource.
import { toHex } from "../ground/ids.js";
import type { Resource, TraceState } from "./span.js";

/** The shared part of a trace; hex is made only when asked for. */
export class LocalTrace {
  a: number;
  b: number;
  c: number;
  d: number;
  hex: string | undefined;
  traceState: TraceState | undefined;
  /** The trace flags beside the sampled one: that the id is random, as whoever began the trace says. */
  randomFlag: 0 | 2;
  /** What is added to readings of its spans to get the time; `undefined` until the first begins in this process. */
  shift: number | undefined;
  /** Of the time when the trace began, so that a later set-up does not rename spans that wait for export. */
  readonly resource: Resource;

  constructor(a: number, b: number, c: number, d: number, resource: Resource) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.hex = undefined;
    this.traceState = undefined;
    this.randomFlag = 2;
    this.shift = undefined;
    this.resource = resource;
  }

  /** The trace id, 32 hex digits. */
  get id(): string {
    this.hex ??= toHex(this.a) + toHex(this.b) + toHex(this.c) + toHex(this.d);
    return this.hex;
  }
}

/** A reading of a span as one from which `toHrTime` makes the time. */
export function shifted(trace: LocalTrace, reading: number): number {
  return trace.shift === undefined ? reading : reading + trace.shift;
}

/** A trace as seen by a span whose parent has another tracestate. */
export class ForkedTrace extends LocalTrace {
  readonly parentState: TraceState | undefined;

  constructor(trace: LocalTrace, parentState: TraceState | undefined) {
    super(trace.a, trace.b, trace.c, trace.d, trace.resource);
    this.hex = trace.hex;
    this.randomFlag = trace.randomFlag;
    this.traceState = trace.traceState;
    this.shift = trace.shift;
    this.parentState = parentState;
  }
}

/** A parent's trace for a child that has the given tracestate. */
export function fork(trace: LocalTrace, traceState: TraceState | undefined): LocalTrace {
  if (traceState === trace.traceState && !("parentState" in trace)) return trace;
  const forked = new ForkedTrace(trace, trace.traceState);
  forked.traceState = traceState;
  return forked;
}
