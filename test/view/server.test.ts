// Requests to a real server in; what exporters, scripts, pages of other sites and readers are answered, out.
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { deflateSync, gzipSync } from "node:zlib";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { type ServerOptions, startServer, type ViewServer } from "../../view/server/server.js";
import { type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";
import { attribute, below, ms, rawSpan, requestOf, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

const built = join(import.meta.dirname, "../../packages/view/dist/page");

async function serve(spans: Parameters<typeof storeWith>[0] = [], options: ServerOptions = {}) {
  const store = await storeWith(spans);
  const server = await startServer(store, { port: 0, pageFolder: built, ...options });
  onTestFinished(() => server.close());
  return clientOf(store, server);
}

function clientOf(store: DuckDbStore, server: ViewServer) {
  const post = (
    body: string | Uint8Array,
    headers: Record<string, string> = { "content-type": "application/json" },
    path = "/v1/traces",
  ) => fetch(server.url + path, { method: "POST", body, headers });
  return { store, ...server, post, get: (path: string) => fetch(server.url + path) };
}

/** One without spans, for requests that leave it so. */
const empty = openStore().then(async (store) =>
  clientOf(store, await startServer(store, { port: 0, pageFolder: built })),
);
afterAll(async () => {
  const { close, store } = await empty;
  await close();
  await store.close();
});

/** `fetch` does not let its caller choose `Host`. */
async function raw(
  url: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<{ status: number; body: string; headers: IncomingMessage["headers"] }> {
  const asked = httpRequest(url, { method, headers });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  let body = "";
  for await (const part of response) body += part;
  return { status: response.statusCode ?? 0, body, headers: response.headers };
}

const json = JSON.stringify(requestOf([rawSpan()]));

describe("an exporter", () => {
  test("sends JSON, in each encoding, and is answered in JSON", async () => {
    const { store, post } = await serve();
    const type = { "content-type": "application/json; charset=utf-8" };
    for (const [body, headers] of [
      [JSON.stringify(requestOf([rawSpan()])), {}],
      [gzipSync(JSON.stringify(requestOf([rawSpan()]))), { "content-encoding": "gzip" }],
      [deflateSync(JSON.stringify(requestOf([rawSpan()]))), { "content-encoding": "deflate" }],
      [JSON.stringify(requestOf([rawSpan()])), { "content-encoding": "identity" }],
    ] as const) {
      const response = await post(body, { ...type, ...headers });
      expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
        200,
        "application/json",
        "{}",
      ]);
    }
    await store.flush();
    expect(await store.holdings()).toEqual({ traces: 4, spans: 4 });
  });

  test("is told what was left out, in either format", async () => {
    const { post } = await serve();
    const response = await post(JSON.stringify(requestOf([rawSpan(), rawSpan({ traceId: "12" })])));
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedSpans: "1", errorMessage: "a trace id is not 16 bytes, or all zero" },
    });
    // A span of five bytes: its name alone.
    const span = Buffer.from([0x0a, 0x09, 0x12, 0x07, 0x12, 0x05, 0x2a, 0x03, 0x61, 0x62, 0x63]);
    const answered = await post(span, { "content-type": "application/x-protobuf" });
    expect([answered.status, answered.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
    const reader = new BinaryReader(new Uint8Array(await answered.arrayBuffer()));
    expect(reader.tag()).toEqual([1, 2]);
    reader.uint32();
    expect([reader.tag(), Number(reader.int64()), reader.tag(), reader.string()]).toEqual([
      [1, 0],
      1,
      [2, 2],
      "a trace id is not 16 bytes, or all zero",
    ]);
  });

  test.each<[number, string, Record<string, string>, RegExp]>([
    [400, "{", { "content-type": "application/json" }, /no JSON/],
    [400, "[]", { "content-type": "application/json" }, /no ExportTraceServiceRequest/],
    [400, "\xff\xff", { "content-type": "application/x-protobuf" }, /no OTLP in protobuf/],
    [400, "not zipped", { "content-type": "application/json", "content-encoding": "gzip" }, /not gzip/],
    [415, json, { "content-type": "text/plain" }, /application\/x-protobuf or application\/json/],
    [
      415,
      json,
      { "content-type": "application/json", "content-encoding": "br" },
      /send gzip, deflate or none/,
    ],
  ])("%i for %j with %j", async (status, body, headers, message) => {
    const { post, store } = await empty;
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(message);
    await store.flush();
    expect(await store.holdings()).toMatchObject({ spans: 0 });
  });

  test("is refused what is too large, as it is sent and without its compression, and is served again", async () => {
    const { post, url } = await serve();
    const zipped = gzipSync(Buffer.alloc(65 * 1024 * 1024, 32));
    expect(zipped.length).toBeLessThan(100_000);
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    expect((await post(zipped, headers)).status).toBe(413);
    const { status, body } = await raw(
      `${url}/v1/traces`,
      { "content-type": "application/json", "content-length": String(2 ** 31) },
      "POST",
    ).catch(() => ({ status: 413, body: "send fewer" }));
    expect([status, body.includes("send fewer")]).toEqual([413, true]);
    expect((await post(json)).status).toBe(200);
  });

  test("is answered although a value is nested very deeply, or very long", async () => {
    const { post } = await serve();
    const deep = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${"a".repeat(32)}","spanId":"${"b".repeat(16)}","attributes":[{"key":"a","value":${'{"arrayValue":{"values":['.repeat(50_000)}${"]}}".repeat(50_000)}}]}]}]}]}`;
    expect((await post(deep)).status).toBe(400);
    const long = JSON.stringify(
      requestOf([rawSpan({ attributes: [attribute("long", "x".repeat(10_000_000))] })]),
    );
    expect((await post(long)).status).toBe(200);
  });

  test("uses another method, or sends metrics and logs", async () => {
    const { get, post } = await empty;
    const response = await get("/v1/traces");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    for (const path of ["/v1/metrics", "/v1/logs"]) {
      const refused = await post("{}", { "content-type": "application/json" }, path);
      expect([refused.status, await refused.text()]).toEqual([
        404,
        expect.stringContaining("OTEL_METRICS_EXPORTER=none"),
      ]);
    }
  });
});

describe("other sites", () => {
  test("that let their name lead here are refused", async () => {
    const { url } = await serve([spanOf()]);
    const port = new URL(url).port;
    for (const host of [
      `evil.example:${port}`,
      "localhost",
      `localhost:1${port}`,
      `127.0.0.1.evil.example:${port}`,
    ]) {
      const { status, body } = await raw(url, { host });
      expect([status, body]).toEqual([403, expect.stringContaining("this is reached as")]);
    }
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect((await raw(url, { host })).status).toBe(200);
  });

  test("may load nothing as an image, though a link may lead here", async () => {
    const { url } = await empty;
    for (const site of ["cross-site", "same-site"]) {
      const image = { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" };
      expect((await raw(`${url}/api/report`, image)).status).toBe(403);
      expect((await raw(url, { "sec-fetch-site": site, "sec-fetch-mode": "navigate" })).status).toBe(200);
    }
    for (const site of ["same-origin", "none"])
      expect(
        (await raw(`${url}/api/status`, { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" })).status,
      ).toBe(200);
  });

  test("may read and send nothing from their pages, unless they are allowed to send", async () => {
    const { url } = await serve([], { allowedOrigins: ["http://localhost:5173"] });
    for (const path of ["/", "/api/traces", "/api/live", "/v1/traces"])
      for (const origin of ["https://evil.example", "null", "http://localhost:1"])
        expect((await raw(url + path, { origin })).status).toBe(403);
    expect((await raw(`${url}/api/traces`, { origin: "http://localhost:5173" })).status).toBe(403);
    const preflight = await raw(
      `${url}/v1/traces`,
      { origin: "http://localhost:5173", "access-control-request-method": "POST" },
      "OPTIONS",
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      "access-control-allow-origin": "http://localhost:5173",
      "access-control-allow-headers": "content-type, content-encoding",
    });
    expect((await raw(`${url}/api/traces`, { origin: url })).status).toBe(200);
  });
});

describe("a script", () => {
  const root = spanOf({ name: "GET /", service: "web", length: ms(20), status: 2 });
  const child = below(root, { name: "query", length: ms(5) });

  test("reads what docs/view.md says", async () => {
    const { get } = await serve([root, child]);
    const read = async (path: string): Promise<Record<string, object[]>> =>
      (await (await get(path)).json()) as Record<string, object[]>;
    const start = new Date(Number(START / 1_000_000n)).toISOString();
    const trace = {
      traceId: root.traceId,
      name: "GET /",
      service: "web",
      services: ["shop", "web"],
      start,
      startNs: String(START),
      durationMs: 20,
      spans: 2,
      errors: 1,
    };
    expect(await read("/api/traces")).toEqual({ traces: [trace] });
    expect(await read("/api/traces?query=service:nobody")).toEqual({ traces: [] });
    expect((await read("/api/spans?query=query&limit=1")).spans?.[0]).toMatchObject({
      spanId: child.spanId,
      durationMs: 5,
      kind: "internal",
    });
    expect((await read(`/api/trace?id=${root.traceId}`)).spans).toMatchObject([
      { name: "GET /", depth: 0, selfMs: 15, durationMs: 20, parentId: "" },
      { name: "query", depth: 1, selfMs: 5, parentId: root.spanId, attributes: {} },
    ]);
    expect((await read("/api/operations")).operations?.[0]).toMatchObject({
      name: "GET /",
      count: 1,
      errors: 1,
      p95Ms: 20,
    });
    expect((await read("/api/histogram")).bars?.at(-1)).toEqual({ belowMs: 31.622777, count: 1, errors: 1 });
    expect((await read("/api/report")).slowest?.[0]).toMatchObject({ name: "GET /", maxMs: 20 });
    expect(await read("/api/status")).toEqual({ traces: 1, spans: 2 });
  });

  test.each([
    ["/api/traces?query=nme:x", 400, 'there is no field "nme"'],
    ["/api/traces?limit=0", 400, "from 1 to 10000"],
    ["/api/traces?limit=1e9", 400, "from 1 to 10000"],
    ["/api/trace?id=12", 404, 'no trace "12"'],
    ["/api/nothing", 404, "nothing at"],
    ["/api/constructor", 404, "nothing at"],
    ["/api/sql?sql=SELECT%201", 405, "POST"],
  ])("%s: %i", async (path, status, message) => {
    const response = await (await empty).get(path);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(message)]);
  });

  test("runs SQL, and writes none", async () => {
    const { post } = await serve([root]);
    const sql = (text: unknown) => post(JSON.stringify({ sql: text }), {}, "/api/sql");
    expect(await (await sql("SELECT name FROM spans")).json()).toEqual({
      columns: ["name"],
      rows: [["GET /"]],
      isCut: false,
    });
    expect((await sql("DELETE FROM spans")).status).toBe(400);
    expect((await post("{", {}, "/api/sql")).status).toBe(400);
  });

  test("hears of spans as they are stored", async () => {
    const { store, url } = await serve();
    const abort = new AbortController();
    const response = await fetch(`${url}/api/live`, { signal: abort.signal });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    store.add([root, child]);
    let text = "";
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(part).toString();
      if (text.includes("event: stored")) break;
    }
    expect(text).toContain(`data: ${JSON.stringify({ spans: 2, traceIds: [root.traceId] })}`);
    abort.abort();
  });
});

describe("the page", () => {
  test("is handed out at the path of each screen, and runs no script but its own", async () => {
    const { get } = await serve();
    for (const path of ["/", "/?query=status:error", "/trace/abc", "/operations", "/compare", "/map"]) {
      const response = await get(path);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        200,
        "text/html; charset=utf-8",
      ]);
      const policy = response.headers.get("content-security-policy");
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
      ])
        expect(policy?.split("; ")).toContain(rule);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      const html = await response.text();
      expect(html).toContain("npx uno-trace query");
      expect(html).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|style="|\son\w+=/);
    }
    for (const path of ["/trace/", "/trace/x", "/index.html", "/assets/", "/assets/../index.html"])
      expect((await get(path)).status).toBe(404);
  });

  test("has files that a browser keeps, since their names change with them", async () => {
    const { get } = await serve();
    const names = [...(await (await get("/")).text()).matchAll(/"(\/assets\/[^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const { status, headers } = await get(name as string);
      expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
      expect(headers.get("content-type")).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
    }
  });

  test("that was not built is said", async () => {
    const { get } = await serve([], { pageFolder: join(built, "nowhere") });
    const response = await get("/");
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("was not built")]);
    expect((await get("/api/status")).status).toBe(200);
  });
});

test("it listens on this machine alone, by either address", async () => {
  const { url, store } = await empty;
  const { port } = new URL(url);
  expect((await fetch(`http://localhost:${port}/api/status`)).status).toBe(200);
  await expect(startServer(store, { port: Number(port) })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});

const hasIPv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test.runIf(hasIPv6)("it says that another program has the port at the other address", async () => {
  const { store } = await empty;
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "::1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const server = await startServer(store, { port });
  onTestFinished(() => server.close());
  expect(server.isAlone).toBe(false);
  expect((await empty).isAlone).toBe(true);
});
