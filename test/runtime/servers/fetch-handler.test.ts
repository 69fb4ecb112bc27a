// Handlers of fetch's kind: called as Bun, Deno and Next.js call them, and over a connection.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { beforeEach, describe, expect, it } from "vitest";
import { getTracer } from "../../../runtime/api/tracer.js";
import { getCurrentSpanId } from "../../../runtime/context/nodes.js";
import type { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import { tracingMiddleware } from "../../../runtime/middleware/tracing-middleware.js";
import { record, sleep } from "../recorder.js";

let spans: InMemorySpanExporter;
beforeEach(() => {
  spans = record();
});

const TRACE = "ab".repeat(16);
const TRACEPARENT = `00-${TRACE}-${"cd".repeat(8)}-01`;
const ask = (path = "/orders/7?token=x&page=2", init?: RequestInit) =>
  new Request(`https://shop.example${path}`, init);
const traced = tracingMiddleware({ excludedPaths: ["/health"] });

/** Name, status code of the response, type of the error, and status of each span. */
const seen = () =>
  spans
    .getFinishedSpans()
    .map(({ name, attributes, status }) => [
      name,
      attributes["http.response.status_code"],
      attributes["error.type"],
      status.code,
    ]);

it("has a span with the attributes of the conventions, in the trace of the caller", async () => {
  const response = await traced(
    ask(undefined, { method: "POST", headers: { traceparent: TRACEPARENT, "user-agent": "curl" } }),
    async () => Response.json({ span: getCurrentSpanId() }),
    "/orders/:id",
  );
  const [span] = spans.getFinishedSpans();
  expect(await response.json()).toEqual({ span: span?.spanContext().spanId });
  expect([span?.name, span?.kind, span?.spanContext().traceId, span?.parentSpanContext?.spanId]).toEqual([
    "POST /orders/:id",
    1,
    TRACE,
    "cd".repeat(8),
  ]);
  expect(span?.attributes).toMatchObject({
    "http.request.method": "POST",
    "http.route": "/orders/:id",
    "url.scheme": "https",
    "url.path": "/orders/7",
    "server.address": "shop.example",
    "server.port": 443,
    "user_agent.original": "curl",
    "http.response.status_code": 200,
  });
  expect(span?.attributes["url.query"]).toBe("token=REDACTED&page=2");
});

const boom = () => {
  throw new RangeError("boom");
};

it.each<[string, () => unknown, unknown[]]>([
  ["an answer that is there at once", () => new Response("a"), ["GET", 200, undefined, 0]],
  ["one that comes later", async () => new Response("a", { status: 201 }), ["GET", 201, undefined, 0]],
  ["not found", async () => new Response(null, { status: 404 }), ["GET", 404, undefined, 0]],
  ["a failure", async () => new Response(null, { status: 503 }), ["GET", 503, "503", 2]],
  ["no response", () => undefined, ["GET", undefined, undefined, 0]],
])("%s is the handler's own", async (_, next, expected) => {
  const kept: unknown[] = [];
  const given = traced(ask("/"), () => {
    const answer = next();
    kept.push(answer);
    return answer;
  });
  expect(await given).toBe(await kept[0]);
  if (!(kept[0] instanceof Promise)) expect(given).toBe(kept[0]);
  expect(seen()).toEqual([expected]);
});

it.each<[string, () => unknown]>([
  ["thrown", boom],
  ["rejected", async () => boom()],
])("an error that is %s reaches the caller, and is recorded", async (_, next) => {
  await expect(async () => traced(ask("/"), next)).rejects.toThrow("boom");
  expect(seen()).toEqual([["GET", undefined, "RangeError", 2]]);
  expect(spans.getFinishedSpans()[0]?.events.map(({ name }) => name)).toEqual(["exception"]);
});

it("a response that is thrown is an answer", async () => {
  const answer = new Response(null, { status: 404 });
  const next = () => {
    throw answer;
  };
  expect(
    await Promise.resolve()
      .then(() => traced(ask("/"), next))
      .catch((error) => error),
  ).toBe(answer);
  expect(seen()).toEqual([["GET", 404, undefined, 0]]);
});

it("nothing is traced of a path that is excluded, nor while tracing is off", async () => {
  await traced(ask("/health"), async () => getTracer().withSpan("inner", () => new Response()));
  expect(seen()).toEqual([]);
  await getTracer().shutdown();
  const answer = Promise.resolve(new Response());
  expect(traced(ask("/"), () => answer)).toBe(answer);
});

it("requests beside each other keep their own", async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      traced(ask(`/${index}`), async () => {
        await sleep(index % 3);
        return getTracer().withSpan(`work ${index}`, () => new Response());
      }),
    ),
  );
  const finished = spans.getFinishedSpans();
  const pathOf = new Map(finished.map((span) => [span.spanContext().spanId, span.attributes["url.path"]]));
  const work = finished.filter(({ name }) => name.startsWith("work"));
  expect(work).toHaveLength(20);
  for (const { name, parentSpanContext } of work)
    expect(pathOf.get(parentSpanContext?.spanId ?? "")).toBe(name.replace("work ", "/"));
});

describe("over a connection", () => {
  it("continues the caller's trace, also for HEAD", async () => {
    const handle = (request: Request) => traced(request, () => new Response("hello"));
    const server = createServer(getRequestListener(handle)).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
    const headers = { traceparent: TRACEPARENT };
    expect(await (await fetch(url, { headers })).text()).toBe("hello");
    expect((await fetch(url, { method: "HEAD", headers })).status).toBe(200);
    server.close();
    server.closeAllConnections();
    expect(seen()).toEqual([
      ["GET", 200, undefined, 0],
      ["HEAD", 200, undefined, 0],
    ]);
    expect(spans.getFinishedSpans().map((span) => span.spanContext().traceId)).toEqual([TRACE, TRACE]);
  });
});
