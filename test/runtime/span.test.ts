// The span: its data, its limits, and that OpenTelemetry takes it for one of its own.
import type { Span as ApiSpan } from "@opentelemetry/api";
import {
  ConsoleSpanExporter,
  InMemorySpanExporter as OtelMemory,
  type ReadableSpan as OtelReadableSpan,
  SimpleSpanProcessor as OtelSimple,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { trace } from "../../runtime/api/wrap.js";
import { withContext } from "../../runtime/context/nodes.js";
import type { SpanProcessor } from "../../runtime/model/processor.js";
import type { Link, Span } from "../../runtime/model/span.js";
import { named, names, record, site } from "./recorder.js";

it("is an OpenTelemetry API span and an SDK ReadableSpan to the compiler", () => {
  const asApi = (span: Span): ApiSpan => span;
  const asReadable = (span: Span): OtelReadableSpan => span;
  const asProcessor = (processor: OtelSimple): SpanProcessor => processor;
  expect([asApi, asReadable, asProcessor]).toHaveLength(3);
});

it("goes through processors and exporters of the OpenTelemetry SDK", () => {
  const memory = new OtelMemory();
  const dir = vi.spyOn(console, "dir").mockImplementation(() => {});
  getTracer().addProcessor(new OtelSimple(memory));
  getTracer().addProcessor(new OtelSimple(new ConsoleSpanExporter()));
  getTracer().withSpan("outer", { kind: 1 }, () =>
    getTracer().withSpan("inner", (span) => span.addEvent("hit")),
  );
  return vi.waitFor(() => {
    const [inner, outer] = memory.getFinishedSpans();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(outer).toMatchObject({ name: "outer", kind: 1, status: { code: 1 }, ended: true });
    expect(outer?.resource.attributes["service.name"]).toBe("unknown_service:node");
    expect(dir.mock.calls[0]?.[0]).toMatchObject({
      name: "inner",
      instrumentationScope: { name: "uno-trace" },
    });
    dir.mockRestore();
  });
});

it("has one attributes object, writable in place", () => {
  const spans = record();
  const span = enter(site("a"));
  const attributes = (span as Span).attributes;
  attributes["order.id"] = 7;
  span
    ?.setAttribute("more", "yes")
    .setAttributes({ list: [1, 2], object: { a: 1 } as never, none: undefined });
  expect(span?.attributes).toBe(attributes);
  attributes.bad = { deep: true } as never;
  exit(span);
  expect(named(spans, "a").attributes).toMatchObject({
    "order.id": 7,
    more: "yes",
    list: [1, 2],
    object: '{"a":1}',
    bad: '{"deep":true}',
  });
  expect("none" in attributes).toBe(false);
});

it("ignores changes after its end", () => {
  const spans = record();
  getTracer().withSpan("a", () => {});
  const span = named(spans, "a");
  span.setAttribute("late", 1).addEvent("late").setStatus("error", "late").updateName("late");
  span.recordException(new Error("late"));
  const { endTime } = span;
  span.end();
  expect(span).toMatchObject({ name: "a", attributes: {}, events: [], status: { code: 1 }, endTime });
  expect(span.isRecording()).toBe(false);
});

it("counts what it drops for its limits", () => {
  const spans = record();
  getTracer().withSpan("a", (span) => {
    for (let index = 0; index < 130; index++) {
      span.setAttribute(`k${index}`, index).addEvent(`e${index}`).addLink({ context: span.spanContext() });
    }
  });
  getTracer().withSpan("direct", (span) => {
    for (let index = 0; index < 130; index++) span.attributes[`k${index}`] = index;
  });
  const span = named(spans, "a");
  expect(Object.keys(span.attributes)).toHaveLength(128);
  expect([span.droppedAttributesCount, span.droppedEventsCount, span.droppedLinksCount]).toEqual([2, 2, 2]);
  expect(span.events[0]?.name).toBe("e2");
  expect(named(spans, "direct").droppedAttributesCount).toBe(2);
});

it("has times as OpenTelemetry has them", () => {
  const spans = record();
  const before = Date.now();
  const span = getTracer().createSpan("a");
  const after = Date.now();
  span.end(new Date(before + 2000));
  span[Symbol.dispose]();
  const done = named(spans, "a");
  const started = done.startTime[0] * 1000 + done.startTime[1] / 1e6;
  const lasted = done.duration[0] * 1000 + done.duration[1] / 1e6;
  expect(started).toBeGreaterThan(before - 100);
  expect(started).toBeLessThan(after + 100);
  expect(started + lasted).toBeCloseTo(before + 2000, -1);
});

it("takes a status as words or as OpenTelemetry's object; a message goes with errors only", () => {
  record();
  using span = getTracer().createSpan("a");
  expect(span.setStatus({ code: 2, message: "m" }).status).toEqual({ code: 2, message: "m" });
  expect(span.setStatus("ok", "ignored").status).toEqual({ code: 1 });
  expect(span.setStatus("error").status).toEqual({ code: 1 });
});

it("does not retain its past in a loop that re-arms itself", async () => {
  const spans = record();
  const step = (left: number): Promise<void> =>
    new Promise((resolve) => {
      const span = enter(site(`step${left}`));
      setTimeout(() => resolve(left > 0 ? step(left - 1) : undefined), 0);
      exit(span);
    });
  await step(5);
  for (const span of spans.getFinishedSpans()) {
    expect((span as unknown as { parent: unknown; previous: unknown }).parent).toBeUndefined();
    expect((span as unknown as { previous: unknown }).previous).toBeUndefined();
  }
  expect(named(spans, "step4").parentId).toBe(named(spans, "step5").spanId);
});

describe("never throws at a program that hands it", () => {
  const bad = (): never => {
    throw new Error("hostile");
  };
  const getter = {
    before: 1,
    get middle() {
      return bad();
    },
    after: 2,
  };
  const kept = { before: 1, after: 2 };
  const text = { toString: bad } as unknown as string;
  const nothing = undefined as never;

  it("attributes, events, links, status and names that are none", () => {
    const spans = record();
    getTracer().withSpan("a", (span) => {
      span
        .setAttributes(getter)
        .setAttributes(null as never)
        .setAttribute(text, 1);
      span.setAttribute("list", [{ toString: bad }] as never);
      span
        .addEvent("one", getter)
        .addEvent("two", {}, {} as never)
        .addEvent("three", null as never, null as never);
      span
        .addEvent(text)
        .addLink(null as never)
        .addLink({} as never)
        .addLinks(nothing);
      span.addLinks([nothing, { context: span.spanContext() }]);
      span
        .setStatus(null as never)
        .setStatus("error", text)
        .updateName(text);
      span.recordException(text, {} as never);
      Object.defineProperty(span.attributes, "own", { get: bad, enumerable: true, configurable: true });
    });
    const span = named(spans, "a");
    expect(span.attributes).toMatchObject(kept);
    expect(span.events.map((event) => event.name)).toEqual(["one", "two", "three", "exception"]);
    expect(span.events[0]?.attributes).toEqual(kept);
    expect(span.links).toHaveLength(1);
    expect(span.status).toEqual({ code: 2 });
  });

  it("no options, or options that throw", () => {
    const spans = record();
    const tracer = getTracer();
    expect(tracer.withSpan("a", undefined, () => 1)).toBe(1);
    expect(tracer.withSpan("b", null as never, () => 2)).toBe(2);
    tracer.createSpan("c", null as never)[Symbol.dispose]();
    tracer.createSpan("d", nothing)[Symbol.dispose]();
    const options = Object.defineProperty({}, "attributes", { get: bad });
    expect(tracer.withSpan("e", options, () => 3)).toBe(3);
    expect(tracer.withSpan("f", Object.defineProperty({}, "kind", { get: bad }), () => 4)).toBe(4);
    expect(tracer.withSpan(text, () => 5)).toBe(5);
    expect(tracer.withSpan("g", { attributes: getter }, () => 6)).toBe(6);
    expect(names(spans)).toEqual(["a", "b", "c", "d", "e", "g"]);
    expect(named(spans, "g").attributes).toEqual(kept);
  });

  it("a list of links that cannot be read", () => {
    const { proxy, revoke } = Proxy.revocable<Link[]>([], {});
    revoke();
    record();
    getTracer().withSpan("a", (span) => expect(span.addLinks(proxy)).toBe(span));
  });

  it.each([200, -1, Number.NaN, "client", null, {}])("the kind %j", async (kind) => {
    const spans = record();
    getTracer().withSpan("a", { kind: kind as never }, () => {});
    trace({ name: "b", kind: kind as never }, () => {})();
    expect([named(spans, "a").kind, named(spans, "b").kind]).toEqual([0, 0]);
  });

  it.each([5, null, {}, Symbol("a")])("what is no context: %o", (context) => {
    expect(withContext(context as never, () => 7)).toBe(7);
  });

  it("the same while tracing is off", () => {
    expect(getTracer().withSpan("a", undefined, () => 1)).toBe(1);
    expect(
      getTracer()
        .createSpan("a", null as never)
        .isRecording(),
    ).toBe(false);
  });
});
