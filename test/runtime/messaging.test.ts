// Spans of messages: whose child they are, what they are linked to, by which words, under every set-up and with every carrier.
import { propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import {
  alwaysOff,
  alwaysOn,
  type Carrier,
  extractContext,
  getCurrentSpan,
  getTracer,
  InMemorySpanExporter,
  injectContext,
  type MessageCarrier,
  parentBased,
  type ReadableSpan,
  SpanKind,
  setupMonitoring,
  withContext,
  withProcessSpan,
  withSendSpan,
} from "../../runtime/index.js";
import { state } from "../../runtime/state/state.js";
import { finder, HOMES } from "./homes.js";
import { caught, named, names, record, sleep } from "./recorder.js";

const tracer = getTracer();
const ORDERS = { system: "nats", destination: "orders" } as const;
const TRACE = "ab".repeat(16);
const PARENT = "cd".repeat(8);
const FAR = { traceparent: `00-${TRACE}-${PARENT}-01`, baggage: "shop=7" };

const idOf = (span: ReadableSpan) => span.spanContext().spanId;
const traceOf = (span: ReadableSpan) => span.spanContext().traceId;
const linksOf = (span: ReadableSpan) => span.links.map(({ context }) => context.spanId);
const shop = (context = extractContext(injectContext({}))) =>
  propagation.getBaggage(context as never)?.getEntry("shop")?.value;

function sent(options: { readonly destination?: string } = {}): Record<string, string> {
  return withSendSpan({ ...ORDERS, ...options }, () => injectContext<Record<string, string>>({}));
}

describe.each(Object.entries(HOMES))("with %s", (_, make) => {
  it("a message that is processed is below the span that sent it, with a link, whatever is current", async () => {
    const home = finder(make());
    const headers = tracer.withSpan("request", () => sent());
    await tracer.withSpan("connect", () =>
      withProcessSpan(ORDERS, headers, async () => {
        await sleep(1);
        tracer.withSpan("save", () => {});
      }),
    );
    const [send, process] = [home("send orders"), home("process orders")];
    expect(send).toMatchObject({ kind: SpanKind.PRODUCER, links: [] });
    expect(send.parentSpanContext?.spanId).toBe(idOf(home("request")));
    expect(process).toMatchObject({ kind: SpanKind.CONSUMER });
    expect(process.parentSpanContext?.spanId).toBe(idOf(send));
    expect([traceOf(process), linksOf(process)]).toEqual([traceOf(send), [idOf(send)]]);
    expect(home("save").parentSpanContext?.spanId).toBe(idOf(process));
  });

  it("a batch begins a trace with a link for each message that has a context", () => {
    const home = finder(make());
    const carriers = [sent({ destination: "a" }), undefined, {}, sent({ destination: "b" }), FAR];
    tracer.withSpan("connect", () => withProcessSpan(ORDERS, carriers, () => {}));
    const batch = home("process orders");
    expect(batch.parentSpanContext).toBeUndefined();
    expect(linksOf(batch)).toEqual([idOf(home("send a")), idOf(home("send b")), PARENT]);
    expect(batch.attributes["messaging.batch.message_count"]).toBe(5);
    const others = [home("send a"), home("send b"), home("connect")].map(traceOf);
    expect([...others, TRACE]).not.toContain(traceOf(batch));
  });

  it.each<[string, MessageCarrier]>([
    ["no headers", undefined],
    ["null", null],
    ["others alone", { "content-type": "text/plain" }],
    ["a malformed traceparent", { traceparent: `00-${TRACE}-${PARENT}` }],
  ])("a message with %s begins a trace, outside of what is current", (_name, carrier) => {
    const home = finder(make());
    tracer.withSpan("connect", () => withProcessSpan(ORDERS, carrier, () => {}));
    expect(home("process orders")).toMatchObject({ parentSpanContext: undefined, links: [] });
    expect(traceOf(home("process orders"))).not.toBe(traceOf(home("connect")));
  });

  it("`root` begins a trace for each message, linked once", () => {
    const home = finder(make());
    withProcessSpan({ ...ORDERS, root: true }, FAR, () => {});
    const span = home("process orders");
    expect([span.parentSpanContext, linksOf(span)]).toEqual([undefined, [PARENT]]);
    expect(traceOf(span)).not.toBe(TRACE);
  });

  it("`parent` is above them, and the messages are links", () => {
    const home = finder(make());
    tracer.withSpan("drain", (parent) => {
      withProcessSpan({ ...ORDERS, parent }, FAR, () => {});
      withProcessSpan({ ...ORDERS, destination: "all", parent }, [FAR, FAR], () => {});
    });
    for (const [name, links] of [
      ["process orders", [PARENT]],
      ["process all", [PARENT, PARENT]],
    ] as const) {
      expect(home(name).parentSpanContext?.spanId).toBe(idOf(home("drain")));
      expect(linksOf(home(name))).toEqual(links);
    }
  });

  it("what fails is told by its type; error, promise and result go through", async () => {
    const home = finder(make());
    const error = new RangeError("sold out");
    expect(withSendSpan(ORDERS, () => 7)).toBe(7);
    const fail = () => {
      throw error;
    };
    expect(caught(() => withSendSpan({ ...ORDERS, destination: "full" }, fail))).toBe(error);
    await expect(withProcessSpan(ORDERS, FAR, async () => fail())).rejects.toBe(error);
    for (const name of ["send full", "process orders"]) {
      expect(home(name).status).toMatchObject({ code: 2 });
      expect(home(name).attributes["error.type"]).toBe("RangeError");
    }
    expect(home("send orders").attributes).not.toHaveProperty("error.type");
  });
});

it("the words of the conventions; the program's attributes and links come on top", () => {
  const spans = record();
  withSendSpan({ ...ORDERS, messageCount: 3 }, () => {});
  withProcessSpan(
    {
      system: "rabbitmq",
      destination: "orders.17.paid",
      template: "orders.{id}.paid",
      operation: "consume",
      attributes: { "messaging.message.id": "m1", "messaging.system": "my fork" },
      links: [{ context: { traceId: TRACE, spanId: "ef".repeat(8), traceFlags: 1 } }],
    },
    FAR,
    () => {},
  );
  const [send, process] = spans.getFinishedSpans() as [ReadableSpan, ReadableSpan];
  expect(send.attributes).toEqual({
    "messaging.system": "nats",
    "messaging.destination.name": "orders",
    "messaging.operation.type": "send",
    "messaging.operation.name": "send",
    "messaging.batch.message_count": 3,
  });
  expect(process.name).toBe("consume orders.{id}.paid");
  expect(process.attributes).toEqual({
    "messaging.system": "my fork",
    "messaging.destination.name": "orders.17.paid",
    "messaging.destination.template": "orders.{id}.paid",
    "messaging.operation.type": "process",
    "messaging.operation.name": "consume",
    "messaging.message.id": "m1",
  });
  expect(linksOf(process)).toEqual([PARENT, "ef".repeat(8)]);
});

it("a message brings its baggage, a batch none, and neither has that of the connection", () => {
  record();
  const elsewhere = extractContext({ baggage: "shop=elsewhere" });
  withContext(elsewhere, () => {
    expect(withProcessSpan(ORDERS, FAR, () => shop())).toBe("7");
    expect(withProcessSpan({ ...ORDERS, root: true }, FAR, () => shop())).toBe("7");
    expect(withProcessSpan(ORDERS, [FAR], () => shop())).toBeUndefined();
    expect(withProcessSpan(ORDERS, {}, () => shop())).toBeUndefined();
    expect(withProcessSpan({ ...ORDERS, parent: elsewhere }, FAR, () => shop())).toBe("elsewhere");
  });
});

it("more links than the limit are counted", () => {
  const spans = record();
  withProcessSpan(
    ORDERS,
    Array.from({ length: 200 }, () => FAR),
    () => {},
  );
  const [span] = spans.getFinishedSpans();
  expect([span?.links.length, span?.droppedLinksCount]).toEqual([128, 72]);
  expect(span?.attributes["messaging.batch.message_count"]).toBe(200);
});

it("an expected error is no failure", () => {
  const spans = record();
  caught(() =>
    withProcessSpan({ ...ORDERS, expectedErrors: ["RangeError"] }, FAR, () => {
      throw new RangeError("again, please");
    }),
  );
  const span = named(spans, "process orders");
  expect(span.status.code).toBe(0);
  expect(span.attributes).not.toHaveProperty("error.type");
});

describe("sampling", () => {
  const decided = (flags: string, more = {}) => {
    const headers = { traceparent: `00-${TRACE}-${PARENT}-${flags}` };
    return withProcessSpan({ ...ORDERS, ...more }, headers, (span) => span.isRecording());
  };

  it("follows the sender; `root` and batches ask the sampler", () => {
    record();
    expect([decided("01"), decided("00"), decided("00", { root: true })]).toEqual([true, false, true]);
    expect(withProcessSpan(ORDERS, [{ traceparent: `00-${TRACE}-${PARENT}-00` }], isRecording)).toBe(true);
    tracer.setSampler(parentBased(alwaysOff));
    expect([decided("01"), decided("00"), decided("01", { root: true })]).toEqual([true, false, false]);
    expect(withProcessSpan(ORDERS, [FAR], isRecording)).toBe(false);
  });

  const isRecording = (span: { isRecording(): boolean }) => span.isRecording();

  it("a message that is sent on without a span of its own leads to its sender", () => {
    const forwarded = () => withProcessSpan(ORDERS, FAR, () => injectContext<Record<string, string>>({}));
    expect(state.on).toBe(false);
    expect(forwarded().traceparent).toBe(FAR.traceparent);
    expect(withSendSpan(ORDERS, () => injectContext({}))).toEqual({});
    record();
    tracer.setSampler(alwaysOff);
    expect(forwarded().traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`));
  });
});

describe("carriers", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  /** As NATS has it: names keep their case, and what is not there is "". */
  class MessageHeaders {
    private readonly values = new Map<string, string[]>();
    get(name: string): string {
      return this.values.get(name)?.[0] ?? "";
    }
    set(name: string, value: string): void {
      this.values.set(name, [value]);
    }
    keys(): string[] {
      return [...this.values.keys()];
    }
  }

  const nats = (name: string) => {
    const headers = new MessageHeaders();
    headers.set("content-type", "text/plain");
    headers.set(name, FAR.traceparent);
    return headers;
  };

  it.each<[string, Carrier]>([
    ["plain headers", FAR],
    ["upper case", { TraceParent: FAR.traceparent }],
    ["a Buffer", { traceparent: Buffer.from(FAR.traceparent) }],
    ["bytes", { Traceparent: bytes(FAR.traceparent) }],
    ["a list of one text", { traceparent: [FAR.traceparent] }],
    ["a list of Buffers", { traceparent: [Buffer.from(FAR.traceparent)] }],
    ["a list of bytes", { traceparent: [bytes(FAR.traceparent)] }],
    ["a Map", new Map([["TRACEPARENT", FAR.traceparent]])],
    ["a Map of bytes", new Map([["traceparent", bytes(FAR.traceparent)]])],
    ["a Map with bytes for names", new Map([[Buffer.from("Traceparent"), Buffer.from(FAR.traceparent)]])],
    ["Headers", new Headers({ Traceparent: FAR.traceparent })],
    ["headers that keep their case", nats("traceparent")],
    ["the same, as Go writes them", nats("Traceparent")],
    ["no prototype", Object.assign(Object.create(null), FAR)],
    ["JSON", JSON.parse(JSON.stringify({ order: 7, ...FAR }))],
  ])("%s", (_, carrier) => {
    const spans = record();
    withProcessSpan(ORDERS, carrier, () => {});
    expect(named(spans, "process orders").parentId).toBe(PARENT);
  });

  it("what is there under another case is replaced, not doubled", () => {
    record();
    const headers = withSendSpan(ORDERS, () => injectContext(nats("Traceparent")));
    expect(headers.keys()).toEqual(["content-type", "Traceparent"]);
    expect(headers.get("Traceparent")).not.toContain(TRACE);
  });

  it("hostile ones say nothing, and the message is processed", () => {
    const spans = record();
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error("trap");
        },
        ownKeys() {
          throw new Error("trap");
        },
      },
    );
    const carriers = [hostile, 7, "traceparent", Symbol("a"), { get: () => "x", set: 1 }, [[FAR]]];
    for (const carrier of carriers) expect(withProcessSpan(ORDERS, carrier as object, () => 1)).toBe(1);
    expect(withProcessSpan(ORDERS, carriers as object[], () => 1)).toBe(1);
    expect(withProcessSpan(ORDERS, new Proxy([FAR], {}), () => 1)).toBe(1);
    expect(names(spans)).toHaveLength(carriers.length + 2);
  });
});

describe("mistakes", () => {
  it("without a function, or options, there is a TypeError", () => {
    for (const fn of [undefined, {}, "fn"]) {
      expect(() => withSendSpan(ORDERS, fn as never)).toThrow("withSendSpan: expected a function to run");
      expect(() => withProcessSpan(ORDERS, {}, fn as never)).toThrow(
        "withProcessSpan: expected a function to run",
      );
    }
    expect(() => withSendSpan("orders" as never, () => {})).toThrow(TypeError);
  });

  it("options that throw as they are read, and values that are none, cost the span or its name, not the work", () => {
    const spans = record();
    const throwing = {
      ...ORDERS,
      get parent(): never {
        throw new Error("getter");
      },
    };
    expect(withProcessSpan(throwing, FAR, () => 1)).toBe(1);
    expect(withSendSpan(throwing, () => 2)).toBe(2);
    expect(names(spans)).toEqual([]);
    expect(withSendSpan({ system: 7, destination: undefined } as never, () => 3)).toBe(3);
    expect(names(spans)).toEqual(["send"]);
  });
});

it("is the context of the message alone also behind an await, for many at once", async () => {
  const spans = record();
  const all = Array.from({ length: 20 }, (_, index) => ({
    traceparent: `00-${index.toString(16).padStart(32, "a")}-${PARENT}-01`,
  }));
  await Promise.all(
    all.map((headers) =>
      withProcessSpan(ORDERS, headers, async () => {
        await sleep(Math.random() * 5);
        expect(headers.traceparent).toContain(getCurrentSpan()?.traceId);
      }),
    ),
  );
  expect(new Set(spans.getFinishedSpans().map(traceOf)).size).toBe(20);
});

it("works with a set-up of its own, and in the format that this has", async () => {
  const spans = new InMemorySpanExporter();
  const monitoring = setupMonitoring({ exporter: spans, propagators: ["b3"], sampler: alwaysOn });
  withProcessSpan(ORDERS, { b3: `${TRACE}-${PARENT}-1` }, () => {
    expect(Object.keys(injectContext({}))).toEqual(["b3"]);
  });
  await monitoring.forceFlush();
  expect(named(spans, "process orders").parentId).toBe(PARENT);
  await monitoring.shutdown();
});

it("is a context that OpenTelemetry's API can be given", () => {
  record();
  const context = extractContext(withProcessSpan(ORDERS, FAR, () => injectContext({})));
  expect(propagation.getBaggage(context as never)?.getEntry("shop")?.value).toBe("7");
  expect(propagation.getBaggage(ROOT_CONTEXT)).toBeUndefined();
});
