// A condition in; the spans of the newest traces with a span that matches, without their attributes, out of ClickHouse.
import { outlineSpanOf } from "../rows.js";
import type { Outline, OutlineBounds } from "../store.js";
import type { Ask } from "./client.js";
import type { Condition } from "./compile.js";
import { listOf, newestTraces } from "./search.js";

/** Whole traces, until there are too many spans; the first one in any case. */
export async function readOutline(ask: Ask, condition: Condition, bounds: OutlineBounds): Promise<Outline> {
  const [row] = await ask(
    `SELECT uniqExact(trace_id) AS found FROM spans s WHERE ${condition.sql}`,
    condition.values,
  );
  const ids = await newestTraces(ask, condition, bounds.traces);
  if (ids.length === 0) return { found: 0, taken: 0, spans: [] };
  const taken = await fitting(ask, ids, bounds.spans);
  const rows = await ask(
    `SELECT trace_id, span_id, parent_id, service, name, site, start_ns, end_ns, status
      FROM spans WHERE trace_id IN (${listOf(taken)}) ORDER BY start_ns`,
  );
  const place = new Map(taken.map((id, index) => [id, index]));
  const spans = rows
    .map(outlineSpanOf)
    .sort((a, b) => (place.get(a.traceId) ?? 0) - (place.get(b.traceId) ?? 0));
  return { found: Number(row?.found), taken: taken.length, spans };
}

async function fitting(ask: Ask, ids: readonly string[], most: number): Promise<readonly string[]> {
  const rows = await ask(
    `SELECT trace_id, count() AS spans FROM spans WHERE trace_id IN (${listOf(ids)}) GROUP BY trace_id`,
  );
  const sizes = new Map(rows.map(({ trace_id, spans }) => [trace_id, Number(spans)]));
  let sum = 0;
  return ids.filter((id, index) => {
    sum += sizes.get(id) ?? 0;
    return index === 0 || sum <= most;
  });
}
