// For tests: receivers on local ports of what exporters send: OTLP over gRPC and HTTP, Zipkin.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { afterEach } from "vitest";
import { decodeRequest, encodeResponse } from "../runtime/otlp/messages.js";
import { listen } from "../runtime/otlp/receiver.js";

/** A receiver that runs until the test ends, and what it got. */
interface Listening {
  readonly url: string;
  readonly received: readonly unknown[];
}

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A receiver of gRPC, which gives what it got. */
export async function listenToGrpc(): Promise<Listening> {
  const received: unknown[] = [];
  const server = new Server();
  const method = {
    path: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: decodeRequest,
    responseSerialize: (answer: object) => Buffer.from(encodeResponse(answer)),
    responseDeserialize: () => ({}),
  } as const;
  server.addService(
    { Export: method },
    {
      Export: (call: { request: unknown }, callback: (error: null, answer: object) => void) => {
        received.push(call.request);
        callback(null, {});
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (fault, bound) =>
      fault ? reject(fault) : resolve(bound),
    ),
  );
  closers.push(() => server.forceShutdown());
  return { url: `http://127.0.0.1:${port}`, received };
}

/** A receiver of Zipkin's JSON. */
export async function listenToZipkin(): Promise<Listening> {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/spans`, received };
}

/** A receiver of OTLP over HTTP, which gives the decoded requests. */
export async function listenToOtlp(): Promise<Listening> {
  const { url, received } = await listen();
  return {
    url,
    get received() {
      return received.map(({ request }) => request);
    },
  };
}
