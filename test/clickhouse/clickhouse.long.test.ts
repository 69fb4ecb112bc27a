// The same spans in DuckDB and in ClickHouse's own engine, in the collector's table, in; that both answer the same, out.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KINDS, type Span } from "../../view/model/span.js";
import { parseQuery } from "../../view/query/parse.js";
import { openClickHouse } from "../../view/store/clickhouse/clickhouse.js";
import { type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";
import type { Store } from "../../view/store/store.js";
import { packagesOf } from "../harness/installs.js";
import { below, ms, spanOf } from "../view/spans.js";
import { ran } from "../view/terminal.js";

/** Stands for the address of the engine, which is not known yet. */
const URL_HERE = "http://engine";

const TABLE = `CREATE TABLE otel_traces (
  Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String,
  SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String),
  ResourceAttributes Map(LowCardinality(String), String), ScopeName String, ScopeVersion String,
  SpanAttributes Map(LowCardinality(String), String), Duration UInt64,
  StatusCode LowCardinality(String), StatusMessage String,
  Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)),
  Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String))
) ENGINE = MergeTree PARTITION BY toDate(Timestamp) ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))`;

const place = (line: number) => ({ "code.file.path": "src/cart.ts", "code.line.number": String(line) });

/** Two traces of three services, with what each question looks at. */
function shop(): readonly Span[] {
  const root = spanOf({
    name: "GET /cart",
    service: "web",
    kind: 1,
    length: ms(120),
    scope: "http",
    attributes: { "http.route": "/cart", retries: "3", "it's\\ odd": "a\tb\nc" },
  });
  const load = below(root, {
    name: "load",
    service: "shop",
    kind: 1,
    length: ms(100),
    attributes: place(3),
    resource: { "service.name": "shop", "host.name": "alpha" },
  });
  const calls = Array.from({ length: 12 }, (_, index) =>
    below(load, {
      name: "query",
      service: "shop",
      kind: 2,
      start: load.start + ms(index * 3),
      length: ms(2) + BigInt(index),
      attributes: { ...place(9), "db.system.name": "postgresql", "db.namespace": "shop" },
    }),
  );
  const failed = below(load, {
    ...{
      name: "charge",
      service: "shop",
      status: 2,
      statusMessage: "no stock",
      start: load.start + ms(50),
      length: ms(9),
    },
    events: [
      {
        name: "exception",
        time: load.start + ms(51),
        attributes: { "exception.type": "RangeError", "exception.message": "out of stock" },
      },
    ],
    links: [{ traceId: "cd".repeat(16), spanId: "ef".repeat(8), attributes: { why: "batch" } }],
  });
  const other = spanOf({
    name: "health",
    service: "web",
    start: root.start + ms(500),
    length: ms(1),
    status: 1,
  });
  return [root, load, ...calls, failed, other];
}

const spans = shop();
const folder = mkdtempSync(join(tmpdir(), "uno-clickhouse-"));
let bridge: ChildProcess | undefined;
let url = "";
let duck: DuckDbStore;
let click: Store;

async function run(sql: string): Promise<void> {
  const response = await fetch(url, { method: "POST", body: sql });
  const text = await response.text();
  if (!response.ok) throw new Error(text.slice(0, 600));
}

/** As the collector's exporter writes it. */
function rowOf(span: Span): object {
  const timeOf = (time: bigint) =>
    `${time / 1_000_000_000n}.${String(time % 1_000_000_000n).padStart(9, "0")}`;
  const title = (text: string) => text[0]?.toUpperCase() + text.slice(1);
  return {
    ...{
      Timestamp: timeOf(span.start),
      TraceId: span.traceId,
      SpanId: span.spanId,
      ParentSpanId: span.parentId,
    },
    ...{ SpanName: span.name, SpanKind: title(KINDS[span.kind] as string), ServiceName: span.service },
    ...{ ResourceAttributes: span.resource, ScopeName: span.scope, SpanAttributes: span.attributes },
    Duration: String(span.end - span.start),
    StatusCode: ["Unset", "Ok", "Error"][span.status],
    StatusMessage: span.statusMessage,
    "Events.Timestamp": span.events.map(({ time }) => timeOf(time)),
    "Events.Name": span.events.map(({ name }) => name),
    "Events.Attributes": span.events.map(({ attributes }) => attributes),
    "Links.TraceId": span.links.map(({ traceId }) => traceId),
    "Links.TraceState": span.links.map(() => ""),
    "Links.SpanId": span.links.map(({ spanId }) => spanId),
    "Links.Attributes": span.links.map(({ attributes }) => attributes),
  };
}

/** Its address. */
async function startBridge(): Promise<string> {
  const program = join(import.meta.dirname, "bridge.mjs");
  const child = spawn(process.execPath, [program, join(folder, "data")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  bridge = child;
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the engine ended with ${code}`);
  });
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [Buffer];
  // It ends with the test.
  ended.catch(() => {});
  return line.toString().trim();
}

beforeAll(async () => {
  await packagesOf("test/clickhouse");
  url = await startBridge();
  await run(TABLE);
  await run(
    `INSERT INTO otel_traces FORMAT JSONEachRow\n${spans.map((span) => JSON.stringify(rowOf(span))).join("\n")}`,
  );
  click = await openClickHouse(url);
  duck = await openStore();
  duck.add(spans);
  await duck.flush();
});
afterAll(async () => {
  bridge?.stdin?.end();
  await duck?.close();
  rmSync(folder, { recursive: true, force: true });
});

const LINES = [
  "",
  "service:shop",
  "name:GET*",
  "name=query",
  "name!=query",
  "kind:client",
  "status:error",
  "duration>5ms",
  "message:*stock*",
  'attr.http.route="/cart"',
  "attr.retries>=3",
  "attr.retries<3",
  "attr.retries:*",
  'attr.retries!="3"',
  "resource.host.name:ALPHA",
  "error:RangeError",
  'error:"*of stock*"',
  "error!=RangeError",
  "event:exception",
  "event!=exception",
  "file:src/cart.ts*",
  "scope:http",
  "status:error or duration>100ms",
  "-kind:client",
  "not (name:GET* or name:query)",
  "since:2026-01-01",
  "until:2026-01-01",
  `attr.http.route:"/c%"`,
  String.raw`name:"it's \\ odd"`,
  `trace:${spans[0]?.traceId}`,
  `parent:${spans[1]?.spanId}`,
];

test.each(LINES)("both find the same by %s", async (line) => {
  const query = parseQuery(line);
  for (const ask of [
    (store: Store) => store.spans(query, 100),
    (store: Store) => store.traces(query, 100),
    (store: Store) => store.histogram(query, 4),
    (store: Store) => store.range(query),
    (store: Store) => store.report(query, 10),
    (store: Store) => store.serviceMap(query, 100),
    (store: Store) =>
      store.outline(query, { traces: 10, spans: 1000 }).then(({ spans: found, ...rest }) => ({
        ...rest,
        spans: [...found].sort((a, b) => (a.spanId < b.spanId ? -1 : 1)),
      })),
    (store: Store) => store.operations(query, 100),
  ])
    expect(await ask(click)).toEqual(await ask(duck));
});

test("a trace is the same, but that the sender did not say whether parents are remote", async () => {
  for (const { traceId } of [spans[0] as Span, spans.at(-1) as Span])
    expect(await click.trace(traceId)).toEqual(await duck.trace(traceId));
  const { traceId, spanId } = spans[1] as Span;
  expect(await click.columns(traceId)).toEqual(await duck.columns(traceId));
  expect(await click.span(traceId, spanId)).toEqual(await duck.span(traceId, spanId));
  const query = parseQuery("name:query");
  expect([...(await click.matching(traceId, query))].sort()).toEqual(
    [...(await duck.matching(traceId, query))].sort(),
  );
  expect(await click.attributeKeys(traceId)).toEqual(await duck.attributeKeys(traceId));
  expect(await click.attribute(traceId, "http.route")).toEqual(await duck.attribute(traceId, "http.route"));
  expect(await click.trace("no' such")).toEqual([]);
  expect(await click.holdings()).toEqual(await duck.holdings());
});

test("commands ask it without a viewer", async () => {
  const asked = await ran(folder, "query", "name:charge", "--json", "--clickhouse", url);
  expect([asked.code, asked.err]).toEqual([0, ""]);
  expect(JSON.parse(asked.out)).toMatchObject([{ name: "charge", service: "shop" }]);
  const counted = await ran(
    folder,
    "query",
    "--sql",
    "SELECT count() AS n FROM otel_traces",
    "--clickhouse",
    url,
  );
  expect(counted.out).toContain(String(spans.length));
  const report = await ran(folder, "report", "--json", "--clickhouse", url);
  expect(report.code, report.err).toBe(0);
  expect(report.out).toContain("charge");
  const file = join(folder, "trace.json");
  const { traceId } = spans[0] as Span;
  const exported = await ran(folder, "export", traceId, "-o", file, "--clickhouse", url);
  expect(exported.code, exported.err).toBe(0);
  expect(readFileSync(file, "utf8")).toContain(traceId);
});

test.each<[string, readonly string[], RegExp, number]>([
  ["an address that is none", ["shop:8123"], /--clickhouse: expected an address/, 2],
  ["two places", [URL_HERE, "--db", "a.db"], /--db and --clickhouse exclude each other/, 2],
  ["nobody who listens", ["http://127.0.0.1:1"], /ClickHouse does not answer at http:\/\/127\.0\.0\.1:1/, 1],
  ["another table", [`${URL_HERE}?table=nothing`], /nothing/, 1],
])("%s is refused in words", async (_, args, why, code) => {
  const own = args.map((arg) => arg.replace(URL_HERE, url));
  const refused = await ran(folder, "query", "--clickhouse", ...own);
  expect(refused.err).toMatch(why);
  expect(refused.code).toBe(code);
  expect(refused.err).not.toMatch(/^\s+at /m);
});
