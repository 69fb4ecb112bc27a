// For tests: an OTLP receiver on a local port that answers as it is told, and decodes what it gets.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach } from "vitest";
import { decodeJsonRequest, decodeRequest, type Message, spansOf } from "./messages.js";

/** What the receiver got. */
export interface Received {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly spans: readonly Message[];
  readonly request: Message;
  /** A reading of performance.now(). */
  readonly at: number;
  readonly port: number | undefined;
}

/** Answers one request; the last of a list answers all that follow. */
export type Reply = (response: ServerResponse) => void;

/** A receiver that runs until the test ends. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  readonly server: Server;
}

const running = new Set<Server>();

afterEach(() => {
  for (const server of running) {
    server.close();
    server.closeAllConnections();
  }
  running.clear();
});

/** Takes everything. */
export const take: Reply = (response) => void response.writeHead(200).end();

/** Answers with a status, headers and a text. */
export function say(status: number, headers: Record<string, string> = {}, text = ""): Reply {
  return (response) => void response.writeHead(status, headers).end(text);
}

/** Never answers. */
export const hang: Reply = () => {};

/** Starts a receiver with the answers that it gives, one after the other. */
export async function listen(
  replies: readonly Reply[] = [take],
  { tls, port = 0 }: { tls?: ServerOptions; port?: number } = {},
): Promise<Receiver> {
  const received: Received[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push(read(request, Buffer.concat(chunks)));
      replies[Math.min(received.length, replies.length) - 1]?.(response);
    });
  };
  const server = tls ? createSecureServer(tls, onRequest) : createServer(onRequest);
  running.add(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  const url = `${tls ? "https" : "http"}://localhost:${address.port}/v1/traces`;
  return { url, port: address.port, received, server };
}

function read(request: IncomingMessage, body: Buffer): Received {
  const { headers, url = "", socket } = request;
  const plain = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  const isJson = headers["content-type"] === "application/json";
  const message = isJson ? decodeJsonRequest(plain) : decodeRequest(plain);
  return {
    url,
    headers,
    spans: spansOf(message),
    request: message,
    at: performance.now(),
    port: socket.remotePort,
  };
}
