// Traces in a viewer or a file, and files of traces, in; what `export` and `import` make of them, on the command line and by HTTP, out.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../view/server/server.js";
import { openStore } from "../../view/store/duckdb/duckdb.js";
import { below, ms, rawSpan, requestOf, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";
import { ran } from "./terminal.js";

const root = spanOf({ name: "GET /cart", length: ms(20), attributes: { "http.route": "/cart" } });
const call = below(root, {
  name: "query",
  length: ms(5),
  events: [{ name: "retry", time: root.start + 5n, attributes: { n: 1 } }],
  links: [{ traceId: "cd".repeat(16), spanId: "ef".repeat(8), attributes: {} }],
});
const other = spanOf({ name: "health" });

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "uno-exchange-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function serve(spans = [root, call, other]) {
  const store = await storeWith(spans);
  const server = await startServer(store, { port: 0 });
  onTestFinished(() => server.close());
  return { store, url: server.url };
}

async function parquetRows(file: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
  const rows = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe("by HTTP", () => {
  test.each([
    ["otlp", /^\{"resourceSpans":\[/, "otlp.json"],
    ["chrome", /"traceEvents":\[/, "chrome.json"],
    ["speedscope", /"\$schema":"https:\/\/www\.speedscope\.app/, "speedscope.json"],
  ])("a trace as %s, to be saved and not shown", async (format, content, ending) => {
    const { url } = await serve();
    const response = await fetch(`${url}/api/export?id=${root.traceId.toUpperCase()}&format=${format}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json",
      "content-disposition": `attachment; filename="trace-${root.traceId}.${ending}"`,
      "x-content-type-options": "nosniff",
    });
    const text = await response.text();
    expect(text).toMatch(content);
    expect(() => JSON.parse(text)).not.toThrow();
    const head = await fetch(`${url}/api/export?id=${root.traceId}&format=${format}`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test.each([
    ["id=12", 404, 'there is no trace "12" here'],
    [`id=${root.traceId}&format=pdf`, 400, 'there is no format "pdf": there are otlp, chrome,'],
    ["format=parquet&query=nofield:x", 400, 'there is no field "nofield"'],
  ])("%s is refused with words", async (parameters, status, message) => {
    const { url } = await serve();
    const response = await fetch(`${url}/api/export?${parameters}`);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(message)]);
  });

  test("a large trace comes whole, and others are answered meanwhile", async () => {
    const many = Array.from({ length: 20_000 }, () =>
      below(root, { name: "call", attributes: { text: "x".repeat(50) } }),
    );
    const { url } = await serve([root, ...many]);
    const [large, small] = await Promise.all([
      fetch(`${url}/api/export?id=${root.traceId}`).then((response) => response.text()),
      fetch(`${url}/api/status`).then((response) => response.json()),
    ]);
    expect(JSON.parse(large).resourceSpans[0].scopeSpans[0].spans).toHaveLength(20_001);
    expect(small).toEqual({ traces: 1, spans: 20_001 });
  });

  test("a file is read by POST, and what is wrong with it said", async () => {
    const { url, store } = await serve([]);
    const post = (body: string) => fetch(`${url}/api/import`, { method: "POST", body });
    const raw = rawSpan();
    const good = await post(JSON.stringify(requestOf([raw, rawSpan({ traceId: "1" })])));
    expect(await good.json()).toEqual({
      spans: 1,
      rejected: 1,
      reason: "resourceSpans[0]: a trace id is not 16 bytes, or all zero",
      traceIds: [raw.traceId],
    });
    const bad = await post('{"data": [');
    expect([bad.status, await bad.text()]).toEqual([
      400,
      expect.stringContaining("1:11: the file is no JSON"),
    ]);
    await store.flush();
    expect(await store.holdings()).toEqual({ traces: 1, spans: 1 });
    const asked = await fetch(`${url}/api/import`);
    expect([asked.status, asked.headers.get("allow")]).toEqual([405, "POST"]);
    const foreign = await fetch(`${url}/api/import`, {
      method: "POST",
      body: "[]",
      headers: { origin: "http://evil.example" },
    });
    expect(foreign.status).toBe(403);
  });
});

describe("on the command line", () => {
  test("a trace is exported from a viewer, imported into a file, and exported from there, and is the same", async () => {
    const { url } = await serve();
    const folder = temporaryFolder();
    const printed = await ran(folder, "export", root.traceId, "--url", url);
    expect([printed.code, printed.err]).toEqual([0, ""]);
    for (const format of ["otlp", "chrome"]) {
      const first = await ran(folder, "export", root.traceId, "--format", format, "-o", format, "--url", url);
      expect(first).toEqual({ code: 0, out: "", err: `uno-trace export: wrote ${format}\n` });
      const imported = await ran(folder, "import", format, "--db", `${format}.db`);
      expect(imported).toEqual({
        code: 0,
        out: `${format}: 2 spans of 1 trace: trace ${root.traceId}\n`,
        err: "",
      });
      const again = await ran(folder, "export", root.traceId, "--db", `${format}.db`);
      expect(again).toEqual({ code: 0, out: printed.out, err: "" });
    }
    expect(readFileSync(join(folder, "otlp"), "utf8")).toBe(printed.out);
  });

  test("many traces as Parquet: all spans of those in which one matches, with what belongs to them", async () => {
    const { url } = await serve();
    const folder = temporaryFolder();
    const args = [
      "export",
      'attr.http.route="/cart"',
      "--format",
      "parquet",
      "-o",
      "it's.parquet",
      "--url",
      url,
    ];
    expect(await ran(folder, ...args)).toMatchObject({ code: 0 });
    const rows = await parquetRows(join(folder, "it''s.parquet"));
    expect(rows).toMatchObject([
      {
        name: "GET /cart",
        duration_ns: "20000000",
        kind: "internal",
        attributes: '{"http.route":"/cart"}',
        events: [],
      },
      {
        name: "query",
        parent_id: root.spanId,
        resource: '{"service.name":"shop"}',
        events: [{ time_ns: String(root.start + 5n), name: "retry", attributes: '{"n":1}' }],
        links: [{ trace_id: "cd".repeat(16), span_id: "ef".repeat(8), attributes: "{}" }],
      },
    ]);
    await ran(folder, "export", other.traceId, "--format", "parquet", "-o", "one.parquet", "--url", url);
    expect(await parquetRows(join(folder, "one.parquet"))).toMatchObject([{ name: "health" }]);
  });

  test("a file that is open for reading alone gives Parquet, too; nothing is left behind", async () => {
    const folder = temporaryFolder();
    const store = await openStore({ file: join(folder, "traces.db") });
    store.add([root, call]);
    await store.close();
    const args = ["export", "--format", "parquet", "-o", "all.parquet", "--db", "traces.db"];
    expect(await ran(folder, ...args)).toMatchObject({ code: 0 });
    expect(await parquetRows(join(folder, "all.parquet"))).toHaveLength(2);
  });

  test("several files are read into a viewer, and one that is damaged does not keep the others out", async () => {
    const { url, store } = await serve([]);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "good.json"), JSON.stringify(requestOf([rawSpan(), rawSpan()])));
    writeFileSync(join(folder, "bad.json"), '{"data": [');
    writeFileSync(
      join(folder, "partly.json"),
      JSON.stringify(requestOf([rawSpan(), rawSpan({ spanId: "1" })])),
    );
    const { code, out, err } = await ran(
      folder,
      "import",
      "good.json",
      "bad.json",
      "gone.json",
      ".",
      "partly.json",
      "--url",
      url,
    );
    expect(code).toBe(1);
    expect(out.split("\n").map((line) => line.replace(/: trace .*/, ""))).toEqual([
      "good.json: 2 spans of 2 traces",
      "partly.json: 1 span of 1 trace",
      "",
    ]);
    expect(err).toContain("bad.json: 1:11: the file is no JSON, or is cut off there");
    expect(err).toContain("gone.json: it cannot be read: ENOENT");
    expect(err).toContain(".: it cannot be read: EISDIR");
    expect(err).toContain(
      "partly.json: 1 left out; the first: line 1: resourceSpans[0]: a span id is not 8 bytes",
    );
    await store.flush();
    expect(await store.holdings()).toEqual({ traces: 3, spans: 3 });
  });

  test.each([
    [["export", "service:shop", "--format", "chrome"], 2, "--format chrome takes the id of one trace"],
    [["export", root.traceId, "--format", "pdf"], 2, '"--format pdf": expected one of otlp, chrome'],
    [["export", "--format", "parquet"], 2, "--format parquet is no text: name a file with -o"],
    [["export", "nofield:1", "--format", "parquet", "-o", "x"], 1, 'there is no field "nofield"'],
    [["export", root.traceId, "--url", "http://127.0.0.1:1"], 1, "no viewer answers at http://127.0.0.1:1"],
    [["export", "ab".repeat(16), "--db", "none.db"], 1, "none.db does not exist"],
    [["import"], 2, "name the files to read"],
    [["import", "x", "--db", "a", "--url", "b"], 2, "--db and --url exclude each other"],
  ] as const)("%j is refused with words", async (argv, code, message) => {
    const { err, ...rest } = await ran(temporaryFolder(), ...argv);
    expect([rest.code, err]).toEqual([code, expect.stringContaining(message)]);
  });

  test("a file that cannot be written, a trace that is not there, and no viewer are said", async () => {
    const { url } = await serve();
    const folder = temporaryFolder();
    const write = await ran(folder, "export", root.traceId, "-o", "no/such/folder", "--url", url);
    expect([write.code, write.err]).toEqual([
      1,
      expect.stringContaining("no/such/folder cannot be written: ENOENT"),
    ]);
    const absent = await ran(folder, "export", "ab".repeat(16), "--url", url);
    expect([absent.code, absent.err]).toEqual([1, expect.stringContaining("there is no trace")]);
    writeFileSync(join(folder, "good.json"), JSON.stringify(requestOf([rawSpan()])));
    const nobody = await ran(folder, "import", "good.json", "--url", "http://127.0.0.1:1");
    expect([nobody.code, nobody.err]).toEqual([
      1,
      expect.stringContaining("no viewer answers at http://127.0.0.1:1"),
    ]);
  });
});
