// Conditions in; lists of traces, spans and operations, and histograms, out of DuckDB.
import {
  BARS_OF_TEN,
  barsFrom,
  barsOf,
  foundSpanOf,
  foundSpansSql,
  operationOf,
  summaryOf,
} from "../rows.js";
import type { Bar, FoundSpan, Operation, TimeRange, TraceSummary } from "../store.js";
import type { Condition } from "./compile.js";
import type { Ask } from "./report-sql.js";
import { TRACES } from "./schema.js";

/** Spans among which the newest traces are looked for first: enough for any but the longest traces. */
const NEAR = 20_000;

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

/** Spans that match, newest first. */
export async function readSpans(ask: Ask, { sql, values }: Condition, limit: number): Promise<FoundSpan[]> {
  return (await ask(foundSpansSql(sql, limit), values)).map(foundSpanOf);
}

/** Spans that match, by service and name. */
export async function readOperations(
  ask: Ask,
  { sql, values }: Condition,
  limit: number,
): Promise<Operation[]> {
  const bar = barOf(BARS_OF_TEN);
  const rows = await ask(
    `SELECT service, name, max(site) AS a_site, count(*) AS calls, count(*) FILTER (status = 'error') AS errors,
        quantile_disc(duration_ns, [0.5, 0.95, 0.99]) AS quantiles, max(duration_ns) AS longest,
        sum(duration_ns) AS total, histogram(${bar}) AS bars, histogram(${bar}) FILTER (status = 'error') AS error_bars
      FROM spans s WHERE ${sql} GROUP BY service, name ORDER BY total DESC, service, name LIMIT ${limit}`,
    values,
  );
  return rows.map((row) =>
    operationOf(row, barsOf(countsOf(row.bars), countsOf(row.error_bars), BARS_OF_TEN)),
  );
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
    `SELECT ${barOf(barsOfTen)} AS bar, count(*) AS calls, count(*) FILTER (status = 'error') AS errors
      FROM spans s WHERE ${sql} GROUP BY bar`,
    values,
  );
  return barsFrom(rows, barsOfTen);
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
