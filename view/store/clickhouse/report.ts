// A condition in; where time went and what failed, out of ClickHouse.
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { Report } from "../report.js";
import { errorOf, repeatedOf, selfTimeOf, slowOf } from "../rows.js";
import type { Ask } from "./client.js";
import type { Condition } from "./compile.js";

/** Calls below one span from which on they are suspected: fewer are seldom worth a query of their own. */
const MANY = 10;

/** Spans of the newest traces that match: a table may have billions, and each of these questions joins them. */
const NEAR = 200_000;

/** Asks all that a report says. */
export async function readReport(ask: Ask, { sql, values }: Condition, limit: number): Promise<Report> {
  const read = (query: string) =>
    ask(
      `SELECT * FROM (
        WITH chosen AS (SELECT * FROM spans s WHERE ${sql} ORDER BY began DESC LIMIT ${NEAR}),
          near AS (SELECT * FROM spans WHERE trace_id IN (SELECT trace_id FROM chosen))
        ${query} LIMIT ${limit})`,
      values,
    );
  return {
    slowest: (await read(SLOWEST)).map(slowOf),
    selfTime: (await read(SELF_TIME)).map(selfTimeOf),
    repeated: (await read(REPEATED)).map(repeatedOf),
    errors: (await read(ERRORS)).map(errorOf),
  };
}

const SLOWEST = `SELECT service, name, any(site) AS a_site, count() AS calls,
    arraySort(groupArray(duration_ns))[greatest(1, toUInt64(ceil(count() * 0.95)))] AS p95, max(duration_ns) AS longest, argMax(trace_id, duration_ns) AS trace
  FROM chosen GROUP BY service, name ORDER BY p95 DESC, service, name`;

// Children may overlap, begin before their parent by another clock, or end after it: what they cover is counted once.
const SELF_TIME = `, below AS (
    SELECT p.trace_id AS trace_id, p.span_id AS span_id,
      arraySort(groupArray((greatest(c.start_ns, p.start_ns), least(c.end_ns, p.end_ns)))) AS parts
    FROM chosen p INNER JOIN near c ON c.trace_id = p.trace_id AND c.parent_id = p.span_id
    WHERE c.span_id != p.span_id AND least(c.end_ns, p.end_ns) > greatest(c.start_ns, p.start_ns)
    GROUP BY p.trace_id, p.span_id
  ), covered AS (
    SELECT trace_id, span_id, (arrayFold((acc, part) -> (
      acc.1 + greatest(toInt64(0), part.2 - greatest(part.1, acc.2)), greatest(acc.2, part.2)),
      parts, (toInt64(0), toInt64(0)))).1 AS ns
    FROM below
  )
  SELECT service, name, any(site) AS a_site, count() AS calls, sum(duration_ns - ns) AS self
  FROM chosen LEFT JOIN covered ON covered.trace_id = chosen.trace_id AND covered.span_id = chosen.span_id
  GROUP BY service, name ORDER BY self DESC, service, name`;

const REPEATED = `, calls AS (
    SELECT trace_id, parent_id, service, name, site, count() AS calls, sum(duration_ns) AS ns
    FROM chosen WHERE parent_id != '' GROUP BY trace_id, parent_id, service, name, site HAVING calls >= ${MANY}
  )
  SELECT calls.service AS service, p.name AS parent, calls.name AS name, calls.site AS a_site, count() AS parents,
    max(calls.calls) AS most, sum(calls.ns) AS total, argMax(calls.trace_id, calls.calls) AS trace
  FROM calls INNER JOIN near p ON p.trace_id = calls.trace_id AND p.span_id = calls.parent_id
  GROUP BY service, parent, name, a_site ORDER BY total DESC, parent, name`;

// The innermost span of those that an exception went through: none below it failed.
const ERRORS = `SELECT service, if(at = 0, '', attributes['${EXCEPTION.type}']) AS type, name, site AS a_site,
    argMax(if(attributes['${EXCEPTION.message}'] != '', attributes['${EXCEPTION.message}'], message), start_ns) AS said,
    count() AS calls, uniqExact(trace_id) AS traces, argMax(trace_id, start_ns) AS trace
  FROM (
    SELECT s.service AS service, s.name AS name, s.site AS site, s.message AS message, s.start_ns AS start_ns,
      s.trace_id AS trace_id, indexOf(s.event_names, '${EXCEPTION_EVENT}') AS at, s.event_attributes[at] AS attributes
    FROM chosen s
    LEFT ANTI JOIN (SELECT trace_id, parent_id FROM near WHERE status = 'error' AND span_id != parent_id) c
      ON c.trace_id = s.trace_id AND c.parent_id = s.span_id
    WHERE s.status = 'error'
  ) GROUP BY service, type, name, a_site ORDER BY calls DESC, service, name, type`;
