// The service that the W3C's suite talks to: a request with addresses in, a traced call to each of them out.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  getTracer,
  InMemorySpanExporter,
  injectContext,
  SimpleSpanProcessor,
  SpanKind,
  tracingMiddleware,
} from "../../../runtime/index.js";

/** A service that runs. */
export interface Service {
  readonly url: string;
  stop(): Promise<void>;
}

/** One call that the suite asks for: a POST of the arguments to an address. */
interface Call {
  readonly url: string;
  readonly arguments: readonly unknown[];
}

/** Starts the service on a free port: the middleware around it, a client span around each call that it makes. */
export async function startService(): Promise<Service> {
  const tracer = getTracer();
  tracer.addProcessor(new SimpleSpanProcessor(new InMemorySpanExporter()));
  const traced = tracingMiddleware();
  const server = createServer((request, response) => {
    void traced(request, response, () => answer(request, response));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/test`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await tracer.shutdown();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const calls = JSON.parse(await textOf(request)) as readonly Call[];
    for (const call of calls) await getTracer().withSpan("call", { kind: SpanKind.CLIENT }, () => post(call));
    response.end("{}");
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function post(call: Call): Promise<void> {
  const headers = injectContext({ "content-type": "application/json" });
  const answered = await fetch(call.url, { method: "POST", headers, body: JSON.stringify(call.arguments) });
  await answered.text();
}

/** Listens on a free port of this machine alone. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
