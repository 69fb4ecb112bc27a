// Calls of gRPC's own client, and what is no call, in; the answers of the viewer out.
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../view/server/server.js";
import { openStore } from "../../view/store/duckdb/duckdb.js";

const EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

const store = await openStore();
const server = await startServer(store, { port: 0 });
const client = new Client(new URL(server.grpcUrl as string).host, credentials.createInsecure());
afterAll(async () => {
  client.close();
  await server.close();
  await store.close();
});

/** The answer's bytes, or the error of the call. */
function call(path: string, message: Uint8Array): Promise<Buffer | ServiceError> {
  const same = (bytes: Buffer) => bytes;
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, same, same, Buffer.from(message), (error, answer) =>
      resolve(error ?? (answer as Buffer)),
    );
  });
}

test("a request without spans is answered without words", async () => {
  expect(await call(EXPORT, new Uint8Array())).toEqual(Buffer.alloc(0));
});

test.each([
  ["what is no protobuf", EXPORT, Buffer.from([0x0a, 0x7f, 1]), 3, /./],
  [
    "metrics",
    "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
    Buffer.alloc(0),
    12,
    /OTEL_METRICS/,
  ],
  [
    "another service",
    "/grpc.health.v1.Health/Ch%C3%A9ck",
    Buffer.alloc(0),
    12,
    /no \/grpc.health.v1.Health\/Ch%C3%A9ck here/,
  ],
  ["more than 20 MiB", EXPORT, Buffer.alloc(21 * 1024 * 1024), 8, /20971520 bytes/],
])(
  "%s is refused with a status of gRPC, and the next call is answered",
  async (_, path, message, code, details) => {
    expect(await call(path, message)).toMatchObject({ code, details: expect.stringMatching(details) });
    expect(await call(EXPORT, new Uint8Array())).toEqual(Buffer.alloc(0));
  },
);

test("a client of HTTP/1.1 is cut off, and the next call is answered", async () => {
  const { port } = new URL(server.grpcUrl as string);
  const asked = request({ port, host: "127.0.0.1", method: "POST", path: "/v1/traces" });
  asked.end("{}");
  await once(asked, "error");
  expect(await call(EXPORT, new Uint8Array())).toEqual(Buffer.alloc(0));
});

test("without the port of gRPC the viewer starts, and says so", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const second = await startServer(store, { port: 0, grpcPort: (other.address() as AddressInfo).port });
  onTestFinished(() => second.close());
  expect(second.grpcUrl).toBeUndefined();
  expect((await fetch(`${second.url}/api/status`)).status).toBe(200);
});
