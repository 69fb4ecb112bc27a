// Collectors that do everything but answer well: an export takes no longer than it may, each span is counted, the program
// hears nothing of it, and what is left when they are well again goes there.

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import { getTracer } from "../../runtime/index.js";
import type { DropReason } from "../../runtime/model/processor.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";

const TIMEOUT = 300;
const answer = (head: string, body = "") =>
  `HTTP/1.1 ${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** How a collector treats a connection once a request has come; what becomes of the spans: kept, or a reason. */
const COLLECTORS: readonly [string, (socket: Socket) => void, "kept" | "exported" | DropReason][] = [
  ["is slow", (socket) => void setTimeout(() => socket.end(answer("200 OK")), 100), "exported"],
  ["hangs", () => {}, "timeout"],
  ["drips a header without an end", (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx-a: ", "a"), "timeout"],
  ["resets", (socket) => void socket.resetAndDestroy(), "kept"],
  ["closes", (socket) => void socket.end(), "kept"],
  ["answers what is no HTTP", (socket) => void socket.end("220 mail.example ESMTP\r\n\r\n"), "failed"],
  ["answers bytes", (socket) => void socket.end(Buffer.alloc(100_000, 0xff)), "failed"],
  ["answers without an end", (socket) => drip(socket, "HTTP/1.1 200 OK\r\n\r\n", "x"), "exported"],
  ["says 429", (socket) => void socket.end(answer("429 Too Many Requests\r\nretry-after: 60")), "kept"],
  ["says 500", (socket) => void socket.end(answer("500 Internal Server Error")), "rejected"],
  ["says 503", (socket) => void socket.end(answer("503 Service Unavailable")), "kept"],
  [
    "redirects",
    (socket) => void socket.end(answer("302 Found\r\nlocation: http://example.com/")),
    "rejected",
  ],
  ["says 400 with a megabyte", (socket) => void socket.end(answer("400 No", "x".repeat(1e6))), "rejected"],
];

function drip(socket: Socket, begin: string, rest: string): void {
  socket.write(begin);
  const timer = setInterval(() => socket.write(rest), 20);
  socket.on("close", () => clearInterval(timer));
}

let closeAll: () => Promise<void>;
let port: number;
let treat: (socket: Socket) => void;
beforeEach(async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("data", () => treat(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
  closeAll = () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
});
afterEach(async () => {
  await closeAll();
  await getTracer().shutdown();
  vi.restoreAllMocks();
});

describe("a collector that", () => {
  it.each(COLLECTORS)("%s", async (_, behave, outcome) => {
    treat = behave;
    const exporter = new OtlpHttpSpanExporter({
      url: `http://127.0.0.1:${port}/v1/traces`,
      timeout: TIMEOUT,
    });
    const processor = new BatchSpanProcessor({ exporter, maxBatchSize: 10, maxQueueSize: 20 });
    getTracer().addProcessor(processor);
    const results = Array.from({ length: 10 }, (_, at) => getTracer().withSpan("work", () => at));
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await processor.forceFlush();
    const { ended, exported, dropped } = processor.counts;
    expect(ended).toBe(10);
    const lost = Object.fromEntries(Object.entries(dropped).filter(([, count]) => count > 0));
    if (outcome === "kept") expect([exported, lost]).toEqual([0, {}]);
    else if (outcome === "exported") expect([exported, lost]).toEqual([10, {}]);
    else expect([exported, lost]).toEqual([0, { [outcome]: 10 }]);
    await processor.shutdown();
    const all = processor.counts;
    expect(all.exported + processor.droppedSpans).toBe(10);
  });
});
