// A request in, its answer out: spans, questions, pages.
import type { IncomingMessage } from "node:http";
import { refusalBody } from "../otlp/answer.js";
import { listPage } from "../page/list-page.js";
import { STYLE } from "../page/style.js";
import { missingTracePage, tracePage } from "../page/trace-page.js";
import { SqlError, type Store } from "../store/store.js";
import { readBody } from "./body.js";
import { HttpError } from "./http-error.js";
import { answer, isQuestion, type Parameters, queryOf } from "./questions.js";
import { type Answer, receiveTraces } from "./receive.js";

/** The path to which an exporter sends spans. */
export const TRACES_PATH = "/v1/traces";

/** Nothing of a page is interpreted but its style sheet, and nobody puts it into a frame. */
const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const TRACE_PATH = /^\/trace\/([0-9a-fA-F]{1,64})$/;

/**
 * Answers a request.
 * @param endpoint the address of this server
 * @throws HttpError
 */
export async function route(request: IncomingMessage, store: Store, endpoint: string): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? "/", endpoint);
  if (pathname === TRACES_PATH) return receiveTraces(request, store);
  if (/^\/v1\/(?:metrics|logs|profiles)$/.test(pathname)) return refuseSignal(request, pathname);
  if (pathname === "/api/sql") return sql(request, store);
  if (request.method !== "GET" && request.method !== "HEAD")
    throw new HttpError(405, "this is read with GET", { allow: "GET, HEAD" });
  const question = /^\/api\/(\w+)$/.exec(pathname)?.[1] ?? "";
  if (isQuestion(question)) return json(await answer(store, question, searchParams));
  const page = await pageOf(pathname, searchParams, store, endpoint);
  if (page === undefined) throw new HttpError(404, `there is nothing at ${pathname}`);
  return page;
}

async function pageOf(
  path: string,
  parameters: Parameters,
  store: Store,
  endpoint: string,
): Promise<Answer | undefined> {
  if (path === "/") return page(await list(store, parameters, endpoint));
  if (path === "/style.css")
    return { status: 200, headers: { "content-type": "text/css; charset=utf-8" }, body: STYLE };
  const [, traceId] = TRACE_PATH.exec(path) ?? [];
  if (traceId === undefined) return undefined;
  const spans = await store.trace(traceId.toLowerCase());
  return spans.length === 0
    ? page(missingTracePage(traceId), 404)
    : page(tracePage(traceId.toLowerCase(), spans));
}

async function list(store: Store, parameters: Parameters, endpoint: string): Promise<string> {
  const query = parameters.get("query") ?? "";
  try {
    return listPage({ query, endpoint, traces: await store.traces(queryOf(parameters), 100) });
  } catch (cause) {
    if (cause instanceof HttpError) return listPage({ query, endpoint, traces: [], fault: cause.message });
    throw cause;
  }
}

/** SQL comes by POST, which pages of other sites cannot send unseen: `{"sql": "SELECT …", "limit": 100}`. */
async function sql(request: IncomingMessage, store: Store): Promise<Answer> {
  if (request.method !== "POST") throw new HttpError(405, "SQL is sent with POST", { allow: "POST" });
  const body = (await readBody(request)).toString("utf8");
  let asked: Record<string, unknown>;
  try {
    asked = Object(JSON.parse(body));
  } catch {
    throw new HttpError(400, 'the body is no JSON: send {"sql": "SELECT …"}');
  }
  const get = (name: string) => (asked[name] === undefined ? null : String(asked[name]));
  try {
    return json(await answer(store, "sql", { get }));
  } catch (cause) {
    throw cause instanceof SqlError ? new HttpError(400, cause.message) : cause;
  }
}

function json(value: unknown): Answer {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

function page(body: string, status = 200): Answer {
  return { status, headers: PAGE_HEADERS, body };
}

/** Exporters of metrics and logs find the same address in the environment. */
function refuseSignal(request: IncomingMessage, path: string): Answer {
  const message = `only traces are kept here: set OTEL_METRICS_EXPORTER=none and OTEL_LOGS_EXPORTER=none (${path})`;
  const format =
    request.headers["content-type"] === "application/x-protobuf"
      ? "application/x-protobuf"
      : "application/json";
  return { status: 404, headers: { "content-type": format }, body: refusalBody(message, format) };
}
