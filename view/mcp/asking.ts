// What the tools ask and get: the questions of the viewer, and the members of its answers that they read.
import type { Plain } from "../format/json.js";
import type { Span, SpanEvent } from "../model/span.js";
import type { Question } from "../server/questions.js";

/** Asks a viewer, or a database. */
export type Ask = (question: Question, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** A span of `/api/trace`; they come depth-first. */
export type TraceSpan = Plain<
  Span & { readonly duration: bigint; readonly depth: number; readonly self: bigint }
>;

/** An event of a span. */
export type TraceEvent = Plain<SpanEvent>;

/** All spans of a trace. */
export async function spansOfTrace(ask: Ask, id: string): Promise<readonly TraceSpan[]> {
  const { spans } = (await ask("trace", { id })) as { spans: readonly TraceSpan[] };
  return spans;
}
