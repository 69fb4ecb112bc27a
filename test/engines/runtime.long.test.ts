// What tspc or a bundler has traced, run by Bun and by Deno: contexts, generators, servers, and what arrives however the process ends.
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instrument } from "../../hosts/instrument.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { BUN, DENO, isPinned, makePackage } from "./engines.js";
import { type Receiver, startReceiver } from "./receiver.js";

const SHOP = `import { setTimeout as sleep } from "node:timers/promises";
// @trace
async function load(n: number): Promise<number> { await sleep(2); return helper(n) + 1; }
// @trace
function helper(n: number): number { return n * 2; }
// @trace
function* items(n: number): Generator<number> { while (n > 0) yield helper(n--); }
// @trace
async function* pages(n: number): AsyncGenerator<number> { while (n > 0) yield await load(n--); }
class Shop {
  #tax = 2;
  // @trace
  total(a: number): number { return a * this.#tax; }
  // @trace
  promise(): Promise<number> { return new Promise((done) => setTimeout(() => done(helper(4)), 1)); }
}
// @trace
export async function run(): Promise<unknown> {
  const shop = new Shop();
  const all: unknown[] = [...await Promise.all([load(1), load(2)]), ...items(2), shop.total(3), await shop.promise()];
  for await (const page of pages(2)) all.push(page);
  return all;
}
console.log(JSON.stringify(await run()));
`;
const TREE = [
  "helper < items",
  "helper < items",
  "helper < load",
  "helper < load",
  "helper < load",
  "helper < load",
  "helper < promise",
  "items < run",
  "load < pages",
  "load < pages",
  "load < run",
  "load < run",
  "pages < run",
  "promise < run",
  "run < ",
  "total < run",
];
const PRINT_TREE = `import { getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "uno-trace";
const exporter = new InMemorySpanExporter();
getTracer().addProcessor(new SimpleSpanProcessor(exporter));
await import("./shop.js");
const spans = exporter.getFinishedSpans();
const short = (name) => name.split(".").at(-1);
const parent = ({ parentId }) => short(spans.find(({ spanId }) => spanId === parentId)?.name ?? "");
console.log(JSON.stringify(spans.map((span) => short(span.name) + " < " + parent(span)).sort()));
`;
const END = `// @trace
async function work(): Promise<void> { await new Promise((done) => setTimeout(done, 2)); }
// @trace
function last(): void { if (how === "throw") throw new Error("uncaught"); }
const how = process.argv[2];
await work();
last();
if (how === "reject") Promise.reject(new Error("rejected"));
if (how === "exit") process.exit(3);
if (how === "Deno.exit") (globalThis as any).Deno.exit(3);
if (how === "signal") { process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000); }
`;
const SERVE = `import { Hono } from "hono";
import { tracingMiddleware } from "uno-trace";
const traced = tracingMiddleware();
// @trace
async function find(id: string): Promise<object> { await new Promise((done) => setTimeout(done, 2)); return { id }; }
const app = new Hono();
app.use(traced);
app.get("/orders/:id", async (context) => context.json(await find(context.req.param("id"))));
const handle = (request: Request) =>
  traced(request, async () => Response.json(await find(request.url.split("/").at(-1) as string)), "/orders/:id");
const answer = process.argv[2] === "hono" ? app.fetch : handle;
const { Bun, Deno } = globalThis as any;
const server = Bun
  ? Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: answer })
  : Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
const port = server.port ?? server.addr.port;
const headers = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
const answers = await Promise.all([1, 2].map((id) => fetch(\`http://127.0.0.1:\${port}/orders/\${id}\`, { headers }).then((each) => each.text())));
console.log(answers.join());
await (server.stop?.() ?? server.shutdown());
`;

/** Asks a server of node:http by node:http and by `fetch`; prints spans and the headers that came. */
const ASK = `import http from "node:http";
import { getTracer, setupMonitoring } from "uno-trace";
const spans = [];
const processor = { onEnd: (span) => spans.push(span), forceFlush: async () => {}, shutdown: async () => {} };
setupMonitoring({ processors: [processor], instrument: ["fetch", "http"] });
const came = [];
const server = http.createServer((request, response) => {
  came.push(request.headers.traceparent ?? "none");
  if (request.url === "/reset") return request.socket.destroy();
  response.writeHead(request.url === "/missing" ? 404 : 200).end();
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const base = "http://127.0.0.1:" + server.address().port;
const ask = (path) => new Promise((done) => {
  http.get(base + path, (answer) => answer.resume().on("end", done)).on("error", done);
});
for (const path of ["/ok", "/missing", "/reset"]) await getTracer().withSpan("work", () => ask(path));
await getTracer().withSpan("work", async () => (await fetch(base + "/ok")).text());
await new Promise((done) => setTimeout(done, 50));
const clients = spans.filter(({ kind }) => kind === 2);
console.log(JSON.stringify({
  told: clients.map(({ name, attributes }) => [name, attributes["error.type"] ?? attributes["http.response.status_code"]]),
  carried: clients.map((span) => came.some((header) => header.includes(span.spanContext().spanId))),
  byFetch: came.at(-1),
}));
process.exit();
`;

/** Traces a program and takes its types away, on its lines. */
function built(text: string, name: string): string {
  const { code, diagnostics } = instrument(text, `${name}.ts`, { format: "esm", config: {} });
  expect(diagnostics).toEqual([]);
  return buildSync({
    stdin: { contents: code, loader: "ts" },
    write: false,
    format: "esm",
    platform: "node",
  }).outputFiles[0]?.text as string;
}

let project: TemporaryProject;
let receiver: Receiver;
beforeAll(async () => {
  await packagesOf("test/engines");
  receiver = await startReceiver();
  project = makePackage({
    "shop.js": built(SHOP, "shop"),
    "tree.js": PRINT_TREE,
    "end.js": built(END, "end"),
    "serve.js": built(SERVE, "serve"),
    "ask.js": ASK,
  });
}, 600_000);
afterAll(() => {
  receiver.close();
  project.remove();
});

const ENGINES = [
  { name: "bun", node: BUN, plain: [], registered: ["--preload", "uno-trace/register"] },
  {
    name: "deno",
    node: DENO,
    plain: ["run", "-A", "--quiet"],
    registered: ["run", "-A", "--quiet", "--preload=npm:uno-trace/register"],
  },
] as const;

describe.runIf(isPinned).each(ENGINES)("$name", ({ name, node, plain, registered }) => {
  const execute = (...args: readonly string[]) => run(args, { cwd: project.folder, node, env: receiver.env });

  it("keeps contexts over awaits, promises and generators", async () => {
    const { stdout, stderr } = await execute(...plain, "tree.js");
    expect(stdout.split("\n").slice(0, 2), stderr).toEqual(["[3,5,4,2,6,8,5,3]", JSON.stringify(TREE)]);
  });

  it.each([
    ["", 0],
    ["throw", 1],
    ["reject", 1],
    ["exit", 3],
    ["signal", null],
    ["Deno.exit", 3],
  ])("sends what there is when it ends: %s", async (how, status) => {
    if (how === "Deno.exit" && name === "bun") return;
    const ended = await execute(...registered, "end.js", how);
    expect(ended.status, ended.stderr).toBe(status);
    expect(receiver.take()).toEqual([how === "throw" ? "last 2" : "last 1", "work 1"]);
    expect(receiver.resource("service.name")).toBe(`unknown_service:${name}`);
    expect(receiver.resource("process.runtime.name")).toBe(name);
  });

  it.each(["hono", "handler"])("serves by its own server: %s", async (by) => {
    const { stdout, stderr } = await execute(...registered, "serve.js", by);
    expect(stdout, stderr).toBe('{"id":"1"},{"id":"2"}\n');
    expect(receiver.take()).toEqual(["GET /orders/:id 0", "GET /orders/:id 0", "find 1", "find 1"]);
  });
});

it.runIf(isPinned).each(ENGINES)(
  "$name tells of requests of node:http, and not of its fetch",
  async ({ node, plain }) => {
    const { stdout, stderr } = await run([...plain, "ask.js"], { cwd: project.folder, node });
    expect(JSON.parse(stdout.split("\n")[0] as string), stderr).toEqual({
      told: [
        ["GET", 200],
        ["GET", "404"],
        ["GET", "ECONNRESET"],
      ],
      carried: [true, true, true],
      byFetch: "none",
    });
    expect(stderr.match(/does not tell of the requests of its `fetch`/g)).toHaveLength(1);
  },
);

it.runIf(isPinned)("Deno is told that the loader does nothing there", async () => {
  const args = ["run", "-A", "--preload=npm:uno-trace/loader", "tree.js"];
  const refused = await run(args, { cwd: project.folder, node: DENO });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("uno-trace/loader: Deno does not load files by Node's hooks");
});
