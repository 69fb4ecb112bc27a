// The name of a question and its parameters in, the answer as plain JSON out: of a running viewer, and of a database alike.
import { plain } from "../format/json.js";
import { rowsOf } from "../model/tree.js";
import { parseQuery } from "../query/parse.js";
import { type Query, QueryError } from "../query/tree.js";
import type { Store } from "../store/store.js";
import { HttpError } from "./http-error.js";

/** Parameters by name. */
export type Parameters = Pick<URLSearchParams, "get">;

const MAX_LIMIT = 10_000;

/** What can be asked, by its path below `/api/`. */
const QUESTIONS: Readonly<Record<string, (store: Store, parameters: Parameters) => Promise<object>>> = {
  traces: async (store, from) => ({ traces: await store.traces(queryOf(from), limitOf(from, 50)) }),
  spans: async (store, from) => ({ spans: await store.spans(queryOf(from), limitOf(from, 50)) }),
  trace: async (store, from) => ({ spans: await flatTrace(store, from.get("id") ?? "") }),
  operations: async (store, from) => ({
    operations: await store.operations(queryOf(from), limitOf(from, 100)),
  }),
  histogram: async (store, from) => ({ bars: await store.histogram(queryOf(from)) }),
  report: (store, from) => store.report(queryOf(from), limitOf(from, 10)),
  sql: (store, from) => store.sql(from.get("sql") ?? "", limitOf(from, 1000)),
  status: (store) => store.holdings(),
};

/** The names of questions. */
export type Question =
  | "traces"
  | "spans"
  | "trace"
  | "operations"
  | "histogram"
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

/** The query line of a request. @throws HttpError with the place of what is wrong */
export function queryOf(parameters: Parameters): Query | undefined {
  try {
    return parseQuery(parameters.get("query") ?? "");
  } catch (cause) {
    if (cause instanceof QueryError) throw new HttpError(400, `${cause.message}\n${cause.frame}`);
    throw cause;
  }
}

function limitOf(parameters: Parameters, usual: number): number {
  const text = parameters.get("limit") ?? "";
  if (text === "") return usual;
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw new HttpError(400, `"limit" is a number from 1 to ${MAX_LIMIT}`);
  return limit;
}
