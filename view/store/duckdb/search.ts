// Conditions in; lists of traces, spans and operations, and histograms, out of DuckDB.

import type { Bar, FoundSpan, Operation, TimeRange, TraceSummary } from "../store.js";
import type { Condition } from "./compile.js";
import type { Ask, Row } from "./report-sql.js";
import { TRACES } from "./schema.js";

/** Spans among which the newest traces are looked for first: enough for any but the longest traces. */
const NEAR = 20_000;

/** Bars of an operation for each power of ten of a nanosecond. */
const BARS_OF_TEN = 4;

function barOf(barsOfTen: number): string {
  return `floor(log10(greatest(duration_ns, 1)) * ${barsOfTen})::INTEGER`;
}

/** Traces with a span that matches. Few are sorted, unless long traces hide the others. */
export async function readTraces(
  ask: Ask,
  { sql, values }: Condition,
  limit: number,
): Promise<TraceSummary[]> {
  const list = async (near: string) => {
    const rows = await ask(
      `WITH hits AS (SELECT s.trace_id, s.start_ns FROM spans s WHERE ${sql} ${near}),
        newest AS (SELECT trace_id, max(start_ns) AS newest_ns FROM hits GROUP BY trace_id ORDER BY newest_ns DESC LIMIT ${limit})
      SELECT t.* FROM newest n JOIN (
        ${TRACES} WHERE trace_id IN (SELECT trace_id FROM newest) GROUP BY trace_id
      ) t ON t.trace_id = n.trace_id ORDER BY n.newest_ns DESC, t.trace_id`,
      values,
    );
    return rows.map(summaryOf);
  };
  const near = await list(`ORDER BY s.start_ns DESC LIMIT ${NEAR}`);
  if (near.length >= limit) return near;
  const [row] = await ask(
    `SELECT count(*) AS count FROM (FROM spans s SELECT 1 WHERE ${sql} LIMIT ${NEAR + 1})`,
    values,
  );
  return Number(row?.count) > NEAR ? list("") : near;
}

function summaryOf(row: Row): TraceSummary {
  return {
    traceId: String(row.trace_id),
    name: String(row.name),
    service: String(row.service),
    start: BigInt(row.start_ns as string),
    duration: BigInt(row.duration_ns as string),
    spans: Number(row.spans),
    errors: Number(row.errors),
    services: row.services as string[],
  };
}

/** Spans that match, newest first. */
export async function readSpans(ask: Ask, { sql, values }: Condition, limit: number): Promise<FoundSpan[]> {
  const rows = await ask(
    `SELECT trace_id, span_id, service, name, kind, start_ns, duration_ns, status, message, site
      FROM spans s WHERE ${sql} ORDER BY start_ns DESC, span_id LIMIT ${limit}`,
    values,
  );
  return rows.map((row) => ({
    traceId: String(row.trace_id),
    spanId: String(row.span_id),
    service: String(row.service),
    name: String(row.name),
    kind: String(row.kind),
    start: BigInt(row.start_ns as string),
    duration: BigInt(row.duration_ns as string),
    status: String(row.status),
    message: String(row.message),
    site: String(row.site),
  }));
}

/** Spans that match, by service and name. */
export async function readOperations(
  ask: Ask,
  { sql, values }: Condition,
  limit: number,
): Promise<Operation[]> {
  const bar = barOf(BARS_OF_TEN);
  const rows = await ask(
    `SELECT service, name, max(site) AS site, count(*) AS count, count(*) FILTER (status = 'error') AS errors,
        quantile_disc(duration_ns, [0.5, 0.95, 0.99]) AS quantiles, max(duration_ns) AS max,
        sum(duration_ns) AS total, histogram(${bar}) AS bars, histogram(${bar}) FILTER (status = 'error') AS error_bars
      FROM spans s WHERE ${sql} GROUP BY service, name ORDER BY total DESC, service, name LIMIT ${limit}`,
    values,
  );
  return rows.map(operationOf);
}

function operationOf(row: Row): Operation {
  const [p50, p95, p99] = (row.quantiles as string[]).map(BigInt) as [bigint, bigint, bigint];
  return {
    service: String(row.service),
    name: String(row.name),
    site: String(row.site),
    count: Number(row.count),
    errors: Number(row.errors),
    p50,
    p95,
    p99,
    max: BigInt(row.max as string),
    total: BigInt(row.total as string),
    bars: barsOf(countsOf(row.bars), countsOf(row.error_bars), BARS_OF_TEN),
  };
}

/** A MAP of the database; null where it would be empty. */
function countsOf(map: unknown): ReadonlyMap<number, number> {
  const entries = (map ?? []) as readonly { readonly key: unknown; readonly value: unknown }[];
  return new Map(entries.map(({ key, value }) => [Number(key), Number(value)]));
}

/** How long spans that match took. */
export async function readHistogram(
  ask: Ask,
  { sql, values }: Condition,
  barsOfTen: number,
): Promise<readonly Bar[]> {
  const rows = await ask(
    `SELECT ${barOf(barsOfTen)} AS bar, count(*) AS count, count(*) FILTER (status = 'error') AS errors
      FROM spans s WHERE ${sql} GROUP BY bar`,
    values,
  );
  const column = (name: string) => new Map(rows.map((row) => [Number(row.bar), Number(row[name])]));
  return barsOf(column("count"), column("errors"), barsOfTen);
}

/** Bars between the first and the last are there where they are empty, too. */
function barsOf(
  counts: ReadonlyMap<number, number>,
  errors: ReadonlyMap<number, number>,
  barsOfTen: number,
): readonly Bar[] {
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  return Array.from({ length: Math.max(...counts.keys()) - first + 1 }, (_, index) => ({
    below: BigInt(Math.round(10 ** ((first + index + 1) / barsOfTen))),
    count: counts.get(first + index) ?? 0,
    errors: errors.get(first + index) ?? 0,
  }));
}

/** When the spans that match were there. */
export async function readRange(ask: Ask, { sql, values }: Condition): Promise<TimeRange | undefined> {
  const [row] = await ask(
    `SELECT min(start_ns) AS start_ns, max(end_ns) AS end_ns FROM spans s WHERE ${sql}`,
    values,
  );
  if (row === undefined || row.start_ns === null) return undefined;
  return { start: BigInt(row.start_ns as string), end: BigInt(row.end_ns as string) };
}
