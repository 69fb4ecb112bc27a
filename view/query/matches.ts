// A query and a span in; whether it matches, as the database would say, out: for a trace that is a file.
import { EXCEPTION, EXCEPTION_EVENT } from "../model/exception.js";
import { type Attributes, type AttributeValue, KINDS, type Span, STATUS } from "../model/span.js";
import type { Operator, Query, Term, TextField } from "./tree.js";

/** What a query asks about. */
export interface QueriedSpan extends Omit<Span, "isRemote"> {
  /** `file:line`; empty where the span does not say it. */
  readonly site: string;
}

/** Whether it matches; `undefined` is a query that every span matches. */
export function matches(query: Query | undefined, span: QueriedSpan): boolean {
  if (query === undefined) return true;
  switch (query.kind) {
    case "and":
      return query.parts.every((part) => matches(part, span));
    case "or":
      return query.parts.some((part) => matches(part, span));
    case "not":
      return !matches(query.part, span);
    default:
      return holds(query, span);
  }
}

function holds(term: Term, span: QueriedSpan): boolean {
  switch (term.kind) {
    case "duration":
      return compare(span.end - span.start, term.operator, term.nanoseconds);
    case "time":
      return compare(span.start, term.operator, term.nanoseconds);
    case "attribute":
      return attribute(term, term.of === "attr" ? span.attributes : span.resource);
    case "text":
      if (term.field === "event")
        return some(
          term,
          span.events.map(({ name }) => name),
        );
      if (term.field === "error") return some(term, exceptionTexts(span));
      return text(TEXTS[term.field](span), term.operator, term.value);
  }
}

const TEXTS: Readonly<Record<Exclude<TextField, "event" | "error">, (span: QueriedSpan) => string>> = {
  service: ({ service }) => service,
  name: ({ name }) => name,
  kind: ({ kind }) => KINDS[kind] ?? KINDS[0],
  status: ({ status }) => (status === STATUS.error ? "error" : status === STATUS.ok ? "ok" : "unset"),
  message: ({ statusMessage }) => statusMessage,
  scope: ({ scope }) => scope,
  trace: ({ traceId }) => traceId,
  span: ({ spanId }) => spanId,
  parent: ({ parentId }) => parentId,
  file: ({ site }) => site,
};

/** Of several texts one has to match; with `!=`, none may be the very same. */
function some({ operator, value }: Term & { kind: "text" }, texts: readonly string[]): boolean {
  if (operator === "!=") return !texts.includes(value);
  return texts.some((each) => text(each, operator, value));
}

function exceptionTexts({ events }: QueriedSpan): readonly string[] {
  return events
    .filter(({ name }) => name === EXCEPTION_EVENT)
    .flatMap(({ attributes }) =>
      [EXCEPTION.type, EXCEPTION.message].flatMap((key) => textOf(attributes[key])),
    );
}

/** What is absent matches nothing, whatever it is compared with. */
function attribute({ key, operator, value }: Term & { kind: "attribute" }, attributes: Attributes): boolean {
  const found = Object.hasOwn(attributes, key) ? textOf(attributes[key])[0] : undefined;
  if (found === undefined) return false;
  if (operator === ":" || operator === "=" || operator === "!=") return text(found, operator, value);
  const wanted = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(wanted)) return compare(found, operator, value);
  const number = found.trim() === "" ? Number.NaN : Number(found);
  return !Number.isNaN(number) && compare(number, operator, wanted);
}

function textOf(value: AttributeValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return [typeof value === "string" ? value : JSON.stringify(value)];
}

function text(found: string, operator: Operator, value: string): boolean {
  if (operator !== ":") return compare(found, operator, value);
  const parts = value.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`, "iu").test(found);
}

function compare<T extends string | number | bigint>(a: T, operator: Operator, b: T): boolean {
  switch (operator) {
    case "!=":
      return a !== b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    default:
      return a === b;
  }
}
