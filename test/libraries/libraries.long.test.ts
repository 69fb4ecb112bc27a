// `instrument` with libraries that tell of their operations: real ones, over connections.
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { type Monitoring, setupMonitoring } from "../../runtime/setup/monitoring.js";
import { makeFolder } from "../harness/folder.js";
import { packagesOf } from "../harness/installs.js";
import { sleep } from "../runtime/recorder.js";
import { run } from "../toolchains/processes.js";
import { serveRedis } from "./redis-server.js";

const load = createRequire(join(import.meta.dirname, "package.json"));
beforeAll(() => packagesOf("test/libraries"), 300_000);

let spans: InMemorySpanExporter;
let monitoring: Monitoring;
beforeEach(() => {
  spans = new InMemorySpanExporter();
  monitoring = setupMonitoring({
    processors: [new SimpleSpanProcessor(spans)],
    instrument: ["redis", "ioredis", "mysql2", "graphql"],
  });
});
afterEach(() => monitoring.shutdown());

const inside = <T>(name: string, fn: () => Promise<T>) => getTracer().withSpan(name, fn);

/** Name, attributes, status and the parent's name of each span but those of the test itself. */
function told() {
  const all = spans.getFinishedSpans();
  const names = new Map(all.map((span) => [span.spanContext().spanId, span.name]));
  return all
    .filter((span) => span.name === span.name.toUpperCase() || span.attributes["graphql.operation.type"])
    .map((span) => ({
      name: span.name,
      kind: span.kind,
      status: span.status.code,
      parent: names.get(span.parentSpanContext?.spanId ?? ""),
      ...span.attributes,
    }));
}

describe("redis and ioredis", () => {
  let server: Awaited<ReturnType<typeof serveRedis>>;
  beforeAll(async () => {
    server = await serveRedis();
  });
  afterAll(() => server.close());

  interface Redis {
    get(key: string): Promise<unknown>;
    set(key: string, value: string): Promise<unknown>;
    fail(): Promise<unknown>;
    both(): Promise<unknown>;
    close(): Promise<unknown>;
  }

  const CLIENTS: [string, number, () => Promise<Redis>][] = [
    [
      "redis",
      2,
      async () => {
        const client = load("redis").createClient({ url: `redis://127.0.0.1:${server.port}/2`, RESP: 2 });
        await client.connect();
        return {
          get: (key) => client.get(key),
          set: (key, value) => client.set(key, value),
          fail: () => client.hGet("a", "b"),
          both: () => client.multi().set("a", "1").get("a").exec(),
          close: () => client.close(),
        };
      },
    ],
    [
      "ioredis",
      1,
      async () => {
        const { Redis } = load("ioredis");
        const client = new Redis(server.port, "127.0.0.1", { db: 1, protocol: 2 });
        await new Promise((resolve) => client.once("ready", resolve));
        return {
          get: (key) => client.get(key),
          set: (key, value) => client.set(key, value),
          fail: () => client.hget("a", "b"),
          both: () => client.multi().set("a", "1").get("a").exec(),
          close: async () => client.disconnect(),
        };
      },
    ],
  ];

  it.each(CLIENTS)("%s: a span of each command, and no value", async (_, database, connect) => {
    const client = await connect();
    spans.reset();
    await inside("read", () => client.get("user:7"));
    await inside("write", () => client.set("user:7", "a secret"));
    await inside("fail", () => client.fail().catch(() => {}));
    const common = {
      kind: 2,
      "db.system.name": "redis",
      "db.namespace": String(database),
      "server.address": "127.0.0.1",
      "server.port": server.port,
    };
    expect(told()).toEqual([
      { ...common, name: "GET", parent: "read", status: 0, "db.operation.name": "GET" },
      { ...common, name: "SET", parent: "write", status: 0, "db.operation.name": "SET" },
      {
        ...common,
        name: "HGET",
        parent: "fail",
        status: 2,
        "db.operation.name": "HGET",
        "error.type": expect.stringMatching(/Error$/),
      },
    ]);
    spans.reset();
    await inside("batch", () => client.both());
    const found = told().filter((span) => "db.operation.batch.size" in span);
    expect(found).toMatchObject([{ name: "MULTI", parent: "batch", "db.operation.batch.size": 2 }]);
    await client.close();
  });

  it.each(CLIENTS)("%s: what it says as it connects has no span", async (_, __, connect) => {
    const client = await connect();
    await sleep(20);
    expect(told()).toEqual([]);
    await client.close();
  });
});

describe("what a listener changes, as the page says", () => {
  const program = (port: number, instrument: string) => `
    const { setupMonitoring } = require("uno-trace");
    const { Redis } = require("ioredis");
    setupMonitoring({ exporter: "none", instrument: ${instrument} });
    process.on("unhandledRejection", () => console.log("unhandled"));
    const client = new Redis(${port}, "127.0.0.1", { protocol: 2 });
    client.once("ready", async () => {
      client.hget("a", "b");
      await client.get("a");
      setTimeout(() => process.exit(), 20);
    });
  `;

  it.each([
    ["[]", "unhandled\n"],
    ['["ioredis"]', ""],
  ])("ioredis, a command that nobody awaits, with %s", async (instrument, expected) => {
    const server = await serveRedis();
    const folder = makeFolder("libraries", "test/libraries");
    writeFileSync(join(folder, "program.cjs"), program(server.port, instrument));
    const { stdout, stderr } = await run(["program.cjs"], { cwd: folder });
    server.close();
    rmSync(folder, { recursive: true, force: true });
    expect(stdout, stderr).toBe(expected);
  });
});

describe("mysql2", () => {
  let server: { close: (done: () => void) => void; _server: { address(): { port: number } } };
  let port: number;
  beforeAll(async () => {
    const started = load("mysql2").createServer();
    started.on("connection", (connection: Record<string, (...values: unknown[]) => void>) => {
      connection.serverHandshake?.({
        protocolVersion: 10,
        serverVersion: "8.0",
        connectionId: 1,
        statusFlags: 2,
        characterSet: 8,
        capabilityFlags: 0xffffff,
      });
      connection.on?.("error", () => {});
      // Each exchange counts its packets anew, which this side of the library leaves to whoever answers.
      const counted = connection as { sequenceId?: number };
      const answer = (write: () => void) => {
        counted.sequenceId = 1;
        write();
        counted.sequenceId = 0;
      };
      connection.on?.("query", (text: string) => {
        if (text.includes("wrong"))
          answer(() => connection.writeError?.({ code: 1064, message: "You have an error" }));
        else setTimeout(() => answer(() => connection.writeOk?.({ affectedRows: 1 })), 10);
      });
    });
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    server = started;
    port = server._server.address().port;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

  const pool = (connectionLimit: number) =>
    load("mysql2").createPool({
      host: "127.0.0.1",
      port,
      user: "u",
      password: "p",
      database: "shop",
      connectionLimit,
    });

  it("has a span of each query without its values", async () => {
    const promises = pool(1).promise();
    await inside("read", () =>
      promises.query("-- by id\n select * from orders where id = ? and card = ?", [7, "4000"]),
    );
    await inside("fail", () => promises.query("wrong sql").catch(() => {}));
    expect(told()).toEqual([
      {
        name: "SELECT",
        kind: 2,
        status: 0,
        parent: "read",
        "db.system.name": "mysql",
        "db.operation.name": "SELECT",
        "db.namespace": "shop",
        "server.address": "127.0.0.1",
        "server.port": port,
      },
      expect.objectContaining({
        name: "WRONG",
        status: 2,
        parent: "fail",
        "error.type": "ER_PARSE_ERROR",
        "db.response.status_code": "1064",
      }),
    ]);
    await promises.end();
  });

  it.each(["promises", "callbacks"])("has the right parent on a full pool, by %s", async (form) => {
    const full = pool(1);
    const query = (text: string) =>
      form === "promises" ? full.promise().query(text) : new Promise((resolve) => full.query(text, resolve));
    await Promise.all(["a", "b", "c", "d"].map((name) => inside(name, () => query(`select '${name}'`))));
    expect(told().map(({ parent }) => parent)).toEqual(["a", "b", "c", "d"]);
    await full.promise().end();
  });
});

describe("graphql", () => {
  const ask = async (source: string) => {
    const { buildSchema, graphql } = load("graphql");
    const schema = buildSchema("type Query { hello(name: String): String later: Int fail: String }");
    const fail = () => {
      throw new Error("no");
    };
    const rootValue = { hello: () => "hi", later: async () => sleep(5).then(() => 1), fail };
    return inside("request", () => graphql({ schema, source, rootValue }));
  };

  it("has a span of each operation, named after its type", async () => {
    await ask('query Greet { hello(name: "secret") }');
    await ask("query Later { later }");
    await ask("{ fail }");
    const common = { name: "query", kind: 0, parent: "request", "graphql.operation.type": "query" };
    expect(told()).toEqual([
      { ...common, status: 0, "graphql.operation.name": "Greet" },
      { ...common, status: 0, "graphql.operation.name": "Later" },
      { ...common, status: 2, "error.type": "GraphQLError" },
    ]);
  });
});
