// The tree of a query in; a condition of ClickHouse's SQL on a row of `spans s` out, with all values as parameters.
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import type { Operator, Query, Term } from "../../query/tree.js";

/** SQL and the values of `{p1:…}`, `{p2:…}`, and so on. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Compiles a query; `true` where there is none. */
export function conditionOf(query: Query | undefined): Condition {
  const values: string[] = [];
  const place: Place = (value, type = "String") => `{p${values.push(value)}:${type}}`;
  return { sql: query === undefined ? "true" : compile(query, place), values };
}

/** Keeps a value, and gives its place. */
type Place = (value: string, type?: "String" | "Int64" | "Float64") => string;

function compile(query: Query, place: Place): string {
  switch (query.kind) {
    case "and":
    case "or":
      return `(${query.parts.map((part) => compile(part, place)).join(` ${query.kind} `)})`;
    case "not":
      // What is not known, as an attribute that is absent, does not match; so its opposite does.
      return `NOT coalesce(${compile(query.part, place)}, false)`;
    default:
      return termOf(query, place);
  }
}

const COLUMNS = {
  ...{ service: "s.service", name: "s.name", kind: "s.kind", status: "s.status", message: "s.message" },
  ...{ scope: "s.scope", trace: "s.trace_id", span: "s.span_id", parent: "s.parent_id", file: "s.site" },
} as const;

function termOf(term: Term, place: Place): string {
  switch (term.kind) {
    case "duration":
      return `s.duration_ns ${term.operator} ${place(String(term.nanoseconds), "Int64")}`;
    case "time":
      // The column itself: parts of the table are passed over by it.
      return `s.began ${term.operator} fromUnixTimestamp64Nano(${place(String(term.nanoseconds), "Int64")})`;
    case "attribute":
      return attribute(term, place);
    case "text":
      if (term.field === "event") return inEvents(term, place, (compared) => compared("name"));
      if (term.field === "error") return error(term, place);
      return text(COLUMNS[term.field], term.operator, term.value, place);
  }
}

function text(column: string, operator: Operator, value: string, place: Place): string {
  if (operator === ":") return `${column} ILIKE ${place(patternOf(value))}`;
  return `${column} ${operator} ${place(value)}`;
}

/** `*` is any text; what LIKE gives a meaning to has none here. */
function patternOf(value: string): string {
  return value.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}

/** A comparison by size is one of numbers; a value that is no number is compared as a text. */
function attribute({ of, key, operator, value }: Term & { kind: "attribute" }, place: Place): string {
  const map = of === "attr" ? "s.attributes" : "s.resource";
  const name = place(key);
  const found = `if(mapContains(${map}, ${name}), ${map}[${name}], NULL)`;
  if (operator === ":" || operator === "=" || operator === "!=") return text(found, operator, value, place);
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return `${found} ${operator} ${place(value)}`;
  return `toFloat64OrNull(${found}) ${operator} ${place(String(number), "Float64")}`;
}

/** Whether an event matches; `!=` is the opposite of that. */
function inEvents(
  { operator, value }: Term & { kind: "text" },
  place: Place,
  condition: (compared: (column: string) => string) => string,
): string {
  const compared = (column: string) => text(column, operator === "!=" ? "=" : operator, value, place);
  const found = `arrayExists((name, of) -> ${condition(compared)}, s.event_names, s.event_attributes)`;
  return operator === "!=" ? `NOT ${found}` : found;
}

/** The type or the message of an exception. */
function error(term: Term & { kind: "text" }, place: Place): string {
  const members = [EXCEPTION.type, EXCEPTION.message];
  return inEvents(
    term,
    place,
    (compared) =>
      `name = '${EXCEPTION_EVENT}' AND (${members.map((name) => compared(`of['${name}']`)).join(" OR ")})`,
  );
}
