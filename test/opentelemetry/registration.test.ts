// registerTracerProvider: who is registered, who was before, and both libraries in one trace.
import {
  context,
  createContextKey,
  ProxyTracerProvider,
  propagation,
  ROOT_CONTEXT,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { suppressTracing } from "@opentelemetry/core";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import { injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { trace as traced } from "../../runtime/api/wrap.js";
import { getCurrentSpan, untraced } from "../../runtime/context/nodes.js";
import * as entry from "../../runtime/opentelemetry/index.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { named, names, record, site } from "../runtime/recorder.js";

const api = () => trace.getTracer("library", "1.2.3");

let registration: { disable(): void } | undefined;
const register = () => {
  registration = registerTracerProvider();
  return registration;
};

afterEach(() => {
  registration?.disable();
  for (const each of [context, propagation, trace]) each.disable();
});

it("has one word for being the provider, and one for recording into another's; old words mean the same", () => {
  expect(entry.registerAsOpenTelemetry).toBe(registerTracerProvider);
  expect(entry.useOpenTelemetry).toBe(entry.bridgeToSdk);
});

describe("the registration", () => {
  it("takes effect, and is taken back", () => {
    const spans = record();
    const { disable, registered } = registerTracerProvider();
    expect(registered).toBe(true);
    api().startSpan("ours").end();
    disable();
    trace.getTracer("another").startSpan("nobody's").end();
    context.with(context.active().setValue(createContextKey("k"), 1), () => {});
    expect(names(spans)).toEqual(["ours"]);
    expect(trace.getTracerProvider()).toBeInstanceOf(ProxyTracerProvider);
    expect(propagation.fields()).toEqual([]);
  });

  it("is made once; a second one says so and changes nothing", () => {
    const spans = record();
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    register();
    const second = registerTracerProvider();
    expect(second.registered).toBe(false);
    second.disable();
    api().startSpan("still").end();
    expect(stderr.mock.calls.join()).toContain("registerTracerProvider: it was called before");
    stderr.mockRestore();
    expect(names(spans)).toEqual(["still"]);
  });

  it.each([
    ["TracerProvider", () => trace.setGlobalTracerProvider(new BasicTracerProvider())],
    ["ContextManager", () => context.setGlobalContextManager(new AsyncLocalStorageContextManager())],
  ])("is refused as a whole when another library has the %s", (name, occupy) => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    occupy();
    expect(registerTracerProvider().registered).toBe(false);
    expect(stderr.mock.calls.join()).toContain(`has a ${name} of another library`);
    stderr.mockRestore();
    expect(propagation.fields()).toEqual([]);
    for (const each of [context, trace]) each.disable();
    expect(register()).toHaveProperty("registered", true);
  });

  it("does not take away what somebody else registered since", () => {
    const stale = registerTracerProvider();
    for (const each of [context, propagation, trace]) each.disable();
    const spans = record();
    register();
    stale.disable();
    api().startSpan("kept").end();
    expect(names(spans)).toEqual(["kept"]);
  });

  it("serves tracers that were asked for before", () => {
    const early = trace.getTracer("early");
    early.startSpan("lost").end();
    const spans = record();
    register();
    early.startActiveSpan("found", (span) => span.end());
    expect(names(spans)).toEqual(["found"]);
    expect(named(spans, "found").instrumentationScope.name).toBe("early");
  });
});

describe("traced functions and spans of the API", () => {
  it("are parents of each other, in both directions and across awaits", async () => {
    const spans = record();
    register();
    const inner = traced({ name: "inner" }, async () => {
      await Promise.resolve();
      expect(trace.getActiveSpan()).toBe(getCurrentSpan());
      api().startSpan("leaf").end();
    });
    const outer = traced({ name: "outer" }, () =>
      api().startActiveSpan("library", async (span) => {
        expect(getCurrentSpan()).toBe(span);
        await inner();
        span.end();
      }),
    );
    await outer();
    expect(["leaf", "inner", "library", "outer"].map((name) => named(spans, name).parentId)).toEqual([
      named(spans, "inner").spanId,
      named(spans, "library").spanId,
      named(spans, "outer").spanId,
      undefined,
    ]);
    expect(named(spans, "library").instrumentationScope).toEqual({ name: "library", version: "1.2.3" });
    expect(named(spans, "inner").instrumentationScope.name).toBe("uno-trace");
  });

  it("hand values of the context on to each other", () => {
    record();
    register();
    const key = createContextKey("tenant");
    const seen: unknown[] = [];
    const inner = traced({ name: "inner" }, () => seen.push(context.active().getValue(key)));
    const outer = traced({ name: "outer" }, () => {
      inner();
      context.with(context.active().setValue(key, 8), inner);
      api().startActiveSpan("a", (span) => {
        inner();
        span.end();
      });
    });
    context.with(context.active().setValue(key, 7), outer);
    expect(seen).toEqual([7, 8, 7]);
  });

  it("know spans of nobody as parents", () => {
    const spans = record();
    register();
    const parent = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", traceFlags: 1 };
    const around = trace.setSpan(context.active(), trace.wrapSpanContext(parent));
    context.with(around, () => {
      getTracer().withSpan("child", () => {});
      expect(getCurrentSpan()?.spanContext()).toEqual(parent);
      expect(injectContext({})).toEqual({ traceparent: `00-${parent.traceId}-${parent.spanId}-01` });
    });
    expect(named(spans, "child").parentSpanContext).toEqual(parent);
  });

  it("are both silent where tracing is suppressed, by either library", () => {
    const spans = record();
    register();
    const fn = traced({ name: "traced" }, () => getTracer().withSpan("by hand", () => {}));
    const both = () => {
      fn();
      api().startSpan("library").end();
    };
    context.with(suppressTracing(context.active()), both);
    untraced(both);
    getTracer().withSpan("outer", () => context.with(suppressTracing(context.active()), both));
    expect(names(spans)).toEqual(["outer"]);
  });

  it("give children of the API to the next parent when `min` drops theirs, unless its id has gone out", () => {
    const spans = record();
    register();
    const short = (work: () => void) => {
      const span = enter(site("short", { min: 1000 }));
      work();
      exit(span);
    };
    getTracer().withSpan("outer", () => {
      short(() => api().startSpan("orphan").end());
      short(() => propagation.inject(context.active(), {}));
    });
    expect(names(spans)).toEqual(["orphan", "short", "outer"]);
    expect(named(spans, "orphan").parentId).toBe(named(spans, "outer").spanId);
  });

  it("survive contexts and spans of others that throw", () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const spans = record();
    register();
    const bad = {
      ...ROOT_CONTEXT,
      getValue: () => {
        throw new Error("bad context");
      },
    };
    expect(context.with(bad as never, () => 5)).toBe(5);
    getTracer().withSpan("outer", () => context.with(bad as never, () => api().startSpan("inner").end()));
    expect(stderr.mock.calls.join()).toContain("bad context");
    stderr.mockRestore();
    expect(named(spans, "inner").parentId).toBe(named(spans, "outer").spanId);
  });

  it("are not recorded by the API either while tracing is off, and what is current stays known", () => {
    register();
    const parent = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", traceFlags: 1 };
    const around = trace.setSpan(context.active(), trace.wrapSpanContext(parent));
    const span = api().startSpan("off", {}, around);
    expect([span.isRecording(), span.spanContext()]).toEqual([false, parent]);
    expect(api().startSpan("off").isRecording()).toBe(false);
  });
});
