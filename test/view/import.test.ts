// Files of other tools in; the spans that they are read as, and what is said of those that are damaged, out.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, onTestFinished, test } from "vitest";
import { readDocument } from "../../view/import/document.js";
import { readText, readTraceFile } from "../../view/import/file.js";
import type { Span } from "../../view/model/span.js";
import { ms, rawSpan, requestOf, START } from "./spans.js";

const ORIGIN = { traceId: "ab".repeat(16), now: START };

function read(document: unknown): readonly Span[] {
  const { spans, rejected } = readDocument(document, ORIGIN);
  expect(rejected).toBe(0);
  return spans;
}

/** Spans as a reader of a trace sees them. */
function shown(spans: readonly Span[]): unknown[] {
  const nameOf = (id: string) => spans.find(({ spanId }) => spanId === id)?.name ?? id;
  return spans.map(({ name, parentId, start, end, service }) => {
    const first = spans[0]?.start as bigint;
    return `${service} ${nameOf(parentId)}/${name} ${Number(start - first) / 1000}+${Number(end - start) / 1000}`;
  });
}

function fileWith(content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "uno-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "traces"), content);
  return join(folder, "traces");
}

async function readAll(content: string | Uint8Array) {
  const all = [];
  for await (const received of readTraceFile(fileWith(content), START)) all.push(received);
  return all;
}

test("Jaeger: ids of 64 bits, tags that are fields, logs, references, processes", () => {
  const spans = read({
    data: [
      {
        traceID: "5af7183fb1d4cf5f",
        spans: [
          {
            traceID: "5af7183fb1d4cf5f",
            spanID: "6b221d5bc9e6496c",
            operationName: "GET /cart",
            references: [],
            startTime: 1_790_000_000_000_123,
            duration: 1500,
            tags: [
              { key: "span.kind", type: "string", value: "server" },
              { key: "error", type: "bool", value: true },
              { key: "otel.status_description", type: "string", value: "no stock" },
              { key: "otel.scope.name", type: "string", value: "http" },
              { key: "http.status_code", type: "int64", value: 500 },
              { key: "id", type: "int64", value: "9007199254740993" },
            ],
            logs: [
              {
                timestamp: 1_790_000_000_000_200,
                fields: [
                  { key: "event", type: "string", value: "exception" },
                  { key: "exception.type", type: "string", value: "RangeError" },
                ],
              },
            ],
            processID: "p1",
            warnings: null,
          },
          {
            traceID: "5af7183fb1d4cf5f",
            spanID: "1",
            operationName: "query",
            references: [
              { refType: "FOLLOWS_FROM", traceID: "7", spanID: "8" },
              { refType: "CHILD_OF", traceID: "5af7183fb1d4cf5f", spanID: "6b221d5bc9e6496c" },
            ],
            startTime: 1_790_000_000_000_200,
            duration: 10,
            tags: [],
            logs: [],
            processID: "p2",
          },
        ],
        processes: {
          p1: { serviceName: "web", tags: [{ key: "host.name", type: "string", value: "a" }] },
          p2: { serviceName: "db", tags: [] },
        },
      },
    ],
    total: 0,
    errors: null,
  });
  expect(shown(spans)).toEqual(["web /GET /cart 0+1500", "db GET /cart/query 77+10"]);
  expect(spans[0]).toMatchObject({
    traceId: "00000000000000005af7183fb1d4cf5f",
    start: 1_790_000_000_000_123_000n,
    kind: 1,
    status: 2,
    statusMessage: "no stock",
    scope: "http",
    resource: { "service.name": "web", "host.name": "a" },
    events: [
      { name: "exception", time: 1_790_000_000_000_200_000n, attributes: { "exception.type": "RangeError" } },
    ],
  });
  expect({ ...spans[0]?.attributes }).toEqual({ "http.status_code": 500, id: "9007199254740993" });
  expect(spans[1]).toMatchObject({
    spanId: "0000000000000001",
    links: [{ traceId: "7".padStart(32, "0"), spanId: "8".padStart(16, "0") }],
  });
});

test("Zipkin: what OpenTelemetry's own exporter sends", async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    bodies.push(body);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const exporter = new ZipkinExporter({ url: `http://127.0.0.1:${port}`, serviceName: "shop" });
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  const tracer = provider.getTracer("test");
  const span = tracer.startSpan("checkout", {
    kind: 1,
    startTime: [1_790_000_000, 5_000_000],
    attributes: { route: "/cart", count: 3 },
  });
  span.addEvent("retry", [1_790_000_000, 6_000_000]);
  span.setStatus({ code: 2, message: "no stock" });
  span.end([1_790_000_000, 9_000_000]);
  await provider.shutdown();
  const [found] = read(JSON.parse(bodies[0] as string));
  expect(found).toMatchObject({
    ...{ traceId: span.spanContext().traceId, spanId: span.spanContext().spanId },
    ...{ name: "checkout", kind: 1, status: 2, statusMessage: "no stock" },
    ...{ start: START + ms(5), end: START + ms(9) },
    events: [{ name: "retry", time: START + ms(6) }],
  });
  expect(found?.attributes).toMatchObject({ route: "/cart", count: "3" });
});

test("Zipkin: the two halves of a shared span are two, and what the server did is below its half", () => {
  const base = { traceId: "1", timestamp: 1_790_000_000_000_000, duration: 100 };
  const web = { serviceName: "web" };
  const shop = { serviceName: "shop", ipv4: "10.0.0.1" };
  const spans = read([
    {
      ...base,
      id: "2",
      name: "get",
      kind: "CLIENT",
      localEndpoint: web,
      remoteEndpoint: { ...shop, port: 80 },
    },
    { ...base, id: "2", name: "serve", kind: "SERVER", shared: true, localEndpoint: shop, duration: 50 },
    {
      ...base,
      id: "3",
      parentId: "2",
      name: "query",
      localEndpoint: shop,
      duration: 20,
      tags: { error: "" },
    },
    { ...base, id: "4", parentId: "2", name: "retry", localEndpoint: web, duration: 5 },
  ]);
  expect(shown(spans)).toEqual([
    "web /get 0+100",
    "shop get/serve 0+50",
    "shop serve/query 0+20",
    "web get/retry 0+5",
  ]);
  expect({ ...spans[0]?.attributes }).toEqual({
    "peer.service": "shop",
    "network.peer.address": "10.0.0.1",
    "network.peer.port": 80,
  });
  expect(spans[2]).toMatchObject({ status: 2, resource: { "service.name": "shop", "host.ip": "10.0.0.1" } });
});

test("trace events: complete ones, pairs of a thread, pairs of an id; what has not ended ends with the file", () => {
  const spans = read({
    traceEvents: [
      { ph: "M", name: "process_name", pid: 1, tid: 0, args: { name: "Renderer" } },
      { ph: "M", name: "thread_name", pid: 1, tid: 7, args: { name: "main" } },
      { ph: "X", name: "task", cat: "loop", pid: 1, tid: 7, ts: 100, dur: 50, args: { src: "a.js" } },
      { ph: "X", name: "layout", cat: "loop", pid: 1, tid: 7, ts: 110.5, dur: 10 },
      { ph: "I", name: "mark", pid: 1, tid: 8, ts: 125, args: { n: 1 } },
      { ph: "B", name: "outer", pid: 1, tid: 8, ts: 120 },
      { ph: "B", name: "inner", pid: 1, tid: 8, ts: 130 },
      { ph: "E", pid: 1, tid: 8, ts: 140 },
      { ph: "b", name: "fetch", cat: "net", id: "0x1", pid: 1, tid: 9, ts: 101 },
      { ph: "b", name: "other", cat: "net", id: "0x2", pid: 1, tid: 9, ts: 102 },
      { ph: "e", name: "fetch", cat: "net", id: "0x1", pid: 1, tid: 9, ts: 190 },
      { ph: "e", name: "other", cat: "net", id: "0x2", pid: 1, tid: 9, ts: 200 },
    ],
  });
  expect(shown(spans)).toEqual([
    "Renderer /task 0+50",
    "Renderer task/layout 10.5+10",
    "Renderer /outer 20+80",
    "Renderer outer/inner 30+10",
    "Renderer /fetch 1+89",
    "Renderer /other 2+98",
  ]);
  expect(spans[0]?.start).toBe(START);
  expect({ ...spans[0]?.attributes }).toEqual({ src: "a.js", category: "loop", "thread.name": "main" });
  expect(spans[2]?.events).toMatchObject([{ name: "mark", time: START + 25_000n, attributes: { n: 1 } }]);
});

test("trace events that are no spans are counted", () => {
  const { spans, rejected, reason } = readDocument(
    [
      { ph: "X", name: "task", pid: 1, tid: 1, ts: 1_790_000_000_000_000, dur: 1 },
      { ph: "C", name: "heap", pid: 1, ts: 2, args: { bytes: 1 } },
      { ph: "E", pid: 1, tid: 1, ts: 3 },
    ],
    { ...ORIGIN, now: 0n },
  );
  expect([spans.length, rejected, reason]).toEqual([
    1,
    2,
    'events that begin or end nothing: 1 of ph "C", 1 of ph "E"',
  ]);
});

test("speedscope: samples after each other go on with what they share", () => {
  const frames = ["main", "work", "rest"].map((name) => ({ name, file: `${name}.ts`, line: 3 }));
  const spans = read({
    $schema: "https://www.speedscope.app/file-format-schema.json",
    shared: { frames },
    profiles: [
      {
        ...{ type: "sampled", name: "app", unit: "milliseconds", startValue: 5, endValue: 10 },
        samples: [[0, 1], [0, 1], [0, 2], []],
        weights: [1, 1, 2, 1],
      },
    ],
  });
  expect(shown(spans)).toEqual(["app /main 0+4000", "app main/work 0+2000", "app main/rest 2000+2000"]);
  expect({ ...spans[1]?.attributes }).toEqual({ "code.file.path": "work.ts", "code.line.number": 3 });
});

test("the collector's lines are read one by one, others beside traces among them, gzip or not", async () => {
  const lines = [
    requestOf([rawSpan(), rawSpan()]),
    { resourceLogs: [] },
    requestOf([rawSpan({ name: "a\u2028b" })]),
  ];
  const text = `${lines.map((each) => JSON.stringify(each)).join("\n")}\n\n`;
  for (const content of [text, gzipSync(text)])
    expect((await readAll(content)).map(({ spans }) => spans.map(({ name }) => name))).toEqual([
      ["work", "work"],
      [],
      ["a\u2028b"],
    ]);
});

test("one document may be indented, and begin with a byte order mark", async () => {
  const text = `\ufeff${JSON.stringify(requestOf([rawSpan()]), undefined, 2)}`;
  expect((await readAll(text)).map(({ spans }) => spans.length)).toEqual([1]);
});

test("read twice, what has no ids has the same", () => {
  const text = JSON.stringify([{ ph: "X", name: "task", pid: 1, tid: 1, ts: 1, dur: 1 }]);
  const ids = [1n, 2n].map((now) =>
    readText(text, now + START).spans.map(({ traceId, spanId }) => traceId + spanId),
  );
  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]?.[0]).toMatch(/^[0-9a-f]{32}0{15}1$/);
});

const GOOD = JSON.stringify(requestOf([rawSpan()]));

test.each([
  ["", "the file is empty"],
  ["[]", "this is a list, but of no format that is read: OTLP (resourceSpans), Jaeger"],
  ['{"spans":[]}', "this is an object, but of no format that is read"],
  ["7", "this is JSON, but no traces"],
  ['{\n  "traceEvents": [\n    {"ph": "X",\n', "3:16: the file is no JSON, or is cut off there"],
  ['{"a": 1,}', "1:9: the file is no JSON"],
  [`${GOOD}\n{"resourceSpans": [}\n`, "2:20: the file is no JSON"],
  [`${GOOD}\n[1]\n`, "line 2 is no OTLP, as the lines before it are"],
  ['{"resourceSpans": [{}, {"scopeSpans": 5}]}', 'resourceSpans[1]: "scopeSpans" is no list'],
  ['{"resourceSpans": 5}', '"resourceSpans" is no list'],
  ['{"data": [{"spans": 5}]}', "data[0].spans is no list"],
  ['{"data": [{"spans": [5]}]}', "data[0].spans[0] is no object"],
  [
    '{"data": [{"traceID": "1", "spans": [{"traceID": "1", "spanID": "1", "startTime": 1, "tags": 5}]}]}',
    "data[0].spans[0].tags is no list",
  ],
  ['[{"traceId": "1", "id": "2"}, 5]', "[1] is no object"],
  [
    '{"shared": {"frames": []}, "profiles": [{"type": "evented", "events": [{"type": "O"}]}]}',
    "profiles[0].events[0] is no event",
  ],
  [
    '{"shared": {"frames": []}, "profiles": [{"type": "evented", "events": [{"type": "O", "frame": 4, "at": 1}]}]}',
    "profiles[0] names frame 4, and there are 0",
  ],
  [
    `{"traceEvents": [{"ph": "X", "ts": 1, "args": ${"[".repeat(100)}${"]".repeat(100)}}]}`
      .replace("[[", '{"a":[[')
      .replace("]]}", "]]}}"),
    "a value is nested more than 64 levels deep",
  ],
  [Buffer.concat([gzipSync(GOOD).subarray(0, 40)]), "unexpected end of file"],
])("%s is refused with its place", async (content, message) => {
  await expect(readAll(content)).rejects.toThrow(message);
});

test.each([
  [{ data: [{ spans: [{ traceID: "x", spanID: "1" }] }] }, 'data[0].spans[0]: "traceID" is no id'],
  [{ data: [{ spans: [{ traceID: "1", spanID: "0" }] }] }, 'data[0].spans[0]: "spanID" is no id'],
  [
    { data: [{ spans: [{ traceID: "1", spanID: "1" }] }] },
    'data[0].spans[0]: "startTime" and "duration" are no numbers',
  ],
  [[{ traceId: "1", id: "2" }], '[0]: "timestamp" and "duration" are no numbers'],
  [requestOf([rawSpan({ traceId: "12" })]), "resourceSpans[0]: a trace id is not 16 bytes"],
])("a span that is none is left out, with its place: %j", (document, reason) => {
  expect(readDocument(document, ORIGIN)).toMatchObject({
    spans: [],
    rejected: 1,
    reason: expect.stringContaining(reason),
  });
});
