// The id of a trace in, all of its spans out of DuckDB, as they were received.
import type { Attributes, Span, SpanEvent, SpanLink } from "../../model/span.js";
import { bareSpanOf, type Row } from "../rows.js";
import type { Ask } from "./report-sql.js";

/** All spans of a trace, or those of one id, by start. */
export async function readTrace(ask: Ask, traceId: string, spanId?: string): Promise<Span[]> {
  const [also, values] = spanId === undefined ? ["", [traceId]] : [" AND span_id = $2", [traceId, spanId]];
  const rows = await ask(
    `SELECT s.*, r.attributes AS resource FROM spans s LEFT JOIN resources r ON r.resource_id = s.resource_id
      WHERE s.trace_id = $1${also} ORDER BY s.start_ns, s.end_ns DESC, s.span_id`,
    values,
  );
  const events = groupOf(
    await ask(`SELECT * FROM events WHERE trace_id = $1${also} ORDER BY time_ns`, values),
    eventOf,
  );
  const links = groupOf(await ask(`SELECT * FROM links WHERE trace_id = $1${also}`, values), linkOf);
  return rows.map((row) => {
    const spanId = String(row.span_id);
    return { ...spanOf(row), events: events.get(spanId) ?? [], links: links.get(spanId) ?? [] };
  });
}

function groupOf<T>(rows: readonly Row[], read: (row: Row) => T): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(String(row.span_id));
    if (group === undefined) groups.set(String(row.span_id), [read(row)]);
    else group.push(read(row));
  }
  return groups;
}

function spanOf(row: Row): Omit<Span, "events" | "links"> {
  return {
    ...bareSpanOf(row),
    isRemote: (row.is_remote as boolean | null) ?? undefined,
    resource: recordOf(row.resource),
    attributes: recordOf(row.attributes),
  };
}

function eventOf(row: Row): SpanEvent {
  return {
    name: String(row.name),
    time: BigInt(row.time_ns as string),
    attributes: recordOf(row.attributes),
  };
}

function linkOf(row: Row): SpanLink {
  return {
    traceId: String(row.linked_trace_id),
    spanId: String(row.linked_span_id),
    attributes: recordOf(row.attributes),
  };
}

function recordOf(text: unknown): Attributes {
  return typeof text === "string" ? JSON.parse(text) : {};
}
