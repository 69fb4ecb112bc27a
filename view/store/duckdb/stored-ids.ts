// Spans in; the ids of those among them that are stored already out.
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Span } from "../../model/span.js";

/** What tells a span from all others. */
export function idOf({ traceId, spanId }: Span): string {
  return traceId + spanId;
}

/**
 * A span that is sent again begins when it did before: rows are stored about in that order, so that DuckDB looks at few of
 * them, however many there are.
 */
export async function storedAmong(
  connection: DuckDBConnection,
  spans: readonly Span[],
): Promise<ReadonlySet<string>> {
  let [{ start: first }] = spans as readonly [Span, ...Span[]];
  let last = first;
  for (const { start } of spans) {
    if (start < first) first = start;
    if (start > last) last = start;
  }
  const reader = await connection.runAndReadAll(
    `SELECT trace_id || span_id FROM spans WHERE start_ns BETWEEN $1 AND $2
      AND span_id IN (SELECT unnest(string_split($3, ' ')))`,
    [first, last, spans.map(({ spanId }) => spanId).join(" ")],
  );
  return new Set(reader.getRows().map(([id]) => String(id)));
}
