// A span, a span context or a context that a program hands over in; out comes the node that stands for it, or what runs in it.
import { carrierOf, currentNode, isLocalSpan, nodeOf, nodeWith, remoteSpan } from "../context/nodes.js";
import { attempt, report } from "../ground/faults.js";
import { INVALID } from "../ground/flags.js";
import { isSpanId, isTraceId } from "../ground/ids.js";
import { shown } from "../ground/options.js";
import type { Context } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanContext } from "../model/span.js";
import type { SpanLike, SpanOptions } from "../model/span-options.js";
import { state } from "../state/state.js";

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

/** Runs a function in the current context with a given span in it; the span is neither ended nor written to. */
export function runWithGiven<T, S extends SpanLike>(span: S, fn: (span: S) => T): T {
  const node = attempt("a span could not be made current", () => nodeOfSpan(span));
  return node === undefined ? fn(span) : state.storage.run(node, fn, span);
}

// The current context with that span in it. `undefined` for a span that was made while tracing was off: it says nothing of
// what runs in it.
function nodeOfSpan(span: SpanLike): LocalSpan | undefined {
  if (isLocalSpan(span) && (span.flags & INVALID) !== 0) return undefined;
  return nodeWith(span, currentNode()?.values);
}
