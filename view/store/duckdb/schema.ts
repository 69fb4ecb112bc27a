// The tables of the database; what `uno-trace query --sql` sees, so docs/view.md lists them.

/** Raised when an older release could not read what this one writes. */
export const FORMAT = 1;

/** The root is the span without a parent; where it is not here, the earliest one. */
const ROOT_FIRST = "start_ns - CASE WHEN parent_id = '' THEN 9000000000000000000 ELSE 0 END";

/** What is known of each trace, before its GROUP BY. */
export const TRACES: string = `SELECT trace_id,
  arg_min(name, ${ROOT_FIRST}) AS name, arg_min(service, ${ROOT_FIRST}) AS service,
  min(start_ns) AS start_ns, max(end_ns) - min(start_ns) AS duration_ns, count(*) AS spans,
  count(*) FILTER (status = 'error') AS errors, list_sort(list(DISTINCT service)) AS services
FROM spans`;

/** No key and no index: DuckDB searches columns, and one doubled key ends an appender for good. */
export const TABLES: readonly string[] = [
  "CREATE TABLE uno_trace_view (format INTEGER)",
  `INSERT INTO uno_trace_view VALUES (${FORMAT})`,
  `CREATE TABLE spans (
    trace_id VARCHAR, span_id VARCHAR, parent_id VARCHAR, is_remote BOOLEAN,
    service VARCHAR, name VARCHAR, kind VARCHAR, scope VARCHAR,
    start_ns BIGINT, end_ns BIGINT, duration_ns BIGINT,
    status VARCHAR, message VARCHAR, site VARCHAR,
    attributes JSON, resource_id BIGINT, received_ms BIGINT, bytes BIGINT)`,
  "CREATE TABLE events (trace_id VARCHAR, span_id VARCHAR, time_ns BIGINT, name VARCHAR, attributes JSON)",
  `CREATE TABLE links (
    trace_id VARCHAR, span_id VARCHAR, linked_trace_id VARCHAR, linked_span_id VARCHAR, attributes JSON)`,
  "CREATE TABLE resources (resource_id BIGINT, service VARCHAR, attributes JSON)",
  `CREATE VIEW traces AS ${TRACES} GROUP BY trace_id`,
];
