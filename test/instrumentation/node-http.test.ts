// What node:http alone can do: headers that are out at once, sockets of another kind, upgrades, answers that nobody reads.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { sleep } from "../runtime/recorder.js";
import { recordClients } from "./recording.js";

const here = recordClients(["http"]);

const asked = (request: http.ClientRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("upgrade", (_, socket) => socket.on("close", () => resolve("upgraded")).resume());
    request.on("connect", (_, socket) => socket.on("close", () => resolve("connected")).resume());
    request.on("response", (response) => response.resume().on("close", () => resolve("answered")));
    request.end();
  });

async function attributes(count = 1) {
  for (let turn = 0; here.spans.getFinishedSpans().length < count && turn < 200; turn++) await sleep(5);
  return here.spans.getFinishedSpans().map((span) => ({ ...span.attributes, status: span.status.code }));
}

it("has a span of requests whose headers are sent as they are made, which cannot carry the trace", async () => {
  const list = ["x-own", "1", "Host", `127.0.0.1:${here.receiver.port}`];
  await asked(http.request(`${here.receiver.base}/ok`, { headers: list as never }));
  const expecting = http.request(`${here.receiver.base}/ok`, {
    method: "POST",
    headers: { expect: "100-continue" },
  });
  await asked(expecting);
  expect(await attributes(2)).toMatchObject([
    {
      "http.response.status_code": 200,
      "server.port": here.receiver.port,
      "url.full": `${here.receiver.base}/ok`,
    },
    { "http.response.status_code": 200, "server.port": here.receiver.port },
  ]);
  expect(here.receiver.came.map(({ headers }) => [headers["x-own"], headers.traceparent])).toEqual([
    ["1", undefined],
    [undefined, undefined],
  ]);
});

it("asks the host that it names, whatever the header says", async () => {
  await asked(http.request(`${here.receiver.base}/ok`, { headers: { host: "shop.example:1" } }));
  expect(await attributes()).toMatchObject([
    { "server.address": "127.0.0.1", "server.port": here.receiver.port, "url.full": "http://127.0.0.1/ok" },
  ]);
});

it("has the URL behind a proxy, and none of a tunnel", async () => {
  const { port } = here.receiver;
  await asked(http.request({ host: "127.0.0.1", port, path: "http://user:pw@shop.example/ok?sig=1" }));
  await asked(http.request({ host: "127.0.0.1", port, method: "CONNECT", path: "shop.example:443" }));
  expect(await attributes(2)).toMatchObject([
    {
      "server.address": "shop.example",
      "server.port": 80,
      "url.full": "http://REDACTED:REDACTED@shop.example/ok?sig=REDACTED",
    },
    { "http.request.method": "CONNECT", "http.response.status_code": 200, "server.address": "127.0.0.1" },
  ]);
});

it("has the status of an upgrade", async () => {
  const headers = { upgrade: "echo", connection: "upgrade" };
  expect(await asked(http.request(`${here.receiver.base}/ok`, { headers }))).toBe("upgraded");
  expect(await attributes()).toMatchObject([{ "http.response.status_code": 101, status: 0 }]);
});

it("names a socket in the file system", async () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-socket-"));
  const server = http.createServer((_, response) => response.end("fine"));
  const socketPath = join(folder, "s");
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  await asked(http.request({ socketPath, path: "/ok" }));
  const [span] = await attributes();
  expect(span).toMatchObject({ "server.address": socketPath, "http.response.status_code": 200 });
  expect(span).not.toHaveProperty("server.port");
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

it("gives a method that nobody knows a name of low cardinality", async () => {
  await asked(http.request(`${here.receiver.base}/ok`, { method: "PURGE" }));
  expect(here.spans.getFinishedSpans().map(({ name }) => name)).toEqual(["HTTP"]);
  expect(await attributes()).toMatchObject([
    { "http.request.method": "_OTHER", "http.request.method_original": "PURGE" },
  ]);
});

it("ends the span of an answer that nobody reads when the set-up ends", async () => {
  const response = await new Promise<http.IncomingMessage>((resolve) =>
    http.get(`${here.receiver.base}/large`, resolve),
  );
  await sleep(20);
  expect(here.spans.getFinishedSpans()).toEqual([]);
  const ended: unknown[] = [];
  getTracer().addProcessor({
    onEnd: (span) => void ended.push(span.attributes["http.response.status_code"]),
    forceFlush: async () => {},
    shutdown: async () => {},
  });
  await here.monitoring.shutdown();
  expect(ended).toEqual([200]);
  response.destroy();
});

it("makes no span of what is exported", async () => {
  const exporter = new OtlpHttpSpanExporter({ url: `${here.receiver.base}/ok` });
  const other = setupMonitoring({ exporter, instrument: ["http", "fetch"] });
  await getTracer().withSpan("work", () => {});
  await other.forceFlush();
  expect(here.receiver.came).toHaveLength(1);
  await other.forceFlush();
  expect(here.receiver.came).toHaveLength(1);
  await other.shutdown();
});

it("makes one span where a program has made the CLIENT span itself", async () => {
  const { injectContext } = await import("../../runtime/api/propagation.js");
  await getTracer().withSpan("GET by hand", { kind: 2 }, () =>
    asked(
      http.request(`${here.receiver.base}/ok`, { headers: injectContext({}) as http.OutgoingHttpHeaders }),
    ),
  );
  await sleep(20);
  expect(here.spans.getFinishedSpans().map(({ name }) => name)).toEqual(["GET by hand"]);
});

it("makes a span where a program passes on the headers that it got", async () => {
  const { extractContext, withContext } = await import("../../runtime/index.js");
  const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  const headers = { traceparent };
  await withContext(extractContext(headers), () =>
    getTracer().withSpan("serve", { kind: 1 }, () =>
      asked(http.request(`${here.receiver.base}/ok`, { headers })),
    ),
  );
  await attributes(2);
  const found = here.spans.getFinishedSpans().map(({ name }) => name);
  expect(found.sort()).toEqual(["GET", "serve"]);
  expect(here.receiver.came[0]?.headers.traceparent).toBe(traceparent);
});

it("leaves an error that nobody listens to an uncaught one", async () => {
  const program = `
    import { setupMonitoring } from "uno-trace/runtime";
    import http from "node:http";
    setupMonitoring({ exporter: "none", instrument: ["http", "fetch"] });
    process.on("uncaughtException", (error) => console.log("uncaught", error.code));
    http.get({ host: "127.0.0.1", port: ${here.receiver.port}, path: "/reset" });
    fetch("${here.receiver.base}/reset").catch((error) => console.log("rejected", error.name));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    cwd: process.cwd(),
  });
  expect(stdout.trim().split("\n").sort()).toEqual(["rejected TypeError", "uncaught ECONNRESET"]);
});

it("says once what this Node cannot do", async () => {
  const program = `
    import { setupMonitoring } from "uno-trace/runtime";
    setupMonitoring({ exporter: "none", instrument: ["http"] });
    setupMonitoring({ exporter: "none", instrument: ["http"] });
  `;
  const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  const [major = 0] = process.versions.node.split(".").map(Number);
  expect(stderr.match(/does not carry the trace/g) ?? []).toHaveLength(major < 22 ? 1 : 0);
});
