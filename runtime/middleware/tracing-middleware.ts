// The middleware for servers: options in; a function out that node:http, Connect, Express, Fastify, Koa and Hono can call.

import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  Http2ServerRequest,
  Http2ServerResponse,
  IncomingHttpHeaders,
  ServerHttp2Stream,
} from "node:http2";
import type { Tracer } from "../api/tracer.js";
import { isRegExp } from "../ground/intrinsics.js";
import { process } from "../ground/node.js";
import { checkNames } from "../ground/options.js";
import { state } from "../state/state.js";
import { type FastifyApp, plugIntoFastify } from "./fastify.js";
import { isFetchRequest, serveFetch } from "./fetch-handler.js";
import { type HonoContext, serveHono } from "./hono.js";
import { isStream, serveStream } from "./http2-stream.js";
import { type KoaContext, serveKoa } from "./koa.js";
import { serveNode } from "./node-http.js";
import { readKnownMethods } from "./request-facts.js";
import type { ServerSettings } from "./server-span.js";

/**
 * Options of `tracingMiddleware`. For a stream of node:http2's core API `trustIncoming` and `route` get an object with
 * `method`, `url`, `headers`, `httpVersion`, `socket` and `stream` in the place of a request.
 */
export interface TracingMiddlewareOptions {
  /** There is one tracer for each process, so that this makes no difference. @default getTracer() */
  readonly tracer?: Tracer;
  /** Paths (without query) that get no span, nor does what runs for them: exact, with a trailing `*`, or by regular expression. */
  readonly excludedPaths?: readonly (string | RegExp)[];
  /**
   * Whether the trace of the caller is continued. Otherwise the request begins a trace of its own, with a link to the
   * caller's span, and without the caller's baggage. One that throws is reported, and counts as `false`; so does, when
   * this is given, a request that did not come by node:http (Hono elsewhere).
   * @default () => true
   */
  readonly trustIncoming?: (request: IncomingMessage) => boolean;
  /**
   * The pattern of a request's route, `/orders/:id`, where no framework knows it or for another than the framework's.
   * Asked as the request comes and, if it gave `undefined` or an empty text then, once more at the end of the response.
   * One that throws is reported and counts as `undefined`. Not asked for requests that did not come by node:http.
   */
  readonly route?: (request: IncomingMessage) => string | undefined;
}

/** What `tracingMiddleware` gives: one function, called by each kind of server in its own manner. */
export interface TracingMiddleware {
  /**
   * node:http, where `next` is the handler, Connect and Express. Returns what `next` returns; a native promise is
   * replaced by one that settles alike, and a rejection is recorded.
   */
  <T>(request: IncomingMessage, response: ServerResponse, next: () => T): T;
  /** node:http2 with its compatibility API, in the same manner. */
  <T>(request: Http2ServerRequest, response: Http2ServerResponse, next: () => T): T;
  /**
   * node:http2's core API: `server.on("stream", (stream, headers) => traced(stream, headers, () => …))`. The span ends as
   * the stream closes.
   */
  <T>(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, next: () => T): T;
  /**
   * Handlers of fetch's kind: `Bun.serve`, `Deno.serve`, route handlers of Next.js, h3, edge runtimes. Returns what `next`
   * returns; a native promise is replaced by one that settles alike. The span ends when the response is there.
   * @param route the pattern of the request's route, where it is known
   */
  <T>(request: Request, next: () => T, route?: string): T;
  /** Fastify: `app.register(tracingMiddleware())`, before the routes. */
  (app: FastifyApp, options: object, done: () => void): void;
  /** Koa: `app.use(tracingMiddleware())`. */
  (context: KoaContext, next: () => Promise<unknown>): Promise<unknown>;
  /** Hono: `app.use(tracingMiddleware())`. */
  (context: HonoContext, next: () => Promise<void>): Promise<void>;
}

const OPTION_NAMES: readonly string[] = ["tracer", "excludedPaths", "trustIncoming", "route"];

type Next = () => Promise<unknown>;

/**
 * Makes a SERVER span for each request, continuing the trace of the request's headers, and runs what comes next inside.
 * The span is named `METHOD route` where the framework or the option `route` knows the route, otherwise `METHOD`, and has
 * the stable HTTP attributes; it ends with the response.
 * @throws TypeError for an unknown option, or if `excludedPaths` is not a list of strings and regular expressions, `tracer` is no tracer, or
 * `trustIncoming` or `route` no function
 * @example
 * const traced = tracingMiddleware({ excludedPaths: ["/health"] });
 * createServer((request, response) => traced(request, response, () => handle(request, response)));
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function tracingMiddleware(options: TracingMiddlewareOptions = {}): TracingMiddleware {
  const settings = readSettings(options);
  state.handmade = true;
  // Fastify looks at the length, and at a symbol by which a plugin says that it is for all routes.
  const middleware = (first: unknown, second: unknown, third?: unknown): unknown => {
    if (typeof third === "function") {
      if (isFastify(first)) return plugIntoFastify(settings, first, third as () => void);
      if (isStream(first)) return serveStream(settings, first, second as IncomingHttpHeaders, third as Next);
      return serveNode(settings, first as IncomingMessage, second as ServerResponse, third as () => unknown);
    }
    if (isFetchRequest(first))
      return serveFetch(settings, first, second as () => unknown, third as string | undefined);
    return isHono(first)
      ? serveHono(settings, first, second as () => Promise<void>)
      : serveKoa(settings, first as KoaContext, second as Next);
  };
  Object.defineProperties(middleware, {
    length: { value: 3 },
    [Symbol.for("skip-override")]: { value: true },
    [Symbol.for("fastify.display-name")]: { value: "uno-trace" },
  });
  return middleware as TracingMiddleware;
}

function isFastify(app: unknown): app is FastifyApp {
  return typeof (app as Partial<FastifyApp>).addHook === "function";
}

// Koa's `req` is Node's, Hono's has a `raw` inside.
function isHono(context: unknown): context is HonoContext {
  return typeof (context as Partial<HonoContext>).req?.raw === "object";
}

function readSettings(options: TracingMiddlewareOptions): ServerSettings {
  checkNames("tracingMiddleware", options, OPTION_NAMES);
  const { trustIncoming, route } = options;
  checkTracer(options.tracer);
  for (const [name, given] of Object.entries({ trustIncoming, route })) {
    if (given !== undefined && typeof given !== "function")
      throw new TypeError(`tracingMiddleware: \`${name}\` must be a function`);
  }
  const isExcluded = pathTest(options.excludedPaths ?? []);
  return { isExcluded, trustIncoming, route, knownMethods: readKnownMethods(process.env) };
}

// By shape, not by class: it may come from another copy of this library.
function checkTracer(tracer: Tracer | undefined): void {
  if (tracer === undefined) return;
  if (typeof (tracer as Partial<Tracer> | null)?.withSpan !== "function" || !("setSampler" in tracer))
    throw new TypeError("tracingMiddleware: `tracer` must be the tracer that getTracer() gives");
}

function pathTest(patterns: readonly (string | RegExp)[]): (path: string) => boolean {
  if (!Array.isArray(patterns) || !patterns.every((item) => typeof item === "string" || isRegExp(item))) {
    throw new TypeError(
      "tracingMiddleware: `excludedPaths` must be a list of strings and regular expressions",
    );
  }
  return (path) => (patterns as readonly (string | RegExp)[]).some((pattern) => isMatch(pattern, path));
}

function isMatch(pattern: string | RegExp, path: string): boolean {
  // `search` pays no heed to the state of a global expression, `test` does.
  if (isRegExp(pattern)) return path.search(pattern) >= 0;
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
