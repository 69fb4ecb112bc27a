// `startSpan` and `withSpan(span, fn)`: under this tracer, a sampler of another library, OpenTelemetry's API and a bridge.
import { type Span as ApiSpan, context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { suppressTracing } from "@opentelemetry/core";
import {
  InMemorySpanExporter as OldMemory,
  BasicTracerProvider as OldProvider,
  SimpleSpanProcessor as OldSimple,
} from "opentelemetry-sdk1";
import { describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import { bridgeToSdk } from "../../runtime/bridge/bridge.js";
import { remoteSpan } from "../../runtime/context/nodes.js";
import {
  alwaysOff,
  extractContext,
  getCurrentSpan,
  getCurrentSpanId,
  getTracer,
  injectContext,
  parentBased,
  type ReadableSpan,
  type Span,
  type SpanContext,
  SpanKind,
  withContext,
} from "../../runtime/index.js";
import { state } from "../../runtime/state/state.js";
import { finder, HOMES, undoLater } from "./homes.js";
import { caught, record, site, sleep, spin } from "./recorder.js";

const tracer = getTracer();
const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const FAR: SpanContext = { traceId: TRACE_ID, spanId: "b7ad6b7169203331", traceFlags: 1, isRemote: true };
const HEADERS = { traceparent: `00-${TRACE_ID}-${FAR.spanId}-01`, baggage: "shop=7" };

const traced = (name: string) => exit(enter(site(name)));
const idOf = (span: ReadableSpan) => span.spanContext().spanId;
const parentOf = (span: ReadableSpan) => span.parentSpanContext?.spanId;
const milliseconds = ([seconds, nanoseconds]: readonly [number, number]) =>
  seconds * 1000 + nanoseconds / 1e6;

describe.each(Object.entries(HOMES))("with %s", (_, make) => {
  it("a span is a child of the current one and does not become current", () => {
    const named = finder(make());
    tracer.withSpan("outer", (outer) => {
      const span = tracer.startSpan("aside", { kind: SpanKind.CLIENT, attributes: { a: 1 } });
      expect(getCurrentSpan()).toBe(outer);
      traced("beside");
      expect(getCurrentSpan()).toBe(outer);
      span.addEvent("reached").end();
    });
    expect(parentOf(named("aside"))).toBe(idOf(named("outer")));
    expect(parentOf(named("beside"))).toBe(idOf(named("outer")));
    expect(named("aside")).toMatchObject({ kind: 2, attributes: { a: 1 }, status: { code: 0 } });
    expect(named("aside").events).toHaveLength(1);
    expect(getCurrentSpan()).toBeUndefined();
  });

  it("it begins when it is said to, and ends so", () => {
    const named = finder(make());
    const wall = Date.now() - 5000;
    const monotonic = performance.now();
    spin(3);
    tracer.startSpan("date", { startTime: new Date(wall) }).end(wall + 1500);
    tracer.startSpan("number", { startTime: wall }).end();
    tracer.startSpan("pair", { startTime: [Math.floor(wall / 1000), 500_000_000] }).end();
    tracer.startSpan("reading", { startTime: monotonic }).end();
    tracer.withSpan("inside", { startTime: wall }, () => {});
    expect(milliseconds(named("date").startTime)).toBeCloseTo(wall, 1);
    expect(milliseconds(named("date").duration)).toBeCloseTo(1500, 1);
    for (const name of ["number", "inside"]) {
      expect(milliseconds(named(name).startTime)).toBeCloseTo(wall, 1);
      expect(milliseconds(named(name).duration)).toBeGreaterThan(4900);
    }
    expect(named("pair").startTime).toEqual([Math.floor(wall / 1000), 500_000_000]);
    expect(milliseconds(named("reading").duration)).toBeGreaterThanOrEqual(2.9);
  });

  it("its parent is who is said to be: a span, a span context or a context", () => {
    const named = finder(make());
    const parent = tracer.startSpan("parent");
    tracer.withSpan("elsewhere", (elsewhere) => {
      tracer.startSpan("by span", { parent }).end();
      tracer.startSpan("by span context", { parent: parent.spanContext() }).end();
      tracer.startSpan("by far span context", { parent: FAR }).end();
      tracer.startSpan("by context", { parent: extractContext(HEADERS) }).end();
      tracer.startSpan("by nothing", { parent: undefined }).end();
      tracer.withSpan("run", { parent }, (run) => {
        expect(getCurrentSpan()).toBe(run);
        traced("below run");
      });
      expect(getCurrentSpan()).toBe(elsewhere);
      {
        using made = tracer.createSpan("created", { parent });
        expect(getCurrentSpan()).toBe(made);
        traced("below created");
      }
      expect(getCurrentSpan()).toBe(elsewhere);
    });
    parent.end();
    tracer.startSpan("late", { parent }).end();
    for (const name of ["by span", "by span context", "run", "created", "late"]) {
      expect([name, parentOf(named(name))]).toEqual([name, parent.spanId]);
      expect(named(name).spanContext().traceId).toBe(parent.traceId);
    }
    for (const name of ["by far span context", "by context"]) {
      expect(named(name).parentSpanContext).toMatchObject({ ...FAR });
    }
    expect(parentOf(named("by nothing"))).toBe(idOf(named("elsewhere")));
    expect(parentOf(named("below run"))).toBe(idOf(named("run")));
    expect(parentOf(named("below created"))).toBe(idOf(named("created")));
  });

  it("a root is linked to the parent that is given", () => {
    const named = finder(make());
    tracer.startSpan("root", { root: true, parent: FAR }).end();
    expect(parentOf(named("root"))).toBeUndefined();
    expect(named("root").spanContext().traceId).not.toBe(TRACE_ID);
    expect(named("root").links).toMatchObject([{ context: { traceId: TRACE_ID } }]);
  });

  it("a span of createSpan that has ended is a parent like any other", () => {
    const named = finder(make());
    const parent = tracer.createSpan("created");
    parent.end();
    tracer.startSpan("child", { parent }).end();
    tracer.withSpan(parent, () => traced("inside"));
    expect([parentOf(named("child")), parentOf(named("inside"))]).toEqual([parent.spanId, parent.spanId]);
  });

  it("what runs in a span is below it, also later; the span goes on", async () => {
    const named = finder(make());
    const span = tracer.startSpan("job");
    const promise = tracer.withSpan("outer", (outer) => {
      const given = tracer.withSpan(span, async (inside) => {
        expect(inside).toBe(span);
        expect(getCurrentSpan()).toBe(span);
        expect(getCurrentSpanId()).toBe(span.spanId);
        expect(trace.getActiveSpan()?.spanContext().spanId ?? span.spanId).toBe(span.spanId);
        traced("first");
        await sleep(1);
        expect(getCurrentSpanId()).toBe(span.spanId);
        tracer.withSpan("second", () => traced("third"));
        getCurrentSpan()?.setAttribute("seen", true);
        return 7;
      });
      expect(getCurrentSpan()).toBe(outer);
      return given;
    });
    expect(await promise).toBe(7);
    expect(span.isRecording()).toBe(true);
    tracer.withSpan(span, () => tracer.withSpan(span, () => traced("again")));
    span.setStatus("error", "late").end();
    for (const name of ["first", "second", "again"]) expect(parentOf(named(name))).toBe(span.spanId);
    expect(parentOf(named("third"))).toBe(idOf(named("second")));
    expect(named("job")).toMatchObject({ attributes: { seen: true }, status: { code: 2, message: "late" } });
    expect(parentOf(named("job"))).toBeUndefined();
  });

  it("what is returned and thrown goes through, and is not recorded", () => {
    const named = finder(make());
    const span = tracer.startSpan("job");
    const promise = Promise.resolve(1);
    expect(tracer.withSpan(span, () => promise)).toBe(promise);
    const error = new Error("x");
    expect(
      caught(() =>
        tracer.withSpan(span, () => {
          throw error;
        }),
      ),
    ).toBe(error);
    expect(getCurrentSpan()).toBeUndefined();
    span.end();
    expect(named("job")).toMatchObject({ events: [], status: { code: 0 } });
  });

  it("spans of the API are parents, and something runs in them", () => {
    const named = finder(make());
    const api: ApiSpan = trace.getTracer("app").startSpan("api");
    // Without anybody behind it, the API has no spans.
    if (!api.isRecording()) return;
    tracer.startSpan("child", { parent: api }).end();
    tracer.startSpan("by context", { parent: trace.setSpan(context.active(), api) }).end();
    tracer.withSpan(api, (inside) => {
      expect(inside).toBe(api);
      traced("inside");
    });
    const ours = tracer.startSpan("ours");
    const around = trace.setSpan(context.active(), ours as unknown as ApiSpan);
    trace.getTracer("app").startSpan("api below ours", {}, around).end();
    ours.end();
    api.end();
    for (const name of ["child", "by context", "inside"])
      expect([name, parentOf(named(name))]).toEqual([name, api.spanContext().spanId]);
    expect(parentOf(named("api below ours"))).toBe(ours.spanId);
  });

  it("nothing is recorded where tracing is suppressed", () => {
    const home = make();
    const suppressed = suppressTracing(context.active());
    withContext(suppressed as never, () => tracer.startSpan("silent").end());
    tracer.startSpan("silent too", { parent: suppressed as never }).end();
    expect(home.finished()).toEqual([]);
  });
});

describe("baggage", () => {
  const write = () => injectContext({} as Record<string, string>).baggage;

  it("comes with a context that is the parent, and stays the current one for a span", () => {
    record();
    const span = tracer.startSpan("job", { parent: extractContext(HEADERS) });
    expect(tracer.withSpan(span, write)).toBeUndefined();
    expect(tracer.withSpan("run", { parent: extractContext(HEADERS) }, write)).toBe("shop=7");
    withContext(extractContext({ baggage: "user=3" }), () => {
      expect(tracer.withSpan(span, write)).toBe("user=3");
      expect(tracer.withSpan("run", { parent: span }, write)).toBe("user=3");
    });
  });
});

describe("where nothing is recorded", () => {
  it("tracing is off: a span without ids, which changes nothing for what runs in it", () => {
    const span = tracer.startSpan("off", { startTime: 1, parent: undefined });
    expect([span.isRecording(), span.traceId]).toEqual([false, "0".repeat(32)]);
    span.setAttribute("a", 1).end();
    const spans = record();
    tracer.withSpan("outer", (outer) => {
      expect(tracer.withSpan(span, () => getCurrentSpan())).toBe(outer);
      expect(tracer.withSpan(span, (inside) => inside)).toBe(span);
    });
    tracer.startSpan("child of nothing", { parent: span }).end();
    expect(spans.getFinishedSpans().map((each) => each.parentSpanContext)).toEqual([undefined, undefined]);
  });

  it("tracing is off: the parent's ids go through as they came", () => {
    const span = tracer.startSpan("off", { parent: extractContext(HEADERS) });
    expect([span.isRecording(), span.spanContext()]).toEqual([
      false,
      expect.objectContaining({ traceId: TRACE_ID, spanId: FAR.spanId, traceFlags: 1 }),
    ]);
    expect(tracer.withSpan(span, () => injectContext({}))).toEqual({ traceparent: HEADERS.traceparent });
  });

  it("the trace is not sampled: ids go on, nothing below is recorded", () => {
    const spans = record();
    tracer.setSampler(parentBased(alwaysOff));
    const root = tracer.startSpan("root");
    const child = tracer.startSpan("child", { parent: root, startTime: 1 });
    expect([root.isRecording(), child.isRecording(), child.traceId]).toEqual([false, false, root.traceId]);
    tracer.withSpan(child, () => {
      traced("inside");
      expect(injectContext({} as Record<string, string>).traceparent).toMatch(
        new RegExp(`^00-${root.traceId}-[0-9a-f]{16}-0[02]$`),
      );
    });
    const created = tracer.createSpan("created", { parent: root });
    created.end();
    tracer.startSpan("below it", { parent: created }).end();
    expect(spans.getFinishedSpans()).toEqual([]);
  });

  it("a remote parent is not sampled", () => {
    const spans = record();
    const span = tracer.startSpan("child", { parent: { ...FAR, traceFlags: 0 } });
    expect([span.isRecording(), span.traceId]).toEqual([false, TRACE_ID]);
    span.end();
    expect(spans.getFinishedSpans()).toEqual([]);
  });
});

describe("what is no parent", () => {
  it.each([7, "abc", {}, { traceId: "xyz", spanId: "1" }])(
    "%j is said, and the current span is",
    (parent) => {
      const spans = record();
      const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
      tracer.withSpan("outer", (outer) => {
        const span = tracer.startSpan("child", { parent: parent as never });
        expect(span.parentId).toBe(outer.spanId);
        span.end();
      });
      written.mockRestore();
      expect(spans.getFinishedSpans()).toHaveLength(2);
    },
  );

  it("a span whose ids nobody can read is none", () => {
    const spans = record();
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const hostile = {
      spanContext: () => {
        throw new Error("no");
      },
    };
    expect(() => tracer.startSpan("child", { parent: hostile }).end()).not.toThrow();
    expect(tracer.withSpan(hostile, () => 7)).toBe(7);
    written.mockRestore();
    expect(spans.getFinishedSpans().length).toBeLessThan(2);
  });
});

it("processors hear of the begin that was given, of the parent's context, and of what the span begins with", () => {
  const heard: unknown[] = [];
  const processor = {
    onStart: (span: Span, around: { getValue(key: symbol): unknown }) => {
      const { attributes, links, startTime: begin } = span;
      const parentId = trace.getSpanContext(around as never)?.spanId;
      heard.push([milliseconds(begin), parentId, { ...attributes }, links.length]);
    },
    onEnd: () => {},
  };
  tracer.addProcessor({ ...processor, forceFlush: async () => {}, shutdown: async () => {} } as never);
  const startTime = Date.now() - 10_000;
  const said = { attributes: { a: 1 }, links: [{ context: FAR }] };
  tracer.startSpan("job", { startTime, parent: FAR, ...said }).end();
  tracer.withSpan("outer", () => tracer.withSpan("inner", said, () => {}));
  expect(heard).toEqual([
    [expect.closeTo(startTime, 1), FAR.spanId, { a: 1 }, 1],
    [expect.any(Number), undefined, {}, 0],
    [expect.any(Number), expect.any(String), { a: 1 }, 1],
  ]);
});

it("a status of the SDK's own is not covered by a span that ends without one", () => {
  const memory = new OldMemory();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(new OldProvider({ spanProcessors: [new OldSimple(memory)] }));
  undoLater(bridgeToSdk());
  const span = tracer.startSpan("job");
  tracer.withSpan(span, () => trace.getActiveSpan()?.setStatus({ code: 2, message: "seen by the API" }));
  span.end();
  expect(memory.getFinishedSpans()[0]?.status).toEqual({ code: 2, message: "seen by the API" });
});

it("a stand-in of another process is a span to run in", () => {
  const spans = record();
  tracer.withSpan(remoteSpan(FAR), () => traced("inside"));
  expect(spans.getFinishedSpans()[0]?.parentSpanContext?.spanId).toBe(FAR.spanId);
  expect(state.storage.getStore()).toBeUndefined();
});
