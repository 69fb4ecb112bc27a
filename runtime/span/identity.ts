// Who a span and its parent are: a span in, span contexts and parent ids in OpenTelemetry's form out.

import { DROPPED, NEARBY, REMOTE, REMOTE_PARENT, SAMPLED, UNSAMPLED_PARENT } from "../ground/flags.js";
import { toHex } from "../ground/ids.js";
import type { LocalSpan } from "../model/local-span.js";
import type { ForkedTrace, LocalTrace } from "../model/local-trace.js";
import type { SpanContext, TraceState } from "../model/span.js";

/** The trace flags: sampled, and that the trace id is random. */
export function traceFlagsOf(span: LocalSpan): number {
  return (span.flags & SAMPLED) === 0 ? span.trace.randomFlag : 1 | span.trace.randomFlag;
}

/** The span context of a span. */
export function identityOf(span: LocalSpan): SpanContext {
  return identity(
    span,
    span.spanId,
    traceFlagsOf(span),
    (span.flags & (REMOTE | NEARBY)) === REMOTE,
    span.trace.traceState,
  );
}

/** The span context of the parent, `undefined` without one. */
export function parentIdentityOf(span: LocalSpan): SpanContext | undefined {
  const spanId = parentIdOf(span);
  return spanId === undefined
    ? undefined
    : identity(
        span,
        spanId,
        parentFlagsOf(span) | span.trace.randomFlag,
        hasRemoteParent(span),
        parentStateOf(span.trace),
      );
}

function parentFlagsOf({ flags }: LocalSpan): number {
  return (flags & UNSAMPLED_PARENT) === 0 ? 1 : 0;
}

// By shape: it may come from another copy of this library.
function parentStateOf(trace: LocalTrace): TraceState | undefined {
  return "parentState" in trace ? (trace as ForkedTrace).parentState : trace.traceState;
}

/** Whether the parent is in another process. */
export function hasRemoteParent(span: LocalSpan): boolean {
  return (span.flags & (REMOTE_PARENT | NEARBY)) === REMOTE_PARENT;
}

/** The parent's span id. A parent that was dropped (`min`) hands its children to its own. */
export function parentIdOf(span: LocalSpan): string | undefined {
  let node = span;
  while (node.parent !== undefined) {
    if ((node.parent.flags & DROPPED) === 0) return node.parent.spanId;
    node = node.parent;
  }
  return node.parentLow === 0 && node.parentHigh === 0
    ? undefined
    : toHex(node.parentHigh) + toHex(node.parentLow);
}

function identity(
  span: LocalSpan,
  spanId: string,
  traceFlags: number,
  isRemote: boolean,
  traceState: TraceState | undefined,
): SpanContext {
  return {
    traceId: span.traceId,
    spanId,
    traceFlags,
    ...(traceState !== undefined && { traceState }),
    ...(isRemote && { isRemote }),
  };
}
