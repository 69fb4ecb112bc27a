// Spans made by hand, processors, flush and shutdown.
import { describe, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpan, getCurrentSpanId, getCurrentTraceId } from "../../runtime/context/nodes.js";
import { SpanKind } from "../../runtime/model/span.js";
import { caught, named, names, record, sleep } from "./recorder.js";

const tracer = getTracer();

describe("withSpan", () => {
  it("takes options, is current inside, and returns the very value", () => {
    const spans = record();
    const value = {};
    const link = { context: { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1 } };
    const options = { kind: SpanKind.CLIENT, attributes: { a: 1 }, links: [link] };
    const got = tracer.withSpan("a", options, (span) => {
      expect([getCurrentSpan(), getCurrentTraceId(), getCurrentSpanId()]).toEqual([
        span,
        span.traceId,
        span.spanId,
      ]);
      return value;
    });
    expect(got).toBe(value);
    expect(named(spans, "a")).toMatchObject({
      kind: 2,
      attributes: { a: 1 },
      links: [link],
      status: { code: 1 },
    });
    expect([getCurrentSpan(), getCurrentTraceId(), getCurrentSpanId()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("ends async work when it settles, in its own context", async () => {
    const spans = record();
    // No two timers: on a busy machine both are due at once, and end in the order in which they began.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = tracer.withSpan("first", async (span) => {
      await held;
      expect(getCurrentSpan()).toBe(span);
    });
    await tracer.withSpan("second", async () => sleep(1));
    release();
    await first;
    expect(names(spans)).toEqual(["second", "first"]);
    expect(named(spans, "second").parentId).toBeUndefined();
    const error = new Error("x");
    await expect(tracer.withSpan("bad", () => Promise.reject(error))).rejects.toBe(error);
    expect(named(spans, "bad").status.code).toBe(2);
  });

  it("says what is missing", () => {
    record();
    expect(() => getTracer().withSpan("a", {}, undefined as never)).toThrow("withSpan: expected a function");
  });

  it("records what is thrown and throws the same", () => {
    const spans = record();
    expect(
      caught(() =>
        tracer.withSpan("a", () => {
          throw null;
        }),
      ),
    ).toBeNull();
    expect(named(spans, "a").status).toEqual({ code: 2, message: "null" });
  });

  it("gives a span that records nothing while off", () => {
    expect(tracer.withSpan("a", (span) => [span.isRecording(), span.traceId])).toEqual([
      false,
      "0".repeat(32),
    ]);
  });

  it("starts a new trace for root", () => {
    const spans = record();
    tracer.withSpan("a", () => tracer.withSpan("b", { root: true }, () => {}));
    expect(named(spans, "b").traceId).not.toBe(named(spans, "a").traceId);
    expect(named(spans, "b").links).toHaveLength(1);
  });
});

it("createSpan is current until it is disposed of", () => {
  const spans = record();
  {
    using outer = tracer.createSpan("outer");
    using inner = tracer.createSpan("inner", { attributes: { a: 1 } });
    expect(getCurrentSpan()).toBe(inner);
    expect(inner.parentId).toBe(outer.spanId);
  }
  expect(getCurrentSpan()).toBeUndefined();
  expect(names(spans)).toEqual(["inner", "outer"]);
  expect(named(spans, "outer").status.code).toBe(0);
});

it("shuts processors down and is off then; flushes never reject", async () => {
  const processor = {
    onEnd: vi.fn(),
    forceFlush: vi.fn(() => Promise.reject(new Error("full"))),
    shutdown: vi.fn(async () => {}),
  };
  tracer.addProcessor(processor);
  await tracer.forceFlush();
  await tracer.shutdown();
  tracer.withSpan("a", () => {});
  expect(processor.shutdown).toHaveBeenCalledOnce();
  expect(processor.onEnd).not.toHaveBeenCalled();
  expect(() => tracer.addProcessor({} as never)).toThrow(TypeError);
});

it("stays off while processors and the sampler run, even if they add a processor", () => {
  const spans = record();
  const more = { onEnd: () => {}, forceFlush: async () => {}, shutdown: async () => {} };
  const meddle = (): void => {
    tracer.addProcessor(more);
    tracer.withSpan("inside", () => {});
  };
  tracer.addProcessor({ ...more, onStart: meddle, onEnd: meddle });
  tracer.setSampler(() => {
    meddle();
    return true;
  });
  tracer.withSpan("a", () => tracer.withSpan("b", () => {}));
  expect(names(spans)).toEqual(["b", "a"]);
});
