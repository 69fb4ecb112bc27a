// `instrument: ["http"]`: what Node says of the requests of node:http and node:https in, a CLIENT span for each out
// (https://nodejs.org/api/diagnostics_channel.html#http).
import type { ClientRequest, IncomingMessage } from "node:http";
import { attempt } from "../ground/faults.js";
import { process, URL } from "../ground/node.js";
import { all, listen } from "./channels.js";
import {
  beginExchange,
  type ClientSettings,
  type Exchange,
  endExchange,
  failExchange,
  noteConnection,
  noteHead,
  type OutgoingRequest,
} from "./client-span.js";
import { standardPort } from "./destinations.js";

interface About {
  readonly request: ClientRequest;
}

/** As much of a request as has no type, though Node's documentation has it, and its answer. */
type Request = ClientRequest & {
  readonly socketPath?: string;
  readonly res?: IncomingMessage & { readonly errored: Error | null };
  readonly _header?: string | null;
};

// One that has no span has an entry all the same: on newer Nodes it is told of twice.
const exchanges = new WeakMap<ClientRequest, Exchange | undefined>();

/** Whether this Node tells of a request before its headers are sent. */
export function tellsEarly(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/** Makes a span of each request of node:http and node:https, until what it returns is called. */
export function instrumentHttp(settings: ClientSettings): () => void {
  return all([
    listen("http.client.request.created", ({ request }: About) => begin(settings, request)),
    listen("http.client.request.start", ({ request }: About) => {
      if (!exchanges.has(request)) begin(settings, request);
    }),
    // Said as the head of the answer comes.
    listen("http.client.response.finish", ({ request }: About) => follow(request, answered)),
    listen("http.client.request.error", ({ request, error }: About & { error: unknown }) =>
      follow(request, (exchange) => failExchange(exchange, error)),
    ),
  ]);
}

function follow(request: ClientRequest, then: (exchange: Exchange, request: Request) => void): void {
  const exchange = exchanges.get(request);
  if (exchange !== undefined) then(exchange, request as Request);
}

function begin(settings: ClientSettings, request: ClientRequest): void {
  const read = attempt("a request could not be read", () => outgoing(request as Request));
  const exchange = read === undefined ? undefined : beginExchange(settings, read);
  exchanges.set(request, exchange);
  // Comes when the answer was read, or nobody waits for it any more, and after an upgrade.
  if (exchange !== undefined) request.once("close", () => follow(request, closed));
}

function answered(exchange: Exchange, { res, socket }: Request): void {
  if (socket != null) noteConnection(exchange, socket);
  if (res?.statusCode === undefined) return;
  noteHead(exchange, { status: res.statusCode, location: res.headers.location, version: res.httpVersion });
}

function closed(exchange: Exchange, request: Request): void {
  const { res } = request;
  // An upgrade, or a tunnel, has an answer of which Node says nothing.
  const isUntold = exchange.span.attributes["http.response.status_code"] === undefined;
  if (isUntold) answered(exchange, request);
  if (res?.errored != null && !res.complete) failExchange(exchange, res.errored);
  else endExchange(exchange);
}

function outgoing(request: Request): OutgoingRequest {
  const length = Number(headerOf(request, "content-length") ?? Number.NaN);
  return {
    method: request.method,
    url: urlOf(request),
    server: serverOf(request),
    length: Number.isNaN(length) ? undefined : length,
    header: (name) => headerOf(request, name),
    // Headers in a list, and `Expect`, are sent as the request is made.
    addHeader: request.headersSent ? undefined : (name, value) => request.setHeader(name, value),
    replaces: true,
  };
}

function serverOf(request: Request): OutgoingRequest["server"] {
  const { socketPath } = request;
  if (socketPath != null) return { address: socketPath };
  return /^https?:\/\//i.test(request.path) ? undefined : { address: request.host, port: portOf(request) };
}

// Through a proxy without a tunnel the path is the whole URL; of a tunnel it is no path at all.
function urlOf(request: Request): URL {
  const { protocol, path, method } = request;
  if (/^https?:\/\//i.test(path)) return new URL(path);
  const target = method === "CONNECT" || !path.startsWith("/") ? "/" : path;
  const port = portOf(request);
  return new URL(`${protocol}//${hostOf(request)}${port === undefined ? "" : `:${port}`}${target}`);
}

function hostOf({ host }: Request): string {
  return host.includes(":") ? `[${host}]` : host;
}

// Nothing of a request says its port but the header that names its host, and programs may write another host there.
function portOf(request: Request): number | undefined {
  const [, name, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(headerOf(request, "host") ?? "") ?? [];
  if (name?.toLowerCase() !== hostOf(request).toLowerCase()) return undefined;
  return Number(port ?? standardPort(request.protocol));
}

// Of headers that were given as a list only the text is left that was made of them.
function headerOf(request: Request, name: string): string | undefined {
  const value = request.getHeader(name);
  if (value !== undefined) return String(value);
  return request._header ? lineOf(request._header, name) : undefined;
}

function lineOf(text: string, name: string): string | undefined {
  const begin = text.toLowerCase().indexOf(`\r\n${name}:`);
  if (begin === -1) return undefined;
  const from = begin + name.length + 3;
  return text.slice(from, text.indexOf("\r\n", from)).trim();
}
