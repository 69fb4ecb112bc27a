// A row of a database in; what a store says of it out. Both databases give numbers of 64 bits as texts.
import { kindOf, type Span, statusOf } from "../model/span.js";
import type { ServiceCall, ServiceNode } from "./map.js";
import type { ErrorGroup, Repeated, SelfTime, Slow } from "./report.js";
import type { Bar, FoundSpan, Operation, OutlineSpan, TraceSummary } from "./store.js";

/** A row, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Bars of an operation for each power of ten of a nanosecond. */
export const BARS_OF_TEN = 4;

/** The spans that match a condition, newest first: the same SQL for both databases. */
export function foundSpansSql(condition: string, limit: number): string {
  return `SELECT trace_id, span_id, service, name, kind, start_ns, duration_ns, status, message, site
    FROM spans s WHERE ${condition} ORDER BY start_ns DESC, span_id LIMIT ${limit}`;
}

/** A sum may be larger than 64 bits. */
function big(value: unknown): bigint {
  return BigInt(value as string);
}

/** A list of a database, or the JSON of one. */
function listOf(value: unknown): readonly string[] {
  return typeof value === "string" ? JSON.parse(value) : (value as readonly string[]);
}

/** Of the columns of {@link foundSpansSql}. */
export function foundSpanOf(row: Row): FoundSpan {
  return {
    ...idsOf(row),
    ...{ service: String(row.service), name: String(row.name), kind: String(row.kind) },
    ...{ start: big(row.start_ns), duration: big(row.duration_ns) },
    ...{ status: String(row.status), message: String(row.message), site: String(row.site) },
  };
}

function idsOf(row: Row): { readonly traceId: string; readonly spanId: string } {
  return { traceId: String(row.trace_id), spanId: String(row.span_id) };
}

/** A trace of a list. */
export function summaryOf(row: Row): TraceSummary {
  return {
    ...{ traceId: String(row.trace_id), name: String(row.name), service: String(row.service) },
    ...{ start: big(row.start_ns), duration: big(row.duration_ns) },
    ...{ spans: Number(row.spans), errors: Number(row.errors), services: listOf(row.services) },
  };
}

/** What a span has beside attributes, events and links, and whether its parent is of another process. */
export type BareSpan = Omit<Span, "isRemote" | "resource" | "attributes" | "events" | "links">;

/** Of the columns of `spans`. */
export function bareSpanOf(row: Row): BareSpan {
  return {
    ...{ ...idsOf(row), parentId: String(row.parent_id), name: String(row.name), kind: kindOf(row.kind) },
    ...{ start: big(row.start_ns), end: big(row.end_ns) },
    ...{ status: statusOf(row.status), statusMessage: String(row.message) },
    ...{ service: String(row.service), scope: String(row.scope) },
  };
}

/** A span of an outline. */
export function outlineSpanOf(row: Row): OutlineSpan {
  return {
    ...{ ...idsOf(row), parentId: String(row.parent_id) },
    ...{ service: String(row.service), name: String(row.name), site: String(row.site) },
    ...{ start: big(row.start_ns), end: big(row.end_ns), isError: row.status === "error" },
  };
}

/** All spans of one service with one name. */
export function operationOf(row: Row, bars: readonly Bar[]): Operation {
  const [p50, p95, p99] = listOf(row.quantiles).map(big) as [bigint, bigint, bigint];
  return {
    ...{ ...placeOf(row), count: Number(row.calls), errors: Number(row.errors) },
    ...{ p50, p95, p99, max: big(row.longest), total: big(row.total), bars },
  };
}

function placeOf({ service, name, a_site }: Row) {
  return { service: String(service), name: String(name), site: String(a_site ?? "") };
}

/** Bars between the first and the last are there where they are empty, too. */
export function barsOf(
  counts: ReadonlyMap<number, number>,
  errors: ReadonlyMap<number, number>,
  barsOfTen: number,
): readonly Bar[] {
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  return Array.from({ length: Math.max(...counts.keys()) - first + 1 }, (_, index) => ({
    below: BigInt(Math.round(10 ** ((first + index + 1) / barsOfTen))),
    count: counts.get(first + index) ?? 0,
    errors: errors.get(first + index) ?? 0,
  }));
}

/** The same of rows with the number of a bar, and its calls. */
export function barsFrom(rows: readonly Row[], barsOfTen: number): readonly Bar[] {
  const column = (name: string) => new Map(rows.map((row) => [Number(row.bar), Number(row[name])]));
  return barsOf(column("calls"), column("errors"), barsOfTen);
}

/** Calls from one service to another. */
export function callOf(row: Row): ServiceCall {
  const [p50, p95] = listOf(row.quantiles).map(big) as [bigint, bigint];
  return {
    ...{ from: String(row.caller), to: String(row.callee), kind: row.callee_kind as ServiceNode["kind"] },
    ...{ calls: Number(row.calls), errors: Number(row.errors), p50, p95 },
  };
}

/** A service that sent spans. */
export function serviceOf(row: Row): ServiceNode {
  return {
    name: String(row.service),
    kind: "service",
    spans: Number(row.calls),
    errors: Number(row.errors),
  };
}

/** A row of a report: of the slowest. */
export function slowOf(row: Row): Slow {
  return {
    ...{ ...placeOf(row), count: Number(row.calls) },
    ...{ p95: big(row.p95), max: big(row.longest), traceId: String(row.trace) },
  };
}

/** Of those with most time of their own. */
export function selfTimeOf(row: Row): SelfTime {
  return { ...placeOf(row), count: Number(row.calls), self: big(row.self) };
}

/** Of what is called again and again. */
export function repeatedOf(row: Row): Repeated {
  return {
    ...{ ...placeOf(row), parent: String(row.parent), parents: Number(row.parents) },
    ...{ most: Number(row.most), total: big(row.total), traceId: String(row.trace) },
  };
}

/** Of errors. */
export function errorOf(row: Row): ErrorGroup {
  return {
    ...{ ...placeOf(row), type: String(row.type), message: String(row.said) },
    ...{ count: Number(row.calls), traces: Number(row.traces), traceId: String(row.trace) },
  };
}
