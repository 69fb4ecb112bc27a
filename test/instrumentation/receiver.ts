// For tests of clients: a server on loopback with a path for each way to answer, which keeps the headers that came.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let refusals = 0;

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/ok": (response) => response.end("fine"),
  "/missing": (response) => response.writeHead(404).end("none"),
  "/broken": (response) => response.writeHead(503).end("later"),
  "/moved": (response) => response.writeHead(302, { location: "/moved-again" }).end("there"),
  "/moved-again": (response) => response.writeHead(307, { location: "ok?from=moved" }).end("there"),
  "/refused-twice": (response) => {
    response.writeHead(refusals++ < 2 ? 503 : 200).end("x");
  },
  "/reset": (_, request) => request.socket.destroy(),
  "/half": (response, request) => {
    response.writeHead(200, { "content-length": 100 }).write("half");
    setTimeout(() => request.socket.destroy(), 20);
  },
  "/slow": (response) => {
    setTimeout(() => response.end("slow"), 60);
  },
  "/never": () => {},
  "/large": (response) => response.end("x".repeat(3_000_000)),
};

/** What came, in its order. */
export interface Came {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server that listens. */
export interface Receiver {
  readonly port: number;
  readonly base: string;
  readonly came: Came[];
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function receive(): Promise<Receiver> {
  refusals = 0;
  const came: Came[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://receiver").pathname;
    came.push({ path, headers: request.headers });
    request.resume();
    (ANSWERS[path] ?? ((answer) => answer.writeHead(404).end()))(response, request);
  });
  server.on("upgrade", (_, socket) => {
    socket.end("HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n");
  });
  server.on("connect", (_, socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, base: `http://127.0.0.1:${port}`, came, close };
}
