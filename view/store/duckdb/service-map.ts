// A condition in; which service calls which, in the traces with a span that matches, out of DuckDB.
import { peersOf, type ServiceMap } from "../map.js";
import { callOf, serviceOf } from "../rows.js";
import type { Condition } from "./compile.js";
import type { Ask } from "./report-sql.js";

/** The first attribute that is there; names of OpenTelemetry's semantic conventions, the older ones last. */
function firstOf(...keys: readonly string[]): string {
  const found = keys.map((key) => `nullif(json_extract_string(s.attributes, '/${key}'), '')`);
  return `coalesce(${found.join(", ")})`;
}

const DATABASE = firstOf("db.system.name", "db.system");
const NAMESPACE = firstOf("db.namespace", "db.name");
const MESSAGING = firstOf("messaging.system");
const DESTINATION = firstOf("messaging.destination.name", "messaging.destination");
const PEER = firstOf("peer.service", "service.peer.name");
const ADDRESS = firstOf("server.address", "net.peer.name", "http.host", "net.peer.ip");

/** What a span calls that sends no spans itself. */
const CALLED = `CASE WHEN ${PEER} IS NOT NULL THEN ${PEER}
  WHEN ${DATABASE} IS NOT NULL THEN concat_ws(' ', ${DATABASE}, ${NAMESPACE})
  WHEN ${MESSAGING} IS NOT NULL THEN concat_ws(' ', ${MESSAGING}, ${DESTINATION})
  ELSE ${ADDRESS} END`;
const KIND = `CASE WHEN ${DATABASE} IS NOT NULL THEN 'database' WHEN ${MESSAGING} IS NOT NULL THEN 'messaging' ELSE 'peer' END`;

/**
 * A call is a span below one of another service; or, where a consumer begins a trace of its own, a link to the producer. A
 * client with neither below it, nor another client that does its work, called what sends no spans.
 */
function callsOf(condition: string): string {
  const ofTraces = `SELECT * FROM spans s WHERE s.trace_id IN (SELECT s.trace_id FROM spans s WHERE ${condition})`;
  return `WITH chosen AS NOT MATERIALIZED (${condition === "true" ? "FROM spans" : ofTraces}),
    calls AS (
      SELECT p.service AS caller, s.service AS callee, 'service' AS callee_kind, s.duration_ns, s.status
      FROM chosen s JOIN spans p ON p.trace_id = s.trace_id AND p.span_id = s.parent_id WHERE p.service <> s.service
      UNION ALL
      SELECT p.service, s.service, 'service', s.duration_ns, s.status
      FROM chosen s JOIN links l ON l.trace_id = s.trace_id AND l.span_id = s.span_id
        JOIN spans p ON p.trace_id = l.linked_trace_id AND p.span_id = l.linked_span_id
      WHERE s.kind = 'consumer' AND p.kind = 'producer' AND p.service <> s.service
      UNION ALL
      SELECT s.service, ${CALLED} AS called, ${KIND}, s.duration_ns, s.status
      FROM chosen s
      WHERE s.kind IN ('client', 'producer') AND called IS NOT NULL
        AND NOT EXISTS (FROM spans c WHERE c.trace_id = s.trace_id AND c.parent_id = s.span_id
          AND (c.service <> s.service OR c.kind IN ('client', 'producer')))
        AND NOT EXISTS (FROM links l JOIN spans c ON c.trace_id = l.trace_id AND c.span_id = l.span_id
          WHERE l.linked_trace_id = s.trace_id AND l.linked_span_id = s.span_id AND c.service <> s.service)
    )`;
}

const GROUPED = `SELECT caller, callee, callee_kind, count(*) AS calls, count(*) FILTER (status = 'error') AS errors,
    quantile_disc(duration_ns, [0.5, 0.95]) AS quantiles
  FROM calls GROUP BY caller, callee, callee_kind ORDER BY calls DESC, caller, callee`;

const SERVICES = `SELECT service, count(*) AS calls, count(*) FILTER (status = 'error') AS errors
  FROM chosen GROUP BY service ORDER BY calls DESC, service`;

/** Reads a map of at most so many kinds of calls. */
export async function readServiceMap(ask: Ask, condition: Condition, limit: number): Promise<ServiceMap> {
  const begin = callsOf(condition.sql);
  const rows = await ask(`${begin} ${GROUPED} LIMIT ${limit + 1}`, condition.values);
  const calls = rows.slice(0, limit).map(callOf);
  const services = (await ask(`${begin} ${SERVICES} LIMIT ${limit}`, condition.values)).map(serviceOf);
  return { services: [...services, ...peersOf(calls)], calls, isCut: rows.length > limit };
}
