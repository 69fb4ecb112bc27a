// A receiver that is down or busy for a while: what waits is kept, within the queue's bound, and nothing waits for ever.
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import type { ExportRetry, SpanExporter } from "../../runtime/model/processor.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import type { BatchLimits } from "../../runtime/processors/batch-limits.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { runBeside } from "./child.js";
import { hang, listen, type Receiver, say, take } from "./otlp/receiver.js";
import { record } from "./recorder.js";

afterEach(() => void vi.restoreAllMocks());

const stderr = () => vi.spyOn(process.stderr, "write").mockReturnValue(true);
const printed = (spy: ReturnType<typeof stderr>) => spy.mock.calls.map(([text]) => String(text)).join("");

function batcher(receiver: Receiver, limits: BatchLimits = {}, timeout = 300): BatchSpanProcessor {
  const exporter = new OtlpHttpSpanExporter({ url: receiver.url, timeout });
  return new BatchSpanProcessor({ exporter, maxBatchSize: 10, maxQueueSize: 1000, ...limits });
}

function feed(processor: { onEnd(span: ReadableSpan): void }, count: number): void {
  const memory = record();
  for (let index = 0; index < count; index++) getTracer().withSpan("a", () => {});
  for (const span of memory.getFinishedSpans()) processor.onEnd(span);
}

const arrivedAt = (...receivers: Receiver[]) =>
  receivers.flatMap(({ received }) => received.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)));

async function closed(): Promise<Receiver> {
  const receiver = await listen();
  await new Promise((resolve) => receiver.server.close(resolve));
  return receiver;
}

it("loses nothing while nobody listens, and sends each span once when somebody does", async () => {
  const spy = stderr();
  const receiver = await closed();
  const processor = batcher(receiver);
  feed(processor, 25);
  await processor.forceFlush();
  feed(processor, 30);
  await processor.forceFlush();
  expect(processor.counts).toMatchObject({ ended: 55, exported: 0 });
  expect(processor.droppedSpans).toBe(0);
  expect(printed(spy).match(/spans could not be exported: .*ECONNREFUSED/g)).toHaveLength(1);
  const later = await listen([take], { port: receiver.port });
  await processor.forceFlush();
  expect(processor.counts).toMatchObject({ ended: 55, exported: 55 });
  expect(new Set(arrivedAt(later)).size).toBe(55);
  expect(arrivedAt(later)).toHaveLength(55);
  await processor.shutdown();
  expect(printed(spy)).not.toContain("not exported");
});

it("tries again by itself", async () => {
  stderr();
  const receiver = await listen([say(503), say(429, { "retry-after": "1" }), take]);
  const processor = batcher(receiver, {}, 100);
  feed(processor, 10);
  await vi.waitFor(() => expect(processor.counts.exported).toBe(10), { timeout: 20_000, interval: 50 });
  expect(receiver.received).toHaveLength(3);
  await processor.shutdown();
}, 30_000);

it("keeps the oldest, within the queue's bound, and does not say of each that it was dropped", async () => {
  const spy = stderr();
  const receiver = await closed();
  const processor = batcher(receiver, { maxQueueSize: 100 });
  feed(processor, 10);
  await processor.forceFlush();
  feed(processor, 500);
  expect(processor.counts.dropped).toMatchObject({ queueFull: 400, failed: 0 });
  expect(printed(spy).match(/spans are dropped: 100 wait/g)).toHaveLength(1);
  const back = await listen([take], { port: receiver.port });
  await processor.forceFlush();
  expect(arrivedAt(back)).toHaveLength(110);
  await processor.shutdown();
});

it("says at most once a minute that the queue is full, and how many were dropped so far", async () => {
  const { stderr: said, code } = await runBeside(`import { performance } from "node:perf_hooks";
    let skew = 0;
    const { now } = performance;
    performance.now = () => now.call(performance) + skew;
    const rt = await import("./runtime.mjs");
    const batch = new rt.BatchSpanProcessor({ exporter: new rt.InMemorySpanExporter(), maxBatchSize: 5, maxQueueSize: 5 });
    const m = rt.setupMonitoring({ processors: [batch] });
    const spans = (count) => { for (let index = 0; index < count; index++) m.tracer.withSpan("a", () => {}); };
    spans(20);
    skew = 59_000;
    spans(20);
    skew = 61_000;
    spans(20);
    process.reallyExit(0);`);
  expect(code).toBe(0);
  expect(said).toBe(
    "uno-trace: spans are dropped: 5 wait for export already (maxQueueSize)\n" +
      "uno-trace: spans are dropped: 5 wait for export already (maxQueueSize); 36 so far\n",
  );
});

it("a receiver that asks for time is left alone, by flushes as well, but for a last try", async () => {
  stderr();
  const receiver = await listen([say(429, { "retry-after": "60" }), take]);
  const processor = batcher(receiver, {}, 100);
  feed(processor, 10);
  for (let count = 0; count < 5; count++) await processor.forceFlush();
  expect(receiver.received).toHaveLength(1);
  expect(processor.droppedSpans).toBe(0);
  await processor.shutdown();
  expect(arrivedAt(receiver)).toHaveLength(20);
  expect(processor.counts.exported).toBe(10);
});

it("what had no connection in time was not sent, and waits", async () => {
  stderr();
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", () => resolve()));
  const { port } = silent.address() as AddressInfo;
  // It never answers the first words of TLS.
  const exporter = new OtlpHttpSpanExporter({ url: `https://127.0.0.1:${port}/v1/traces`, timeout: 100 });
  const processor = new BatchSpanProcessor({ exporter, maxBatchSize: 10 });
  feed(processor, 10);
  await processor.forceFlush();
  expect(processor.counts).toMatchObject({ ended: 10, exported: 0, dropped: { timeout: 0, failed: 0 } });
  await processor.shutdown();
  expect(processor.counts.dropped).toMatchObject({ timeout: 0, failed: 10 });
  for (const socket of sockets) socket.destroy();
  silent.close();
});

it("a shutdown tries a receiver that is down twice, not once for each batch", async () => {
  const spy = stderr();
  const receiver = await listen(Array.from({ length: 100 }, () => say(503)));
  const processor = batcher(receiver, {}, 200);
  feed(processor, 300);
  await processor.shutdown();
  expect(receiver.received.length).toBeLessThan(6);
  const { failed, rejected, unsent } = processor.counts.dropped;
  expect([failed, rejected, unsent]).toEqual([0, 20, 280]);
  expect(printed(spy)).toContain("spans not exported: 300 of 300");
});

it("one that does not answer is asked twice for each flush; what got no answer is not sent again", async () => {
  stderr();
  const receiver = await listen(Array.from({ length: 100 }, () => hang));
  const processor = batcher(receiver, {}, 200);
  feed(processor, 50);
  await processor.forceFlush();
  await processor.forceFlush();
  expect(processor.counts.dropped.timeout).toBe(40);
  feed(processor, 50);
  await processor.shutdown();
  expect(processor.counts.dropped).toMatchObject({ timeout: 60, unsent: 40 });
  expect(receiver.received).toHaveLength(6);
});

it("flushes beside each other export one batch at a time", async () => {
  stderr();
  const receiver = await closed();
  const processor = batcher(receiver, {}, 100);
  feed(processor, 45);
  await Promise.all(Array.from({ length: 20 }, () => processor.forceFlush()));
  const later = await listen([take], { port: receiver.port });
  await Promise.all(Array.from({ length: 20 }, () => processor.forceFlush()));
  expect(arrivedAt(later)).toHaveLength(45);
  expect(later.received.map(({ spans }) => spans.length)).toEqual([10, 10, 10, 10, 5]);
  await processor.shutdown();
});

it.each([
  ["a number that is none", { count: Number.NaN, reason: "failed", export: () => {} }],
  ["more than there were", { count: 2, reason: "failed", export: () => {} }],
  ["nothing to call", { count: 1, reason: "failed" }],
])("an exporter that offers %s has failed", async (_, retry) => {
  stderr();
  const exporter: SpanExporter = {
    export: (__, done) => done({ code: 1, retry: retry as unknown as ExportRetry }),
    shutdown: async () => {},
  };
  const processor = new BatchSpanProcessor({ exporter });
  feed(processor, 1);
  await processor.forceFlush();
  expect(processor.counts.dropped.failed).toBe(1);
  await processor.shutdown();
});

it("an exporter of one's own may offer it, too", async () => {
  stderr();
  const exporter: SpanExporter = {
    export: (spans, done) =>
      done({
        code: 1,
        dropped: { rejected: 1, failed: spans.length - 1 },
        retry: { count: spans.length - 1, reason: "failed", export: (again) => again({ code: 0 }) },
      }),
    shutdown: async () => {},
  };
  const processor = new BatchSpanProcessor({ exporter });
  feed(processor, 5);
  await processor.forceFlush();
  expect(processor.counts).toMatchObject({ exported: 0, dropped: { rejected: 1, failed: 0 } });
  await processor.forceFlush();
  expect(processor.counts).toMatchObject({ exported: 4, dropped: { rejected: 1, failed: 0 } });
  const simple = new SimpleSpanProcessor(exporter);
  feed(simple, 1);
  expect(simple.counts.dropped.rejected).toBe(1);
  await Promise.all([processor.shutdown(), simple.shutdown()]);
});

it("a process that ends sends what is kept once more, and does not wait for a receiver that is away", async () => {
  const receiver = await listen([say(503), take]);
  const text = `import * as rt from "./runtime.mjs";
    const exporter = new rt.OtlpHttpSpanExporter({ url: ${JSON.stringify(receiver.url)}, timeout: 100 });
    const m = rt.setupMonitoring({ exporter });
    m.tracer.withSpan("a", () => {});
    await m.forceFlush();`;
  const { stderr: said, code } = await runBeside(text);
  expect(said).toMatch(/^uno-trace: spans could not be exported: .*503.*\n$/);
  expect([code, arrivedAt(receiver).length]).toEqual([0, 2]);
  const away = await closed();
  const other = await runBeside(text.replace(receiver.url, away.url));
  expect(other.stderr).toMatch(/ECONNREFUSED.*\nuno-trace: spans not exported: 1 of 1 \(1 not sent/);
  expect([other.code, other.lingered < 900]).toEqual([0, true]);
});
