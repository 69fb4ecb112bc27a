// The middleware in a real server.
import {
  createServer,
  get,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import {
  type TracingMiddlewareOptions,
  tracingMiddleware,
} from "../../runtime/middleware/tracing-middleware.js";
import { caught, named, names, record, sleep } from "./recorder.js";

let server: Server;
afterEach(() => server?.closeAllConnections());

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  options?: TracingMiddlewareOptions,
): Promise<number> {
  const traced = tracingMiddleware(options);
  server = createServer(
    (request, response) => void traced(request, response, () => handle(request, response)),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

const fails = (): never => {
  throw new Error("no route");
};

it("continues the caller's trace in a server span with the stable attributes", async () => {
  const spans = record();
  const port = await listen(async (_, response) => {
    await sleep(1);
    expect(getCurrentSpan()?.name).toBe("POST");
    response.writeHead(201).end("ok");
  });
  const headers = { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`, "user-agent": "test" };
  await fetch(`http://localhost:${port}/orders?token=x`, { method: "POST", headers });
  await vi.waitFor(() => expect(names(spans)).toHaveLength(1));
  const span = named(spans, "POST");
  expect(span).toMatchObject({
    kind: 1,
    traceId: "a".repeat(32),
    parentId: "b".repeat(16),
    status: { code: 0 },
  });
  expect(span.attributes).toEqual({
    "http.request.method": "POST",
    "url.path": "/orders",
    "url.query": "token=REDACTED",
    "client.address": expect.stringMatching(/127\.0\.0\.1|::1/),
    "network.peer.address": expect.stringMatching(/127\.0\.0\.1|::1/),
    "network.peer.port": expect.any(Number),
    "url.scheme": "http",
    "server.address": "localhost",
    "server.port": port,
    "network.protocol.version": "1.1",
    "user_agent.original": "test",
    "http.response.status_code": 201,
  });
});

it("marks 5xx as errors, and sets no status below", async () => {
  const spans = record();
  const port = await listen((request, response) => response.writeHead(Number(request.url?.slice(1))).end());
  for (const code of [404, 503]) await fetch(`http://localhost:${port}/${code}`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(2));
  const [missing, failed] = spans.getFinishedSpans();
  expect(missing).toMatchObject({ name: "GET", status: { code: 0 }, attributes: { "url.path": "/404" } });
  expect(failed).toMatchObject({ name: "GET", status: { code: 2 }, attributes: { "error.type": "503" } });
});

it("keeps a status that the program set", async () => {
  const spans = record();
  const port = await listen((_, response) => {
    getCurrentSpan()?.setStatus("ok");
    response.end();
  });
  await fetch(`http://localhost:${port}/`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(1));
  expect(named(spans, "GET").status).toEqual({ code: 1 });
});

it("does not make requests children of the span in which the server was started", async () => {
  const spans = record();
  let port = 0;
  await getTracer().withSpan("main", async () => {
    port = await listen((_, response) => response.end());
  });
  await fetch(`http://localhost:${port}/`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(2));
  expect(named(spans, "GET").parentId).toBeUndefined();
});

it("ends when the client goes away", async () => {
  const spans = record();
  let arrived = (): void => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const port = await listen(() => arrived());
  const call = get({ port, path: "/slow" });
  call.on("error", () => {});
  await arrival;
  call.destroy();
  await vi.waitFor(() => expect(names(spans)).toEqual(["GET"]));
  expect(named(spans, "GET")).toMatchObject({
    status: { code: 2 },
    attributes: { "error.type": "aborted" },
  });
});

it("records what the handler throws, rethrows it, and ends with the response", async () => {
  const spans = record();
  const error = new Error("handler");
  let seen: unknown;
  const traced = tracingMiddleware();
  server = createServer((request, response) => {
    seen = caught(() =>
      traced(request, response, () => {
        throw error;
      }),
    );
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(1));
  expect(seen).toBe(error);
  expect(named(spans, "GET")).toMatchObject({
    status: { code: 2, message: "handler" },
    events: [{ name: "exception" }],
  });
});

it("records what an async handler rejects with, before the response ends the span", async () => {
  const spans = record();
  const error = new Error("late");
  const traced = tracingMiddleware({ tracer: getTracer() });
  server = createServer((request, response) => {
    const work = traced(request, response, async () => {
      await sleep(1);
      throw error;
    });
    work.catch(async (reason: unknown) => {
      expect(reason).toBe(error);
      await sleep(1);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(1));
  expect(named(spans, "GET")).toMatchObject({
    status: { code: 2, message: "late" },
    events: [{ name: "exception" }],
    attributes: { "http.response.status_code": 500 },
  });
});

it("neither starts lazy thenables nor ends the span with a handler that has finished", async () => {
  const spans = record();
  const then = vi.fn();
  const lazy = Object.defineProperty({}, ["th", "en"].join(""), { value: then });
  const traced = tracingMiddleware();
  const results: unknown[] = [];
  server = createServer((request, response) => {
    results.push(traced(request, response, () => lazy));
    void traced(request, response, async () => void setTimeout(() => response.end(), 20));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await vi.waitFor(() => expect(names(spans)).toHaveLength(2));
  expect(results[0]).toBe(lazy);
  expect(then).not.toHaveBeenCalled();
  for (const span of spans.getFinishedSpans()) expect(span.duration[1]).toBeGreaterThan(15e6);
});

it.each([null, {}, "tracer", { withSpan() {} }])("refuses the tracer %j", (tracer) => {
  expect(() => tracingMiddleware({ tracer: tracer as never })).toThrow(TypeError);
});

describe("route", () => {
  const routes: readonly [RegExp, string][] = [[/^\/orders\/[^/]+$/, "/orders/:id"]];
  const match = (incoming: IncomingMessage) =>
    routes.find(([pattern]) => pattern.test(incoming.url ?? ""))?.[1];

  it("names spans from the beginning, where nobody else knows routes", async () => {
    const spans = record();
    const seen: (string | undefined)[] = [];
    getTracer().setSampler((_, __, name) => seen.push(name) > 0);
    const handle = (_: IncomingMessage, response: ServerResponse) => {
      seen.push(getCurrentSpan()?.name);
      response.end();
    };
    const port = await listen(handle, { route: match });
    for (const path of ["/orders/7", "/strange"]) await fetch(`http://localhost:${port}${path}`);
    await vi.waitFor(() => expect(names(spans)).toEqual(["GET /orders/:id", "GET"]));
    expect(seen).toEqual(["GET /orders/:id", "GET /orders/:id", "GET", "GET"]);
  });

  it("may know later, from what a router left on the request; it is asked no more once it knew", async () => {
    const spans = record();
    const asked = vi.fn((incoming: IncomingMessage & { matched?: string }) => incoming.matched);
    const handle = (incoming: IncomingMessage & { matched?: string }, response: ServerResponse) => {
      incoming.matched = "/late/:id";
      response.end();
    };
    const port = await listen(handle, { route: asked });
    await fetch(`http://localhost:${port}/late/1`);
    await vi.waitFor(() => expect(names(spans)).toEqual(["GET /late/:id"]));
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockReturnValue("/at-once");
    await fetch(`http://localhost:${port}/late/2`);
    await vi.waitFor(() => expect(names(spans)).toEqual(["GET /late/:id", "GET /at-once"]));
    expect(asked).toHaveBeenCalledTimes(3);
    expect(named(spans, "GET /at-once").attributes).toMatchObject({
      "http.route": "/at-once",
      "url.path": "/late/2",
    });
  });

  it("leaves a name of the program alone, and is not traced", async () => {
    const spans = record();
    const handle = (_: IncomingMessage, response: ServerResponse) => {
      getCurrentSpan()?.updateName("mine");
      response.end();
    };
    const route = () => getTracer().withSpan("matching", () => "/orders/:id");
    const port = await listen(handle, { route });
    await fetch(`http://localhost:${port}/orders/7`);
    await vi.waitFor(() => expect(names(spans)).toEqual(["mine"]));
    expect(named(spans, "mine").attributes["http.route"]).toBe("/orders/:id");
  });

  it.each<[string, () => never]>([
    ["throws", fails],
    ["gives no text", () => 5 as never],
    ["gives an empty text", () => "" as never],
  ])("counts as unknown when it %s", async (_, route) => {
    const spans = record();
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const port = await listen((_, response) => response.end("ok"), { route });
    expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe("ok");
    await vi.waitFor(() => expect(names(spans)).toEqual(["GET"]));
    expect(named(spans, "GET").attributes).not.toHaveProperty("http.route");
    print.mockRestore();
  });

  it("has to be a function", () => {
    expect(() => tracingMiddleware({ route: "/orders" as never })).toThrow(/`route` must be a function/);
  });
});

describe("excludedPaths", () => {
  it("keeps what runs for them from becoming traces of its own", async () => {
    const spans = record();
    const port = await listen(
      async (_, response) => {
        await getTracer().withSpan("check", () => sleep(1));
        response.end();
      },
      { excludedPaths: ["/health"] },
    );
    await fetch(`http://localhost:${port}/health`);
    await fetch(`http://localhost:${port}/other`);
    await vi.waitFor(() => expect(names(spans)).toEqual(["check", "GET"]));
  });

  it("takes exact paths, prefixes and regular expressions", async () => {
    const spans = record();
    const port = await listen((_, response) => response.end(), {
      excludedPaths: ["/health", "/static/*", /\.ico$/g],
    });
    for (const path of ["/health?x", "/static/a.js", "/favicon.ico", "/favicon.ico", "/healthy"]) {
      await fetch(`http://localhost:${port}${path}`);
    }
    await vi.waitFor(() => expect(names(spans)).toEqual(["GET"]));
    expect(named(spans, "GET").attributes["url.path"]).toBe("/healthy");
  });

  it("refuses anything else", () => {
    expect(() => tracingMiddleware({ excludedPaths: [5 as never] })).toThrow(TypeError);
  });
});

it("returns what next returns, and names strange methods safely", async () => {
  const spans = record();
  const results: unknown[] = [];
  const traced = tracingMiddleware();
  server = createServer((request, response) => {
    results.push(traced(request, response, () => (response.end() ? "value" : "")));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => request({ port, method: "PURGE" }, resolve).end());
  await vi.waitFor(() => expect(names(spans)).toEqual(["HTTP"]));
  expect(results).toEqual(["value"]);
  expect(named(spans, "HTTP").attributes).toMatchObject({
    "http.request.method": "_OTHER",
    "http.request.method_original": "PURGE",
  });
});
