// A condition in; where time went and what failed, out of DuckDB.
import type { DuckDBValue } from "@duckdb/node-api";
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { Report } from "../report.js";
import { errorOf, type Row, repeatedOf, selfTimeOf, slowOf } from "../rows.js";
import type { Condition } from "./compile.js";

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

const SLOWEST = `SELECT service, name, any_value(site) AS a_site, count(*) AS calls,
    quantile_disc(duration_ns, 0.95) AS p95, max(duration_ns) AS longest, arg_max(trace_id, duration_ns) AS trace
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
  SELECT service, name, any_value(site) AS a_site, count(*) AS calls, sum(duration_ns - coalesce(ns, 0)) AS self
  FROM chosen LEFT JOIN covered USING (trace_id, span_id)
  GROUP BY service, name ORDER BY self DESC, service, name`;

const REPEATED = `, calls AS (
    SELECT c.trace_id, c.parent_id, c.service, c.name, c.site, count(*) AS calls, sum(c.duration_ns) AS ns
    FROM chosen c WHERE c.parent_id <> '' GROUP BY ALL HAVING calls >= ${MANY}
  )
  SELECT calls.service, p.name AS parent, calls.name, calls.site AS a_site, count(*) AS parents, max(calls) AS most,
    sum(ns) AS total, arg_max(calls.trace_id, calls) AS trace
  FROM calls JOIN spans p ON p.trace_id = calls.trace_id AND p.span_id = calls.parent_id
  GROUP BY calls.service, p.name, calls.name, calls.site ORDER BY total DESC, parent, calls.name`;

// The innermost span of those that an exception went through: none below it failed.
const ERRORS = `, failed AS (
    SELECT s.*, e.attributes AS exception FROM chosen s
    LEFT JOIN events e ON e.trace_id = s.trace_id AND e.span_id = s.span_id AND e.name = '${EXCEPTION_EVENT}'
    WHERE s.status = 'error' AND NOT EXISTS (
      FROM spans c WHERE c.trace_id = s.trace_id AND c.parent_id = s.span_id AND c.span_id <> s.span_id AND c.status = 'error')
  )
  SELECT service, coalesce(json_extract_string(exception, '/${EXCEPTION.type}'), '') AS type, name, site AS a_site,
    arg_max(coalesce(json_extract_string(exception, '/${EXCEPTION.message}'), message), start_ns) AS said,
    count(DISTINCT (trace_id, span_id)) AS calls, count(DISTINCT trace_id) AS traces,
    arg_max(trace_id, start_ns) AS trace
  FROM failed GROUP BY service, type, name, site ORDER BY calls DESC, service, name, type`;
