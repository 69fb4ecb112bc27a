// The id of a trace in; its spans as columns, single ones, which match a query, and their attributes, out of ClickHouse.
import { ColumnsBuilder, type TraceColumns } from "../../model/columns.js";
import { kindOf, statusOf } from "../../model/span.js";
import type { AttributeOfSpan } from "../store.js";
import type { Ask } from "./client.js";
import type { Condition } from "./compile.js";

/** `undefined` if it has no spans. */
export async function readColumns(ask: Ask, traceId: string): Promise<TraceColumns | undefined> {
  const rows = await ask(
    `SELECT span_id, parent_id, name, service, site, kind, status, start_ns, end_ns FROM spans
      WHERE trace_id = {p1:String} ORDER BY start_ns, end_ns DESC, span_id`,
    [traceId],
  );
  const builder = new ColumnsBuilder(traceId);
  for (const row of rows)
    builder.add({
      spanId: row.span_id as string,
      parentId: row.parent_id as string,
      name: row.name as string,
      service: row.service as string,
      site: row.site as string,
      kind: kindOf(row.kind),
      status: statusOf(row.status),
      start: BigInt(row.start_ns as string),
      end: BigInt(row.end_ns as string),
    });
  return builder.columns();
}

/** Ids of the spans that match. */
export async function readMatching(
  ask: Ask,
  traceId: string,
  { sql, values }: Condition,
): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT DISTINCT s.span_id AS id FROM spans s WHERE s.trace_id = {p${values.length + 1}:String} AND ${sql}`,
    [...values, traceId],
  );
  return rows.map(({ id }) => id as string);
}

/** Keys of attributes of its spans, the most frequent first. */
export async function readAttributeKeys(ask: Ask, traceId: string): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT key, count() AS calls FROM (SELECT arrayJoin(mapKeys(attributes)) AS key FROM spans WHERE trace_id = {p1:String})
      GROUP BY key ORDER BY calls DESC, key LIMIT 1000`,
    [traceId],
  );
  return rows.map(({ key }) => key as string);
}

/** The value of one attribute, of the spans that have it. */
export async function readAttribute(
  ask: Ask,
  traceId: string,
  key: string,
): Promise<readonly AttributeOfSpan[]> {
  const rows = await ask(
    `SELECT span_id, attributes[{p2:String}] AS value FROM spans
      WHERE trace_id = {p1:String} AND mapContains(attributes, {p2:String})`,
    [traceId, key],
  );
  return rows.map((row) => ({ spanId: row.span_id as string, value: row.value as string }));
}
