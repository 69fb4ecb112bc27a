// A condition in; the traces with a span that matches, as the bytes of a Parquet file, out.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Condition } from "./compile.js";

/** A row for each span; what belongs to it stands in its row. JSON is text, which every reader of Parquet knows. */
const SPANS = `SELECT s.trace_id, s.span_id, s.parent_id, s.is_remote, s.service, s.name, s.kind, s.scope,
    s.start_ns, s.end_ns, s.duration_ns, s.status, s.message, s.site,
    s.attributes::VARCHAR AS attributes, r.attributes::VARCHAR AS resource,
    coalesce(e.events, []) AS events, coalesce(l.links, []) AS links
  FROM spans s
  LEFT JOIN resources r ON r.resource_id = s.resource_id
  LEFT JOIN (
    SELECT trace_id, span_id, list({time_ns: time_ns, name: name, attributes: attributes::VARCHAR} ORDER BY time_ns) AS events
    FROM events GROUP BY trace_id, span_id
  ) e ON e.trace_id = s.trace_id AND e.span_id = s.span_id
  LEFT JOIN (
    SELECT trace_id, span_id,
      list({trace_id: linked_trace_id, span_id: linked_span_id, attributes: attributes::VARCHAR}) AS links
    FROM links GROUP BY trace_id, span_id
  ) l ON l.trace_id = s.trace_id AND l.span_id = s.span_id
  WHERE s.trace_id IN (SELECT trace_id FROM chosen)
  ORDER BY s.trace_id, s.start_ns, s.span_id`;

/**
 * Makes the file in a folder that the database may write to, and reads it: it is gone afterwards.
 * @param folder is made, and removed again
 */
export async function parquetOf(
  connection: DuckDBConnection,
  { sql, values }: Condition,
  folder: string,
): Promise<Uint8Array> {
  const chosen = `WITH chosen AS (SELECT DISTINCT s.trace_id FROM spans s WHERE ${sql})`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${randomUUID()}.parquet`);
  try {
    await connection.run(
      `COPY (${chosen} ${SPANS}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
      [...values],
    );
    return await readFile(file);
  } finally {
    await rm(file, { force: true });
    // Another export may be under way.
    await rmdir(folder).catch(() => {});
  }
}
