// Conditions in; lists of traces, spans and operations, and histograms, out of ClickHouse.
import {
  BARS_OF_TEN,
  barsFrom,
  foundSpanOf,
  foundSpansSql,
  operationOf,
  type Row,
  summaryOf,
} from "../rows.js";
import type { Bar, FoundSpan, Operation, TimeRange, TraceSummary } from "../store.js";
import type { Ask } from "./client.js";
import type { Condition } from "./compile.js";

/** The root is the span without a parent; where it is not here, the earliest one. */
const ROOT_FIRST = "(parent_id != '', start_ns)";

/** As texts: a value that is there, the first to which so large a share comes; DuckDB's `quantile_disc`. */
export function quantilesOf(column: string, shares: readonly number[]): string {
  return `toJSONString(arrayMap(share -> toString(sorted[greatest(1, toUInt64(ceil(length(sorted) * share)))]),
    [${shares.join(", ")}])) AS quantiles, arraySort(groupArray(${column})) AS sorted`;
}

function barOf(barsOfTen: number): string {
  return `toInt32(floor(log10(greatest(duration_ns, 1)) * ${barsOfTen}))`;
}

/** Ids of the traces with a span that matches, the one with the newest first. */
export async function newestTraces(
  ask: Ask,
  { sql, values }: Condition,
  limit: number,
): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT trace_id FROM spans s WHERE ${sql} GROUP BY trace_id ORDER BY max(start_ns) DESC, trace_id LIMIT ${limit}`,
    values,
  );
  return rows.map(({ trace_id }) => trace_id as string);
}

/** Traces with a span that matches. */
export async function readTraces(ask: Ask, condition: Condition, limit: number): Promise<TraceSummary[]> {
  const ids = await newestTraces(ask, condition, limit);
  if (ids.length === 0) return [];
  const rows = await ask(
    `SELECT trace_id, root_name AS name, root_service AS service, first AS start_ns, length AS duration_ns, spans, errors, services FROM (
      SELECT trace_id, argMin(name, ${ROOT_FIRST}) AS root_name, argMin(service, ${ROOT_FIRST}) AS root_service,
      min(start_ns) AS first, max(end_ns) - first AS length, count() AS spans, countIf(status = 'error') AS errors,
      toJSONString(arraySort(groupUniqArray(service))) AS services
      FROM spans WHERE trace_id IN (${listOf(ids)}) GROUP BY trace_id)`,
  );
  const byId = new Map(rows.map((row) => [row.trace_id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [summaryOf(row)];
  });
}

/** Ids are hexadecimal digits; whatever else an exporter has written is quoted. */
export function listOf(ids: readonly string[]): string {
  return ids.map((id) => `'${id.replaceAll(/[\\']/g, "\\$&")}'`).join(", ");
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
  const rows = await ask(
    `SELECT service, name, max(site) AS a_site, count() AS calls, countIf(status = 'error') AS errors,
        ${quantilesOf("duration_ns", [0.5, 0.95, 0.99])},
        max(duration_ns) AS longest, sum(duration_ns) AS total
      FROM spans s WHERE ${sql} GROUP BY service, name ORDER BY total DESC, service, name LIMIT ${limit}`,
    values,
  );
  const bars = await ask(
    `SELECT service, name, ${barOf(BARS_OF_TEN)} AS bar, count() AS calls, countIf(status = 'error') AS errors
      FROM spans s WHERE ${sql} GROUP BY service, name, bar LIMIT 100000`,
    values,
  );
  const ofOperation = byOperation(bars);
  return rows.map((row) => operationOf(row, barsFrom(ofOperation.get(keyOf(row)) ?? [], BARS_OF_TEN)));
}

function keyOf({ service, name }: Row): string {
  return JSON.stringify([service, name]);
}

function byOperation(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** How long spans that match took. */
export async function readHistogram(
  ask: Ask,
  { sql, values }: Condition,
  barsOfTen: number,
): Promise<readonly Bar[]> {
  const rows = await ask(
    `SELECT ${barOf(barsOfTen)} AS bar, count() AS calls, countIf(status = 'error') AS errors
      FROM spans s WHERE ${sql} GROUP BY bar`,
    values,
  );
  return barsFrom(rows, barsOfTen);
}

/** When the spans that match were there. */
export async function readRange(ask: Ask, { sql, values }: Condition): Promise<TimeRange | undefined> {
  const [row] = await ask(
    `SELECT min(start_ns) AS first, max(end_ns) AS last, count() AS calls FROM spans s WHERE ${sql}`,
    values,
  );
  if (row === undefined || row.calls === "0") return undefined;
  return { start: BigInt(row.first as string), end: BigInt(row.last as string) };
}
