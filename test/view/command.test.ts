// Arguments of the viewer's commands in; what they print, and what a program that they start sends, out.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { environmentFor } from "../../view/command/launch.js";
import { startServer } from "../../view/server/server.js";
import { openStore } from "../../view/store/duckdb/duckdb.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { below, ms, rawSpan, requestOf, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";
import { ran as ranIn, start as startIn } from "./terminal.js";

const start = (argv: readonly string[], cwd = REPOSITORY) => startIn(argv, cwd);
const ran = (...argv: readonly string[]) => ranIn(REPOSITORY, ...argv);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "uno-view-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 600) throw new Error("it never came");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("query and report", () => {
  const root = spanOf({
    name: "GET /cart",
    service: "web",
    length: ms(120),
    status: 2,
    statusMessage: "out of\u001b[31m stock",
  });
  const calls = Array.from({ length: 12 }, () =>
    below(root, {
      name: "query",
      length: ms(2),
      attributes: { "code.file.path": "src/db.ts", "code.line.number": 9 },
    }),
  );

  async function viewer() {
    const server = await startServer(await storeWith([root, ...calls]), { port: 0 });
    onTestFinished(() => server.close());
    return server.url;
  }

  async function file() {
    const path = join(temporaryFolder(), "traces.db");
    const store = await openStore({ file: path });
    store.add([root, ...calls]);
    await store.close();
    return path;
  }

  test("a viewer and a file give the same answers", async () => {
    const [url, path] = [await viewer(), await file()];
    for (const argv of [
      ["query", "service:web"],
      ["query", "--json"],
      ["query", "--sql", "SELECT name, count(*) AS n FROM spans GROUP BY name ORDER BY n", "--json"],
      ["report"],
      ["report", "--json", "--limit", "1"],
    ]) {
      const asked = await ran(...argv, "--url", url);
      expect(asked).toMatchObject({ code: 0, err: "" });
      expect(await ran(...argv, "--db", path)).toEqual(asked);
    }
  });

  test("what they print", async () => {
    const url = await viewer();
    const { out } = await ran("query", "service:web", "--url", url);
    expect(out.split("\n")).toEqual([
      "started (UTC)            duration  status  service  name       trace                             where  message",
      expect.stringMatching(
        new RegExp(
          `^2026-[-\\d]+ [\\d:.]+ +120ms  error   web      GET /cart  ${root.traceId} +out of \\[31m stock$`,
        ),
      ),
      "",
    ]);
    expect((await ran("query", "service:nobody", "--url", url)).out).toBe("no span matches\n");
    expect((await ran("query", "--limit", "2", "--url", url)).out.split("\n")).toHaveLength(4);
    const report = (await ran("report", "--url", url)).out;
    expect(report).toMatch(/Slowest operations[\s\S]*120ms +120ms +1 +web +GET \/cart/);
    expect(report).toMatch(/Most self time[\s\S]*118ms +1 +web +GET \/cart/);
    expect(report).toMatch(/N\+1[\s\S]*24\.0ms +12 +GET \/cart +1 +shop +query +src\/db\.ts:9/);
    expect(report).toMatch(/Errors[\s\S]*1 +1 +web +GET \/cart +[0-9a-f]{32} +out of \[31m stock/);
  });

  test("a query that is wrong is marked, whoever answers", async () => {
    for (const command of ["query", "report"])
      expect(await ran(command, "service:web durtion>5ms")).toMatchObject({
        code: 1,
        err: expect.stringMatching(
          /there is no field "durtion"[\s\S]*\nservice:web durtion>5ms\n {12}\^{11}\n$/,
        ),
      });
  });

  test.each<[readonly string[], number, RegExp]>([
    [["query", "a", "b"], 2, /unexpected argument "b"\nusage: uno-trace query/],
    [["query", "--nope"], 2, /Unknown option '--nope'/i],
    [["query", "a", "--sql", "SELECT 1"], 2, /exclude each other/],
    [["query", "--limit", "0"], 2, /"--limit 0": expected a number from 1 to 10000/],
    [["query", "--db", "a", "--url", "b"], 2, /exclude each other/],
    [["query", "--url", "nowhere"], 2, /expected an address/],
    [["query", "--url", "http://127.0.0.1:1"], 1, /no viewer answers.*`uno-trace view`/],
    [["query", "--db", "nowhere.db"], 1, /does not exist/],
    [["view", "--port", "70000"], 2, /from 0 to 65535/],
    [["view", "--max-age", "long"], 2, /12h, 7d/],
    [["view", "--max-size", "big"], 2, /500MB, 2GB/],
    [["view", "--allow-origin", "localhost"], 2, /expected an origin/],
    [["nothing"], 2, /there are view, query, report/],
  ])("%j", async (argv, code, message) => {
    const { code: exit, err } = await ran(...argv);
    expect(err).toMatch(message);
    expect(exit).toBe(code);
  });

  test("--help", async () => {
    for (const command of ["view", "query", "report"])
      expect(await ran(command, "--help")).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringContaining(`usage: uno-trace ${command}`),
      });
  });
});

describe("view", () => {
  test("starts a program whose spans come, prints their tree, keeps them in a file, and ends with the program's exit code", async () => {
    const folder = temporaryFolder();
    const runtime = join(REPOSITORY, "dist/runtime/index.js");
    writeFileSync(
      join(folder, "app.mjs"),
      `import { setupMonitoring, trace } from ${JSON.stringify(runtime)};
      const monitoring = setupMonitoring({ serviceName: "shop" });
      const charge = trace({ name: "charge" }, () => {});
      trace({ name: "checkout" }, () => charge())();
      await monitoring.shutdown();
      process.exitCode = 7;`,
    );
    const argv = ["view", "--port", "0", "--db", "traces.db", "--tail", "--", process.execPath, "app.mjs"];
    const { printed, end, ended } = start(argv, folder);
    await until(() => printed.out.includes("charge"));
    expect(printed.out).toMatch(/^trace [0-9a-f]{32} · .* · 2 spans · shop\ncheckout .*✓\n└─ charge .*✓\n/);
    await until(() => printed.err.includes("has ended with 7"));
    end();
    expect(await ended).toBe(7);
    const { out } = await ran("query", "--db", join(folder, "traces.db"));
    expect(out).toMatch(/shop +charge[\s\S]*shop +checkout/);
  });

  test("says of a port in use how to go on", async () => {
    const server = await startServer(await storeWith([]), { port: 0 });
    onTestFinished(() => server.close());
    const port = Number(new URL(server.url).port);
    const { code, err } = await ran("view", "--port", String(port));
    expect([code, err]).toEqual([1, expect.stringContaining(`port ${port} is in use`)]);
    expect(err).toContain(`OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${port + 1}`);
  });

  test("stores what came just before it was ended", async () => {
    const folder = temporaryFolder();
    const port = await freePort();
    const { printed, end, ended } = start(["view", "--port", String(port), "--db", "traces.db"], folder);
    await until(() => printed.err.includes("open http"));
    const body = JSON.stringify(requestOf([rawSpan({ name: "last" })]));
    const sent = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(sent.status).toBe(200);
    end();
    expect(await ended).toBe(0);
    expect((await ran("query", "--db", join(folder, "traces.db"))).out).toContain("last");
  });

  test("says that a program cannot be started", async () => {
    const { code, err } = await ran("view", "--port", "0", "--", "no-such-program");
    expect([code, err]).toEqual([1, expect.stringContaining("no-such-program could not be started")]);
  });

  test("a program's environment goes before nothing of the user's but where spans go to", () => {
    const env = environmentFor(
      { PATH: "/bin", OTEL_TRACES_EXPORTER: "console", NODE_OPTIONS: "--trace-warnings" },
      "http://127.0.0.1:1",
      REPOSITORY,
    );
    expect(env).toMatchObject({
      PATH: "/bin",
      OTEL_TRACES_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
      NODE_OPTIONS: "--trace-warnings --import uno-trace/register",
    });
    // Where uno-trace is not installed, Node would not start with it.
    expect(environmentFor({}, "http://127.0.0.1:1", tmpdir()).NODE_OPTIONS).toBeUndefined();
  });
});
