// A middleware for node:http and connect-style servers: a request and a response in, a server span around the handler.
import type { IncomingMessage, ServerResponse } from "node:http";
import { now } from "../clock.js";
import { untraced, withContext } from "../context.js";
import { failSpan } from "../fail.js";
import { reportError } from "../faults.js";
import { OUTLIVES } from "../flags.js";
import { returned } from "../instrument.js";
import { endSpan, restore } from "../lifecycle.js";
import { extractContext } from "../propagation.js";
import type { LocalSpan } from "../span.js";
import { type Attributes, SpanKind } from "../span-shape.js";
import { state } from "../state.js";
import { open, type Tracer } from "../tracer.js";
import { untilDone } from "./response-end.js";

/** Options of `tracingMiddleware`. */
export interface TracingMiddlewareOptions {
  /** There is one tracer for each process, so that this makes no difference. @default getTracer() */
  readonly tracer?: Tracer;
  /** Paths (without query) that get no span, nor does what runs for them: exact, with a trailing `*`, or by regular expression. */
  readonly excludedPaths?: readonly (string | RegExp)[];
}

/** A connect-style middleware; with node:http, `next` is the handler. Returns what `next` returns; a native
 * promise is replaced by one that settles alike, and a rejection is recorded. */
export type NodeMiddleware = <T>(request: IncomingMessage, response: ServerResponse, next: () => T) => T;

/**
 * Makes a SERVER span for each request, continuing the trace of the request's headers, and runs `next` inside.
 * The span is named `METHOD /path` and has the stable HTTP attributes; it ends with the response. If paths hold ids,
 * rename the span with `getCurrentSpan()?.updateName(...)`, or there is a name for each id.
 * @throws TypeError if `excludedPaths` is not a list of strings and regular expressions, or `tracer` is no tracer
 * @example
 * const traced = tracingMiddleware({ excludedPaths: ["/health"] });
 * createServer((request, response) => traced(request, response, () => handle(request, response)));
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function tracingMiddleware(options: TracingMiddlewareOptions = {}): NodeMiddleware {
  checkTracer(options.tracer);
  const isExcluded = pathTest(options.excludedPaths ?? []);
  return (request, response, next) => {
    if (!state.on) return next();
    const path = pathOf(request);
    // Without a span around it, each piece of the request's work would be a trace of its own.
    return isExcluded(path)
      ? untraced(next)
      : withContext(extractContext(request.headers), () => serve(path, request, response, next));
  };
}

function serve<T>(path: string, request: IncomingMessage, response: ServerResponse, next: () => T): T {
  const method = methodOf(request);
  const name = `${method === "_OTHER" ? "HTTP" : method} ${path}`;
  const span = open(name, { kind: SpanKind.SERVER, attributes: requestAttributes(method, path, request) });
  if (span === undefined) return next();
  untilDone(response, (isAborted) => quietly(() => finish(span, response, isAborted)));
  span.flags |= OUTLIVES;
  try {
    return returned(span, next());
  } catch (error) {
    quietly(() => failSpan(span, error));
    throw error;
  } finally {
    quietly(() => restore(span));
  }
}

function finish(span: LocalSpan, response: ServerResponse, isAborted: boolean): void {
  const { statusCode } = response;
  if (response.headersSent) span.setAttribute("http.response.status_code", statusCode);
  if (response.headersSent && statusCode >= 500) {
    span.setAttribute("error.type", String(statusCode));
    if (span.statusCode === 0) span.setStatus("error", `HTTP ${statusCode}`);
  } else if (isAborted) {
    span.setAttribute("error.type", "aborted");
    if (span.statusCode === 0) span.setStatus("error", "the client closed the connection");
  }
  // No status of its own below 500: the conventions leave it unset for the program, or for the reader, to judge.
  endSpan(span, now());
}

function requestAttributes(method: string, path: string, request: IncomingMessage): Attributes {
  const isEncrypted = (request.socket as { encrypted?: boolean } | undefined)?.encrypted === true;
  const host = splitHost(request.headers.host ?? "");
  const attributes: Attributes = {
    "http.request.method": method,
    "url.path": path,
    "url.scheme": isEncrypted ? "https" : "http",
    "server.address": host.name || request.socket?.localAddress,
    "server.port": host.port ?? request.socket?.localPort,
    "network.protocol.version": request.httpVersion,
    "user_agent.original": request.headers["user-agent"],
  };
  if (method === "_OTHER") attributes["http.request.method_original"] = request.method;
  return attributes;
}

const METHODS: readonly unknown[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "CONNECT",
  "OPTIONS",
  "TRACE",
  "PATCH",
];

function methodOf(request: IncomingMessage): string {
  return METHODS.includes(request.method) ? (request.method as string) : "_OTHER";
}

function pathOf(request: IncomingMessage): string {
  // Connect cuts its mount point off `url`; what the client asked for is in `originalUrl`.
  const url = (request as { originalUrl?: string }).originalUrl ?? request.url ?? "/";
  const path = url.split("?", 1)[0] ?? "/";
  return path.startsWith("/") ? path : (/^[a-z]+:\/\/[^/]*(\/[^?#]*)?/i.exec(path)?.[1] ?? "/");
}

function splitHost(host: string): { name: string; port: number | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host);
  return { name: match?.[1] ?? "", port: match?.[2] === undefined ? undefined : Number(match[2]) };
}

// By shape, not by class: it may come from another copy of this library.
function checkTracer(tracer: Tracer | undefined): void {
  if (tracer === undefined) return;
  if (typeof (tracer as Partial<Tracer> | null)?.withSpan !== "function" || !("setSampler" in tracer))
    throw new TypeError("tracingMiddleware: `tracer` must be the tracer that getTracer() gives");
}

function pathTest(patterns: readonly (string | RegExp)[]): (path: string) => boolean {
  if (
    !Array.isArray(patterns) ||
    !patterns.every((item) => typeof item === "string" || item instanceof RegExp)
  ) {
    throw new TypeError(
      "tracingMiddleware: `excludedPaths` must be a list of strings and regular expressions",
    );
  }
  return (path) => (patterns as readonly (string | RegExp)[]).some((pattern) => isMatch(pattern, path));
}

function isMatch(pattern: string | RegExp, path: string): boolean {
  // `search` pays no heed to the state of a global expression, `test` does.
  if (pattern instanceof RegExp) return path.search(pattern) >= 0;
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    reportError("a server span could not be recorded", error);
  }
}
