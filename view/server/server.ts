// A store and a port in; a server on this machine alone out, for exporters, scripts and people.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Server as NetServer } from "node:net";
import { pipeline, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { oneLine } from "../format/text.js";
import type { Store } from "../store/store.js";
import { GRPC_PORT, GrpcServer } from "./grpc.js";
import { checkHost, checkOrigin } from "./guard.js";
import { HttpError } from "./http-error.js";
import { Live } from "./live.js";
import { Page } from "./page.js";
import type { Answer } from "./receive.js";
import { route, type Sources, TRACES_PATH } from "./routes.js";

/** OTLP's port for HTTP. */
export const DEFAULT_PORT = 4318;

/** Bytes of a large answer that are made at once. */
const CHUNK = 256 * 1024;

/** How a viewer listens. */
export interface ServerOptions {
  /** Zero for any that is free. @default 4318 */
  readonly port?: number;
  /** The port of gRPC; zero for any that is free. @default 4317, or any where `port` is zero */
  readonly grpcPort?: number;
  /** Origins whose pages may send spans. @default none */
  readonly allowedOrigins?: readonly string[];
  /** The folder of the page. @default where the build puts it */
  readonly pageFolder?: string;
  /** Below it lie the sources that are shown. @default the working directory */
  readonly folder?: string;
  /** Is told of what was answered with 500. */
  readonly onError?: (cause: Error) => void;
}

/** A server that listens. */
export interface ViewServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** `false` if another program has the port at `::1`, to which `localhost` may lead. */
  readonly isAlone: boolean;
  /** Where gRPC is spoken; `undefined` if another program has that port. */
  readonly grpcUrl: string | undefined;
  close(): Promise<void>;
}

/** Starts it. @throws Error with `code` EADDRINUSE; a port of gRPC that is in use is no failure */
export async function startServer(store: Store, options: ServerOptions = {}): Promise<ViewServer> {
  const { port: asked = DEFAULT_PORT, onError = () => {} } = options;
  const handler = new Handler(store, options);
  const servers = [createServer(handler.handle), createServer(handler.handle)] as const;
  const { port, isAlone } = await listenTwice(servers, asked);
  handler.port = port;
  const calls = [new GrpcServer(store, onError), new GrpcServer(store, onError)] as const;
  const { grpcPort = asked === 0 ? 0 : GRPC_PORT } = options;
  const grpc = await listenTwice([calls[0].server, calls[1].server], grpcPort).catch(undefinedIfInUse);
  return {
    ...{ url: `http://127.0.0.1:${port}`, isAlone },
    grpcUrl: grpc && `http://127.0.0.1:${grpc.port}`,
    async close() {
      handler.live.close();
      await Promise.all([...servers.map(closed), ...calls.map((each) => each.close())]);
    },
  };
}

interface Listening {
  readonly port: number;
  readonly isAlone: boolean;
}

/** On both loopback addresses where there are two: `localhost` may be either, and a machine without IPv6 has one. */
async function listenTwice(
  [first, second]: readonly [NetServer, NetServer],
  asked: number,
): Promise<Listening> {
  await listen(first, asked, "127.0.0.1");
  const { port } = first.address() as AddressInfo;
  const fault = await listen(second, port, "::1").then(
    () => undefined,
    ({ code }: NodeJS.ErrnoException) => code,
  );
  return { port, isAlone: fault !== "EADDRINUSE" };
}

function undefinedIfInUse(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== "EADDRINUSE" && cause.code !== "EACCES") throw cause;
}

function listen(server: NetServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

class Handler {
  readonly live: Live;
  port = 0;
  readonly #sources: Sources;
  readonly #allowed: readonly string[];
  readonly #onError: (cause: Error) => void;

  constructor(store: Store, options: ServerOptions) {
    const { allowedOrigins = [], pageFolder, folder = process.cwd(), onError = () => {} } = options;
    this.#sources = { store, page: new Page(pageFolder), folder };
    this.#allowed = allowedOrigins;
    this.#onError = onError;
    this.live = new Live(store);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    void this.#answer(request, response).catch((cause) => {
      // Whoever asked has gone.
      this.#onError(cause);
      response.destroy();
    });
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      checkHost(request, this.port);
      const path = request.url?.split("?")[0];
      const origin = checkOrigin(request, this.port, path === TRACES_PATH ? this.#allowed : []);
      if (origin !== undefined) allow(response, origin);
      if (origin !== undefined && request.method === "OPTIONS") return void response.writeHead(204).end();
      if (path === "/api/live" && request.method === "GET") {
        if (!this.live.join(response)) throw new HttpError(503, "too many readers listen already");
        return;
      }
      send(request, response, await route(request, this.#sources, `http://127.0.0.1:${this.port}`));
    } catch (cause) {
      send(request, response, this.#refusal(cause));
    }
  }

  #refusal(cause: unknown): Answer {
    if (!(cause instanceof HttpError)) this.#onError(cause as Error);
    const isOurs = cause instanceof HttpError;
    const message = isOurs
      ? cause.message
      : `this could not be answered: ${oneLine((cause as Error).message)}`;
    const headers = { ...(isOurs ? cause.headers : {}), "content-type": "text/plain; charset=utf-8" };
    return { status: isOurs ? cause.status : 500, headers, body: `${message}\n` };
  }
}

/** What a page of an allowed origin needs to send spans (CORS); a preflight asks for it first. */
function allow(response: ServerResponse, origin: string): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-methods", "POST");
  response.setHeader("access-control-allow-headers", "content-type, content-encoding");
  response.setHeader("vary", "origin");
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
): void {
  const isWhole = typeof body === "string" || body instanceof Uint8Array;
  response.writeHead(status, {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    ...(isWhole ? { "content-length": Buffer.byteLength(body) } : {}),
    ...headers,
  });
  if (method === "HEAD") response.end();
  else if (isWhole) response.end(body);
  // Who leaves before the end does not want the rest.
  else pipeline(Readable.from(inChunks(body)), response, () => {});
}

/** Small pieces together, each chunk in a turn of its own, so that others are answered meanwhile. */
async function* inChunks(pieces: Iterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    waiting.push(bytes);
    length += bytes.length;
    if (length < CHUNK) continue;
    yield Buffer.concat(waiting);
    [waiting, length] = [[], 0];
    await setImmediate();
  }
  yield Buffer.concat(waiting);
}
