// `instrument: ["fetch"]`: what undici says of its requests in, a CLIENT span for each out. Node's fetch is undici, and
// the package publishes to the same channels (https://github.com/nodejs/undici/blob/main/docs/docs/api/DiagnosticsChannel.md).
import { attempt } from "../ground/faults.js";
import { URL } from "../ground/node.js";
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
  type Peer,
} from "./client-span.js";

/** As much of undici's request as is read; of old releases `headers` is one text, and one of 6.11 has no `addHeader`. */
interface UndiciRequest {
  readonly method: string;
  readonly origin: string | URL;
  readonly path: string;
  readonly contentLength?: number | null;
  headers: string | (string | string[])[];
  addHeader?(name: string, value: string): unknown;
}

interface UndiciResponse {
  readonly statusCode: number;
  readonly headers: readonly (Buffer | string)[];
}

interface About {
  readonly request: UndiciRequest;
}

// The later events of a request are told in the context of whoever opened its connection: only the request says which.
const exchanges = new WeakMap<UndiciRequest, Exchange>();

/** Makes a span of each request of undici's, until what it returns is called. */
export function instrumentFetch(settings: ClientSettings): () => void {
  return all([
    listen("undici:request:create", ({ request }: About) => begin(settings, request)),
    listen("undici:client:sendHeaders", ({ request, socket }: About & { socket?: Peer }) =>
      follow(request, (exchange) => noteConnection(exchange, socket ?? {})),
    ),
    listen("undici:request:headers", ({ request, response }: About & { response: UndiciResponse }) =>
      follow(request, (exchange) => noteHead(exchange, headOf(response))),
    ),
    listen("undici:request:trailers", ({ request }: About) => follow(request, endExchange)),
    listen("undici:request:error", ({ request, error }: About & { error: unknown }) =>
      follow(request, (exchange) => failExchange(exchange, error)),
    ),
  ]);
}

function begin(settings: ClientSettings, request: UndiciRequest): void {
  // The tunnel of a proxy: what goes through it has a span of its own.
  if (request.method === "CONNECT") return;
  const read = attempt("a request could not be read", () => outgoing(request));
  const exchange = read === undefined ? undefined : beginExchange(settings, read);
  if (exchange !== undefined) exchanges.set(request, exchange);
}

function follow(request: UndiciRequest, then: (exchange: Exchange) => void): void {
  const exchange = exchanges.get(request);
  if (exchange !== undefined) then(exchange);
}

function outgoing(request: UndiciRequest): OutgoingRequest {
  const { method, origin, path, contentLength } = request;
  return {
    method,
    // Through a proxy without a tunnel the path is the whole URL.
    url: new URL(/^https?:\/\//i.test(path) ? path : `${originOf(origin)}${path}`),
    length: contentLength ?? undefined,
    header: (name) => headerOf(request.headers, name),
    addHeader: (name, value) => addHeader(request, name, value),
    replaces: false,
  };
}

function originOf(origin: string | URL): string {
  return typeof origin === "string" ? origin.replace(/\/$/, "") : origin.origin;
}

function headerOf(headers: UndiciRequest["headers"], name: string): string | undefined {
  if (typeof headers === "string")
    return new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, "im").exec(headers)?.[1];
  for (let index = 0; index + 1 < headers.length; index += 2)
    if (String(headers[index]).toLowerCase() === name) return String(headers[index + 1]);
  return undefined;
}

function addHeader(request: UndiciRequest, name: string, value: string): void {
  if (typeof request.addHeader === "function") request.addHeader(name, value);
  else if (typeof request.headers === "string") request.headers += `${name}: ${value}\r\n`;
  else request.headers.push(name, value);
}

function headOf({ statusCode, headers }: UndiciResponse): { status: number; location: string | undefined } {
  const at = headers.findIndex(
    (name, index) => index % 2 === 0 && name.length === 8 && String(name).toLowerCase() === "location",
  );
  return { status: statusCode, location: at === -1 ? undefined : String(headers[at + 1]) };
}
