// The name of a question and its parameters in, the answer as plain JSON out: of a running viewer, and of a database alike.
import { compare } from "../compare/compare.js";
import { timeSpent } from "../compare/time-spent.js";
import { plain } from "../format/json.js";
import { rowsOf } from "../model/tree.js";
import { parseQuery } from "../query/parse.js";
import { type Query, QueryError } from "../query/tree.js";
import type { OutlineBounds, Store } from "../store/store.js";
import { complete } from "./complete.js";
import { HttpError } from "./http-error.js";
import { rateOver } from "./rate.js";

/** Parameters by name. */
export type Parameters = Pick<URLSearchParams, "get">;

const MAX_LIMIT = 10_000;

/** What can be asked, by its path below `/api/`. */
const QUESTIONS: Readonly<Record<string, (store: Store, parameters: Parameters) => Promise<object>>> = {
  traces: async (store, from) => ({ traces: await store.traces(queryOf(from), limitOf(from, 50)) }),
  spans: async (store, from) => ({ spans: await store.spans(queryOf(from), limitOf(from, 50)) }),
  trace: async (store, from) => ({ spans: await flatTrace(store, from.get("id") ?? "") }),
  span: async (store, from) => ({ spans: await spansOf(store, from) }),
  matching: async (store, from) => ({ spanIds: await store.matching(traceIdOf(from), queryOf(from)) }),
  attributes: async (store, from) => ({ keys: await store.attributeKeys(traceIdOf(from)) }),
  attribute: async (store, from) => ({
    values: await store.attribute(traceIdOf(from), from.get("key") ?? ""),
  }),
  operations: async (store, from) => {
    const query = queryOf(from);
    const { range, perSecond } = await rateOver(store, query);
    const operations = await store.operations(query, limitOf(from, 100));
    return {
      ...range,
      operations: operations.map((each) => ({ ...each, perSecond: perSecond(each.count) })),
    };
  },
  histogram: async (store, from) => ({
    bars: await store.histogram(queryOf(from), numberOf(from, "barsOfTen", 4, 100)),
  }),
  complete: (store, from) => {
    const line = from.get("line") ?? "";
    return complete(
      store,
      line,
      Math.min(numberOf(from, "at", line.length, Number.MAX_SAFE_INTEGER, 0), line.length),
      limitOf(from, 20),
    );
  },
  compare: async (store, from) => {
    const [before, after] = await Promise.all([sideOf(store, from, "before"), sideOf(store, from, "after")]);
    const { before: was, after: is, ...lists } = compare(before.spent, after.spent, limitOf(from, 200));
    return { before: { ...was, found: before.found }, after: { ...is, found: after.found }, ...lists };
  },
  map: async (store, from) => {
    const query = queryOf(from);
    const { range, perSecond } = await rateOver(store, query);
    const { services, calls, isCut } = await store.serviceMap(query, limitOf(from, 500));
    return {
      ...range,
      services,
      calls: calls.map((each) => ({ ...each, perSecond: perSecond(each.calls) })),
      isCut,
    };
  },
  report: (store, from) => store.report(queryOf(from), limitOf(from, 10)),
  sql: (store, from) => store.sql(from.get("sql") ?? "", limitOf(from, 1000)),
  status: (store) => store.holdings(),
};

/** The names of questions. */
export type Question =
  | "traces"
  | "spans"
  | "trace"
  | "span"
  | "matching"
  | "attributes"
  | "attribute"
  | "operations"
  | "histogram"
  | "complete"
  | "compare"
  | "map"
  | "report"
  | "sql"
  | "status";

/** Whether something can be asked. */
export function isQuestion(name: string): name is Question {
  return Object.hasOwn(QUESTIONS, name);
}

/**
 * Answers.
 * @throws HttpError for a bad parameter, QueryError, SqlError
 */
export async function answer(store: Store, question: Question, parameters: Parameters): Promise<unknown> {
  return plain(await QUESTIONS[question]?.(store, parameters));
}

/** The trace that is asked for. */
export function traceIdOf(parameters: Parameters): string {
  return (parameters.get("id") ?? "").toLowerCase();
}

/** The spans with the id that is asked for. @throws HttpError 404 */
export async function spansOf(store: Store, parameters: Parameters): Promise<readonly object[]> {
  const spanId = (parameters.get("span") ?? "").toLowerCase();
  const spans = await store.span(traceIdOf(parameters), spanId);
  if (spans.length === 0)
    throw new HttpError(404, `there is no span "${spanId}" in trace "${traceIdOf(parameters)}"`);
  return spans.map((span) => ({ ...span, duration: span.end - span.start }));
}

/** Depth-first, each with its depth and self time. */
async function flatTrace(store: Store, id: string): Promise<readonly object[]> {
  const spans = await store.trace(id.toLowerCase());
  if (spans.length === 0) throw new HttpError(404, `there is no trace "${id}" here`);
  return rowsOf(spans).map(({ span, depth, self }) => ({
    ...span,
    duration: span.end - span.start,
    depth,
    self,
  }));
}

/** What is compared of a group of traces: the newest, as many as are read in about a second. */
const BOUNDS: OutlineBounds = { traces: 1000, spans: 50_000 };

async function sideOf(store: Store, from: Parameters, name: "before" | "after") {
  if ((from.get(name) ?? "") === "")
    throw new HttpError(400, `"${name}" is missing: a query line, or trace:ID for a single trace`);
  const { found, spans } = await store.outline(queryOf(from, name), BOUNDS);
  return { found, spent: await timeSpent(spans) };
}

/** The query line of a request. @throws HttpError with the place of what is wrong */
export function queryOf(parameters: Parameters, name = "query"): Query | undefined {
  try {
    return parseQuery(parameters.get(name) ?? "");
  } catch (cause) {
    if (cause instanceof QueryError) throw new HttpError(400, `${cause.message}\n${cause.frame}`);
    throw cause;
  }
}

function limitOf(parameters: Parameters, usual: number): number {
  return numberOf(parameters, "limit", usual, MAX_LIMIT);
}

function numberOf(parameters: Parameters, name: string, usual: number, most: number, least = 1): number {
  const text = parameters.get(name) ?? "";
  if (text === "") return usual;
  const number = /^\d+$/.test(text) ? Number(text) : -1;
  if (number < least || number > most)
    throw new HttpError(400, `"${name}" is a number from ${least} to ${most}`);
  return number;
}
