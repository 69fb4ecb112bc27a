// A request in, its answer out: spans, questions, pages.
import type { IncomingMessage } from "node:http";
import { BrokenFile } from "../import/broken-file.js";
import { readText } from "../import/file.js";
import { refusalBody } from "../otlp/answer.js";
import { SqlError, type Store } from "../store/store.js";
import { readBody } from "./body.js";
import { type Exported, exported } from "./exports.js";
import { HttpError } from "./http-error.js";
import type { Page } from "./page.js";
import { answer, isQuestion } from "./questions.js";
import { type Answer, receiveTraces } from "./receive.js";
import { columnsOf, sourceOf } from "./trace-answers.js";

/** The path to which an exporter sends spans. */
export const TRACES_PATH = "/v1/traces";

/** What requests are answered from. */
export interface Sources {
  readonly store: Store;
  readonly page: Page;
  /** Below it lie the sources that are shown. */
  readonly folder: string;
}

/**
 * Answers a request.
 * @param endpoint the address of this server
 * @throws HttpError
 */
export async function route(
  request: IncomingMessage,
  { store, page, folder }: Sources,
  endpoint: string,
): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? "/", endpoint);
  if (pathname === TRACES_PATH) return receiveTraces(request, store);
  if (/^\/v1\/(?:metrics|logs|profiles)$/.test(pathname)) return refuseSignal(request, pathname);
  if (pathname === "/api/sql") return sql(request, store);
  if (pathname === "/api/import") return importBody(request, store);
  if (request.method !== "GET" && request.method !== "HEAD")
    throw new HttpError(405, "this is read with GET", { allow: "GET, HEAD" });
  if (pathname === "/api/export") return file(await exported(store, searchParams, page));
  if (pathname === "/api/columns") return jsonPieces(await columnsOf(store, searchParams));
  if (pathname === "/api/source") return json(await sourceOf(store, searchParams, folder));
  const question = /^\/api\/(\w+)$/.exec(pathname)?.[1] ?? "";
  if (isQuestion(question)) return json(await answer(store, question, searchParams));
  const shown = page.answer(pathname);
  if (shown === undefined) throw new HttpError(404, `there is nothing at ${pathname}`);
  return shown;
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

/** A file of any format that is read; what came by OTLP is sent to `/v1/traces`. */
async function importBody(request: IncomingMessage, store: Store): Promise<Answer> {
  if (request.method !== "POST") throw new HttpError(405, "a file is sent with POST", { allow: "POST" });
  if (store.takesNothing !== undefined) throw new HttpError(405, store.takesNothing);
  const text = (await readBody(request)).toString("utf8");
  try {
    const { spans, rejected, reason } = readText(text, BigInt(Date.now()) * 1_000_000n);
    if (!store.add(spans))
      throw new HttpError(503, "spans come faster than they can be stored", { "retry-after": "1" });
    const traceIds = [...new Set(spans.map(({ traceId }) => traceId))];
    return json({ spans: spans.length, rejected, reason: rejected === 0 ? "" : reason, traceIds });
  } catch (cause) {
    throw cause instanceof BrokenFile ? new HttpError(400, cause.message) : cause;
  }
}

/** Saved by a browser, and never shown: what is in it comes from strangers. */
function file({ contentType, fileName, pieces }: Exported): Answer {
  const disposition = `attachment; filename="${fileName}"`;
  const headers = { "content-type": contentType, "content-disposition": disposition };
  return { status: 200, headers, body: pieces };
}

function jsonPieces(body: Iterable<string>): Answer {
  return { ...json(""), body };
}

function json(value: unknown): Answer {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
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
