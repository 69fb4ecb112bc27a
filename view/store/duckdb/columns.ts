// The id of a trace in; its spans as columns, single ones whole, and which match a query, out of DuckDB.
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { ColumnsBuilder, type TraceColumns } from "../../model/columns.js";
import { type AttributeValue, kindOf, statusOf } from "../../model/span.js";
import type { AttributeOfSpan } from "../store.js";
import { type Condition, pointerTo } from "./compile.js";
import type { Ask } from "./report-sql.js";

/** By pieces, between which others are served: a trace may have very many spans. `undefined` if it has none. */
export async function readColumns(
  connection: DuckDBConnection,
  traceId: string,
): Promise<TraceColumns | undefined> {
  const result = await connection.stream(
    `SELECT span_id, parent_id, name, service, site, kind, status, start_ns, end_ns FROM spans
      WHERE trace_id = $1 ORDER BY start_ns, end_ns DESC, span_id`,
    [traceId],
  );
  const builder = new ColumnsBuilder(traceId);
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
    for (const row of chunk.getRows()) add(builder, row);
  return builder.columns();
}

function add(builder: ColumnsBuilder, row: readonly DuckDBValue[]): void {
  const [spanId, parentId, name, service, site, kind, status, start, end] = row;
  builder.add({
    spanId: String(spanId),
    parentId: String(parentId),
    name: String(name),
    service: String(service),
    site: String(site),
    kind: kindOf(kind),
    status: statusOf(status),
    start: start as bigint,
    end: end as bigint,
  });
}

/** Ids of the spans that match. */
export async function readMatching(
  ask: Ask,
  traceId: string,
  { sql, values }: Condition,
): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT DISTINCT s.span_id FROM spans s WHERE s.trace_id = $${values.length + 1} AND ${sql}`,
    [...values, traceId],
  );
  return rows.map((row) => String(row.span_id));
}

/** Keys of attributes of its spans, the most frequent first. */
export async function readAttributeKeys(ask: Ask, traceId: string): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT key, count(*) AS spans FROM (SELECT unnest(json_keys(attributes)) AS key FROM spans WHERE trace_id = $1)
      GROUP BY key ORDER BY spans DESC, key LIMIT 1000`,
    [traceId],
  );
  return rows.map((row) => String(row.key));
}

/** The value of one attribute, of the spans that have it. */
export async function readAttribute(
  ask: Ask,
  traceId: string,
  key: string,
): Promise<readonly AttributeOfSpan[]> {
  const rows = await ask(
    `SELECT span_id, json_extract(attributes, $2) AS value FROM spans
      WHERE trace_id = $1 AND json_exists(attributes, $2)`,
    [traceId, pointerTo(key)],
  );
  return rows.map((row) => ({
    spanId: String(row.span_id),
    value: JSON.parse(String(row.value)) as AttributeValue,
  }));
}
