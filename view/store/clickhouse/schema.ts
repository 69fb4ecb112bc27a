// The table of the OpenTelemetry Collector's ClickHouse exporter in; the columns by which all questions are asked out.

import { StoreError } from "../store.js";
import { rowsOf, type Server } from "./client.js";

/** Without them it is another table. */
const COLUMNS = [
  ...["Timestamp", "TraceId", "SpanId", "ParentSpanId", "SpanName", "SpanKind", "ServiceName"],
  ...["ResourceAttributes", "ScopeName", "SpanAttributes", "Duration", "StatusCode", "StatusMessage"],
  ...[
    "Events.Timestamp",
    "Events.Name",
    "Events.Attributes",
    "Links.TraceId",
    "Links.SpanId",
    "Links.Attributes",
  ],
];

/** Looks for it. @throws StoreError with what is missing */
export async function checkSchema(server: Server, address: string): Promise<void> {
  const rows = await rowsOf(server, `DESCRIBE TABLE ${server.table}`).catch((cause: Error) => {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      `${address} has no table ${server.table} that can be read. The ClickHouse exporter of the OpenTelemetry Collector makes it; name the database in the path, and another table with ?table=. ${cause.message}`,
    );
  });
  const names = new Set(rows.map(({ name }) => name));
  const missing = COLUMNS.filter((name) => !names.has(name));
  if (missing.length > 0)
    throw new StoreError(
      `${server.table} at ${address} is no table of the OpenTelemetry Collector's ClickHouse exporter: it lacks ${missing.join(", ")}`,
    );
}

/** A site, `file:line`, from attributes; older names last. */
const SITE = `concat(
  if(SpanAttributes['code.file.path'] != '', SpanAttributes['code.file.path'], SpanAttributes['code.filepath']) AS code_file,
  if((if(SpanAttributes['code.line.number'] != '', SpanAttributes['code.line.number'], SpanAttributes['code.lineno']) AS code_line) = '' OR code_file = '', '', concat(':', code_line)))`;

/** A row for each span, with the names of DuckDB's tables. Older exporters write SPAN_KIND_SERVER and STATUS_CODE_ERROR. */
export function spansOf({ table }: Server): string {
  return `spans AS (SELECT
    TraceId AS trace_id, SpanId AS span_id, ParentSpanId AS parent_id, ServiceName AS service, SpanName AS name,
    lower(replaceOne(SpanKind, 'SPAN_KIND_', '')) AS kind, ScopeName AS scope,
    Timestamp AS began, toUnixTimestamp64Nano(Timestamp) AS start_ns, toInt64(Duration) AS duration_ns,
    start_ns + duration_ns AS end_ns,
    lower(replaceOne(StatusCode, 'STATUS_CODE_', '')) AS status, StatusMessage AS message, ${SITE} AS site,
    SpanAttributes AS attributes, ResourceAttributes AS resource,
    arrayMap(at -> toUnixTimestamp64Nano(at), Events.Timestamp) AS event_times, Events.Name AS event_names,
    Events.Attributes AS event_attributes,
    Links.TraceId AS link_traces, Links.SpanId AS link_spans, Links.Attributes AS link_attributes
  FROM ${table})`;
}
