// What is printed: one line for each span, or a tree for each trace.
import { expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { ConsoleSpanExporter } from "../../runtime/exporters/console.js";
import type { Attributes, ReadableSpan } from "../../runtime/model/span.js";
import { ConsoleSpanProcessor } from "../../runtime/processors/console.js";
import { formatDuration } from "../../runtime/trace-tree/trace-text.js";
import { caught } from "./recorder.js";

class Sink {
  text = "";
  write(text: string): void {
    this.text += text;
  }
}

interface Fake {
  id: string;
  parent?: string;
  remote?: boolean;
  name?: string;
  service?: string;
  start?: number;
  length?: number;
  kind?: 0 | 1 | 2;
  error?: string;
  attributes?: Attributes;
}

function span({
  id,
  parent,
  remote,
  name = id,
  service = "shop",
  start = 0,
  length = 10,
  kind = 0,
  error,
  attributes = {},
}: Fake): ReadableSpan {
  const traceId = "ab".repeat(16);
  return {
    name,
    kind,
    spanContext: () => ({ traceId, spanId: id, traceFlags: 1 }),
    ...(parent && {
      parentSpanContext: { traceId, spanId: parent, traceFlags: 1, isRemote: remote === true },
    }),
    startTime: [100, start * 1e6],
    endTime: [100, (start + length) * 1e6],
    duration: [0, length * 1e6],
    status: error === undefined ? { code: 1 } : { code: 2, message: error },
    attributes,
    links: [],
    events: [],
    ended: true,
    resource: { attributes: { "service.name": service } } as never,
    instrumentationScope: { name: "x" },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function exporter(width = 80): { sink: Sink; print: (...spans: Fake[]) => string; it: ConsoleSpanExporter } {
  const sink = new Sink();
  const it = new ConsoleSpanExporter({ stream: sink, color: false, width });
  const print = (...spans: Fake[]): string => {
    sink.text = "";
    it.export(spans.map(span), () => {});
    return sink.text;
  };
  return { sink, print, it };
}

it("prints a tree of two services with one header, in 80 columns", () => {
  const text = exporter().print(
    { id: "4", parent: "3", name: "query", service: "orders", kind: 2, start: 30, error: "no rows\nreally" },
    {
      id: "3",
      parent: "2",
      remote: true,
      name: "GET /orders",
      service: "orders",
      kind: 1,
      start: 20,
      length: 60,
    },
    { id: "2", parent: "1", name: "fetch", service: "web", kind: 2, start: 10, length: 80 },
    { id: "1", name: "GET /", service: "web", kind: 1, length: 100 },
  );
  expect(text).toMatchInlineSnapshot(`
    "trace abababababababababababababababab · 100ms · 4 spans · 1 failed · web, orde…
    GET / server [web]                 ██████████████████████████████████    100ms ✓
    └─ fetch client                       ███████████████████████████▏      80.0ms ✓
       └─ GET /orders server [orders]        ████████████████████▍          60.0ms ✓
          └─ query client                        ███▍                       10.0ms ✗
                no rows really

    "
  `);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

it("shows the path of a server span that has no route, and of no other", () => {
  const attributes = { "url.path": "/orders/7", "http.request.method": "GET" };
  const text = exporter().print(
    { id: "1", name: "GET", kind: 1, attributes },
    {
      id: "2",
      parent: "1",
      name: "GET /orders/:id",
      kind: 1,
      attributes: { ...attributes, "http.route": "/" },
    },
    { id: "3", parent: "1", name: "client", kind: 2, attributes },
  );
  expect(text.split("\n").filter((line) => line.includes("url.path"))).toEqual([
    expect.stringMatching(/^\W+url\.path=\/orders\/7$/),
  ]);
  expect(text).toContain("GET server");
});

it("shows the URL of a client span, and of no other", () => {
  const attributes = { "url.full": "http://stock/7", "server.port": 80 };
  const text = exporter().print(
    { id: "1", name: "GET", kind: 2, attributes },
    { id: "2", parent: "1", name: "GET /orders/:id", kind: 1, attributes },
  );
  expect(text.match(/url\.full=http:\/\/stock\/7/g)).toHaveLength(1);
});

it("shows what was captured below the name, and an error's message only where it arose", () => {
  const fixed = { "code.function.name": "f", "code.line.number": 3, "http.request.method": "GET" };
  const text = exporter(60).print(
    { id: "1", name: "checkout", error: "sold out", attributes: { ...fixed, customer: "Ada\nL", total: 10 } },
    { id: "2", parent: "1", name: "reserve", error: "sold out", attributes: fixed },
    { id: "3", parent: "2", name: "server" },
    {
      id: "4",
      parent: "3",
      name: "take",
      error: "sold out",
      attributes: { result: `{"a":"${"b".repeat(99)}"}` },
    },
    { id: "5", parent: "1", name: "close", error: "is closed", attributes: { "uno.late": true } },
    { id: "6", parent: "5", name: "pages", attributes: { "uno.generator.items": 2, ids: ["a", "b"] } },
  );
  expect(text).toMatchInlineSnapshot(`
    "trace · 10.0ms · 6 spans · 4 failed
    checkout             ████████████████████████████   10.0ms ✗
    │  customer=Ada L  total=10
    ├─ reserve           ████████████████████████████   10.0ms ✗
    │  └─ server         ████████████████████████████   10.0ms ✓
    │     └─ take        ████████████████████████████   10.0ms ✗
    │           result={"a":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
    │           sold out
    └─ close late        ████████████████████████████   10.0ms ✗
       │  is closed
       └─ pages 2 items  ████████████████████████████   10.0ms ✓
             ids=["a","b"]

    "
  `);
});

it.each([60, 80, 100])("keeps to %i columns, and shrinks the bars before it cuts a name", (width) => {
  const name = "n".repeat(width - 24);
  const text = exporter(width).print(
    {
      id: "1",
      name,
      service: "a".repeat(60),
      error: "e".repeat(200),
      attributes: { a: "x".repeat(200), b: 1 },
    },
    { id: "2", parent: "1", name: `${name}mm`, service: "b".repeat(60), attributes: { b: "y".repeat(200) } },
  );
  expect(text).toContain(name);
  expect(text).toContain(" b=1");
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
});

it("waits for the parent, and prints a span that ends late at once", () => {
  const { print } = exporter();
  expect(print({ id: "2", parent: "1" })).toBe("");
  expect(print({ id: "1" })).toContain("2 spans");
  expect(print({ id: "3", parent: "1" })).toContain("1 span ");
});

it("prints what is left on a flush, orphans and cycles too", async () => {
  const { print, it: logging, sink } = exporter();
  print(
    { id: "a", parent: "b" },
    { id: "b", parent: "a" },
    { id: "c", parent: "gone" },
    { id: "d", parent: "d" },
  );
  await logging.forceFlush();
  expect(sink.text.split("\n").filter((line) => /✓$/.test(line))).toHaveLength(4);
});

it("copes with thousands of spans, however deep", () => {
  const wide = Array.from({ length: 5000 }, (_, index) => ({ id: `w${index}`, parent: "root" }));
  expect(exporter().print(...wide, { id: "root" })).toMatch(
    /^│ {2}… 4801 more: w199 10\.0ms, w200 10\.0ms, /m,
  );
  const deep = Array.from({ length: 5000 }, (_, index) => ({
    id: `d${index}`,
    ...(index && { parent: `d${index - 1}` }),
  }));
  const text = exporter().print(...deep);
  expect(text).toContain("5000 spans");
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

it("prints of a large trace what failed and what took longest, and says what it left out", () => {
  const loads = Array.from({ length: 300 }, (_, index) => ({
    ...{ id: `l${index}`, parent: "all", name: "load", start: index, length: 1 + (index % 100) / 100 },
    ...(index === 142 && { error: "refused" }),
  }));
  const queries = loads.map(({ id, start }, index) => ({
    ...{ id: `q${id}`, parent: id, name: "query", start },
    ...{ length: 0.5, ...(index === 60 && { error: "gone" }) },
  }));
  const text = exporter().print(...queries, ...loads, { id: "all", length: 310 });
  const lines = text.trimEnd().split("\n");
  expect(lines.map((line) => line.replace(/ {2,}[█▏▎▍▌▋▊▉].*/, ""))).toMatchInlineSnapshot(`
    [
      "trace abababababababababababababababab · 310ms · 601 spans · 2 failed · shop",
      "all",
      "│  … 586 more: load ×293 436ms (1.98ms at most), query ×293 147ms (500µs at mos…",
      "├─ load",
      "│  └─ query",
      "│        gone",
      "├─ load",
      "│  └─ query",
      "├─ load",
      "│  └─ query",
      "├─ load",
      "│  │  refused",
      "│  └─ query",
      "├─ load",
      "│  └─ query",
      "├─ load",
      "│  └─ query",
      "└─ load",
      "   └─ query",
    ]
  `);
});

it("prints a trace of many roots in part", () => {
  const roots = Array.from({ length: 300 }, (_, index) => ({
    ...{ id: `r${index}`, parent: "gone", name: "tick" },
  }));
  const { print, it: logging, sink } = exporter();
  print(...roots);
  logging.flush();
  expect(sink.text.match(/^tick/gm)).toHaveLength(5);
  expect(sink.text).toMatch(/✓\n… 295 more: tick ×295 2\.95s \(10\.0ms at most\)\n\n$/);
});

it("takes no longer for a span the more of them wait for the root", () => {
  const { it: logging } = exporter();
  let reads = 0;
  const counted = <T extends object>(value: T): T =>
    new Proxy(value, {
      get: (target, key) => {
        reads++;
        return Reflect.get(target, key);
      },
    });
  const parent = new Array<string>(3000).fill("root");
  for (const [index, root] of parent.entries())
    logging.export(
      [counted(span({ id: `s${index}`, parent: index % 2 ? `s${index - 1}` : root }))],
      () => {},
    );
  // It was thousands when each looked at all that came before.
  expect(reads).toBeGreaterThan(parent.length);
  expect(reads / parent.length).toBeLessThan(50);
});

it("keeps control characters out", () => {
  const hostile = { id: "1", name: "a\u001b[2J\nb", error: "c\u001b[2Jd" };
  expect(exporter().print(hostile)).toContain("a [2J b");
  const sink = new Sink();
  new ConsoleSpanProcessor({ stream: sink, color: false }).onEnd(span(hostile));
  expect(sink.text).toMatch(/^✗ +10\.0ms {2}a \[2J b {2}.* c \[2Jd\n$/);
});

it("colours only where it is asked to", () => {
  const sink = new Sink();
  new ConsoleSpanExporter({ stream: sink, color: true }).export([span({ id: "1" })], () => {});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what it looks for
  expect(sink.text).toMatch(/\x1b\[1m/);
});

it("prints a line for each span", () => {
  const sink = new Sink();
  getTracer().addProcessor(new ConsoleSpanProcessor({ stream: sink, color: false }));
  getTracer().withSpan("fine", () => {});
  caught(() =>
    getTracer().withSpan("bad", () => {
      throw new Error("broken\nmore");
    }),
  );
  expect(sink.text).toMatch(
    /^✓ +[\d.]+[µm]s {2}fine {2}[0-9a-f]{32} [0-9a-f]{16}\n✗ +\S+ {2}bad {2}\S+ \S+ broken\n$/,
  );
});

it("writes durations in three digits", () => {
  const written = [0, 0.0004, 0.85, 0.9999, 1.234, 12.34, 123.4, 999.6, 1250, 59_999, 125_000].map(
    formatDuration,
  );
  expect(written).toEqual([
    "0µs",
    "0µs",
    "850µs",
    "1.00ms",
    "1.23ms",
    "12.3ms",
    "123ms",
    "1.00s",
    "1.25s",
    "1m 0s",
    "2m 5s",
  ]);
});
