// The spans that stand in a saved file in; what the screen asks about them out.
import { ColumnsBuilder, type TraceColumns } from "../../model/columns.js";
import type { Attributes } from "../../model/span.js";
import { matches, type QueriedSpan } from "../../query/matches.js";
import { parseQuery } from "../../query/parse.js";
import { QueryError } from "../../query/tree.js";
import { Refused } from "../ground/ask.js";
import type { SpanDetails, TraceSource } from "./trace-source.js";

/** What stands in the file for each span. */
export interface SavedSpan extends SpanDetails {
  readonly endNs: string;
  readonly site: string;
}

/** A trace without a viewer. Its spans come by start. */
export function savedSource(spans: readonly SavedSpan[]): TraceSource {
  const traceId = spans[0]?.traceId ?? "";
  return {
    traceId,
    columns: async () => columnsOf(traceId, spans),
    details: async (spanId) => spans.filter((span) => span.spanId === spanId),
    matching: async (line) => {
      const query = parsed(line);
      return new Set(spans.filter((span) => matches(query, queriedOf(span))).map(({ spanId }) => spanId));
    },
    attributeKeys: async () => keysOf(spans.map(({ attributes }) => attributes)),
    attribute: async (key) =>
      new Map(
        spans.flatMap(({ spanId, attributes }) =>
          attributes[key] === undefined ? [] : [[spanId, attributes[key]] as const],
        ),
      ),
    sourceLines: undefined,
    exports: [],
    hasAddress: false,
  };
}

function columnsOf(traceId: string, spans: readonly SavedSpan[]): TraceColumns {
  const builder = new ColumnsBuilder(traceId);
  for (const span of spans) builder.add(queriedOf(span));
  const columns = builder.columns();
  if (columns === undefined) throw new Refused("there is no span in this file", 0);
  return columns;
}

function queriedOf(span: SavedSpan): QueriedSpan {
  return {
    ...span,
    start: BigInt(span.startNs),
    end: BigInt(span.endNs),
    events: span.events.map((event) => ({ ...event, time: BigInt(event.timeNs) })),
  };
}

function parsed(line: string): ReturnType<typeof parseQuery> {
  try {
    return parseQuery(line);
  } catch (cause) {
    throw cause instanceof QueryError ? new Refused(`${cause.message}\n${cause.frame}`, 0) : cause;
  }
}

/** The most frequent first. */
function keysOf(all: readonly Attributes[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const attributes of all)
    for (const key of Object.keys(attributes)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
