// A request of node:http or of fetch in, what the HTTP conventions say of it out.
import type { IncomingMessage } from "node:http";
import type { Variables } from "../ground/environment-values.js";
import type { Attributes } from "../model/span.js";
import { type Carrier, readHeader } from "../propagators/carrier.js";
import { type Caller, readForwarded, splitHost } from "./forwarded.js";
import type { RequestFacts } from "./server-span.js";
import { redactQuery } from "./url-query.js";

const METHODS: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "CONNECT",
  "OPTIONS",
  "TRACE",
  "PATCH",
  "QUERY",
];

/** The methods that are named as they are; the conventions let `OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS` replace them. */
export function readKnownMethods(variables: Variables): ReadonlySet<string> {
  const text = variables.OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS?.trim();
  return new Set(text ? text.split(",").map((method) => method.trim()) : METHODS);
}

/** What is known of a request that node:http, or node:http2's compatibility, has received, and of its response. */
export function ofIncoming(
  request: IncomingMessage,
  known: ReadonlySet<string>,
  outgoing?: object,
): RequestFacts {
  const socket = request.socket as (IncomingMessage["socket"] & { encrypted?: boolean }) | undefined;
  // Connect cuts its mount point off `url`; what the client asked for is in `originalUrl`.
  const url = (request as { originalUrl?: string }).originalUrl ?? request.url ?? "/";
  return factsOf(known, {
    method: request.method ?? "",
    url,
    headers: request.headers,
    // HTTP/2 has a header of its own kind for it.
    host: readHeader(request.headers, ":authority") ?? request.headers.host,
    scheme: socket?.encrypted === true ? "https" : "http",
    version: request.httpVersion,
    peer: { address: socket?.remoteAddress, port: socket?.remotePort },
    local: { address: socket?.localAddress, port: socket?.localPort },
    incoming: request,
    outgoing,
  });
}

const HOST = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]*)/i;

/** What is known of a request in the shape of `fetch`. */
export function ofFetch(request: Request, known: ReadonlySet<string>): RequestFacts {
  return factsOf(known, {
    method: request.method,
    url: request.url,
    headers: request.headers,
    host: HOST.exec(request.url)?.[1],
    scheme: request.url.startsWith("https:") ? "https" : "http",
    version: undefined,
    peer: {},
    local: {},
    incoming: undefined,
    outgoing: undefined,
  });
}

interface Endpoint {
  readonly address?: string | undefined;
  readonly port?: number | undefined;
}

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Carrier;
  readonly host: string | undefined;
  readonly scheme: "http" | "https";
  readonly version: string | undefined;
  readonly peer: Endpoint;
  readonly local: Endpoint;
  readonly incoming: IncomingMessage | undefined;
  readonly outgoing: object | undefined;
}

function factsOf(known: ReadonlySet<string>, received: Received): RequestFacts {
  const { headers, incoming, outgoing } = received;
  const method = known.has(received.method) ? received.method : "_OTHER";
  const { path, query } = splitTarget(received.url);
  const attributes: Attributes = {
    "http.request.method": method,
    "url.path": path,
    ...addressAttributes(received),
    "network.peer.address": received.peer.address,
    "network.peer.port": received.peer.port,
    "network.protocol.version": received.version?.replace(/^([23])\.0$/, "$1"),
    "user_agent.original": readHeader(headers, "user-agent"),
  };
  if (query !== "") attributes["url.query"] = redactQuery(query);
  if (method === "_OTHER") attributes["http.request.method_original"] = received.method;
  return { method, path, attributes, headers, incoming, outgoing };
}

// A proxy before this server knows better what the client asked for, and who it is.
function addressAttributes({ headers, host, scheme, peer, local }: Received): Attributes {
  const caller: Caller = readForwarded((name) => readHeader(headers, name));
  const asked = caller.host ?? splitHost(host ?? "");
  const chosen = caller.scheme ?? scheme;
  const standard = chosen === "https" ? 443 : 80;
  return {
    "url.scheme": chosen,
    "server.address": asked.name || local.address,
    "server.port": asked.name ? (asked.port ?? standard) : local.port,
    "client.address": caller.client ?? peer.address,
  };
}

function splitTarget(url: string): { path: string; query: string } {
  const target = url.split("#", 1)[0] as string;
  const split = target.indexOf("?");
  const path = split === -1 ? target : target.slice(0, split);
  const query = split === -1 ? "" : target.slice(split + 1);
  if (path.startsWith("/")) return { path, query };
  return { path: /^[a-z][a-z0-9+.-]*:\/\/[^/]*(\/.*)?$/i.exec(path)?.[1] ?? "/", query };
}
