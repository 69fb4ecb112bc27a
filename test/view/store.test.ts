// Spans in a real DuckDB; what queries, lists, reports and SQL find of them, and what retention leaves.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import type { Span } from "../../view/model/span.js";
import { parseQuery } from "../../view/query/parse.js";
import { openStore } from "../../view/store/duckdb/duckdb.js";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "uno-view-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "traces.db");
}

const exception = (type: string, message: string) => ({
  name: "exception",
  time: START,
  attributes: { "exception.type": type, "exception.message": message },
});

describe("queries", async () => {
  const root = spanOf({
    name: "GET /cart",
    kind: 1,
    service: "web",
    length: ms(120),
    attributes: {
      "http.route": "/cart",
      "http.response.status_code": 500,
      "a/b~c": "odd",
      "code.file.path": "src/web.ts",
      "code.line.number": 7,
    },
    resource: { "service.name": "web", "host.name": "alpha" },
    status: 2,
    statusMessage: "no 100% luck_",
    events: [exception("RangeError", "too far")],
  });
  const child = below(root, {
    name: "checkout",
    kind: 2,
    length: ms(80),
    start: START + ms(5),
    status: 1,
    scope: "pg",
  });
  const other = spanOf({
    name: "checkout_all",
    start: START + ms(1000),
    length: ms(5),
    attributes: { "http.route": "/all", n: 7 },
  });
  const store = await openStore();
  afterAll(() => store.close());
  store.add([root, child, other]);
  await store.flush();

  test.each([
    ["", "RCO"],
    ["service:web", "R"],
    ["service:WEB", "R"],
    ["service=WEB", ""],
    ["service!=web", "CO"],
    ["name:check*", "CO"],
    ["name:checkout", "C"],
    ["checkout", "CO"],
    // What LIKE has a meaning for has none here.
    ["name:checkout_*", "O"],
    ["message:*100%*", "R"],
    ["message:*1_0*", ""],
    ["kind:server", "R"],
    ["status:error", "R"],
    ["status:ok or status:unset", "CO"],
    ["-status:error", "CO"],
    ["scope:pg", "C"],
    ["duration>100ms", "R"],
    ["duration<=80ms", "CO"],
    ["duration=5ms", "O"],
    ['attr.http.route="/cart"', "R"],
    ["attr.http.route:/*", "RO"],
    ["attr.http.route!=/cart", "O"],
    ["-attr.http.route:*", "C"],
    ["attr.http.response.status_code>=500", "R"],
    ["attr.http.response.status_code>=500.5", ""],
    ["attr.n<10", "O"],
    ["attr.http.route>/b", "R"],
    ["attr.a/b~c:odd", "R"],
    ["resource.host.name:alpha", "R"],
    ["resource.host.name!=alpha", ""],
    ["error:Range*", "R"],
    ['error:"too far"', "R"],
    ["error!=RangeError", "CO"],
    ["event:exception", "R"],
    ["file:src/web.ts:7", "R"],
    [`trace:${root.traceId}`, "RC"],
    [`span:${child.spanId} parent:${root.spanId}`, "C"],
    ["(checkout or service:web) duration>50ms -kind:server", "C"],
    [`since:${new Date(Number(START / 1_000_000n) + 500).toISOString()}`, "O"],
    [`until:${new Date(Number(START / 1_000_000n) + 500).toISOString()}`, "RC"],
    [`name:"'; DROP TABLE spans; --"`, ""],
  ])("%s", async (line, expected) => {
    const letters = new Map([
      [root.spanId, "R"],
      [child.spanId, "C"],
      [other.spanId, "O"],
    ]);
    const found = await store.spans(parseQuery(line), 50);
    expect(
      found
        .map(({ spanId }) => letters.get(spanId))
        .sort()
        .join(""),
    ).toBe([...expected].sort().join(""));
  });

  test("traces come with their root, the one with the newest span first", async () => {
    const traces = await store.traces(undefined, 10);
    expect(traces.map(({ traceId }) => traceId)).toEqual([other.traceId, root.traceId]);
    expect(traces[1]).toEqual({
      traceId: root.traceId,
      name: "GET /cart",
      service: "web",
      start: START,
      duration: ms(120),
      spans: 2,
      errors: 1,
      services: ["shop", "web"],
    });
    // All of a trace is told of, if one span matches.
    expect((await store.traces(parseQuery("checkout kind:client"), 10)).map(({ spans }) => spans)).toEqual([
      2,
    ]);
    expect(await store.traces(undefined, 1)).toHaveLength(1);
  });

  test("a trace comes back as it was received", async () => {
    expect(await store.trace(root.traceId)).toEqual([root, child]);
    expect(await store.trace("nowhere")).toEqual([]);
  });

  test("operations and the histogram count what matches", async () => {
    const operations = await store.operations(parseQuery("checkout"), 10);
    expect(operations.map(({ name, count, max }) => [name, count, max])).toEqual([
      ["checkout", 1, ms(80)],
      ["checkout_all", 1, ms(5)],
    ]);
    const bars = await store.histogram(undefined, 4);
    expect(
      bars.filter(({ count }) => count > 0).map(({ below: most, count }) => [Number(most) / 1e6, count]),
    ).toEqual([
      [5.623413, 1],
      [100, 1],
      [177.827941, 1],
    ]);
    expect(await store.histogram(parseQuery("nothing"), 4)).toEqual([]);
  });
});

test("percentiles are those of the spans", async () => {
  const spans = Array.from({ length: 100 }, (_, index) => spanOf({ length: ms(index + 1) }));
  const [operation] = await (await storeWith(spans)).operations(undefined, 10);
  expect(operation).toMatchObject({ count: 100, p50: ms(50), p95: ms(95), p99: ms(99), total: ms(5050) });
});

test("texts of every kind come back as they were", async () => {
  const odd = ["a\0b", "\u001b[31m", "'\"\\", "<script>", "é😀\u2028", "x".repeat(100_000), ""];
  const spans = odd.map((text) =>
    spanOf({ name: text, statusMessage: text, attributes: { [`k${text}`]: text, deep: [{ a: text }] } }),
  );
  const store = await storeWith(spans);
  for (const span of spans) expect(await store.trace(span.traceId)).toEqual([span]);
});

test("what is sent again, since an answer got lost, is stored once", async () => {
  const span = spanOf({ events: [exception("E", "once")] });
  const store = await storeWith([span, span]);
  const heard: Span[] = [];
  store.onStored((spans) => void heard.push(...spans));
  const other = spanOf({ start: START + ms(60_000) });
  store.add([span, other]);
  store.add([other]);
  await store.flush();
  store.add([span]);
  await store.flush();
  expect(await store.holdings()).toEqual({ traces: 2, spans: 2 });
  expect(await store.trace(span.traceId)).toEqual([span]);
  expect(heard).toEqual([other]);
});

test("spans are stored by themselves within a second, and listeners hear of it", async () => {
  const store = await storeWith([]);
  const heard: Span[] = [];
  const stored = new Promise<void>((resolve) => {
    store.onStored((spans) => {
      heard.push(...spans);
      resolve();
    });
  });
  const span = spanOf();
  store.add([span]);
  await stored;
  expect(heard).toEqual([span]);
  expect(await store.holdings()).toEqual({ traces: 1, spans: 1 });
});

describe("a report", () => {
  test("says where time goes, once for children that overlap or end late", async () => {
    const root = spanOf({ name: "root", length: ms(100) });
    const children = [
      below(root, { name: "a", start: START + ms(10), length: ms(40) }),
      below(root, { name: "b", start: START + ms(30), length: ms(40) }),
      below(root, { name: "late", start: START + ms(90), length: ms(50) }),
    ];
    const { selfTime, slowest } = await (await storeWith([root, ...children])).report(undefined, 10);
    expect(selfTime.map(({ name, self }) => [name, self])).toEqual([
      ["late", ms(50)],
      ["a", ms(40)],
      ["b", ms(40)],
      ["root", ms(30)],
    ]);
    expect(slowest[0]).toMatchObject({ name: "root", p95: ms(100), traceId: root.traceId });
  });

  test("names what is called many times below one span, and nothing that is not", async () => {
    const root = spanOf({ name: "list" });
    const site = { "code.file.path": "src/db.ts", "code.line.number": 12 };
    const calls = Array.from({ length: 25 }, () =>
      below(root, { name: "query", length: ms(2), attributes: site }),
    );
    const few = Array.from({ length: 9 }, () => below(root, { name: "log" }));
    const { repeated } = await (await storeWith([root, ...calls, ...few])).report(undefined, 10);
    expect(repeated).toEqual([
      {
        service: "shop",
        parent: "list",
        name: "query",
        site: "src/db.ts:12",
        parents: 1,
        most: 25,
        total: ms(50),
        traceId: root.traceId,
      },
    ]);
  });

  test("groups errors by exception and by the innermost place", async () => {
    const failing = (message: string, start: bigint) => {
      const root = spanOf({ name: "handler", status: 2, start, events: [exception("RangeError", message)] });
      const inner = below(root, {
        name: "charge",
        status: 2,
        statusMessage: message,
        attributes: { "code.file.path": "src/pay.ts", "code.line.number": 3 },
        events: [exception("RangeError", message)],
      });
      return [root, inner];
    };
    const plain = spanOf({ name: "refuse", status: 2, statusMessage: "no" });
    const spans = [...failing("first", START), ...failing("second", START + ms(9)), plain];
    const { errors } = await (await storeWith(spans)).report(undefined, 10);
    expect(errors).toEqual([
      {
        service: "shop",
        type: "RangeError",
        message: "second",
        name: "charge",
        site: "src/pay.ts:3",
        count: 2,
        traces: 2,
        traceId: spans[2]?.traceId,
      },
      {
        service: "shop",
        type: "",
        message: "no",
        name: "refuse",
        site: "",
        count: 1,
        traces: 1,
        traceId: plain.traceId,
      },
    ]);
  });

  test("copes with spans that are their own parents, and each other's", async () => {
    const self = spanOf({ spanId: "00000000000000aa", parentId: "00000000000000aa", status: 2 });
    const a = spanOf({ spanId: "00000000000000bb", parentId: "00000000000000cc", status: 2 });
    const b = below(a, { spanId: "00000000000000cc", status: 2 });
    const store = await storeWith([self, a, b]);
    const { errors } = await store.report(undefined, 10);
    expect(errors.map(({ count }) => count)).toEqual([1]);
    expect(await store.traces(undefined, 10)).toHaveLength(2);
  });
});

describe("SQL", async () => {
  const store = await openStore();
  afterAll(() => store.close());
  store.add([spanOf(), spanOf()]);
  await store.flush();

  test("gives rows, with 64-bit numbers as texts, and says where more were left", async () => {
    expect(await store.sql("SELECT name, start_ns FROM spans", 1)).toEqual({
      columns: ["name", "start_ns"],
      rows: [["work", String(START)]],
      isCut: true,
    });
    expect(await store.sql("SELECT spans FROM traces", 5)).toMatchObject({ isCut: false });
    const other = "WITH n AS (FROM range(3)) SELECT e.key FROM n, spans, json_each(spans.attributes) e";
    for (const sql of [
      other,
      "DESCRIBE spans",
      "SUMMARIZE links",
      "VALUES (1)",
      "TABLE traces",
      "SHOW TABLES",
    ])
      expect((await store.sql(sql, 100)).columns.length).toBeGreaterThan(0);
  });

  test.each([
    ["DELETE FROM spans", /only a SELECT/],
    ["COPY spans TO 'out.csv'", /only a SELECT|disabled|Cannot access/],
    ["ATTACH 'other.db'", /only a SELECT/],
    ["SET threads = 1", /only a SELECT/],
    ["INSTALL httpfs", /only a SELECT/],
    ["PRAGMA memory_limit='1GB'", /only a SELECT/],
    ["EXPLAIN ANALYZE DELETE FROM spans", /only a SELECT/],
    ["SELECT 1; DELETE FROM spans", /only a SELECT/],
    ["SELECT 1; SELECT 2", /one statement/],
    ["", /one statement/],
    ["SELECT $1", /parameters/],
    ["-- nothing", /one statement/],
    ["SELECT (SELECT count(*) FROM query('SELECT 1'))", /query\(\) is not run/],
    ["WITH a AS (FROM glob('*')) FROM a", /glob\(\) is not run/],
    ["FROM force_checkpoint()", /force_checkpoint\(\) is not run/],
    ["SELECT write_log('x')", /write_log\(\) is not run/],
    ["SELECT * FROM read_text('package.json')", /read_text\(\) is not run/],
    ["SELECT * FROM 'package.json'", /disabled by configuration|does not exist/],
    ["SELECT nope FROM spans", /nope/],
    ["SELEC 1", /syntax error/],
  ])("%s", async (sql, message) => {
    await expect(store.sql(sql, 10)).rejects.toThrow(message);
    expect(await store.holdings()).toEqual({ traces: 2, spans: 2 });
  });
});

describe("retention", () => {
  test("forgets traces that are too old, whole, and all that belongs to them", async () => {
    const link = { traceId: "1".repeat(32), spanId: "1".repeat(16), attributes: {} };
    const old = spanOf({ events: [exception("E", "old")], links: [link] });
    const store = await storeWith([old], { retention: { maxAge: 60_000, maxSize: 1e9 } });
    await store.clean(Date.now() + 59_000);
    expect(await store.holdings()).toMatchObject({ spans: 1 });
    await store.clean(Date.now() + 61_000);
    const { rows } = await store.sql(
      "SELECT (SELECT count(*) FROM spans), (SELECT count(*) FROM events), (SELECT count(*) FROM links)",
      1,
    );
    expect(rows).toEqual([["0", "0", "0"]]);
  });

  test("forgets resources with the last of their spans, and knows one again that comes again", async () => {
    const of = (name: string) => spanOf({ service: name, resource: { "service.name": name } });
    const [old, stays] = [of("old"), of("stays")];
    const store = await storeWith([old, stays], { retention: { maxAge: 60_000, maxSize: 1e9 } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const fresh = below(stays, { service: "stays", resource: { "service.name": "stays" } });
    store.add([fresh]);
    await store.flush();
    const [[seen] = []] = (await store.sql("SELECT max(received_ms) FROM spans", 1)).rows;
    await store.clean(Number(seen) + 59_999);
    const resources = async () =>
      (await store.sql("SELECT service FROM resources ORDER BY service", 9)).rows.flat();
    expect(await resources()).toEqual(["stays"]);
    const again = of("old");
    store.add([again]);
    await store.flush();
    expect(await resources()).toEqual(["old", "stays"]);
    expect(await store.trace(again.traceId)).toEqual([again]);
  });

  test("forgets the oldest traces where all are too large, and keeps a trace that still grows", async () => {
    const traces = Array.from({ length: 20 }, () => spanOf({ attributes: { text: "x".repeat(1000) } }));
    const store = await storeWith([], { retention: { maxAge: 1e9, maxSize: 12_500 } });
    for (const trace of traces) {
      store.add([trace]);
      await store.flush();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    store.add([below(traces[0] as Span)]);
    await store.flush();
    await store.clean();
    const left = await store.traces(undefined, 100);
    expect(left.length).toBeGreaterThan(5);
    expect(left.length).toBeLessThan(11);
    const ids = left.map(({ traceId }) => traceId);
    expect(ids).toContain(traces[0]?.traceId);
    expect(ids).toContain(traces[19]?.traceId);
    expect(ids).not.toContain(traces[1]?.traceId);
  });
});

describe("a file", () => {
  test("keeps traces, and goes on with them", async () => {
    const file = temporaryFile();
    const span = spanOf({ service: "kept", resource: { "service.name": "kept" } });
    const first = await openStore({ file });
    first.add([span]);
    // Closing stores what waits.
    await first.close();
    // An exporter that got no answer sends it again, to the viewer that was started after.
    const second = await storeWith([spanOf(), span], { file });
    expect(await second.trace(span.traceId)).toEqual([span]);
    const { rows } = await second.sql("SELECT count(DISTINCT resource_id), count(*) FROM spans", 1);
    expect(rows).toEqual([["2", "2"]]);
  });

  test("that is damaged, or none, or another program's, is refused in words and left as it is", async () => {
    const file = temporaryFile();
    writeFileSync(file, "no database at all".repeat(1000));
    await expect(openStore({ file })).rejects.toThrow(
      /no database of `uno-trace view`, or its beginning is damaged/,
    );
    expect(readFileSync(file, "utf8")).toMatch(/^no database/);

    const foreign = temporaryFile();
    const instance = await DuckDBInstance.create(foreign);
    const connection = await instance.connect();
    await connection.run("CREATE TABLE mine (a INTEGER)");
    connection.closeSync();
    instance.closeSync();
    await expect(openStore({ file: foreign })).rejects.toThrow(/none of `uno-trace view`/);

    await expect(openStore({ file: join(file, "..", "nowhere", "a.db") })).rejects.toThrow(
      /cannot be opened.*No such file/,
    );
    const missing = `${file}.missing`;
    await expect(openStore({ file: missing, isReadOnly: true })).rejects.toThrow(/does not exist/);
    expect(existsSync(missing)).toBe(false);
  });

  test("of a newer release is refused with its format, and one of a newer DuckDB with its words", async () => {
    const file = temporaryFile();
    await (await openStore({ file })).close();
    const newer = `${file}.newer`;
    copyFileSync(file, newer);
    // The version of the file's format stands after a checksum of eight bytes and four letters.
    const bytes = readFileSync(newer);
    bytes.writeBigUInt64LE(9999n, 12);
    writeFileSync(newer, bytes);
    await expect(openStore({ file: newer })).rejects.toThrow(/left as it is/);

    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run("UPDATE uno_trace_view SET format = 99");
    connection.closeSync();
    instance.closeSync();
    await expect(openStore({ file })).rejects.toThrow(/newer release of uno-trace-view \(format 99/);
  });

  test("that another process has open is refused with that process", async () => {
    const file = temporaryFile();
    await storeWith([], { file });
    // DuckDB lets one process open a file as often as it likes.
    const program = `import("@duckdb/node-api").then(({ DuckDBInstance }) => DuckDBInstance.create(${JSON.stringify(file)})).catch((cause) => console.log(cause.message))`;
    const { stdout } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
    expect(stdout).toContain(`PID ${process.pid}`);
  });
});

test("a store that closes waits for the questions that are being answered, and takes no more", async () => {
  const store = await openStore();
  store.add(Array.from({ length: 5000 }, () => spanOf()));
  await store.flush();
  let isAnswered = false;
  const asked = Array.from({ length: 8 }, () => store.outline(undefined, { traces: 5000, spans: 5000 }));
  void Promise.allSettled(asked).then(() => {
    isAnswered = true;
  });
  await store.close();
  // What follows from an answer, and takes no time.
  await setImmediate();
  expect(isAnswered).toBe(true);
  await expect(store.holdings()).rejects.toThrow("the store is closed");
});
