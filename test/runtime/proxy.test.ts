// Proxies of the environment and sockets of the file system: how the exporter gets to its receiver, and what others see of it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import type { OtlpHttpSpanExporterOptions } from "../../runtime/exporters/otlp-options.js";
import { proxyFor } from "../../runtime/http-client/environment-proxy.js";
import type { ExportResult } from "../../runtime/model/processor.js";
import { runBeside } from "./child.js";
import { decodeRequest, spansOf } from "./otlp/messages.js";
import { listen, say, take } from "./otlp/receiver.js";
import { record } from "./recorder.js";

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const each of open.splice(0)) await each.close();
});

const complaints = (): (() => string) => {
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return () => spy.mock.calls.map(([text]) => String(text)).join("");
};

function send(options: OtlpHttpSpanExporterOptions): Promise<ExportResult> {
  const exporter = new OtlpHttpSpanExporter({ timeout: 8000, ...options });
  open.push({ close: () => exporter.shutdown() });
  const memory = record();
  getTracer().withSpan("a", () => {});
  return new Promise((resolve) => exporter.export(memory.getFinishedSpans(), resolve));
}

function certificate(name: string, hosts: string): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
  const file = (end: string): string => join(folder, end);
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${hosts}`];
  const out = ["-keyout", file("key"), "-out", file("cert")];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject, ...out],
    {
      stdio: "ignore",
    },
  );
  return { key: readFileSync(file("key")), cert: readFileSync(file("cert")) };
}

interface Proxy {
  readonly port: number;
  /** First lines and headers of what it was asked. */
  readonly asked: { readonly line: string; readonly headers: IncomingMessage["headers"] }[];
}

/** A proxy that finds every name at `port` of this machine; `refusal` is what it says instead. */
async function proxyTo(port: number, refusal?: string, tls?: { key: Buffer; cert: Buffer }): Promise<Proxy> {
  const asked: Proxy["asked"] = [];
  const sockets = new Set<Socket>();
  const server: Server = tls ? createSecureServer(tls) : createServer();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("request", (request: IncomingMessage, response) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const forward = connect(port, "127.0.0.1");
    sockets.add(forward);
    const { pathname } = new URL(request.url ?? "");
    const lines = [`POST ${pathname} HTTP/1.1`, `host: ${request.headers.host}`, "connection: close"];
    for (const name of ["content-type", "content-length", "x-key"])
      if (request.headers[name] !== undefined) lines.push(`${name}: ${request.headers[name]}`);
    forward.write(`${lines.join("\r\n")}\r\n\r\n`);
    request.pipe(forward);
    forward.once("data", () => response.writeHead(200).end());
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    socket.on("error", () => {});
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
      return;
    }
    const forward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(forward).pipe(socket);
    });
    forward.on("error", () => {});
    sockets.add(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

describe("http://", () => {
  it("goes to the proxy with the whole address, and what lets it pass", async () => {
    const receiver = await listen();
    const proxy = await proxyTo(receiver.port);
    vi.stubEnv("HTTP_PROXY", `http://me:s%40cret@127.0.0.1:${proxy.port}`);
    const url = "http://collector.test:4318/v1/traces";
    expect(await send({ url, headers: { "x-key": "k" } })).toEqual({ code: 0 });
    expect(proxy.asked).toEqual([
      {
        line: "POST http://collector.test:4318/v1/traces",
        headers: expect.objectContaining({
          host: "collector.test:4318",
          "proxy-authorization": `Basic ${Buffer.from("me:s@cret").toString("base64")}`,
          "x-key": "k",
        }),
      },
    ]);
    expect(receiver.received[0]?.spans).toHaveLength(1);
    expect(receiver.received[0]?.headers["proxy-authorization"]).toBeUndefined();
  });
});

describe("https://", () => {
  const server = certificate("collector.test", "DNS:collector.test");
  const url = "https://collector.test/v1/traces";
  const tls = { ...server, rejectUnauthorized: true };

  it("goes through a tunnel: the proxy sees no header, and the certificate is that of the server", async () => {
    const receiver = await listen([take], { tls });
    const proxy = await proxyTo(receiver.port);
    vi.stubEnv("https_proxy", `me:secret@127.0.0.1:${proxy.port}`);
    expect(await send({ url, ca: server.cert, headers: { "x-key": "k" } })).toEqual({ code: 0 });
    const pass = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    expect(proxy.asked).toEqual([
      {
        line: "CONNECT collector.test:443",
        headers: { host: "collector.test:443", "proxy-authorization": pass },
      },
    ]);
    expect(receiver.received[0]?.headers["x-key"]).toBe("k");
    expect(receiver.received[0]?.headers["proxy-authorization"]).toBeUndefined();
  });

  it.each([
    ["is not trusted", url, undefined, /self.signed certificate/],
    ["is for another name", "https://other.test/v1/traces", server.cert, /does not match|altnames/],
    [
      "is for a name and not an address",
      "https://192.0.2.1/v1/traces",
      server.cert,
      /does not match|altnames|IP/,
    ],
  ])("is refused through a tunnel when the certificate %s", async (_, address, ca, reason) => {
    const receiver = await listen([take], { tls });
    const proxy = await proxyTo(receiver.port);
    vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${proxy.port}`);
    const { code, error } = await send({ url: address, ca });
    expect(code).toBe(1);
    expect(error?.message).toMatch(reason);
    expect(receiver.received).toHaveLength(0);
  });

  it("goes through a proxy that speaks TLS itself, whose certificate is checked on its own", async () => {
    const own = certificate("localhost", "DNS:localhost");
    const receiver = await listen([take], { tls });
    const proxy = await proxyTo(receiver.port, undefined, own);
    vi.stubEnv("HTTPS_PROXY", `https://localhost:${proxy.port}`);
    const { error } = await send({ url, ca: Buffer.concat([server.cert, own.cert]) });
    // The authorities of the option are for the collector alone.
    expect(error?.message).toMatch(/self.signed certificate/);
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(await send({ url, ca: server.cert })).toEqual({ code: 0 });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([
    [
      "407 Proxy Authentication Required",
      /^the proxy http:\/\/127\.0\.0\.1:\d+ answered 407 Proxy Authentication Required \(/,
    ],
    ["403", /^the proxy http:\/\/127\.0\.0\.1:\d+ answered 403 \(/],
  ])("says what the proxy answered: %s, and no password", async (refusal, message) => {
    const proxy = await proxyTo(0, refusal);
    vi.stubEnv("HTTPS_PROXY", `http://me:secret@127.0.0.1:${proxy.port}`);
    const { code, error } = await send({ url });
    expect([code, proxy.asked.length]).toEqual([1, 1]);
    expect(error?.message).toMatch(message);
    expect(error?.message).not.toContain("secret");
    expect(error?.message).toContain("(https://collector.test/v1/traces by the proxy http://127.0.0.1:");
  });

  it("ends when the proxy never answers", async () => {
    const silent = createServer();
    silent.on("connect", () => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => silent.closeAllConnections() }, silent);
    vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const { error } = await send({ url, timeout: 300 });
    expect(error?.message).toMatch(/^no answer in time/);
  });

  it("is reached through the tunnel also when a process exits, and a tunnel that is kept keeps no process", async () => {
    const receiver = await listen([take], { tls });
    const proxy = await proxyTo(receiver.port);
    const env = { HTTPS_PROXY: `http://me:secret@127.0.0.1:${proxy.port}` };
    const script = (end: string): string => `
      import * as rt from "./runtime.mjs";
      const exporter = new rt.OtlpHttpSpanExporter({ url: ${JSON.stringify(url)}, exitTimeout: 15000,
        ca: ${JSON.stringify(server.cert.toString())} });
      const m = rt.setupMonitoring({ exporter });
      m.tracer.withSpan("a", () => {});
      ${end}`;
    expect(await runBeside(script("process.exit(0);"), { env })).toMatchObject({ code: 0, stderr: "" });
    expect(receiver.received).toHaveLength(1);
    const kept = await runBeside(script(`await m.forceFlush(); console.log("flushed");`), { env });
    expect([kept.stderr, kept.stdout]).toEqual(["", "flushed\n"]);
    expect(kept.lingered).toBeLessThan(5000);
    expect(receiver.received).toHaveLength(2);
  });
});

describe("the environment", () => {
  const through = (url: string, variables: Record<string, string>): string | undefined =>
    proxyFor(new URL(url), variables)?.href;
  const proxy = { HTTPS_PROXY: "http://secure:1", HTTP_PROXY: "http://plain:2" };

  it.each([
    ["https://a.test", proxy, "http://secure:1/"],
    ["http://a.test", proxy, "http://plain:2/"],
    ["http://a.test", { HTTPS_PROXY: "http://secure:1" }, undefined],
    ["https://a.test", { HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:1" }, "http://lower:1/"],
    ["https://a.test", { HTTPS_PROXY: "http://upper:1", https_proxy: "" }, "http://upper:1/"],
    ["https://a.test", { HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128/"],
    ["https://a.test", { HTTPS_PROXY: "me:pass@proxy:3128" }, "http://me:pass@proxy:3128/"],
    ["http://a.test", { ...proxy, REQUEST_METHOD: "GET" }, undefined],
    ["http://a.test", { http_proxy: "http://plain:2", REQUEST_METHOD: "GET" }, "http://plain:2/"],
    ["https://a.test", { ...proxy, NODE_USE_ENV_PROXY: "0" }, undefined],
    ["https://a.test", { ...proxy, NODE_USE_ENV_PROXY: "1" }, "http://secure:1/"],
    ["http://localhost:4318", proxy, undefined],
    ["http://127.0.0.2:4318", proxy, undefined],
    ["http://[::1]:4318", proxy, undefined],
    ["unix:/run/otel.sock", proxy, undefined],
    ["https://a.test", {}, undefined],
  ])("for %s of %j is %s", (url, variables, expected) => {
    expect(through(url, variables)).toBe(expected);
  });

  it.each([
    ["*", "https://a.test", true],
    ["a.test", "https://a.test", true],
    ["A.Test", "https://a.test", true],
    ["a.test", "https://b.a.test", true],
    ["a.test", "https://ba.test", false],
    [".a.test", "https://b.a.test", true],
    [".a.test", "https://a.test", true],
    ["*.a.test", "https://b.a.test", true],
    ["*.a.test", "https://b.test", false],
    ["b.test, a.test", "https://a.test", true],
    ["b.test a.test", "https://a.test", true],
    ["a.test:443", "https://a.test", true],
    ["a.test:8443", "https://a.test", false],
    ["a.test:8443", "https://a.test:8443", true],
    ["a.test", "https://a.test.:8443", true],
    ["10.0.0.0/8", "https://10.200.3.4", true],
    ["10.0.0.0/8", "https://11.0.0.1", false],
    ["10.0.0.0/8:4318", "http://10.0.0.1:4318", true],
    ["10.0.0.1", "https://10.0.0.1", true],
    ["0.0.1", "https://10.0.0.1", false],
    ["10.0.0.0/99", "https://10.0.0.1", false],
    ["fd00::/8", "https://[fd12::1]", true],
    ["[fd12::1]:443", "https://[fd12::1]", true],
    ["fd12::1", "https://[fd12::1]", true],
    ["fd12::1", "https://[fd12::2]", false],
    ["", "https://a.test", false],
  ])("has exceptions: NO_PROXY=%s for %s: %s", (exceptions, url, isDirect) => {
    const variables = { ...proxy, NO_PROXY: exceptions };
    expect(through(url, variables) === undefined).toBe(isDirect);
  });

  it.each(["socks5://me:secret@proxy:1080", "http://me:secret@", "ftp://proxy"])(
    "with %s is of no use, and shown by name",
    (value) => {
      const said = complaints();
      expect(through("https://other.test", { HTTPS_PROXY: value })).toBeUndefined();
      expect(said()).not.toContain("secret");
    },
  );
});

it("unix: a socket of the file system", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "uno-trace-")), "otel.sock");
  const received: { url: string | undefined; host: string | undefined; names: unknown[] }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const names = spansOf(decodeRequest(Buffer.concat(chunks))).map(({ name }) => name);
      received.push({ url: request.url, host: request.headers.host, names });
      if (received.length === 3) say(400)(response);
      else take(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  open.push({ close: () => server.closeAllConnections() }, server);
  expect(await send({ url: `unix:${path}` })).toEqual({ code: 0 });
  expect(await send({ url: `unix://${path}` })).toEqual({ code: 0 });
  expect((await send({ url: `unix:${path}` })).error?.message).toContain(`(unix:${path})`);
  expect(received[0]).toEqual({ url: "/v1/traces", host: "localhost", names: ["a"] });
  const script = `import * as rt from "./runtime.mjs";
    const exporter = new rt.OtlpHttpSpanExporter({ exitTimeout: 15000 });
    rt.setupMonitoring({ exporter }).tracer.withSpan("b", () => {}); process.exit(0);`;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `unix://${path}` };
  expect(await runBeside(script, { env })).toMatchObject({ code: 0 });
  expect(received.at(-1)?.names).toEqual(["b"]);
});
