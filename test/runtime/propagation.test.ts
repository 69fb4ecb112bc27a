// W3C headers in and out of every kind of carrier.

import { type Context as ApiContext, propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan, getCurrentTraceId, withContext } from "../../runtime/context/nodes.js";
import type { Context } from "../../runtime/model/context.js";
import { alwaysOff } from "../../runtime/sampling/sampler.js";
import { named, names, record } from "./recorder.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";
const parent = `00-${TRACE}-${SPAN}-01`;

describe("a round trip", () => {
  it.each([
    ["a plain object", {}],
    ["Headers", new Headers()],
    ["a Map", new Map()],
  ])("through %s", (_, carrier) => {
    const spans = record();
    getTracer().withSpan("client", () => injectContext(carrier));
    withContext(extractContext(carrier), () => getTracer().withSpan("server", () => {}));
    const server = named(spans, "server");
    expect(server.traceId).toBe(named(spans, "client").traceId);
    expect(server.parentId).toBe(named(spans, "client").spanId);
    expect(server.parentSpanContext?.isRemote).toBe(true);
  });
});

it("continues a trace with tracestate and baggage, and hands both on", () => {
  const spans = record();
  const headers = { TraceParent: parent, tracestate: ["a=1", "b=2"], baggage: "user=ada%20l;p=1, bad" };
  const out: Record<string, string> = {};
  withContext(extractContext(headers), () => {
    expect(getCurrentTraceId()).toBe(TRACE);
    getTracer().withSpan("server", () => injectContext(out));
  });
  const server = named(spans, "server");
  expect(server.traceId).toBe(TRACE);
  expect(server.parentId).toBe(SPAN);
  expect(out).toEqual({
    traceparent: `00-${TRACE}-${server.spanId}-01`,
    tracestate: "a=1,b=2",
    baggage: "user=ada%20l;p=1",
  });
});

it("hands a remote context on, without a span of its own", () => {
  expect(injectContext({}, extractContext({ traceparent: parent }))).toEqual({ traceparent: parent });
});

it("passes on that a trace is not sampled, from afar or of its own", () => {
  const spans = record();
  const out = withContext(extractContext({ traceparent: parent.replace(/1$/, "0") }), () =>
    getTracer().withSpan("a", () => injectContext({ traceparent: "" })),
  );
  expect(out.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
  getTracer().setSampler(alwaysOff);
  expect(getTracer().withSpan("b", () => injectContext({ traceparent: "" })).traceparent).toMatch(/-02$/);
  expect(names(spans)).toEqual([]);
});

describe("a malformed traceparent begins a new trace", () => {
  it.each([
    "",
    "garbage",
    `ff-${TRACE}-${SPAN}-01`,
    `00-${"0".repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `${parent}-extra`,
    `01-${TRACE}-${SPAN}-01extra`,
    `${parent},${parent}`,
  ])("%j", (traceparent) => {
    const spans = record();
    withContext(extractContext({ traceparent, tracestate: "a=1" }), () =>
      getTracer().withSpan("a", () => {}),
    );
    expect(named(spans, "a").parentId).toBeUndefined();
    expect(named(spans, "a").spanContext().traceState).toBeUndefined();
  });

  it("but a version to come may be longer", () => {
    expect(injectContext({}, extractContext({ traceparent: `cc-${TRACE}-${SPAN}-01-what-ever` }))).toEqual({
      traceparent: parent,
    });
  });
});

describe("tracestate", () => {
  const read = (tracestate: string): string | undefined => {
    const carrier: { tracestate?: string } = {};
    return injectContext(carrier, extractContext({ traceparent: parent, tracestate })).tracestate;
  };
  it("is dropped as a whole when malformed or too long", () => {
    expect(read("a=1, ,b=2")).toBe("a=1,b=2");
    expect(read("A=1")).toBeUndefined();
    expect(read("a=1,b=2,a=3")).toBe("a=1,b=2");
    expect(read(Array.from({ length: 33 }, (_, index) => `k${index}=1`).join(","))).toBeUndefined();
    expect(read("tenant@vendor=x")).toBe("tenant@vendor=x");
  });

  it("is OpenTelemetry's immutable list", () => {
    const spans = record();
    withContext(extractContext({ traceparent: parent, tracestate: "a=1,b=2" }), () =>
      getTracer().withSpan("s", () => {}),
    );
    const list = named(spans, "s").spanContext().traceState;
    expect(list?.set("c", "3").serialize()).toBe("c=3,a=1,b=2");
    expect(list?.unset("a").serialize()).toBe("b=2");
    expect(list?.set("BAD", "3").serialize()).toBe("a=1,b=2");
    expect(list?.get("b")).toBe("2");
  });
});

it("never throws", () => {
  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error("get");
      },
      ownKeys() {
        throw new Error("keys");
      },
    },
  );
  const context = extractContext({ traceparent: parent });
  for (const carrier of [null, undefined, Object.freeze({}), hostile, 5 as never]) {
    expect(() => injectContext(carrier as object, context)).not.toThrow();
    expect(() => extractContext(carrier as object)).not.toThrow();
  }
});

it("gives contexts that work with the OpenTelemetry API", () => {
  const context = extractContext({ traceparent: parent, baggage: "k=v" });
  expect(propagation.getBaggage(context as ApiContext)?.getEntry("k")?.value).toBe("v");
  const more = propagation.setBaggage(
    context as ApiContext,
    propagation.createBaggage({ x: { value: "ü" } }),
  );
  expect(injectContext({}, more as Context)).toEqual({ traceparent: parent, baggage: "x=%C3%BC" });
  const foreign = propagation.setBaggage(ROOT_CONTEXT, propagation.createBaggage({ y: { value: "1" } }));
  expect(injectContext({}, foreign)).toEqual({ baggage: "y=1" });
});

it("begins a new trace in an empty context, whatever is current", () => {
  const spans = record();
  getTracer().withSpan("outer", () => {
    withContext(extractContext({}), () => {
      expect(getCurrentSpan()).toBeUndefined();
      getTracer().withSpan("fresh", () => {});
    });
    expect(getCurrentSpan()?.name).toBe("outer");
  });
  expect(named(spans, "fresh").parentId).toBeUndefined();
});
