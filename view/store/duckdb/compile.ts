// The tree of a query in; a condition of DuckDB's SQL on a row of `spans s` out, with all values as parameters.
import type { DuckDBValue } from "@duckdb/node-api";
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { Operator, Query, Term } from "../../query/tree.js";

/** SQL and the values of `$1`, `$2`, and so on. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
}

/** Compiles a query; `true` where there is none. */
export function conditionOf(query: Query | undefined): Condition {
  const values: DuckDBValue[] = [];
  const sql = query === undefined ? "true" : compile(query, values);
  return { sql, values };
}

function compile(query: Query, values: DuckDBValue[]): string {
  switch (query.kind) {
    case "and":
    case "or":
      return `(${query.parts.map((part) => compile(part, values)).join(` ${query.kind} `)})`;
    case "not":
      // What is not known, as an attribute that is absent, does not match; so its opposite does.
      return `NOT coalesce(${compile(query.part, values)}, false)`;
    default:
      return termOf(query, values);
  }
}

const COLUMNS = {
  service: "s.service",
  name: "s.name",
  kind: "s.kind",
  status: "s.status",
  message: "s.message",
  scope: "s.scope",
  trace: "s.trace_id",
  span: "s.span_id",
  parent: "s.parent_id",
  file: "s.site",
} as const;

function termOf(term: Term, values: DuckDBValue[]): string {
  const place = (value: DuckDBValue) => `$${values.push(value)}`;
  switch (term.kind) {
    case "duration":
      return `s.duration_ns ${term.operator} ${place(term.nanoseconds)}::BIGINT`;
    case "time":
      return `s.start_ns ${term.operator} ${place(term.nanoseconds)}::BIGINT`;
    case "attribute":
      return attribute(term, place);
    case "text":
      if (term.field === "event") return event("e.name", term, place);
      if (term.field === "error") return error(term, place);
      return text(COLUMNS[term.field], term.operator, term.value, place);
  }
}

type Place = (value: DuckDBValue) => string;

function text(column: string, operator: Operator, value: string, place: Place): string {
  if (operator === ":") return `${column} ILIKE ${place(patternOf(value))} ESCAPE '\\'`;
  return `${column} ${operator} ${place(value)}`;
}

/** `*` is any text; what LIKE gives a meaning to has none here. */
function patternOf(value: string): string {
  return value.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}

/** A comparison by size is one of numbers; a value that is no number is compared as a text. */
function attribute(term: Term & { kind: "attribute" }, place: Place): string {
  const { of, key, operator, value } = term;
  const path = place(pointerTo(key));
  const found = `json_extract_string(attributes, ${path})`;
  const compared = (column: string) => {
    if (operator === ":" || operator === "=" || operator === "!=")
      return text(column, operator, value, place);
    const number = value.trim() === "" ? Number.NaN : Number(value);
    if (Number.isNaN(number)) return `${column} ${operator} ${place(value)}`;
    return `TRY_CAST(${column} AS DOUBLE) ${operator} ${place(number)}::DOUBLE`;
  };
  if (of === "attr") return compared(`json_extract_string(s.attributes, ${path})`);
  return `s.resource_id IN (SELECT resource_id FROM resources WHERE ${compared(found)})`;
}

/** As a JSON pointer (RFC 6901), which unlike a path takes any key. */
export function pointerTo(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function event(column: string, term: Term & { kind: "text" }, place: Place, also = ""): string {
  const isNot = term.operator === "!=";
  const condition = text(column, isNot ? "=" : term.operator, term.value, place);
  const found = `(s.trace_id, s.span_id) IN (SELECT (e.trace_id, e.span_id) FROM events e WHERE ${condition}${also})`;
  return isNot ? `NOT ${found}` : found;
}

/** The type or the message of an exception. */
function error(term: Term & { kind: "text" }, place: Place): string {
  const also = ` AND e.name = '${EXCEPTION_EVENT}'`;
  const members = [EXCEPTION.type, EXCEPTION.message].map((name) =>
    event(
      `json_extract_string(e.attributes, '/${name}')`,
      { ...term, operator: term.operator === ":" ? ":" : "=" },
      place,
      also,
    ),
  );
  return `${term.operator === "!=" ? "NOT " : ""}(${members.join(" OR ")})`;
}
