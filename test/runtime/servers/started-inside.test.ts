// Servers and timers that a traced function starts: requests are traces of their own, sampled for themselves.
import { channel } from "node:diagnostics_channel";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, createServer as createHttp2 } from "node:http2";
import type { AddressInfo } from "node:net";
import { propagation } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../../runtime/abi/instrument.js";
import { injectContext } from "../../../runtime/api/propagation.js";
import { getTracer } from "../../../runtime/api/tracer.js";
import { contextOf, getCurrentSpan, withContext } from "../../../runtime/context/nodes.js";
import type { InMemorySpanExporter } from "../../../runtime/exporters/in-memory.js";
import { named, names, record, site, sleep } from "../recorder.js";

/** Other work may keep the machine busy. */
const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

let spans: InMemorySpanExporter;
let server: Server;

beforeEach(() => {
  spans = record();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(handle: RequestListener): Promise<string> {
  server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a service without the middleware does: a traced function handles each request. */
const handle: RequestListener = async (_, response) => {
  await getTracer().withSpan("handle", () => sleep(1));
  response.end();
};

describe("a server that a traced function starts", () => {
  it("begins a trace for each request, also while that function goes on", async () => {
    await getTracer().withSpan("start", async () => {
      const url = await listen(handle);
      await Promise.all([fetch(url), fetch(url)]);
    });
    const url = await getTracer().withSpan("start again", () => listen(handle));
    await fetch(url);
    const handled = spans.getFinishedSpans().filter(({ name }) => name === "handle");
    expect(handled.map((span) => span.parentSpanContext)).toEqual([undefined, undefined, undefined]);
    expect(new Set(handled.map((span) => span.spanContext().traceId)).size).toBe(3);
  });

  it("decides for each request whether it is sampled", async () => {
    getTracer().setSampler((_, __, name) => name !== "start");
    const url = await getTracer().withSpan("start", () => listen(handle));
    await fetch(url);
    expect(names(spans)).toEqual(["handle"]);
  });

  it("keeps the baggage in which it was started", async () => {
    const baggage = propagation.createBaggage({ region: { value: "north" } });
    const seen: unknown[] = [];
    const url = await withContext(propagation.setBaggage(contextOf(undefined), baggage), () =>
      getTracer().withSpan("start", () =>
        listen((_, response) => {
          const inside = getTracer().withSpan("inside", () => injectContext({} as Record<string, string>));
          seen.push(getCurrentSpan(), inside.baggage);
          response.end();
        }),
      ),
    );
    await fetch(url);
    expect(seen).toEqual([undefined, "region=north"]);
  });

  it("does so over HTTP/2 where Node says that a stream begins", async () => {
    // Node 22.23 and newer.
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    const isSaid = major > 22 || (major === 22 && minor >= 23);
    expect(channel("http2.server.stream.created").hasSubscribers).toBe(true);
    const http2 = createHttp2(async (_, response) => {
      await getTracer().withSpan("handle", () => sleep(1));
      response.end();
    });
    await getTracer().withSpan("start", async () => {
      await new Promise<void>((resolve) => http2.listen(0, "127.0.0.1", () => resolve()));
    });
    const session = connect(`http://127.0.0.1:${(http2.address() as AddressInfo).port}`);
    await new Promise((resolve) => session.request({ ":path": "/" }).resume().on("close", resolve));
    session.close();
    http2.close();
    const start = named(spans, "start").spanContext().spanId;
    expect(named(spans, "handle").parentSpanContext?.spanId).toBe(isSaid ? undefined : start);
  });
});

it("a function that is marked as root begins anew at each tick of a timer, linked, also below an unsampled one", async () => {
  getTracer().setSampler((_, __, name) => name !== "start");
  const tick = site("tick", { root: true });
  const timer = getTracer().withSpan("start", () => setInterval(() => exit(enter(tick)), 1));
  await waitFor(() => expect(names(spans).length).toBeGreaterThan(1));
  clearInterval(timer);
  const [first, second] = spans.getFinishedSpans();
  expect(first?.parentSpanContext).toBeUndefined();
  expect(first?.spanContext().traceId).not.toBe(second?.spanContext().traceId);
  expect(first?.links).toHaveLength(1);
});
