// Spans made by hand beside another SDK: what it knows as they begin, and what comes after one that was held over an await.
import { setTimeout as sleep } from "node:timers/promises";
import { context, type Link, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../../runtime/abi/instrument.js";
import { getTracer } from "../../../runtime/api/tracer.js";
import { bridgeToSdk, type StopBridge } from "../../../runtime/bridge/bridge.js";
import { site } from "../recorder.js";

const tracer = getTracer();
const sampler = new AlwaysOnSampler();
const memory = new InMemorySpanExporter();
let stop: StopBridge = () => {};

function bridge(manager: AsyncLocalStorageContextManager | undefined): void {
  if (manager !== undefined) context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ sampler, spanProcessors: [new SimpleSpanProcessor(memory)] }),
  );
  stop = bridgeToSdk();
}

afterEach(() => {
  stop();
  memory.reset();
  context.disable();
  trace.disable();
  vi.restoreAllMocks();
});

const finished = (name: string): ReadableSpan =>
  memory.getFinishedSpans().find((span) => span.name === name) as ReadableSpan;
const parentOf = (name: string): string | undefined =>
  memory
    .getFinishedSpans()
    .find((span) => span.spanContext().spanId === finished(name).parentSpanContext?.spanId)?.name;

const link: Link = { context: { traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 } };

it("the SDK's sampler sees their attributes and links, which the span has once", () => {
  const asked = vi.spyOn(sampler, "shouldSample" as never) as unknown as ReturnType<typeof vi.fn>;
  bridge(new AsyncLocalStorageContextManager());
  const odd = { a: 1, list: ["x"], when: new Date(0) } as never;
  tracer.withSpan("job", { attributes: odd, links: [link, null as never] }, (span) => {
    expect(span.attributes).toEqual({ a: 1, list: ["x"], when: "1970-01-01T00:00:00.000Z" });
    expect(span.links).toEqual([link]);
    span.setAttribute("later", true);
  });
  const [, , name, , attributes, links] = asked.mock.calls[0] ?? [];
  expect({ name, attributes, links }).toMatchObject({
    name: "job",
    attributes: { a: 1, list: ["x"], when: "1970-01-01T00:00:00.000Z" },
    links: [link],
  });
  expect(finished("job").attributes).toEqual({ ...attributes, later: true });
  expect(finished("job").links.map((each) => each.context)).toEqual([link.context]);
});

it("options that cannot be read cost what they say, and not the span", () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  bridge(new AsyncLocalStorageContextManager());
  const options = Object.defineProperty({}, "attributes", {
    get() {
      throw new Error("hostile");
    },
  });
  expect(tracer.withSpan("job", options, () => 1)).toBe(1);
  expect(finished("job")).toBeDefined();
});

describe.each([
  ["a context manager", () => new AsyncLocalStorageContextManager()],
  ["none", () => undefined],
])("held over an await, with %s", (_, manager) => {
  async function job(name: string): Promise<void> {
    using _span = tracer.createSpan(name);
    await sleep(1);
  }
  const traced = (name: string): void => exit(enter(site(name)));

  it("they are not the parents of what comes next", async () => {
    bridge(manager());
    await (async () => {
      for (const name of ["a", "b"]) await job(name);
      traced("c");
      tracer.withSpan("d", () => traced("below d"));
    })();
    expect(["a", "b", "c", "d", "below d"].map(parentOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      "d",
    ]);
  });

  it("inside of a span they are its children, and so is what comes next", async () => {
    bridge(manager());
    await tracer.withSpan("outer", async () => {
      for (const name of ["a", "b"]) await job(name);
      traced("c");
      const span = tracer.startSpan("d");
      expect(trace.getActiveSpan()).not.toBe(span);
      span.end();
    });
    expect(["a", "b", "c", "d", "outer"].map(parentOf)).toEqual([
      "outer",
      "outer",
      "outer",
      "outer",
      undefined,
    ]);
  });
});
