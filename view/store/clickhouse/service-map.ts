// A condition in; which service calls which, in the newest traces with a span that matches, out of ClickHouse.
import { peersOf, type ServiceMap } from "../map.js";
import { callOf, serviceOf } from "../rows.js";
import type { Ask } from "./client.js";
import type { Condition } from "./compile.js";
import { listOf, newestTraces, quantilesOf } from "./search.js";

/** A map of all that a team has would join billions of spans with themselves. */
const TRACES = 5000;

/** The first attribute that is there; names of OpenTelemetry's semantic conventions, the older ones last. */
function firstOf(...keys: readonly string[]): string {
  return `coalesce(${keys.map((key) => `nullIf(s.attributes['${key}'], '')`).join(", ")}, '')`;
}

const DATABASE = firstOf("db.system.name", "db.system");
const NAMESPACE = firstOf("db.namespace", "db.name");
const MESSAGING = firstOf("messaging.system");
const DESTINATION = firstOf("messaging.destination.name", "messaging.destination");
const PEER = firstOf("peer.service", "service.peer.name");
const ADDRESS = firstOf("server.address", "net.peer.name", "http.host", "net.peer.ip");

/** What a span calls that sends no spans itself. */
const CALLED = `multiIf(${PEER} != '', ${PEER}, ${DATABASE} != '', trimRight(concat(${DATABASE}, ' ', ${NAMESPACE})),
  ${MESSAGING} != '', trimRight(concat(${MESSAGING}, ' ', ${DESTINATION})), ${ADDRESS})`;
const KIND = `multiIf(${DATABASE} != '', 'database', ${MESSAGING} != '', 'messaging', 'peer')`;

/**
 * A call is a span below one of another service; or, where a consumer begins a trace of its own, a link to the producer. A
 * client with neither below it, nor another client that does its work, called what sends no spans.
 */
function callsOf(ids: readonly string[]): string {
  return `WITH chosen AS (SELECT * FROM spans WHERE trace_id IN (${listOf(ids)})),
    linked AS (
      SELECT service, kind, duration_ns, status, link.1 AS linked_trace, link.2 AS linked_span
      FROM chosen ARRAY JOIN arrayZip(link_traces, link_spans) AS link
    ),
    busy AS (
      SELECT c.trace_id AS trace_id, c.parent_id AS span_id FROM chosen c
      INNER JOIN chosen p ON p.trace_id = c.trace_id AND p.span_id = c.parent_id
      WHERE c.service != p.service OR c.kind IN ('client', 'producer')
      UNION ALL
      SELECT p.trace_id, p.span_id FROM linked l
      INNER JOIN chosen p ON p.trace_id = l.linked_trace AND p.span_id = l.linked_span WHERE l.service != p.service
    ),
    calls AS (
      SELECT p.service AS caller, s.service AS callee, 'service' AS callee_kind, s.duration_ns AS ns, s.status AS status
      FROM chosen s INNER JOIN chosen p ON p.trace_id = s.trace_id AND p.span_id = s.parent_id WHERE p.service != s.service
      UNION ALL
      SELECT p.service, l.service, 'service', l.duration_ns, l.status
      FROM linked l INNER JOIN chosen p ON p.trace_id = l.linked_trace AND p.span_id = l.linked_span
      WHERE l.kind = 'consumer' AND p.kind = 'producer' AND p.service != l.service
      UNION ALL
      SELECT s.service, ${CALLED} AS called, ${KIND}, s.duration_ns, s.status
      FROM chosen s LEFT ANTI JOIN busy ON busy.trace_id = s.trace_id AND busy.span_id = s.span_id
      WHERE s.kind IN ('client', 'producer') AND called != ''
    )`;
}

/** Reads a map of at most so many kinds of calls. */
export async function readServiceMap(ask: Ask, condition: Condition, limit: number): Promise<ServiceMap> {
  const ids = await newestTraces(ask, condition, TRACES + 1);
  if (ids.length === 0) return { services: [], calls: [], isCut: false };
  const newest = ids.slice(0, TRACES);
  const rows = await ask(
    `SELECT * FROM (${callsOf(newest)}
      SELECT caller, callee, callee_kind, count() AS calls, countIf(status = 'error') AS errors,
        ${quantilesOf("ns", [0.5, 0.95])}
      FROM calls GROUP BY caller, callee, callee_kind ORDER BY calls DESC, caller, callee LIMIT ${limit + 1})`,
  );
  const services = await ask(
    `SELECT service, count() AS calls, countIf(status = 'error') AS errors FROM spans
      WHERE trace_id IN (${listOf(newest)}) GROUP BY service ORDER BY calls DESC, service LIMIT ${limit}`,
  );
  const calls = rows.slice(0, limit).map(callOf);
  return {
    services: [...services.map(serviceOf), ...peersOf(calls)],
    calls,
    isCut: rows.length > limit || ids.length > TRACES,
  };
}
