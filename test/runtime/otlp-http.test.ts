// The OTLP/HTTP exporter against a receiver on this machine, which decodes with OpenTelemetry's definitions.
import { AsyncLocalStorage } from "node:async_hooks";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Context,
  type ContextManager,
  context as contextApi,
  createContextKey,
  ROOT_CONTEXT,
} from "@opentelemetry/api";
import { BasicTracerProvider, BatchSpanProcessor as SdkBatchProcessor } from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import type { OtlpHttpSpanExporterOptions } from "../../runtime/exporters/otlp-options.js";
import type { ExportResult } from "../../runtime/model/processor.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { runBeside } from "./child.js";
import { encodeResponse } from "./otlp/messages.js";
import { hang, listen, type Received, type Receiver, say, take } from "./otlp/receiver.js";
import { record } from "./recorder.js";

/** Promptness is not seen on a machine that does something else: what is slow each time is slow. */
const BUSY = { retry: 3 };

const SUPPRESSED = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

const open: OtlpHttpSpanExporter[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((exporter) => exporter.shutdown()));
});

function exporterTo(receiver: Receiver, options: OtlpHttpSpanExporterOptions = {}): OtlpHttpSpanExporter {
  const exporter = new OtlpHttpSpanExporter({ url: receiver.url, ...options });
  open.push(exporter);
  return exporter;
}

function send(exporter: OtlpHttpSpanExporter, spans = someSpans(1)): Promise<ExportResult> {
  return new Promise((resolve) => exporter.export(spans, resolve));
}

function someSpans(count: number): ReadableSpan[] {
  const memory = record();
  for (let index = 0; index < count; index++)
    getTracer().withSpan(`span ${index}`, { attributes: { index } }, () => {});
  return memory.getFinishedSpans();
}

/** What is written to stderr meanwhile. */
function listenToStderr(): () => string {
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return () => spy.mock.calls.map(([text]) => String(text)).join("");
}

describe("what is sent", () => {
  it("is protobuf, with headers of one's own, over one connection", async () => {
    const receiver = await listen();
    const exporter = exporterTo(receiver, { headers: { Authorization: "Bearer secret", "x-team": "a" } });
    expect(await send(exporter)).toEqual({ code: 0 });
    expect(await send(exporter, someSpans(3))).toEqual({ code: 0 });
    const [first, second] = receiver.received;
    expect(first?.url).toBe("/v1/traces");
    expect(first?.headers).toMatchObject({
      "content-type": "application/x-protobuf",
      authorization: "Bearer secret",
      "x-team": "a",
      "user-agent": expect.stringMatching(/^uno-trace\/\d/),
    });
    expect(first?.spans.map(({ name }) => name)).toEqual(["span 0"]);
    expect(second?.spans.map(({ name }) => name)).toEqual(["span 0", "span 1", "span 2"]);
    expect(second?.port).toBe(first?.port);
  });

  it("is compressed on demand", async () => {
    const receiver = await listen();
    expect(await send(exporterTo(receiver, { compression: "gzip" }), someSpans(50))).toEqual({ code: 0 });
    const [{ headers, spans }] = receiver.received as [Received];
    expect(headers["content-encoding"]).toBe("gzip");
    expect(Number(headers["content-length"])).toBeLessThan(3500);
    expect(spans).toHaveLength(50);
  });

  it("is JSON on demand", async () => {
    const receiver = await listen();
    expect(await send(exporterTo(receiver, { encoding: "json", compression: "gzip" }))).toEqual({ code: 0 });
    expect(receiver.received[0]?.headers["content-type"]).toBe("application/json");
    expect(receiver.received[0]?.spans[0]?.name).toBe("span 0");
  });

  it("may be a huge batch", async () => {
    const receiver = await listen();
    expect(await send(exporterTo(receiver), someSpans(20_000))).toEqual({ code: 0 });
    expect(receiver.received[0]?.spans).toHaveLength(20_000);
  });

  it.each(["protobuf", "json"] as const)("comes whole from a batch processor, as %s", async (encoding) => {
    const receiver = await listen();
    const processor = new BatchSpanProcessor({
      exporter: exporterTo(receiver, { encoding }),
      maxBatchSize: 50,
    });
    const spans = someSpans(120);
    for (const [index, span] of spans.entries()) {
      processor.onEnd(span);
      if (index % 40 === 0) await new Promise(setImmediate);
    }
    await processor.shutdown();
    const names = receiver.received.map((request) => request.spans.map(({ name }) => name));
    expect(names.flat()).toEqual(spans.map(({ name }) => name));
    expect(names.map(({ length }) => length)).toEqual([50, 50, 20]);
    for (const request of receiver.received)
      expect((request.request as { resourceSpans: unknown[] }).resourceSpans).toHaveLength(1);
  });

  it("shows the spans to whoever replaces `export`", async () => {
    const receiver = await listen();
    const exporter = exporterTo(receiver);
    const spy = vi.spyOn(exporter, "export");
    const processor = new BatchSpanProcessor({ exporter });
    const spans = someSpans(40);
    for (const span of spans) processor.onEnd(span);
    await new Promise(setImmediate);
    await processor.shutdown();
    expect(spy.mock.calls.map(([given]) => given)).toEqual([spans]);
    expect(receiver.received[0]?.spans).toHaveLength(40);
  });

  it("goes to the address as it is", async () => {
    const receiver = await listen();
    await send(exporterTo(receiver, { url: receiver.url.replace("/v1/traces", "/api?tenant=7") }));
    expect(receiver.received[0]?.url).toBe("/api?tenant=7");
  });

  it("may come from OpenTelemetry's SDK", async () => {
    const receiver = await listen();
    const exporter = exporterTo(receiver);
    const provider = new BasicTracerProvider({ spanProcessors: [new SdkBatchProcessor(exporter)] });
    const span = provider
      .getTracer("sdk", "1.2.3")
      .startSpan("from the SDK", { attributes: { list: ["a", "b"] } });
    span.addEvent("event");
    span.end();
    await provider.shutdown();
    expect(receiver.received[0]?.spans[0]).toMatchObject({
      name: "from the SDK",
      spanId: `hex:${span.spanContext().spanId}`,
      events: [{ name: "event" }],
      attributes: [
        { key: "list", value: { arrayValue: { values: [{ stringValue: "a" }, { stringValue: "b" }] } } },
      ],
    });
    expect(JSON.stringify(receiver.received[0]?.request)).toContain('"name":"sdk","version":"1.2.3"');
  });

  it("meets no mock of node:http", async () => {
    const receiver = await listen();
    const spy = vi.spyOn(http, "request").mockImplementation(() => {
      throw new Error("requests are forbidden");
    });
    syncBuiltinESMExports();
    try {
      expect(await send(exporterTo(receiver))).toEqual({ code: 0 });
    } finally {
      spy.mockRestore();
      syncBuiltinESMExports();
    }
    expect(receiver.received).toHaveLength(1);
  });

  it("is seen by no instrumentation", async () => {
    const receiver = await listen();
    const exporter = exporterTo(receiver);
    const spans = someSpans(1);
    const storage = new AsyncLocalStorage<Context>();
    const manager = {
      active: () => storage.getStore() ?? ROOT_CONTEXT,
      with: (context: Context, fn: () => unknown) => storage.run(context, fn),
      bind: (_: Context, target: unknown) => target,
      enable: () => manager,
      disable: () => manager,
    };
    contextApi.setGlobalContextManager(manager as ContextManager);
    const seen: unknown[] = [];
    const { connect } = Socket.prototype;
    // As instrumentations of node:net do it; those of node:http never see a request.
    Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
      seen.push(
        contextApi.active().getValue(SUPPRESSED),
        getTracer().withSpan("x", (span) => span.isRecording()),
      );
      return Reflect.apply(connect, this, args);
    } as typeof connect;
    try {
      expect(await send(exporter, spans)).toEqual({ code: 0 });
    } finally {
      Socket.prototype.connect = connect;
      contextApi.disable();
    }
    expect(seen).toEqual([true, false]);
    expect(storage.getStore()).toBeUndefined();
  });
});

describe("what fails", () => {
  it("is tried again when the receiver is busy", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const receiver = await listen([say(503), say(502), take]);
    expect(await send(exporterTo(receiver))).toEqual({ code: 0 });
    const [first = 0, second = 0, third = 0] = receiver.received.map(({ at }) => at);
    expect(second - first).toBeGreaterThan(780);
    expect(third - second).toBeGreaterThan(1180);
    expect(receiver.received.map(({ spans }) => spans.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ["seconds", () => "2"],
    ["a date", () => new Date(Date.now() + 3000).toUTCString()],
  ])("waits as long as the receiver asks, in %s", async (_, header) => {
    const receiver = await listen([say(429, { "retry-after": header() }), take]);
    expect(await send(exporterTo(receiver))).toEqual({ code: 0 });
    const [first = 0, second = 0] = receiver.received.map(({ at }) => at);
    // A date has whole seconds.
    expect(second - first).toBeGreaterThan(1900);
    expect(second - first).toBeLessThan(20_000);
  });

  it("is given up when the receiver asks for more time than there is", async () => {
    const receiver = await listen([say(429, { "retry-after": "3600" }), take]);
    const { code, error } = await send(exporterTo(receiver));
    expect([code, receiver.received.length]).toEqual([1, 1]);
    expect(error?.message).toBe(`the receiver answered 429 Too Many Requests (${receiver.url})`);
  });

  it.each([
    [
      400,
      { "content-type": "application/json" },
      '{ "message":\n "no\tspans" }',
      '400 Bad Request: { "message": "no spans" }',
    ],
    [401, { "content-type": "application/x-protobuf" }, "\u0001", "401 Unauthorized"],
    [
      500,
      { "content-type": "text/plain" },
      "x".repeat(1000),
      `500 Internal Server Error: ${"x".repeat(199)}…`,
    ],
    [307, { location: "http://localhost:1/" }, "", "307 Temporary Redirect (redirects are not followed)"],
  ])("is final with %i", async (status, headers, text, message) => {
    const receiver = await listen([say(status, headers as Record<string, string>, text), take]);
    const { code, error } = await send(exporterTo(receiver));
    expect([code, receiver.received.length]).toEqual([1, 1]);
    expect(error?.message).toBe(`the receiver answered ${message} (${receiver.url})`);
  });

  it("is tried again when there is no receiver yet", async () => {
    const receiver = await listen();
    const { port } = receiver;
    await new Promise((resolve) => receiver.server.close(resolve));
    const sent = send(exporterTo(receiver));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const later = await listen([take], { port });
    expect(await sent).toEqual({ code: 0 });
    expect(later.received).toHaveLength(1);
  });

  it("is sent again at once when the receiver has closed a kept connection", BUSY, async () => {
    const receiver = await listen();
    const exporter = exporterTo(receiver);
    await send(exporter);
    receiver.server.closeAllConnections();
    const begin = performance.now();
    expect(await send(exporter)).toEqual({ code: 0 });
    expect(performance.now() - begin).toBeLessThan(700);
  });

  it("has an end when the receiver hangs", async () => {
    const receiver = await listen([hang]);
    const begin = performance.now();
    const { code, error } = await send(exporterTo(receiver, { timeout: 400 }));
    expect(performance.now() - begin).toBeLessThan(8000);
    expect(code).toBe(1);
    expect(error?.message).toMatch(/^no answer in time \(http:/);
  });

  it("has an end when nobody listens", async () => {
    const receiver = await listen();
    await new Promise((resolve) => receiver.server.close(resolve));
    const { code, error } = await send(exporterTo(receiver, { timeout: 500 }));
    expect(code).toBe(1);
    expect(error?.message).toMatch(/ECONNREFUSED.* \(http:/);
  });

  it("does not become too much: thirty exports at a time", async () => {
    const receiver = await listen([hang]);
    const exporter = exporterTo(receiver, { timeout: 500 });
    const spans = someSpans(1);
    const results = await Promise.all(Array.from({ length: 31 }, () => send(exporter, spans)));
    expect(results.at(-1)?.error?.message).toBe("30 exports are under way already");
    expect(results.filter(({ error }) => error?.message.startsWith("no answer"))).toHaveLength(30);
  });

  it("never throws, whatever the callback does", async () => {
    const receiver = await listen();
    const stderr = listenToStderr();
    const exporter = exporterTo(receiver);
    exporter.export(someSpans(1), () => {
      throw new Error("the callback's own");
    });
    await exporter.forceFlush();
    expect(stderr()).toContain("the callback of an export threw: Error: the callback's own");
  });
});

describe("what the receiver says", () => {
  it.each([
    ["protobuf", encodeResponse({ partialSuccess: { rejectedSpans: 2, errorMessage: "too old" } })],
    ["json", Buffer.from('{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too new"}}')],
  ] as const)("about spans that it did not take is passed on once, in %s", async (encoding, body) => {
    const type = encoding === "json" ? "application/json" : "application/x-protobuf";
    const receiver = await listen([
      (response) => void response.writeHead(200, { "content-type": type }).end(body),
    ]);
    const stderr = listenToStderr();
    const exporter = exporterTo(receiver, { encoding, url: `${receiver.url}?${encoding}` });
    for (let count = 0; count < 3; count++)
      expect(await send(exporter)).toEqual({ code: 0, dropped: { partialSuccess: 1 } });
    const note = `the OTLP receiver rejected 2 spans: too ${encoding === "json" ? "new" : "old"}; this is said once`;
    expect(stderr().split(note)).toHaveLength(2);
  });

  it("may be endless", async () => {
    const receiver = await listen([
      (response) => void response.writeHead(200).write(Buffer.alloc(1_000_000)),
    ]);
    const begin = performance.now();
    expect(await send(exporterTo(receiver))).toEqual({ code: 0 });
    expect(performance.now() - begin).toBeLessThan(9000);
  });
});

describe("https", () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
  const file = (name: string) => join(folder, name);
  const make = (name: string) => {
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const out = ["-keyout", file(`${name}.key`), "-out", file(`${name}.pem`)];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject, ...out],
      {
        stdio: "ignore",
      },
    );
    return { key: readFileSync(file(`${name}.key`)), cert: readFileSync(file(`${name}.pem`)) };
  };

  it("needs an authority that is trusted, and may show a certificate of its own", BUSY, async () => {
    const [server, client] = [make("server"), make("client")];
    const receiver = await listen([take], {
      tls: { ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true },
    });
    const begin = performance.now();
    const untrusted = await send(exporterTo(receiver, client));
    expect(untrusted.error?.message).toMatch(/self.signed certificate/);
    expect(performance.now() - begin).toBeLessThan(900);
    expect(await send(exporterTo(receiver, { ca: server.cert, ...client }))).toEqual({ code: 0 });
    expect((await send(exporterTo(receiver, { ca: server.cert, timeout: 500 }))).code).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  it("has its certificates from the environment, too", async () => {
    const [server, client] = [make("server"), make("client")];
    const receiver = await listen([take], {
      tls: { ...server, ca: client.cert, requestCert: true, rejectUnauthorized: true },
    });
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url.replace("/v1/traces", ""));
    vi.stubEnv("OTEL_EXPORTER_OTLP_CERTIFICATE", file("server.pem"));
    vi.stubEnv("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", file("client.pem"));
    vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY", file("client.key"));
    expect(await send(new OtlpHttpSpanExporter())).toEqual({ code: 0 });
    expect(receiver.received[0]?.spans).toHaveLength(1);
    vi.unstubAllEnvs();
  });
});

describe("the end", () => {
  it("is one last attempt for what waits, and nothing more", BUSY, async () => {
    const receiver = await listen([say(503), say(503)]);
    const exporter = exporterTo(receiver);
    const sent = send(exporter);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const begin = performance.now();
    await exporter.shutdown();
    expect(performance.now() - begin).toBeLessThan(700);
    expect((await sent).code).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect((await send(exporter)).error?.message).toBe("the exporter was shut down");
  });

  it("waits for what is under way", async () => {
    const receiver = await listen([(response) => setTimeout(() => take(response), 200)]);
    const exporter = exporterTo(receiver);
    const results: ExportResult[] = [];
    exporter.export(someSpans(1), (result) => results.push(result));
    await exporter.forceFlush();
    expect(results).toEqual([{ code: 0 }]);
  });
});

it('is what setupMonitoring makes of "otlp"', async () => {
  const receiver = await listen();
  const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: receiver.url };
  vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.url);
  const one = setupMonitoring({ exporter: "otlp", serviceName: "orders", batch: { maxBatchSize: 2 } });
  for (const name of ["a", "b", "c"]) one.tracer.withSpan(name, () => {});
  await one.shutdown();
  expect(receiver.received.map(({ spans }) => spans.map(({ name }) => name))).toEqual([["a", "b"], ["c"]]);
  expect(JSON.stringify(receiver.received[0]?.request)).toMatch(/"service.name".{0,60}"orders"/);
  const cwd = mkdtempSync(join(tmpdir(), "uno-trace-"));
  writeFileSync(join(cwd, "uno-trace.json"), '{ "monitoring": { "exporter": "otlp" } }');
  const text = 'import * as rt from "./runtime.mjs"; rt.setupMonitoring().tracer.withSpan("d", () => {});';
  expect(await runBeside(text, { cwd, env })).toMatchObject({ stderr: "", code: 0 });
  expect(receiver.received[2]?.spans[0]?.name).toBe("d");
});

describe("a process", () => {
  const ended = (url: string, text: string) =>
    runBeside(`import * as rt from "./runtime.mjs";
      const exporter = new rt.OtlpHttpSpanExporter({ url: ${JSON.stringify(url)} });
      ${text}\nconsole.log("end");`);
  const SPAN = 'm.tracer.withSpan("a", () => {});';

  it("sends what is left and ends, with a connection kept", BUSY, async () => {
    const receiver = await listen();
    const text = `const m = rt.setupMonitoring({ exporter }); ${SPAN} await m.forceFlush(); ${SPAN}`;
    const { stderr, code, lingered } = await ended(receiver.url, text);
    expect([stderr, code]).toEqual(["", 0]);
    expect(receiver.received.map(({ spans }) => spans.length)).toEqual([1, 1]);
    expect(lingered).toBeLessThan(2000);
  });

  it("does not wait for a receiver that is not there, and says so", BUSY, async () => {
    const receiver = await listen();
    await new Promise((resolve) => receiver.server.close(resolve));
    const { stderr, code, lingered } = await ended(
      receiver.url,
      `const m = rt.setupMonitoring({ exporter }); ${SPAN}`,
    );
    expect(stderr).toMatch(
      /^uno-trace: spans could not be exported: .*ECONNREFUSED.*\nuno-trace: spans not exported: 1 of 1 \(1 not sent .*\n$/,
    );
    expect(code).toBe(0);
    expect(lingered).toBeLessThan(900);
  });

  it("that is told to end does not wait long either, and says so", async () => {
    const receiver = await listen([hang]);
    const text = `const m = rt.setupMonitoring({ exporter }); ${SPAN} setInterval(() => {}, 1000);
      setTimeout(() => process.kill(process.pid, "SIGTERM"), 50);`;
    const { stderr, code } = await ended(receiver.url, text);
    expect(stderr).toBe(
      "uno-trace: the exporters did not finish within 2000 ms of a signal, spans may be lost\n" +
        "uno-trace: spans not exported: 1 of 1 (1 not sent or not answered before the process ended)\n",
    );
    expect(code).toBeNull();
    expect(receiver.received).toHaveLength(1);
  });

  it("that awaits the shutdown at its top level gets there", async () => {
    const receiver = await listen([say(503), take]);
    const text = `const m = rt.setupMonitoring({ exporter }); ${SPAN} await m.shutdown();`;
    const { stderr, code } = await ended(receiver.url, text);
    expect([stderr, code]).toEqual(["", 0]);
    expect(receiver.received).toHaveLength(2);
  });
});
