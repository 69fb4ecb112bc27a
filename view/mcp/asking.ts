// What the tools ask and get: the questions of the viewer, and the members of its answers that they read.
import type { Attributes } from "../model/span.js";
import type { Question } from "../server/questions.js";

/** Asks a viewer, or a database. */
export type Ask = (question: Question, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** A span of `/api/trace`; they come depth-first. */
export interface TraceSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
  readonly kind: number;
  readonly scope: string;
  readonly status: number;
  readonly statusMessage: string;
  readonly start: string;
  readonly durationMs: number;
  readonly selfMs: number;
  readonly depth: number;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events: readonly TraceEvent[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

/** An event of a span. */
export interface TraceEvent {
  readonly name: string;
  readonly time: string;
  readonly attributes: Attributes;
}

/** All spans of a trace. */
export async function spansOfTrace(ask: Ask, id: string): Promise<readonly TraceSpan[]> {
  const { spans } = (await ask("trace", { id })) as { spans: readonly TraceSpan[] };
  return spans;
}
