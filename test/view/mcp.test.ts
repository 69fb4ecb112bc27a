// A client of the official SDK and the process `uno-trace mcp` in; what an agent is told, out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { flatTrace } from "../../view/mcp/flat-trace.js";
import { tokensOf } from "../../view/mcp/words.js";
import type { Span } from "../../view/model/span.js";
import { answer } from "../../view/server/questions.js";
import { startServer, type ViewServer } from "../../view/server/server.js";
import { type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { below, ms, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

const place = (file: string, line: number) => ({ "code.file.path": file, "code.line.number": line });
const root = spanOf({
  name: "GET /cart",
  service: "web",
  kind: 1,
  length: ms(120),
  attributes: place("src/web.ts", 2),
});
const load = below(root, {
  name: "loadCart",
  service: "shop",
  length: ms(100),
  attributes: place("src/cart.ts", 3),
});
const queries = Array.from({ length: 300 }, (_, index) =>
  below(load, {
    name: "query",
    service: "shop",
    start: load.start + ms(index / 4),
    length: ms(0.2),
    attributes: place("src/db.ts", 1),
  }),
);
const failed = below(load, {
  name: "charge",
  service: "shop",
  start: load.start + ms(90),
  length: ms(0.1),
  status: 2,
  statusMessage: "out of stock",
  attributes: { ...place("src/cart.ts", 3), "order.id": "o-1" },
  events: [
    {
      name: "exception",
      time: load.start + ms(90),
      attributes: {
        "exception.type": "RangeError",
        "exception.message": "out of stock",
        "exception.stacktrace":
          "RangeError: out of stock\n    at charge (src/cart.ts:3:9)\n    at loadCart (src/cart.ts:9:1)",
      },
    },
  ],
});
const faster = spanOf({ name: "GET /cart", service: "web", length: ms(20) });
const secret = spanOf({ name: "outside", attributes: place("../secret.ts", 1) });

let folder: string;
let store: DuckDbStore;
let server: ViewServer;
let client: Client;
beforeAll(async () => {
  const base = mkdtempSync(join(tmpdir(), "uno-mcp-"));
  folder = join(base, "project");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(base, "secret.ts"), "the secret\n");
  writeFileSync(
    join(folder, "src/cart.ts"),
    "export function a() {}\n\nexport function charge() {\n  throw new RangeError();\n}\n",
  );
  store = await openStore();
  store.add([root, load, ...queries, failed, faster, secret]);
  await store.flush();
  server = await startServer(store, { port: 0 });
  client = await connect("--url", server.url);
});
afterAll(async () => {
  await client.close();
  await server.close();
  await store.close();
  rmSync(join(folder, ".."), { recursive: true });
});

async function connect(...args: readonly string[]): Promise<Client> {
  const program = join(REPOSITORY, "packages/view/dist/view/main.js");
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, "mcp", ...args],
    cwd: folder,
    stderr: "pipe",
  });
  const connected = new Client({ name: "test", version: "1" });
  await connected.connect(transport);
  return connected;
}

async function call(name: string, from: Record<string, unknown> = {}, of = client): Promise<string> {
  const { content, isError } = await of.callTool({ name, arguments: from });
  const [first] = content as { type: string; text: string }[];
  return `${isError === true ? "error: " : ""}${first?.text}`;
}

describe("an agent", () => {
  test("finds the tools, each with a schema, and all of them only read", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...["list_traces", "search_spans", "list_operations", "get_trace", "explain_span", "report", "compare"],
    ]);
    for (const { inputSchema, annotations, description } of tools) {
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(annotations).toMatchObject({ readOnlyHint: true });
      expect(description).toMatch(/.{20}/);
    }
    expect(client.getServerVersion()).toMatchObject({
      name: "uno-trace",
      version: expect.stringMatching(/^\d/),
    });
    expect(client.getInstructions()).toContain("query line");
  });

  test("lists traces, searches spans and operations, a row a line", async () => {
    const traces = await call("list_traces", { query: "service:web duration>100ms" });
    expect(traces.split("\n")[0]).toBe("traces:");
    expect(JSON.parse(traces.split("\n")[1] as string)).toMatchObject({
      traceId: root.traceId,
      spans: 303,
      errors: 1,
    });
    expect(await call("search_spans", { query: "status:error" })).toMatch(
      /"name":"charge".*"site":"src\/cart.ts:3"/,
    );
    expect(await call("list_operations", { limit: 1 })).toMatch(/"name":"GET \/cart"/);
    expect(await call("list_traces", { query: "service:none" })).toBe("traces: none");
  });

  test("gets a trace within its tokens, with what failed, and is told how to get the rest", async () => {
    const text = await call("get_trace", { trace_id: root.traceId, max_tokens: 500 });
    expect(tokensOf(text)).toBeLessThanOrEqual(500);
    const lines = text.split("\n");
    expect(lines[0]).toMatch(/^trace \w{32}: 303 spans, 2 services, 1 failed, began 20/);
    expect(lines[2]).toBe(`0 GET /cart (web) 120ms self 20.0ms src/web.ts:2 [${root.spanId}]`);
    expect(lines[3]).toBe(
      `1 loadCart (shop) 100ms self ${text.match(/self (\S+) src\/cart/)?.[1]} src/cart.ts:3 [${load.spanId}]`,
    );
    expect(text).toContain(`2 charge 100µs error: out of stock src/cart.ts:3 [${failed.spanId}]`);
    expect(text).toMatch(/… \d+ left out, from row \d+, \d+ of them query/);
    expect(lines.at(-1)).toMatch(
      /^\d+ of 303 shown: .* max_tokens higher, below: a span id, or from: a row\.$/,
    );
    const whole = await call("get_trace", { trace_id: root.traceId, max_tokens: 100_000 });
    expect(whole.split("\n")).toHaveLength(305);
    const part = await call("get_trace", { trace_id: root.traceId, below: failed.spanId });
    expect(part.split("\n").slice(2)).toHaveLength(1);
  });

  test("reads a trace row by row", async () => {
    const rows: string[] = [];
    for (let from: number | undefined = 0; from !== undefined; ) {
      const text = await call("get_trace", { trace_id: root.traceId, from, max_tokens: 1500 });
      expect(tokensOf(text)).toBeLessThanOrEqual(1500);
      rows.push(...text.split("\n").filter((line) => /\[\w{16}\]$/.test(line)));
      const next = /go on with from: (\d+)$/.exec(text)?.[1];
      from = next === undefined ? undefined : Number(next);
    }
    expect(new Set(rows).size).toBe(303);
  });

  test("has a span explained, with its callers, its exception, and the source at its line", async () => {
    const text = await call("explain_span", { trace_id: root.traceId, span_id: failed.spanId });
    for (const part of [
      "charge: internal span of shop",
      "error: out of stock",
      "stands at src/cart.ts:3",
      "called by, outermost first: GET /cart src/web.ts:2 120ms > loadCart src/cart.ts:3 100ms",
      "exception RangeError: out of stock\n  at charge (src/cart.ts:3:9)\n  at loadCart",
      "attribute order.id = o-1",
      "source src/cart.ts, as it is on disk now:",
      "> 3 | export function charge() {",
    ])
      expect(text).toContain(part);
    const above = await call("explain_span", { trace_id: root.traceId, span_id: load.spanId });
    expect(above).toContain("calls query src/db.ts:1 300 times, 60.0ms in all");
    const one = await call("explain_span", { trace_id: root.traceId, span_id: (queries[0] as Span).spanId });
    expect(one).toContain("called 300 times below the same span");
  });

  test("is shown no source of outside the project", async () => {
    const text = await call("explain_span", { trace_id: secret.traceId, span_id: secret.spanId });
    expect(text).toContain("source: ../secret.ts is not below");
    expect(text).not.toContain("the secret");
  });

  test("gets a report, and two traces compared", async () => {
    const report = await call("report", { query: "service:shop" });
    expect(report).toMatch(/^slowest:\n\{.*"name":"loadCart"/);
    expect(report).toMatch(/repeated:\n\{.*"most":300/);
    expect(report).toMatch(/errors:\n\{.*"type":"RangeError"/);
    const compared = await call("compare", { before: root.traceId, after: faster.traceId, limit: 3 });
    expect(compared).toMatch(/"name":"loadCart".*"state":"gone"/);
  });

  test.each([
    ["get_trace", { trace_id: "ab".repeat(16) }, "error: there is no trace"],
    ["get_trace", { trace_id: "12" }, "trace_id"],
    [
      "explain_span",
      { trace_id: root.traceId, span_id: "ab".repeat(8) },
      "there is no span abababababababab",
    ],
    ["get_trace", { trace_id: root.traceId, below: "ab".repeat(8) }, "there is no span abababababababab"],
    ["list_traces", { query: "nofield:x" }, 'error: there is no field "nofield"'],
    ["list_traces", { quary: "x" }, "quary"],
    ["list_traces", { limit: 1000 }, "limit"],
    ["drop_traces", {}, "drop_traces"],
  ])("is told what is wrong with %s %j", async (name, from, message) => {
    const told = await call(name, from).catch(({ message: said }: Error) => said);
    expect(told).toContain(message);
  });
});

test("a file is open only while it is asked", async () => {
  const file = join(folder, "traces.db");
  const filled = await openStore({ file });
  filled.add([root]);
  await filled.close();
  const ofFile = await connect("--db", "traces.db");
  onTestFinished(() => ofFile.close());
  expect(await call("list_traces", {}, ofFile)).toContain(root.traceId);
  const again = await openStore({ file });
  expect(await call("list_traces", {}, ofFile)).toContain("error: ");
  await again.close();
  expect(await call("list_traces", {}, ofFile)).toContain(root.traceId);
});

test("without a viewer each answer says how to start one", async () => {
  const alone = await connect("--url", "http://127.0.0.1:1");
  onTestFinished(() => alone.close());
  expect(await call("report", {}, alone)).toContain("no viewer answers at http://127.0.0.1:1");
});

test.each([500, 1000, 4000, 20_000])(
  "no trace takes more than %i tokens, however deep, wide or failed",
  async (maxTokens) => {
    const top = spanOf({ name: "top ".repeat(200) });
    const wide = Array.from({ length: 2000 }, (_, index) =>
      below(top, { name: `call ${index}`, status: 2, statusMessage: "no ".repeat(100) }),
    );
    const deep = [top];
    for (let depth = 0; depth < 500; depth++)
      deep.push(below(deep.at(-1) as Span, { name: "step", length: ms(9) }));
    const filled = await storeWith([...deep, ...wide]);
    const { spans } = (await answer(filled, "trace", new Map([["id", top.traceId]]) as never)) as {
      spans: Parameters<typeof flatTrace>[0];
    };
    for (const from of [undefined, 0, 1000])
      expect(tokensOf(flatTrace(spans, { maxTokens, from }))).toBeLessThanOrEqual(maxTokens);
  },
);
