// Errors that a framework answers: below 500 the server span is as if nothing had been thrown; from 500 on it has failed.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import Koa from "koa";
import { afterEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../../runtime/api/tracer.js";
import { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import { tracingMiddleware } from "../../../runtime/middleware/tracing-middleware.js";
import { SimpleSpanProcessor } from "../../../runtime/processors/simple.js";
import { TailSamplingProcessor } from "../../../runtime/processors/tail.js";
import { state } from "../../../runtime/state/state.js";
import { caught, named, names, record, sleep } from "../recorder.js";

/** Other work may keep the machine busy. */
const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

/** An error as http-errors makes it: frameworks answer with its status. */
const failure = (status: number) =>
  Object.assign(new Error(`said ${status}`), { status, statusCode: status });

/** Serves `GET /STATUS` by throwing an error of that status. */
type Build = () => Server | Promise<Server>;

const expressOf =
  (make: typeof express): Build =>
  () => {
    const app = make();
    app.set("env", "test");
    app.use(tracingMiddleware());
    app.get("/:status", (request, _, next) => next(failure(Number(request.params.status))));
    return createServer(app);
  };

const builds: readonly [string, Build][] = [
  ["Express 4", expressOf(express4)],
  ["Express 5", expressOf(express)],
  [
    "Fastify",
    async () => {
      const app = fastify();
      app.register(tracingMiddleware());
      app.get<{ Params: { status: number } }>("/:status", async (request) => {
        throw failure(Number(request.params.status));
      });
      await app.ready();
      return app.server;
    },
  ],
  [
    "Koa",
    () => {
      const app = new Koa();
      app.silent = true;
      app.use(tracingMiddleware());
      app.use(async (context) => {
        await sleep(1);
        context.throw(Number(context.path.slice(1)), "said so");
      });
      return createServer(app.callback());
    },
  ],
  [
    "Hono, HTTPException",
    () => {
      const app = new Hono();
      app.use(tracingMiddleware());
      app.get("/:status", (context) => {
        throw new HTTPException(Number(context.req.param("status")) as 404, { message: "said so" });
      });
      return createAdaptorServer(app) as Server;
    },
  ],
  [
    "Hono, HTTPException with a Response",
    () => {
      const app = new Hono();
      app.use(tracingMiddleware());
      app.get("/:status", async (context) => {
        await sleep(1);
        const res = new Response("", { status: Number(context.req.param("status")) });
        throw new HTTPException(res.status as 404, { res });
      });
      return createAdaptorServer(app) as Server;
    },
  ],
  [
    "node:http",
    () => {
      const traced = tracingMiddleware();
      return createServer(async (request, response) => {
        try {
          await traced(request, response, async () => {
            await sleep(1);
            throw failure(Number(request.url?.slice(1)));
          });
        } catch (error) {
          response.writeHead((error as { status: number }).status).end();
        }
      });
    },
  ],
];

let server: Server;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.restoreAllMocks();
});

async function start(build: Build): Promise<string> {
  server = await build();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(builds)("%s", (framework, build) => {
  it.each([400, 404, 429])("%i leaves the status unset and records no exception", async (status) => {
    const spans = record();
    expect((await fetch(`${await start(build)}/${status}`)).status).toBe(status);
    await waitFor(() => expect(names(spans)).toHaveLength(1));
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({
      kind: 1,
      status: { code: 0 },
      events: [],
      attributes: { "http.response.status_code": status },
    });
    expect(span?.attributes["error.type"]).toBeUndefined();
  });

  it("503 is a failure, recorded with what was thrown where the framework tells it", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const spans = record();
    expect((await fetch(`${await start(build)}/503`)).status).toBe(503);
    await waitFor(() => expect(names(spans)).toHaveLength(1));
    const [span] = spans.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 2 }, attributes: { "error.type": "503" } });
    expect(span?.events.map(({ name }) => name)).toEqual(
      framework.startsWith("Express") ? [] : ["exception"],
    );
  });

  it("a tail with share 0 drops what was answered with 404, and keeps a 503", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const kept = new InMemorySpanExporter();
    const processor = new SimpleSpanProcessor(kept);
    const tail = new TailSamplingProcessor({ processor, sampleRatio: 0, slowerThan: 60_000 });
    getTracer().addProcessor(tail);
    const url = await start(build);
    for (const status of [404, 503]) await fetch(`${url}/${status}`);
    await waitFor(() => expect(tail.counts).toMatchObject({ kept: 1, dropped: 1 }));
    expect(kept.getFinishedSpans().map((span) => span.attributes["http.response.status_code"])).toEqual([
      503,
    ]);
  });
});

it("a response decides, also where what was thrown is expected", async () => {
  state.settings = { ...state.settings, expectedErrors: ["Error"] };
  const spans = record();
  const url = await start(builds[2]?.[1] as Build);
  try {
    for (const status of [404, 503]) await fetch(`${url}/${status}`);
    await waitFor(() => expect(names(spans)).toHaveLength(2));
  } finally {
    state.settings = { ...state.settings, expectedErrors: [] };
  }
  const seen = spans.getFinishedSpans().map(({ status, events }) => [status.code, events.length]);
  expect(seen).toEqual([
    [0, 0],
    [2, 1],
  ]);
});

it("Fastify: a request that its schema refuses", async () => {
  const spans = record();
  const url = await start(async () => {
    const app = fastify();
    app.register(tracingMiddleware());
    const querystring = { type: "object", required: ["page"], properties: { page: { type: "integer" } } };
    app.get("/items", { schema: { querystring } }, async () => []);
    await app.ready();
    return app.server;
  });
  expect((await fetch(`${url}/items?page=x`)).status).toBe(400);
  await waitFor(() => expect(names(spans)).toEqual(["GET /items"]));
  expect(named(spans, "GET /items")).toMatchObject({ status: { code: 0 }, events: [] });
});

it.each([200, 404, 503])(
  "Fastify: what is injected, and never was on a socket, has its status: %i",
  async (status) => {
    const spans = record();
    const app = fastify();
    app.register(tracingMiddleware());
    app.get("/", (_, reply) => void reply.code(status).send("x"));
    expect((await app.inject("/")).statusCode).toBe(status);
    await app.close();
    const span = named(spans, "GET /");
    expect(span.status.code).toBe(status === 503 ? 2 : 0);
    expect(span.attributes["error.type"]).toBe(status === 503 ? "503" : undefined);
  },
);

describe("Hono without node:http", () => {
  const app = new Hono();
  app.use(tracingMiddleware());
  app.get("/answer/:status", async (context) => {
    await sleep(1);
    throw new Response("", { status: Number(context.req.param("status")) });
  });
  app.get("/nothing", async () => {
    await sleep(1);
    throw "nothing that Hono answers";
  });

  it.each([
    [302, 0],
    [404, 0],
    [503, 2],
  ])("a thrown Response of status %i ends the span with code %i", async (status, code) => {
    const spans = record();
    const thrown: unknown = await Promise.resolve(app.request(`/answer/${status}`)).catch((error) => error);
    expect((thrown as Response).status).toBe(status);
    const span = named(spans, "GET /answer/:status");
    expect(span).toMatchObject({ status: { code }, attributes: { "http.response.status_code": status } });
    expect(span.events).toHaveLength(code === 2 ? 1 : 0);
  });

  it("what nobody answers is a failure without a status", async () => {
    const spans = record();
    await expect(async () => app.request("/nothing")).rejects.toBe("nothing that Hono answers");
    const span = named(spans, "GET /nothing");
    expect(span).toMatchObject({
      status: { code: 2, message: "nothing that Hono answers" },
      events: [{ name: "exception" }],
      attributes: { "error.type": "string" },
    });
    expect(span.attributes["http.response.status_code"]).toBeUndefined();
  });
});

describe("a function that throws a Response", () => {
  class Response2 extends Response {}
  const hostile = {
    [Symbol.toStringTag]: "Response",
    get status(): number {
      throw new Error("hostile");
    },
  };

  it.each([
    ["302", Response.redirect("http://localhost/login", 302), 1],
    ["404", new Response(null, { status: 404 }), 1],
    ["404 of a subclass", new Response2(null, { status: 404 }), 1],
    ["500", new Response(null, { status: 500 }), 2],
    ["no Response", { status: 404 }, 2],
    ["no Response after all", hostile, 2],
  ])("%s", (_, thrown, code) => {
    const spans = record();
    const seen = caught(() =>
      getTracer().withSpan("loader", () => {
        throw thrown;
      }),
    );
    expect(seen).toBe(thrown);
    const span = named(spans, "loader");
    expect(span.status.code).toBe(code);
    expect(span.events).toHaveLength(code === 2 ? 1 : 0);
  });

  it("rejects with one", async () => {
    const spans = record();
    const thrown = new Response(null, { status: 404 });
    const work = getTracer().withSpan("loader", async () => {
      await sleep(1);
      throw thrown;
    });
    await expect(work).rejects.toBe(thrown);
    expect(named(spans, "loader")).toMatchObject({ status: { code: 1 }, events: [] });
  });
});
