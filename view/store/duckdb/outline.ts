// A condition in; the spans of the newest traces with a span that matches, without their attributes, out of DuckDB.
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Outline, OutlineBounds, OutlineSpan } from "../store.js";
import type { Condition } from "./compile.js";

/** Whole traces, by the newest span that matches, until there are too many spans; the first one in any case. */
function takenOf(condition: string, { traces, spans }: OutlineBounds): string {
  return `WITH hits AS (
      SELECT s.trace_id, max(s.start_ns) AS newest_ns FROM spans s WHERE ${condition} GROUP BY s.trace_id
    ), newest AS (
      SELECT *, (SELECT count(*) FROM hits) AS found FROM hits ORDER BY newest_ns DESC, trace_id LIMIT ${traces}
    ), sized AS (
      SELECT trace_id, any_value(found) AS found, any_value(newest_ns) AS newest_ns, count(*) AS spans
      FROM spans JOIN newest USING (trace_id) GROUP BY trace_id
    )
    SELECT trace_id, found, row_number() OVER newest AS place FROM sized
    WINDOW newest AS (ORDER BY newest_ns DESC, trace_id ROWS UNBOUNDED PRECEDING)
    QUALIFY sum(spans) OVER newest <= ${spans} OR place = 1`;
}

/** By pieces, between which others are served: a group may have many spans. */
export async function readOutline(
  connection: DuckDBConnection,
  { sql, values }: Condition,
  bounds: OutlineBounds,
): Promise<Outline> {
  await connection.run(`CREATE TEMP TABLE taken AS ${takenOf(sql, bounds)}`, [...values] as DuckDBValue[]);
  const counted = await connection.runAndReadAll("SELECT coalesce(max(found), 0), count(*) FROM taken");
  const result = await connection.stream(
    `SELECT s.trace_id, s.span_id, s.parent_id, s.service, s.name, s.site, s.start_ns, s.end_ns, s.status = 'error'
      FROM spans s JOIN taken USING (trace_id) ORDER BY place, s.start_ns`,
  );
  const spans: OutlineSpan[] = [];
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
    for (const row of chunk.getRows()) spans.push(spanOf(row));
  const [found, taken] = counted.getRows()[0]?.map(Number) ?? [];
  return { found: found ?? 0, taken: taken ?? 0, spans };
}

function spanOf(row: readonly DuckDBValue[]): OutlineSpan {
  const [traceId, spanId, parentId, service, name, site, start, end, isError] = row;
  return {
    traceId: String(traceId),
    spanId: String(spanId),
    parentId: String(parentId),
    service: String(service),
    name: String(name),
    site: String(site),
    start: start as bigint,
    end: end as bigint,
    isError: isError === true,
  };
}
