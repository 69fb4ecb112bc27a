// The bridge in this process: an SDK of OpenTelemetry's registered with the API, and traced code below it.
import { type Span as ApiSpan, context, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { suppressTracing } from "@opentelemetry/core";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  type Sampler,
  SimpleSpanProcessor,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  enter,
  enterGenerator,
  exit,
  fail,
  resume,
  returned,
  suspend,
  yields,
} from "../../runtime/abi/instrument.js";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { bridgeToSdk, bridgeWhenProvided, type StopBridge } from "../../runtime/bridge/bridge.js";
import { getCurrentSpan, getCurrentTraceId, withContext } from "../../runtime/context/nodes.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { state } from "../../runtime/state/state.js";
import { caught, named as ownNamed, record, site, sleep } from "./recorder.js";

const NO_MANAGER = "no manager";
let finished: InMemorySpanExporter;
let stop: StopBridge = () => {};
const ownStorage = state.storage;

function register(
  more: { sampler?: Sampler; spanProcessors?: SpanProcessor[]; manager?: unknown } = {},
): void {
  finished = new InMemorySpanExporter();
  const spanProcessors = [...(more.spanProcessors ?? []), new SimpleSpanProcessor(finished)];
  const provider = new BasicTracerProvider({ ...more, spanProcessors });
  if (more.manager !== NO_MANAGER)
    context.setGlobalContextManager((more.manager ?? new AsyncLocalStorageContextManager()) as never);
  trace.setGlobalTracerProvider(provider);
}

beforeEach(() => {
  context.disable();
  trace.disable();
});

afterEach(() => {
  stop();
  stop = () => {};
  context.disable();
  trace.disable();
});

const active = () => (trace.getActiveSpan() as unknown as ReadableSpan | undefined)?.name;
const app = () => trace.getTracer("app");

function named(name: string): ReadableSpan {
  const found = finished.getFinishedSpans().find((span) => span.name === name);
  if (!found) throw new Error(`no span ${name}`);
  return found;
}

const parentOf = (name: string) => named(name).parentSpanContext?.spanId;
const idOf = (name: string) => named(name).spanContext().spanId;

function call<T>(name: string, body: () => T, more = {}): T {
  const span = enter(site(name, more));
  try {
    return returned(span, body());
  } catch (error) {
    throw fail(span, error);
  } finally {
    exit(span);
  }
}

async function callAsync<T>(name: string, body: () => Promise<T>): Promise<T> {
  const span = enter(site(name));
  try {
    return resume(span, await suspend(span, body()));
  } finally {
    exit(span);
  }
}

describe("where spans go", () => {
  beforeEach(() => {
    register();
    stop = bridgeToSdk();
  });

  it("makes spans of the SDK, named as the library's", () => {
    call("load", () => expect(active()).toBe("load"), { kind: 2, attributes: { team: "a" } });
    expect(active()).toBeUndefined();
    expect(named("load")).toMatchObject({
      kind: 2,
      status: { code: 1 },
      instrumentationScope: { name: "uno-trace", version: "0.1.0" },
      attributes: { "code.function.name": "load", "code.line.number": 12, team: "a" },
    });
  });

  it("nests in foreign spans, and they nest in it", async () => {
    await app().startActiveSpan("request", async (request) => {
      await callAsync("handle", async () => {
        await app().startActiveSpan("query", async (query) => {
          await sleep(1);
          call("map rows", () => {});
          query.end();
        });
        expect(active()).toBe("handle");
      });
      expect(active()).toBe("request");
      request.end();
    });
    expect([parentOf("handle"), parentOf("query"), parentOf("map rows")]).toEqual([
      idOf("request"),
      idOf("handle"),
      idOf("query"),
    ]);
  });

  it("goes on in its own context, and its consumer in that one's", () => {
    const site1 = site("numbers");
    const seen: unknown[] = [];
    function* numbers(): Generator<number> {
      const span = enterGenerator(site1);
      try {
        seen.push(active());
        resume(span, yield yields(span, 1));
        seen.push(active());
      } finally {
        exit(span);
      }
    }
    const items = numbers();
    app().startActiveSpan("one", (span) => {
      items.next();
      seen.push(active());
      span.end();
    });
    app().startActiveSpan("two", (span) => {
      items.next();
      seen.push(active());
      span.end();
    });
    expect(seen).toEqual(["numbers", "one", "numbers", "two"]);
    expect(active()).toBeUndefined();
    expect(parentOf("numbers")).toBe(idOf("one"));
  });

  it("keeps other values of the context, and baggage", () => {
    const key = Symbol("tenant");
    const around = propagation.setBaggage(
      context.active().setValue(key, "acme"),
      propagation.createBaggage({ user: { value: "7" } }),
    );
    context.with(around, () =>
      call("inside", () => {
        expect(context.active().getValue(key)).toBe("acme");
        expect(propagation.getActiveBaggage()?.getEntry("user")?.value).toBe("7");
        expect(injectContext({})).toMatchObject({ baggage: "user=7" });
      }),
    );
  });

  it("starts below a context that came in headers", () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    withContext(extractContext({ traceparent, baggage: "a=1" }), () => {
      expect(getCurrentTraceId()).toBe("0af7651916cd43dd8448eb211c80319c");
      call("server", () => {
        expect(injectContext({})).toMatchObject({
          traceparent: `00-0af7651916cd43dd8448eb211c80319c-${getCurrentSpan()?.spanId}-01`,
          baggage: "a=1",
        });
        expect(propagation.getActiveBaggage()?.getEntry("a")?.value).toBe("1");
      });
    });
    expect(active()).toBeUndefined();
    expect(named("server").parentSpanContext).toMatchObject({ spanId: "b7ad6b7169203331", isRemote: true });
  });

  it("links a new trace to its caller", () => {
    call("outer", () => call("aside", () => {}, { root: true }));
    expect(parentOf("aside")).toBeUndefined();
    expect(named("aside").spanContext().traceId).not.toBe(named("outer").spanContext().traceId);
    expect(named("aside").links[0]?.context.spanId).toBe(idOf("outer"));
  });

  it("ends with the promise that is returned, as it is told", async () => {
    const slow = call("slow", () => sleep(20));
    expect(active()).toBeUndefined();
    expect(finished.getFinishedSpans()).toEqual([]);
    await slow;
    expect(named("slow").duration[1]).toBeGreaterThan(15e6);
  });

  it("is silent where the SDK is told to be, and tells it so", async () => {
    context.with(suppressTracing(context.active()), () => call("suppressed", () => {}));
    expect(finished.getFinishedSpans()).toEqual([]);
  });
});

describe("what a span has", () => {
  beforeEach(() => {
    register();
    stop = bridgeToSdk();
  });

  it("status and exception of what was thrown, whatever it is", () => {
    const error = new RangeError("too far");
    expect(
      caught(() =>
        call("fails", () => {
          throw error;
        }),
      ),
    ).toBe(error);
    expect(
      caught(() =>
        call("odd", () => {
          throw null;
        }),
      ),
    ).toBe(null);
    expect(named("fails")).toMatchObject({
      status: { code: 2, message: "too far" },
      events: [
        {
          name: "exception",
          attributes: { "exception.type": "RangeError", "exception.message": "too far" },
        },
      ],
    });
    expect(named("fails").events[0]?.attributes?.["exception.stacktrace"]).toContain("RangeError: too far");
    expect(named("odd").status).toEqual({ code: 2, message: "null" });
  });

  it("sets no status where the SDK does not show what the program has set, except of errors", () => {
    stop();
    const hide = <T extends object>(span: T): T =>
      new Proxy(span, {
        get(target, key) {
          const value: unknown = key === "status" || key === "_status" ? undefined : Reflect.get(target, key);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(finished)] });
    const tracer = provider.getTracer("hidden");
    trace.disable();
    trace.setGlobalTracerProvider({
      getTracer: () => ({
        startSpan: (...values: Parameters<typeof tracer.startSpan>) => hide(tracer.startSpan(...values)),
        startActiveSpan: (name: string, options: object, fn: (span: ApiSpan) => unknown) =>
          tracer.startActiveSpan(name, options, (span) => fn(hide(span))),
      }),
    } as never);
    stop = bridgeToSdk();
    call("returns", () => {});
    call("soft", () => {
      const current = getCurrentSpan() as unknown as { foreign: ApiSpan };
      current.foreign.setStatus({ code: 2, message: "soft" });
    });
    caught(() =>
      call("throws", () => {
        throw new Error("hard");
      }),
    );
    expect(named("returns").status).toEqual({ code: 0 });
    expect(named("soft").status).toEqual({ code: 2, message: "soft" });
    expect(named("throws").status).toEqual({ code: 2, message: "hard" });
  });

  it("writes what stands in `span.attributes` once more at the end, over what the API was given", () => {
    call("in place", () => {
      const span = getCurrentSpan();
      if (span) span.attributes["order.id"] = 7;
      trace.getActiveSpan()?.setAttributes({ "order.id": 8, other: 1 });
    });
    call("by method", () => {
      getCurrentSpan()?.setAttribute("order.id", 7);
      trace.getActiveSpan()?.setAttributes({ "order.id": 8, other: 1 });
    });
    expect(named("in place").attributes).toMatchObject({ "order.id": 7, other: 1 });
    expect(named("by method").attributes).toMatchObject({ "order.id": 8, other: 1 });
  });

  it("keeps a status that the program set, through either API", () => {
    call("ours", () => getCurrentSpan()?.setStatus("error", "soft"));
    call("theirs", () => trace.getActiveSpan()?.setStatus({ code: 2, message: "soft" }));
    expect(named("ours").status).toEqual({ code: 2, message: "soft" });
    expect(named("theirs").status).toEqual({ code: 2, message: "soft" });
  });

  it("what the program writes, at once", () => {
    call("busy", () => {
      const span = getCurrentSpan();
      const other = trace.getActiveSpan() as unknown as ReadableSpan;
      span
        ?.setAttribute("a", 1)
        .setAttributes({ b: [1, 2] })
        .updateName("renamed");
      expect([other.attributes.a, other.attributes.b, other.name]).toEqual([1, [1, 2], "renamed"]);
      span?.addEvent("timed", { x: 1 }, [1_700_000_000, 5]).addEvent("now");
      span?.addLink({ context: (other as unknown as ApiSpan).spanContext(), attributes: { why: "test" } });
      span?.recordException(new Error("noted"));
      expect(other.events.map(({ name }) => name)).toEqual(["timed", "now", "exception"]);
      if (span) span.attributes["in.place"] = true;
    });
    const span = named("renamed");
    expect(span.attributes).toMatchObject({ a: 1, b: [1, 2], "in.place": true });
    expect(span.events[0]).toMatchObject({ time: [1_700_000_000, 5], attributes: { x: 1 } });
    expect(span.links[0]).toMatchObject({ attributes: { why: "test" } });
    expect(span.status).toEqual({ code: 1 });
  });

  it("the identity that the SDK gave it", () => {
    call("mine", () => {
      const identity = trace.getActiveSpan()?.spanContext();
      const span = getCurrentSpan();
      expect(span?.spanContext()).toEqual(identity);
      expect([span?.traceId, span?.spanId, span?.parentId]).toEqual([
        identity?.traceId,
        identity?.spanId,
        undefined,
      ]);
    });
  });

  it("by hand, and with an end of its own", () => {
    getTracer().withSpan("outer", { kind: 3 }, (outer) => {
      const span = getTracer().createSpan("inner", { attributes: { a: 1 } });
      expect(active()).toBe("inner");
      span.end([2_000_000_000, 0]);
      span[Symbol.dispose]();
      expect(active()).toBe("outer");
      expect(outer.isRecording()).toBe(true);
    });
    expect(named("inner").endTime).toEqual([2_000_000_000, 0]);
    expect(parentOf("inner")).toBe(idOf("outer"));
  });

  it("of the SDK's own: the current one is that span", () => {
    app().startActiveSpan("theirs", (span) => {
      const current = getCurrentSpan();
      expect(current?.name).toBe("theirs");
      current?.setAttribute("a", 1).setStatus("error", "bad");
      expect(current?.attributes.a).toBe(1);
      span.end();
      expect(current?.isRecording()).toBe(false);
    });
    expect(named("theirs")).toMatchObject({ attributes: { a: 1 }, status: { code: 2, message: "bad" } });
    expect(getCurrentSpan()).toBeUndefined();
  });
});

describe("sampling", () => {
  it("is the SDK's: nothing is recorded, the context is there", () => {
    register({ sampler: new AlwaysOffSampler() });
    stop = bridgeToSdk();
    call("outer", () => {
      expect(getCurrentSpan()?.isRecording()).toBe(false);
      expect(getCurrentSpan()?.setAttribute("a", 1).spanId).toBe(trace.getActiveSpan()?.spanContext().spanId);
      call("inner", () => expect(injectContext({})).toMatchObject({ traceparent: /-00$/ }));
    });
    expect(active()).toBeUndefined();
  });

  it("runs traced code of a sampler or processor untraced", () => {
    const onStart = () => call("in processor", () => {});
    const processor = { onStart, onEnd: onStart, forceFlush: async () => {}, shutdown: async () => {} };
    register({ spanProcessors: [processor] });
    stop = bridgeToSdk();
    call("once", () => {});
    expect(finished.getFinishedSpans().map(({ name }) => name)).toEqual(["once"]);
  });
});

describe("managers", () => {
  it("without one, traced functions nest among themselves", async () => {
    register({ manager: NO_MANAGER });
    stop = bridgeToSdk();
    await callAsync("outer", async () => {
      await sleep(1);
      call("inner", () => {});
    });
    withContext(extractContext({ traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` }), () =>
      call("server", () => call("below", () => {})),
    );
    expect(parentOf("inner")).toBe(idOf("outer"));
    expect(parentOf("server")).toBe("b".repeat(16));
    expect(parentOf("below")).toBe(idOf("server"));
    expect(getCurrentSpan()).toBeUndefined();
  });

  it("with one that cannot be entered, they nest in its spans too", () => {
    let current = ROOT_CONTEXT;
    const manager = {
      active: () => current,
      with(
        inside: typeof current,
        fn: (...values: unknown[]) => unknown,
        self: unknown,
        ...values: unknown[]
      ) {
        const before = current;
        current = inside;
        try {
          return fn.apply(self, values);
        } finally {
          current = before;
        }
      },
      bind: (_: unknown, target: unknown) => target,
      enable: () => manager,
      disable: () => manager,
    };
    register({ manager });
    stop = bridgeToSdk();
    call("outer", () => {
      app().startActiveSpan("foreign", (span) => {
        call("inside", () => call("deeper", () => {}));
        span.end();
      });
      call("beside", () => {});
    });
    expect(parentOf("inside")).toBe(idOf("foreign"));
    expect(parentOf("deeper")).toBe(idOf("inside"));
    expect(parentOf("beside")).toBe(idOf("outer"));
    expect(getCurrentSpan()).toBeUndefined();
  });

  it("replaced by another while the program runs", () => {
    register();
    stop = bridgeToSdk();
    call("first", () => {});
    context.disable();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    call("second", () => call("third", () => expect(active()).toBe("third")));
    expect(parentOf("third")).toBe(idOf("second"));
  });

  it("makes nothing once the provider is taken away, and something with the next", () => {
    register();
    stop = bridgeToSdk();
    trace.disable();
    call("nowhere", () => expect(getCurrentSpan()).toBeUndefined());
    register({ manager: NO_MANAGER });
    call("again", () => {});
    expect(finished.getFinishedSpans().map(({ name }) => name)).toEqual(["again"]);
  });
});

describe("by itself", () => {
  // As the runtime does when it is loaded.
  beforeEach(bridgeWhenProvided);

  it("as a provider is registered, until something of ours is set up", async () => {
    register();
    call("theirs", () => {});
    expect(named("theirs")).toBeDefined();
    const own = record();
    expect(state.storage).toBe(ownStorage);
    call("ours", () => {});
    expect(ownNamed(own, "ours").status).toEqual({ code: 1 });
    expect(finished.getFinishedSpans()).toHaveLength(1);
  });

  it("goes both ways where that happens inside", async () => {
    register();
    let monitoring: ReturnType<typeof setupMonitoring> | undefined;
    call("theirs", () => {
      monitoring = setupMonitoring({ exporter: "none" });
      call("inside", () => {});
    });
    expect(parentOf("inside")).toBe(idOf("theirs"));
    await monitoring?.shutdown();
    stop = () => state.bridge?.close();
  });

  it("not beside what is set up already", () => {
    const own = record();
    register();
    call("ours", () => {});
    expect(ownNamed(own, "ours")).toBeDefined();
    expect(finished.getFinishedSpans()).toEqual([]);
  });

  it("not for this library's own provider, registered before anything is set up", () => {
    const registration = registerTracerProvider();
    expect(state.bridge).toBeUndefined();
    bridgeToSdk()();
    const own = record();
    call("ours", () => expect(trace.getActiveSpan()).toBe(getCurrentSpan()));
    expect(ownNamed(own, "ours")).toBeDefined();
    registration.disable();
  });

  it("ends where this library becomes the provider", () => {
    stop = bridgeToSdk();
    const registration = registerTracerProvider();
    expect(registration.registered).toBe(true);
    expect([state.bridge, state.storage]).toEqual([undefined, ownStorage]);
    registration.disable();
  });

  it("on demand, beside what is set up: both see the span", () => {
    const own = record();
    register();
    stop = bridgeToSdk();
    call("outer", () => call("both", () => getCurrentSpan()?.setAttribute("a", 1)));
    expect(named("both").attributes.a).toBe(1);
    expect(ownNamed(own, "both").attributes.a).toBe(1);
    expect(ownNamed(own, "both").spanId).toBe(idOf("both"));
    expect(ownNamed(own, "both").parentId).toBe(idOf("outer"));
    stop();
    call("ours alone", () => {});
    expect(ownNamed(own, "ours alone")).toBeDefined();
    expect(finished.getFinishedSpans()).toHaveLength(2);
  });
});

it("leaves the status of the SDK's span unset where the error is expected", () => {
  register();
  stop = bridgeToSdk();
  state.settings = { ...state.settings, expectedErrors: ["RangeError"] };
  try {
    caught(() =>
      call("bad", () => {
        throw new RangeError("too far");
      }),
    );
  } finally {
    state.settings = { ...state.settings, expectedErrors: [] };
  }
  expect(named("bad").status).toEqual({ code: 0 });
  expect(named("bad").events.map(({ name }) => name)).toEqual(["exception"]);
});

it("writes what is thrown in the form of `recordErrors`", () => {
  register();
  stop = bridgeToSdk();
  state.settings = { ...state.settings, recordErrors: "attributes" };
  const error = new RangeError("too far");
  try {
    caught(() =>
      call("bad", () => {
        throw error;
      }),
    );
  } finally {
    state.settings = { ...state.settings, recordErrors: "event" };
  }
  expect(named("bad").events).toEqual([]);
  expect(named("bad").status).toEqual({ code: 2, message: "too far" });
  expect(named("bad").attributes).toMatchObject({
    "error.type": "RangeError",
    "exception.type": "RangeError",
    "exception.message": "too far",
    "exception.stacktrace": error.stack,
  });
});
