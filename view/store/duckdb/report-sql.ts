// A condition in; where time went and what failed, out of DuckDB.
import type { DuckDBValue } from "@duckdb/node-api";
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { ErrorGroup, Repeated, Report, SelfTime, Slow } from "../report.js";
import type { Condition } from "./compile.js";

/** A row, by the names of its columns; 64-bit numbers are texts. */
export type Row = Readonly<Record<string, unknown>>;

/** Asks the database. */
export type Ask = (sql: string, values: readonly DuckDBValue[]) => Promise<readonly Row[]>;

/** Calls below one span from which on they are suspected: fewer are seldom worth a query of their own. */
const MANY = 10;

/** Asks all that a report says. */
export async function readReport(ask: Ask, condition: Condition, limit: number): Promise<Report> {
  const read = (sql: string) =>
    ask(
      `WITH chosen AS (SELECT * FROM spans s WHERE ${condition.sql}) ${sql} LIMIT ${limit}`,
      condition.values,
    );
  return {
    slowest: (await read(SLOWEST)).map(slowOf),
    selfTime: (await read(SELF_TIME)).map(selfTimeOf),
    repeated: (await read(REPEATED)).map(repeatedOf),
    errors: (await read(ERRORS)).map(errorOf),
  };
}

const SLOWEST = `SELECT service, name, any_value(site) AS site, count(*) AS count,
    quantile_disc(duration_ns, 0.95) AS p95, max(duration_ns) AS max, arg_max(trace_id, duration_ns) AS trace_id
  FROM chosen GROUP BY service, name ORDER BY p95 DESC, service, name`;

// Children may overlap, begin before their parent by another clock, or end after it: what they cover is counted once.
const SELF_TIME = `, below AS (
    SELECT p.trace_id, p.span_id, greatest(c.start_ns, p.start_ns) AS a, least(c.end_ns, p.end_ns) AS b
    FROM chosen p JOIN spans c ON c.trace_id = p.trace_id AND c.parent_id = p.span_id AND c.span_id <> p.span_id
  ), ordered AS (
    SELECT trace_id, span_id, a, b, max(b) OVER (
      PARTITION BY trace_id, span_id ORDER BY a, b ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM below WHERE b > a
  ), covered AS (
    SELECT trace_id, span_id, sum(greatest(0, b - greatest(a, coalesce(before, a)))) AS ns
    FROM ordered GROUP BY trace_id, span_id
  )
  SELECT service, name, any_value(site) AS site, count(*) AS count, sum(duration_ns - coalesce(ns, 0)) AS self
  FROM chosen LEFT JOIN covered USING (trace_id, span_id)
  GROUP BY service, name ORDER BY self DESC, service, name`;

const REPEATED = `, calls AS (
    SELECT c.trace_id, c.parent_id, c.service, c.name, c.site, count(*) AS calls, sum(c.duration_ns) AS ns
    FROM chosen c WHERE c.parent_id <> '' GROUP BY ALL HAVING calls >= ${MANY}
  )
  SELECT calls.service, p.name AS parent, calls.name, calls.site, count(*) AS parents, max(calls) AS most,
    sum(ns) AS total, arg_max(calls.trace_id, calls) AS trace_id
  FROM calls JOIN spans p ON p.trace_id = calls.trace_id AND p.span_id = calls.parent_id
  GROUP BY calls.service, p.name, calls.name, calls.site ORDER BY total DESC, parent, calls.name`;

// The innermost span of those that an exception went through: none below it failed.
const ERRORS = `, failed AS (
    SELECT s.*, e.attributes AS exception FROM chosen s
    LEFT JOIN events e ON e.trace_id = s.trace_id AND e.span_id = s.span_id AND e.name = '${EXCEPTION_EVENT}'
    WHERE s.status = 'error' AND NOT EXISTS (
      FROM spans c WHERE c.trace_id = s.trace_id AND c.parent_id = s.span_id AND c.span_id <> s.span_id AND c.status = 'error')
  )
  SELECT service, coalesce(json_extract_string(exception, '/${EXCEPTION.type}'), '') AS type, name, site,
    arg_max(coalesce(json_extract_string(exception, '/${EXCEPTION.message}'), message), start_ns) AS message,
    count(DISTINCT (trace_id, span_id)) AS count, count(DISTINCT trace_id) AS traces,
    arg_max(trace_id, start_ns) AS trace_id
  FROM failed GROUP BY service, type, name, site ORDER BY count DESC, service, name, type`;

function slowOf(row: Row): Slow {
  return {
    ...placeOf(row),
    count: Number(row.count),
    p95: big(row.p95),
    max: big(row.max),
    traceId: String(row.trace_id),
  };
}

function selfTimeOf(row: Row): SelfTime {
  return { ...placeOf(row), count: Number(row.count), self: big(row.self) };
}

function repeatedOf(row: Row): Repeated {
  return {
    ...placeOf(row),
    parent: String(row.parent),
    parents: Number(row.parents),
    most: Number(row.most),
    total: big(row.total),
    traceId: String(row.trace_id),
  };
}

function errorOf(row: Row): ErrorGroup {
  return {
    ...placeOf(row),
    type: String(row.type),
    message: String(row.message),
    count: Number(row.count),
    traces: Number(row.traces),
    traceId: String(row.trace_id),
  };
}

function placeOf({ service, name, site }: Row) {
  return { service: String(service), name: String(name), site: String(site ?? "") };
}

/** A sum of 64-bit numbers is a HUGEINT. */
function big(value: unknown): bigint {
  return BigInt(value as string);
}
