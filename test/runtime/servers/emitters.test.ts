// Listeners of a request's events, in real frameworks: they run in the request's span, and the emitters stay as they are.
import { EventEmitter, on, once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, ServerResponse } from "node:http";
import { connect, createServer as createHttp2 } from "node:http2";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inspect } from "node:util";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getTracer } from "../../../runtime/api/tracer.js";
import type { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import {
  type TracingMiddlewareOptions,
  tracingMiddleware,
} from "../../../runtime/middleware/tracing-middleware.js";
import { named, names, record, sleep } from "../recorder.js";

/** Other work may keep the machine busy. */
const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

/** A traced call. */
const hear = (name: string): void => getTracer().withSpan(name, () => {});

/** Reads a body by its events, as body parsers of old do, and goes on in a listener. */
function readByEvents(incoming: NodeJS.EventEmitter, next: (body: string) => void): void {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => {
    if (chunks.push(chunk) === 1) hear("first chunk");
  });
  incoming.once("end", () => {
    hear("end");
    next(Buffer.concat(chunks).toString());
  });
  incoming.on("close", () => hear("close"));
}

const tellFinish = (outgoing: NodeJS.EventEmitter): void => void outgoing.on("finish", () => hear("finish"));

const OF_FRAMEWORKS = ["close", "end", "finish", "first chunk", "handler"];

/** Serves `POST /`: the body, read by events, and traced calls on the way. */
type Build = (options?: TracingMiddlewareOptions) => Server | Promise<Server>;

const expressOf =
  (make: typeof express): Build =>
  (options) => {
    const app = make();
    app.use(tracingMiddleware(options));
    app.use((incoming, outgoing, next) => {
      tellFinish(outgoing);
      readByEvents(incoming, (body) => {
        outgoing.locals.body = body;
        next();
      });
    });
    app.post("/", (_, outgoing) => {
      hear("handler");
      outgoing.end(outgoing.locals.body);
    });
    return createServer(app);
  };

const buildFastify: Build = async (options) => {
  const app = fastify();
  app.register(tracingMiddleware(options));
  app.addContentTypeParser("*", (_, payload, done) => readByEvents(payload, (body) => done(null, body)));
  app.removeContentTypeParser("text/plain");
  app.post("/", (incoming, reply) => {
    hear("handler");
    tellFinish(reply.raw);
    reply.send(incoming.body);
  });
  await app.ready();
  return app.server;
};

const buildKoa: Build = (options) => {
  const app = new Koa();
  app.silent = true;
  app.use(tracingMiddleware(options));
  app.use(async (context) => {
    tellFinish(context.res);
    context.body = await new Promise((resolve) => readByEvents(context.req, resolve));
    hear("handler");
  });
  return createServer(app.callback());
};

const buildHono: Build = (options) => {
  const app = new Hono<{ Bindings: { incoming: IncomingMessage; outgoing: ServerResponse } }>();
  app.use(tracingMiddleware(options));
  app.post("/", async (context) => {
    tellFinish(context.env.outgoing);
    const body = await new Promise<string>((resolve) => readByEvents(context.env.incoming, resolve));
    hear("handler");
    return context.text(body);
  });
  return createAdaptorServer(app) as Server;
};

const buildPlain: Build = (options) => {
  const traced = tracingMiddleware(options);
  return createServer((incoming, outgoing) =>
    traced(incoming, outgoing, () => {
      tellFinish(outgoing);
      readByEvents(incoming, (body) => {
        hear("handler");
        outgoing.end(body);
      });
    }),
  );
};

const builds: readonly [string, Build][] = [
  ["node:http", buildPlain],
  ["Express 4", expressOf(express4)],
  ["Express 5", expressOf(express)],
  ["Fastify", buildFastify],
  ["Koa", buildKoa],
  ["Hono", buildHono],
];

const BODY = "x".repeat(300_000);

let server: Server;
let spans: InMemorySpanExporter;

beforeEach(() => {
  spans = record();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(made: Server | Promise<Server>): Promise<number> {
  server = await made;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** The names of the spans below the one server span, once there are so many; the test fails if there are others. */
async function belowServer(count: number): Promise<string[]> {
  const all = () => spans.getFinishedSpans().filter(({ name }) => name !== "start");
  await waitFor(() => expect(all().map(({ name }) => name)).toHaveLength(count + 1));
  await sleep(20);
  const [root, ...others] = all().filter(({ kind }) => kind === 1);
  expect(others).toEqual([]);
  const below = all().filter((span) => span !== root);
  for (const span of below) {
    expect([span.name, span.parentSpanContext?.spanId]).toEqual([span.name, root?.spanContext().spanId]);
    expect(span.spanContext().traceId).toBe(root?.spanContext().traceId);
  }
  return below.map(({ name }) => name).sort();
}

const post = (port: number) => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: BODY });

describe.each(builds)("%s", (_, build) => {
  it.each([false, true])(
    "runs listeners in the span of the request; started in a span: %s",
    async (inside) => {
      const port = await (inside ? getTracer().withSpan("start", () => listen(build())) : listen(build()));
      expect(await (await post(port)).text()).toBe(BODY);
      expect(await belowServer(5)).toEqual(OF_FRAMEWORKS);
    },
  );

  it("begins no trace for what listens to a request that is not recorded", async () => {
    getTracer().setSampler((_, __, name) => !name.startsWith("POST"));
    const port = await listen(build());
    expect((await post(port)).status).toBe(200);
    await sleep(20);
    expect(names(spans)).toEqual([]);
  });

  it("nor for one of an excluded path", async () => {
    const port = await listen(build({ excludedPaths: ["/"] }));
    expect((await post(port)).status).toBe(200);
    await sleep(20);
    expect(names(spans)).toEqual([]);
  });

  it("knows the request when the client goes away", async () => {
    const port = await listen(build());
    const call = request({ port, method: "POST", headers: { "content-length": 1_000_000 } });
    call.on("error", () => {});
    call.write("x");
    await waitFor(() => expect(names(spans)).toContain("first chunk"));
    call.destroy();
    expect((await belowServer(2)).filter((name) => name !== "finish")).toEqual(["close", "first chunk"]);
  });
});

describe("node:http2", () => {
  async function ask(http2: ReturnType<typeof createHttp2>): Promise<string> {
    await new Promise<void>((resolve) => http2.listen(0, "127.0.0.1", () => resolve()));
    const session = connect(`http://127.0.0.1:${(http2.address() as AddressInfo).port}`);
    const stream = session.request({ ":path": "/", ":method": "POST" });
    stream.end(BODY);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    session.close();
    http2.close();
    return Buffer.concat(chunks).toString();
  }

  it("compatibility API", async () => {
    const traced = tracingMiddleware();
    const http2 = createHttp2((incoming, outgoing) =>
      traced(incoming, outgoing, () => {
        tellFinish(outgoing);
        incoming.stream.on("close", () => hear("stream close"));
        readByEvents(incoming, (body) => {
          hear("handler");
          outgoing.end(body);
        });
      }),
    );
    expect(await getTracer().withSpan("start", () => ask(http2))).toBe(BODY);
    expect(await belowServer(6)).toEqual([...OF_FRAMEWORKS, "stream close"]);
  });

  it("core API", async () => {
    const traced = tracingMiddleware();
    const http2 = createHttp2();
    http2.on("stream", (stream, headers) =>
      traced(stream, headers, () => {
        tellFinish(stream);
        readByEvents(stream, (body) => {
          hear("handler");
          stream.respond({ ":status": 200 });
          stream.end(body);
        });
      }),
    );
    expect(await getTracer().withSpan("start", () => ask(http2))).toBe(BODY);
    // The stream of a response that is written at the end of the body is closed before it has finished.
    expect(await belowServer(4)).toEqual(OF_FRAMEWORKS.filter((name) => name !== "finish"));
    expect(named(spans, "POST").attributes["error.type"]).toBeUndefined();
  });
});

it("what is traced behind a multipart form that multer reads is part of the request", async () => {
  // Its types bring another Express's.
  const multer = createRequire(import.meta.url)("multer") as () => { single(name: string): express.Handler };
  const app = express();
  app.use(tracingMiddleware());
  app.post("/", multer().single("file"), (incoming, outgoing) => {
    hear("handler");
    outgoing.json({ text: incoming.body.text, size: (incoming as { file?: { size: number } }).file?.size });
  });
  const port = await listen(createServer(app));
  const body = new FormData();
  body.set("text", "hello");
  body.set("file", new Blob([BODY]), "a.txt");
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
  expect(await answer.json()).toEqual({ text: "hello", size: BODY.length });
  expect(await belowServer(1)).toEqual(["handler"]);
});

it("what busboy says while a request is piped into it is part of the request", async () => {
  const busboy = createRequire(import.meta.url)("busboy") as (options: object) => NodeJS.WritableStream;
  const traced = tracingMiddleware();
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const parser = busboy({ headers: incoming.headers });
    parser.on("file", (_: string, file: PassThrough) => {
      hear("file");
      file.resume().on("end", () => hear("file end"));
    });
    parser.on("field", () => hear("field"));
    parser.on("close", () => {
      hear("close");
      outgoing.end();
    });
    incoming.pipe(parser);
  };
  const port = await listen(
    createServer((incoming, outgoing) => traced(incoming, outgoing, () => handle(incoming, outgoing))),
  );
  const body = new FormData();
  body.set("text", "hello");
  body.set("file", new Blob([BODY]), "a.txt");
  expect((await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body })).status).toBe(200);
  expect(await belowServer(4)).toEqual(["close", "field", "file", "file end"]);
});

it("what is emitted by a traced function that goes on belongs to that function", async () => {
  const traced = tracingMiddleware();
  const port = await listen(
    createServer((incoming, outgoing) =>
      traced(incoming, outgoing, () => {
        incoming.on("known", () => hear("listener"));
        getTracer().withSpan("login", () => incoming.emit("known"));
        outgoing.end();
      }),
    ),
  );
  await fetch(`http://127.0.0.1:${port}/`);
  await waitFor(() => expect(names(spans)).toEqual(["listener", "login", "GET"]));
  const [listener, login] = spans.getFinishedSpans();
  expect(listener?.parentSpanContext?.spanId).toBe(login?.spanContext().spanId);
});

describe("the emitters", () => {
  /** What a program can see of a request and its response: the same with and without the middleware. */
  async function seen(isTraced: boolean): Promise<unknown> {
    const traced = tracingMiddleware();
    const outcome = new Promise<unknown>((resolve) => {
      server = createServer((incoming, outgoing) => {
        const look = async (): Promise<void> => {
          resolve([...looksOf(incoming), ...looksOf(outgoing), ...(await uses(incoming))]);
          outgoing.end();
        };
        if (isTraced) traced(incoming, outgoing, look);
        else void look();
      });
    });
    await post(await listen(server));
    server.closeAllConnections();
    server.close();
    return outcome;
  }

  function looksOf(emitter: IncomingMessage | ServerResponse): unknown[] {
    const listener = (): void => {};
    emitter.on("x", listener);
    emitter.once("x", listener);
    const before = [
      emitter.listeners("x").map((each) => each === listener),
      emitter.rawListeners("x").length,
    ];
    const emitted = [emitter.emit("x"), emitter.emit("nothing"), emitter.listenerCount("x")];
    emitter.removeListener("x", listener);
    const keys: string[] = [];
    // An own property that is not listed hides the inherited one from this loop, and from nothing else.
    for (const key in emitter) if (key !== "emit") keys.push(key);
    const shown = [
      Object.keys(emitter),
      keys,
      Object.keys({ ...emitter }),
      /uno-trace|emit: /.test(inspect(emitter)),
    ];
    const { emit } = emitter;
    return [...before, ...emitted, emitter.listenerCount("x"), ...shown, emit.name, emit.length];
  }

  async function uses(incoming: IncomingMessage): Promise<unknown[]> {
    const calls: unknown[] = [];
    const self = function (this: unknown, ...values: unknown[]): void {
      calls.push(this === incoming, values);
    };
    incoming.on("many", self);
    incoming.emit("many", 1, 2, 3);
    const thrown = (() => {
      try {
        incoming.once("bad", () => {
          throw "listener";
        });
        return incoming.emit("bad");
      } catch (error) {
        return error;
      }
    })();
    const waiting = once(incoming, "later");
    const iterated = on(incoming, "each");
    incoming.emit("later", 5);
    incoming.emit("each", 6);
    const values = [await waiting, (await iterated.next()).value];
    let length = 0;
    const through = new PassThrough();
    through.on("data", (chunk: Buffer) => {
      length += chunk.length;
    });
    await pipeline(incoming, through);
    return [calls, thrown, values, length, incoming.destroyed, incoming.readableEnded];
  }

  it("stay as they are to the program", async () => {
    expect(await seen(true)).toEqual(await seen(false));
  });

  it("may get an `emit` of the program's own, before and after, and lend theirs", async () => {
    const heard: string[] = [];
    const wrap = (outgoing: ServerResponse, name: string): void => {
      const { emit } = outgoing;
      outgoing.emit = function (this: ServerResponse, ...values: Parameters<typeof emit>) {
        if (values[0] === "finish") heard.push(name);
        return emit.apply(this, values);
      };
    };
    const traced = tracingMiddleware();
    const port = await listen(
      createServer((incoming, outgoing) => {
        wrap(outgoing, "before");
        traced(incoming, outgoing, () => {
          wrap(outgoing, "after");
          const other = new EventEmitter();
          other.emit = incoming.emit;
          other.on("x", () => heard.push("lent"));
          other.emit("x");
          outgoing.on("finish", () => hear("finish"));
          outgoing.end();
        });
      }),
    );
    await fetch(`http://127.0.0.1:${port}/`);
    expect(await belowServer(1)).toEqual(["finish"]);
    expect(heard).toEqual(["lent", "after", "before"]);
  });

  it("take no harm where they are frozen, or made by a test", async () => {
    const traced = tracingMiddleware();
    const incoming = Object.freeze({ method: "GET", url: "/", headers: {}, httpVersion: "1.1", emit() {} });
    const outgoing = new ServerResponse(incoming as unknown as IncomingMessage);
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(traced(incoming as unknown as IncomingMessage, outgoing, () => 5)).toBe(5);
    print.mockRestore();
  });
});
