// A span, a span context or a context that a program hands over in; the node that stands for it out.
import { carrierOf, currentNode, isLocalSpan, nodeOf, nodeWith, remoteSpan } from "../context/nodes.js";
import { report } from "../ground/faults.js";
import { INVALID } from "../ground/flags.js";
import { isSpanId, isTraceId } from "../ground/ids.js";
import { shown } from "../ground/options.js";
import type { Context } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanContext } from "../model/span.js";
import type { SpanLike, SpanOptions } from "../model/span-options.js";

/** Whether a value is a span, of whatever library. */
export function isSpanLike(value: unknown): value is SpanLike {
  return typeof (value as Partial<SpanLike> | null | undefined)?.spanContext === "function";
}

/** The node below which a span begins; what is no parent is reported, and the current one counts. */
export function nodeOfParent(parent: SpanOptions["parent"]): LocalSpan | undefined {
  const current = currentNode();
  if (parent === undefined || parent === null) return current;
  if (isSpanLike(parent)) return nodeWith(parent, current?.values);
  if (typeof (parent as Partial<Context>).getValue === "function") return nodeOf(parent as Context);
  const { traceId, spanId } = parent as SpanContext;
  if (isTraceId(traceId) && isSpanId(spanId))
    return carrierOf(remoteSpan(parent as SpanContext), current?.values);
  report(
    `the parent of a span must be a span, a span context or a context, got ${shown(parent)}; the current span is its parent`,
  );
  return current;
}

/**
 * The node of a span in which something is to run: the current context with that span in it. `undefined` for a span
 * that was made while tracing was off: it says nothing of what runs in it.
 */
export function nodeOfSpan(span: SpanLike): LocalSpan | undefined {
  if (isLocalSpan(span) && (span.flags & INVALID) !== 0) return undefined;
  return nodeWith(span, currentNode()?.values);
}
