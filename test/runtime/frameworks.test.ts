// The middleware in the real Express, Fastify, Koa, Hono and node:http2: one application in each, the same spans out.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { connect, createServer as createHttp2 } from "node:http2";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import Router from "@koa/router";
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan } from "../../runtime/context/nodes.js";
import type { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import {
  type TracingMiddlewareOptions,
  tracingMiddleware,
} from "../../runtime/middleware/tracing-middleware.js";
import { named, names, record, sleep } from "./recorder.js";

/** What a handler does: some waiting, and a span of its own. */
async function work(): Promise<{ trace: string | undefined }> {
  await sleep(1);
  return getTracer().withSpan("work", async () => {
    await sleep(1);
    return { trace: getCurrentSpan()?.traceId };
  });
}

const fail = (): never => {
  throw new Error("broken");
};

type Build = (options: TracingMiddlewareOptions) => Server | Promise<Server>;

const buildExpress: Build = (options) => {
  const app = express();
  app.use(tracingMiddleware(options));
  app.use(express.json());
  app.get("/orders/:id", async (_, response) => void response.json(await work()));
  app.post(
    "/orders",
    async (incoming, response) => void response.json({ ...(await work()), got: incoming.body }),
  );
  app.get("/fail", fail);
  app.get("/late", async () => work().then(fail));
  app.get("/hang", () => {});
  app.get("/health", async (_, response) => void response.json(await work()));
  const api = express.Router();
  api.get("/items/:item", async (_, response) => void response.json(await work()));
  api.get("/broken/:item", fail);
  api.get("/", async (_, response) => void response.json(await work()));
  app.use("/api", api);
  // Without a handler of its own, Express prints errors.
  app.use((_error: unknown, _: express.Request, response: express.Response, __: express.NextFunction) => {
    response.status(500).end();
  });
  return createServer(app);
};

const buildFastify: Build = async (options) => {
  const app = fastify();
  app.register(tracingMiddleware(options));
  app.get("/orders/:id", work);
  app.post("/orders", async (incoming) => ({ ...(await work()), got: incoming.body }));
  app.get("/fail", fail);
  app.get("/late", async () => work().then(fail));
  app.get("/hang", () => new Promise(() => {}));
  app.get("/health", work);
  app.register(
    async (api) => {
      api.get("/items/:item", work);
      api.get("/broken/:item", fail);
      api.get("/", work);
    },
    { prefix: "/api" },
  );
  await app.ready();
  return app.server;
};

const buildKoa: Build = (options) => {
  const app = new Koa();
  app.silent = true;
  app.use(tracingMiddleware(options));
  const router = new Router();
  const answer = async (context: { body: unknown }): Promise<void> => {
    context.body = await work();
  };
  router.get("/orders/:id", answer);
  router.post("/orders", async (context) => {
    const chunks: Buffer[] = [];
    for await (const chunk of context.req) chunks.push(chunk as Buffer);
    context.body = { ...(await work()), got: JSON.parse(Buffer.concat(chunks).toString()) };
  });
  router.get("/fail", fail);
  router.get("/late", async () => work().then(fail));
  router.get("/hang", () => new Promise(() => {}));
  router.get("/health", answer);
  const api = new Router({ prefix: "/api" });
  api.get("/items/:item", answer);
  api.get("/broken/:item", fail);
  api.get("/", answer);
  app.use(router.routes()).use(api.routes());
  return createServer(app.callback());
};

const buildHono: Build = (options) => {
  const app = new Hono();
  app.onError((_, context) => context.body(null, 500));
  app.use(tracingMiddleware(options));
  app.get("/orders/:id", async (context) => context.json(await work()));
  app.post("/orders", async (context) => context.json({ ...(await work()), got: await context.req.json() }));
  app.get("/fail", fail);
  app.get("/late", async () => work().then(fail));
  app.get("/hang", () => new Promise(() => {}));
  app.get("/health", async (context) => context.json(await work()));
  const api = new Hono();
  api.get("/items/:item", async (context) => context.json(await work()));
  api.get("/broken/:item", fail);
  api.get("/", async (context) => context.json(await work()));
  app.route("/api", api);
  return createAdaptorServer(app) as Server;
};

let server: Server;
let spans: InMemorySpanExporter;

beforeEach(() => {
  spans = record();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function start(build: Build, options: TracingMiddlewareOptions = {}): Promise<string> {
  server = await build(options);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The server spans, once all that was begun has ended, and no more came. */
async function serverSpans(count: number): Promise<string[]> {
  const found = () => spans.getFinishedSpans().filter(({ kind }) => kind === 1);
  await vi.waitFor(() => expect(found().length).toBeGreaterThanOrEqual(count));
  await sleep(20);
  return found().map(({ name }) => name);
}

describe.each<[string, Build]>([
  ["Express", buildExpress],
  ["Fastify", buildFastify],
  ["Koa", buildKoa],
  ["Hono", buildHono],
])("%s", (framework, build) => {
  it("names a span by its route, and runs the handler inside", async () => {
    const url = await start(build);
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const answer = await fetch(`${url}/orders/7?page=2&api_key=x`, { headers: { traceparent } });
    expect(await answer.json()).toEqual({ trace: "a".repeat(32) });
    expect(await serverSpans(1)).toEqual(["GET /orders/:id"]);
    const span = named(spans, "GET /orders/:id");
    expect(span).toMatchObject({ parentId: "b".repeat(16), status: { code: 0 } });
    expect(span.attributes).toMatchObject({
      "http.request.method": "GET",
      "http.route": "/orders/:id",
      "http.response.status_code": 200,
      "url.path": "/orders/7",
      "url.query": "page=2&api_key=REDACTED",
      "url.scheme": "http",
      "server.address": "127.0.0.1",
      "server.port": Number(url.split(":")[2]),
      "client.address": "127.0.0.1",
      "network.protocol.version": "1.1",
    });
    expect(span.attributes["error.type"]).toBeUndefined();
    expect(named(spans, "work").parentId).toBe(span.spanId);
  });

  it("keeps the context while a body is read", async () => {
    const url = await start(build);
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ text: "x".repeat(90_000) });
    const answer = await fetch(`${url}/orders`, { method: "POST", headers, body });
    expect(((await answer.json()) as { got: unknown }).got).toEqual(JSON.parse(body));
    expect(await serverSpans(1)).toEqual(["POST /orders"]);
    expect(named(spans, "work").parentId).toBe(named(spans, "POST /orders").spanId);
  });

  it("knows the routes of a router inside", async () => {
    const url = await start(build);
    for (const path of ["/api/items/5", "/api", "/api/broken/6"]) await (await fetch(url + path)).text();
    const expected = ["GET /api/items/:item", "GET /api", "GET /api/broken/:item"];
    expect((await serverSpans(3)).map((name) => name.replace(/\/$/, ""))).toEqual(expected);
  });

  it("has no path in the name where no route matched", async () => {
    const url = await start(build);
    for (const path of ["/nothing/1", "/api/nothing"]) expect((await fetch(url + path)).status).toBe(404);
    expect(await serverSpans(2)).toEqual(["GET", "GET"]);
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 0 }, attributes: { "http.response.status_code": 404 } });
    expect(span?.attributes["http.route"]).toBeUndefined();
  });

  it.each(["/fail", "/late"])("marks what fails: %s", async (path) => {
    const url = await start(build);
    expect((await fetch(url + path)).status).toBe(500);
    expect(await serverSpans(1)).toEqual([`GET ${path}`]);
    const span = named(spans, `GET ${path}`);
    expect(span.attributes).toMatchObject({ "http.response.status_code": 500, "error.type": "500" });
    expect(span.status.code).toBe(2);
    // Express keeps errors to itself.
    const events = span.events.map((event) => event.attributes?.["exception.message"]);
    expect(events).toEqual(framework === "Express" ? [] : ["broken"]);
  });

  it("ends once when the client goes away", async () => {
    const url = await start(build);
    const call = request(`${url}/hang`);
    call.on("error", () => {});
    call.end();
    await sleep(50);
    call.destroy();
    expect(await serverSpans(1)).toEqual(["GET /hang"]);
    expect(named(spans, "GET /hang")).toMatchObject({
      status: { code: 2 },
      attributes: { "error.type": "aborted", "http.route": "/hang" },
    });
  });

  it("leaves excluded paths alone, and all that runs for them", async () => {
    const url = await start(build, { excludedPaths: ["/health"] });
    expect(await (await fetch(`${url}/health`)).json()).toEqual({});
    expect((await fetch(`${url}/orders/1`)).status).toBe(200);
    expect(await serverSpans(1)).toEqual(["GET /orders/:id"]);
    expect(names(spans)).toEqual(["work", "GET /orders/:id"]);
  });

  it("leaves them alone when they have a body, too", async () => {
    const url = await start(build, { excludedPaths: ["/orders"] });
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ text: "x".repeat(90_000) });
    expect((await fetch(`${url}/orders`, { method: "POST", headers, body })).status).toBe(200);
    await sleep(20);
    expect(names(spans)).toEqual([]);
  });

  it("turns the trace of a stranger into a link", async () => {
    const trustIncoming = (incoming: IncomingMessage) => incoming.headers.authorization === "friend";
    const url = await start(build, { trustIncoming });
    const headers = { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`, baggage: "user=eve" };
    await (await fetch(`${url}/orders/1`, { headers })).text();
    await (await fetch(`${url}/orders/1`, { headers: { ...headers, authorization: "friend" } })).text();
    await serverSpans(2);
    const [stranger, friend] = spans.getFinishedSpans().filter(({ kind }) => kind === 1);
    const caller = { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1, isRemote: true };
    expect(stranger?.parentSpanContext).toBeUndefined();
    expect(stranger?.links).toMatchObject([{ context: caller }]);
    expect(stranger?.spanContext().traceId).not.toBe(caller.traceId);
    expect(friend?.parentSpanContext).toEqual(caller);
    expect(friend?.links).toEqual([]);
  });

  it("is as if it were not there while tracing is off", async () => {
    const url = await start(build);
    await getTracer().shutdown();
    expect(await (await fetch(`${url}/orders/1`)).json()).toEqual({});
    expect(names(spans)).toEqual([]);
  });
});

it("Hono without node:http: the span ends with the response", async () => {
  const app = new Hono();
  app.use(tracingMiddleware());
  app.get("/orders/:id", async (context) => context.json(await work(), 201));
  const answer = await app.request("https://shop.example/orders/1?sig=1", {
    headers: { "user-agent": "test" },
  });
  expect(answer.status).toBe(201);
  expect(named(spans, "GET /orders/:id").attributes).toEqual({
    "http.request.method": "GET",
    "http.response.status_code": 201,
    "http.route": "/orders/:id",
    "server.address": "shop.example",
    "url.path": "/orders/1",
    "url.query": "sig=REDACTED",
    "server.port": 443,
    "url.scheme": "https",
    "user_agent.original": "test",
  });
});

it("Hono without node:http: nobody can be trusted when somebody has to be asked", async () => {
  const app = new Hono();
  app.use(tracingMiddleware({ trustIncoming: () => true }));
  app.get("/", (context) => context.text("ok"));
  await app.request("/", { headers: { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` } });
  expect(named(spans, "GET /").links).toHaveLength(1);
});

it("Express: a program's own name stays, and a route below a mount is found after an error", async () => {
  const url = await start(() => {
    const app = express();
    app.use(tracingMiddleware());
    app.get("/named", (_, response) => {
      getCurrentSpan()?.updateName("mine");
      response.end();
    });
    app.get(/^\/by\/.*x$/, (_, response) => void response.end());
    app.get(["/a", "/b"], (_, response, next) => {
      response.end();
      next();
    });
    app.use(
      "/tenants/:tenant",
      express.Router().get("/orders/:id", (_, response) => void response.end()),
    );
    app.use("/files", (_, response) => void response.end());
    return createServer(app);
  });
  for (const path of ["/named", "/by/1x", "/b", "/tenants/9/orders/1", "/files/a.js"])
    await fetch(url + path);
  expect(await serverSpans(5)).toEqual([
    "mine",
    "GET /^\\/by\\/.*x$/",
    "GET /a|/b",
    "GET /tenants/:tenant/orders/:id",
    "GET",
  ]);
  expect(named(spans, "mine").attributes["http.route"]).toBe("/named");
});

describe.each<[string, typeof express]>([
  ["4", express4],
  ["5", express],
])("Express %s: a route has the patterns of all that it is mounted at", (_, make) => {
  const answer = (_: express.Request, response: express.Response): void => void response.end();
  const app = (): Server => {
    const whole = make();
    whole.use(tracingMiddleware());
    const orders = make.Router({ mergeParams: true });
    orders.get("/orders/:order", answer);
    orders.get("/", answer);
    orders.get("/fails", fail);
    orders.get("/next", (_, response, next) => {
      response.end();
      next();
    });
    const shops = make.Router();
    shops.use("/:section/items", orders);
    whole.use("/shops/:id", orders);
    whole.use("/fixed", orders);
    whole.use(["/either/:a", "/or/:b/:c"], orders);
    whole.use("/deep/:id", shops);
    const inner = make();
    inner.use("/in/:x", orders);
    whole.use("/app/:app", inner);
    whole.get("/plain/:id", answer);
    const unparented = make();
    unparented.get("/far/:y", answer);
    whole.use("/lost", make.Router().use("/:there", unparented));
    whole.use((_: unknown, __: express.Request, response: express.Response, ___: express.NextFunction) => {
      if (!response.headersSent) response.status(500).end();
    });
    return createServer(whole);
  };

  it.each([
    ["/shops/7/orders/1?x=/y", "/shops/:id/orders/:order"],
    ["/shops/7", "/shops/:id"],
    ["/shops/7/", "/shops/:id"],
    ["/shops/shops/orders/shops", "/shops/:id/orders/:order"],
    ["/shops/a%20b/orders/1", "/shops/:id/orders/:order"],
    ["/shops/7/fails", "/shops/:id/fails"],
    ["/shops/7/next", "/shops/:id/next"],
    ["/fixed/orders/1", "/fixed/orders/:order"],
    ["/either/1/orders/2", "/either/:a/orders/:order"],
    ["/or/1/1/orders/2", "/or/:b/:c/orders/:order"],
    ["/deep/deep/deep/items/orders/3", "/deep/:id/:section/items/orders/:order"],
    ["/app/1/in/2/orders/3", "/app/:app/in/:x/orders/:order"],
    ["/plain/1", "/plain/:id"],
    // Nothing leads from the outer router to an application inside of a router.
    ["/lost/1/far/2", "/lost/1/far/:y"],
    ["/none/1", undefined],
  ])("%s: %s", async (path, route) => {
    const url = await start(app);
    await (await fetch(url + path)).text();
    expect(await serverSpans(1)).toEqual([route === undefined ? "GET" : `GET ${route}`]);
    expect(spans.getFinishedSpans()[0]?.attributes["http.route"]).toBe(route);
  });

  it("keeps what a program finds in its parameters", async () => {
    const seen: unknown[] = [];
    const url = await start(() => {
      const whole = make();
      whole.use(tracingMiddleware());
      const router = make.Router({ mergeParams: true });
      router.get("/orders/:order", (request, response) => {
        seen.push({ ...request.params }, request.baseUrl);
        response.end();
      });
      whole.use("/shops/:id", router);
      return createServer(whole);
    });
    await Promise.all([1, 2, 3].map((id) => fetch(`${url}/shops/${id}/orders/${id}${id}`)));
    await serverSpans(3);
    expect(seen).toHaveLength(6);
    for (const id of ["1", "2", "3"]) {
      expect(seen).toContainEqual({ id, order: id + id });
      expect(seen).toContain(`/shops/${id}`);
    }
  });
});

it("node:http2 has its host elsewhere", async () => {
  const traced = tracingMiddleware();
  const http2 = createHttp2((incoming, response) =>
    traced(incoming as unknown as IncomingMessage, response as unknown as ServerResponse, () =>
      response.end("ok"),
    ),
  );
  await new Promise<void>((resolve) => http2.listen(0, "127.0.0.1", () => resolve()));
  const { port } = http2.address() as AddressInfo;
  const session = connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ":path": "/a?b=c", ":authority": "shop.example:81" });
  await new Promise((resolve) => stream.resume().on("end", resolve));
  await serverSpans(1);
  expect(named(spans, "GET").attributes).toMatchObject({
    "url.path": "/a",
    "network.protocol.version": "2",
    "server.address": "shop.example",
    "server.port": 81,
    "http.response.status_code": 200,
  });
  session.close();
  http2.close();
});
