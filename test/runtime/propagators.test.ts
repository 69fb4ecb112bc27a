// B3 and Jaeger: what is written and read, compared with OpenTelemetry's own propagators, hostile headers included.

import {
  type Context as ApiContext,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  type TextMapPropagator,
  trace,
} from "@opentelemetry/api";
import { B3InjectEncoding, B3Propagator } from "@opentelemetry/propagator-b3";
import { JaegerPropagator } from "@opentelemetry/propagator-jaeger";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import type { Context } from "../../runtime/model/context.js";
import { DEFAULT_PROPAGATORS, type PropagatorName } from "../../runtime/model/propagator-name.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { state } from "../../runtime/state/state.js";
import { caught, named, record } from "./recorder.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";
const DEBUG = Symbol.for("OpenTelemetry Context Key B3 Debug Flag");

type Headers = Record<string, string>;

afterEach(() => {
  state.settings = { ...state.settings, propagators: DEFAULT_PROPAGATORS };
});

const theirs: Partial<Record<PropagatorName, TextMapPropagator>> = {
  b3: new B3Propagator(),
  b3multi: new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  jaeger: new JaegerPropagator(),
};

/** What a context says: ids, flags, debug, baggage. */
function said(context: ApiContext) {
  const { traceId, spanId, traceFlags, isRemote } = trace.getSpanContext(context) ?? ({} as SpanContext);
  const baggage = propagation.getBaggage(context)?.getAllEntries() ?? [];
  return { traceId, spanId, traceFlags, isRemote, baggage: baggage.map(([key, { value }]) => [key, value]) };
}

function readOurs(names: readonly PropagatorName[], headers: object): ApiContext {
  state.settings = { ...state.settings, propagators: names };
  return extractContext(headers) as ApiContext;
}

function readTheirs(name: PropagatorName, headers: Headers): ApiContext {
  return (theirs[name] as TextMapPropagator).extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
}

function write(names: readonly PropagatorName[], context: ApiContext): Headers {
  state.settings = { ...state.settings, propagators: names };
  return injectContext({} as Headers, context as Context);
}

const hex = (length: number) =>
  fc
    .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length })
    .filter((text) => !/^0*$/.test(text));
const token = fc.string({
  unit: fc.constantFrom(..."abcxyz019-_.~"),
  minLength: 1,
  maxLength: 12,
});
const contexts = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  traceFlags: fc.constantFrom(0, 1),
});

describe.each(["b3", "b3multi", "jaeger"] as const)("%s", (name) => {
  it("writes what OpenTelemetry's writes", () => {
    fc.assert(
      fc.property(contexts, fc.dictionary(token, fc.string({ unit: "grapheme" })), (identity, entries) => {
        const values = Object.entries(entries).map(([key, value]) => [key, { value }]);
        const baggage = propagation.createBaggage(Object.fromEntries(values));
        const context = propagation.setBaggage(trace.setSpanContext(ROOT_CONTEXT, identity), baggage);
        const expected: Headers = {};
        theirs[name]?.inject(context, expected, defaultTextMapSetter);
        expect(write([name], context)).toEqual(expected);
      }),
    );
  });

  it("reads what it wrote, and so do they", () => {
    fc.assert(
      fc.property(contexts, (identity) => {
        const headers = write([name], trace.setSpanContext(ROOT_CONTEXT, identity));
        expect(said(readOurs([name], headers))).toMatchObject({ ...identity, isRemote: true });
        expect(said(readTheirs(name, headers))).toEqual(said(readOurs([name], headers)));
      }),
    );
  });

  it("hands a context on without a span of its own, through every kind of carrier", () => {
    const context = trace.setSpanContext(ROOT_CONTEXT, { traceId: TRACE, spanId: SPAN, traceFlags: 1 });
    const headers = write([name], context);
    for (const carrier of [
      new Headers(headers),
      new Map(Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value])),
      Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toUpperCase(), [value]])),
      new Map(Object.entries(headers).map(([key, value]) => [key, Buffer.from(value)])),
    ])
      expect(said(readOurs([name], carrier))).toEqual(said(readOurs([name], headers)));
  });

  it("says nothing for a context without a span, or with one that has no ids", () => {
    expect(write([name], ROOT_CONTEXT)).toEqual({});
    const off = getTracer().createSpan("off");
    expect(write([name], trace.setSpan(ROOT_CONTEXT, off as never))).toEqual({});
  });
});

describe("B3 headers", () => {
  const single = fc
    .tuple(
      fc.oneof(hex(16), hex(32)),
      hex(16),
      fc.constantFrom(undefined, "0", "1", "d"),
      hex(16),
      fc.boolean(),
    )
    .map(([traceId, spanId, sampled, parent, hasParent]) =>
      [traceId, spanId, sampled, sampled && hasParent ? parent : undefined].filter(Boolean).join("-"),
    );
  const multi = fc.record(
    {
      "x-b3-traceid": fc.oneof(hex(16), hex(32)),
      "x-b3-spanid": hex(16),
      "x-b3-parentspanid": hex(16),
      "x-b3-sampled": fc.constantFrom("0", "1", "true", "false", "True", "False", "yes", ""),
      "x-b3-flags": fc.constantFrom("0", "1", "2"),
    },
    { requiredKeys: [] },
  );
  const headers = fc.oneof(
    single.map((b3) => ({ b3 })),
    multi,
  );

  it.each(["b3", "b3multi"] as const)("of either form are read by %s as by OpenTelemetry's", (name) => {
    fc.assert(
      fc.property(headers, (each) => {
        const ours = readOurs([name], each as Headers);
        const other = readTheirs(name, each as Headers);
        expect(said(ours)).toEqual(said(other));
        expect(Boolean(ours.getValue(DEBUG))).toBe(Boolean(other.getValue(DEBUG)));
      }),
      { numRuns: 500 },
    );
  });

  it("ask for debugging, and the trace keeps it", () => {
    const spans = record();
    for (const asked of [
      { b3: `${TRACE}-${SPAN}-d` },
      { "x-b3-traceid": TRACE, "x-b3-spanid": SPAN, "x-b3-flags": "1" },
    ]) {
      state.settings = { ...state.settings, propagators: ["b3", "b3multi"] };
      const out: Headers = {};
      withContext(extractContext(asked), () =>
        getTracer().withSpan("server", () => getTracer().withSpan("client", () => injectContext(out))),
      );
      const { spanId } = named(spans, "client");
      expect(out).toEqual({
        b3: `${TRACE}-${spanId}-d`,
        "x-b3-traceid": TRACE,
        "x-b3-spanid": spanId,
        "x-b3-flags": "1",
      });
      spans.reset();
    }
  });

  it("of one header go before those of many", () => {
    const both = { b3: `${TRACE}-${SPAN}-1`, "x-b3-traceid": "1".repeat(32), "x-b3-spanid": "2".repeat(16) };
    expect(said(readOurs(["b3multi"], both))).toMatchObject({ traceId: TRACE, spanId: SPAN });
    expect(said(readOurs(["b3multi"], { ...both, b3: "0" }))).toMatchObject({ traceId: "1".repeat(32) });
  });

  it("with ids of 64 bits are padded", () => {
    const short = TRACE.slice(16);
    const expected = { traceId: `${"0".repeat(16)}${short}`, spanId: SPAN, traceFlags: 0 };
    expect(said(readOurs(["b3"], { b3: `${short}-${SPAN}` }))).toMatchObject(expected);
    expect(said(readOurs(["b3"], { "x-b3-traceid": short, "x-b3-spanid": SPAN }))).toMatchObject(expected);
  });

  it.each([
    "0",
    "",
    `${TRACE}`,
    `${TRACE}-${SPAN}-2`,
    `${TRACE}-${SPAN}-1-`,
    `${TRACE}-${SPAN}-1-${SPAN}-1`,
    `x${TRACE}-${SPAN}-1`,
    `${TRACE}0-${SPAN}-1`,
    `${TRACE.toUpperCase()}-${SPAN}-1`,
    `${"0".repeat(32)}-${SPAN}-1`,
    `${TRACE}-${"0".repeat(16)}-1`,
    `${TRACE}-${SPAN}-1,${TRACE}-${SPAN}-1`,
  ])("that are malformed count as absent: %j", (b3) => {
    expect(said(readOurs(["b3"], { b3 }))).toEqual(said(ROOT_CONTEXT));
  });

  it.each([
    { "x-b3-traceid": "abc" },
    { "x-b3-traceid": `${TRACE}00` },
    { "x-b3-traceid": "0".repeat(32) },
    { "x-b3-spanid": "" },
    { "x-b3-spanid": "0".repeat(16) },
    { "x-b3-sampled": "maybe" },
  ])("of which one is malformed count as absent: %j", (bad) => {
    const headers = { "x-b3-traceid": TRACE, "x-b3-spanid": SPAN, ...bad };
    expect(said(readOurs(["b3multi"], headers))).toEqual(said(ROOT_CONTEXT));
  });
});

describe("Jaeger headers", () => {
  const uber = fc
    .tuple(fc.integer({ min: 1, max: 32 }).chain(hex), fc.integer({ min: 1, max: 16 }).chain(hex))
    .chain(([traceId, spanId]) =>
      fc
        .tuple(fc.constantFrom("0", "", SPAN), fc.constantFrom("0", "1", "3", "01", "00", "ff", "0d"))
        .map(([parent, flags]) => `${traceId}:${spanId}:${parent}:${flags}`),
    );

  it("are read as OpenTelemetry's reads them, encoded or not, with baggage", () => {
    fc.assert(
      fc.property(
        uber,
        fc.boolean(),
        fc.dictionary(token, fc.string({ unit: "grapheme" })),
        (text, encode, entries) => {
          const headers: Headers = { "uber-trace-id": encode ? encodeURIComponent(text) : text };
          for (const [key, value] of Object.entries(entries))
            headers[`uberctx-${key}`] = encodeURIComponent(value);
          expect(said(readOurs(["jaeger"], headers))).toEqual(said(readTheirs("jaeger", headers)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    "",
    ":::",
    `${TRACE}:${SPAN}:0`,
    `${TRACE}:${SPAN}:0:1:2`,
    `${TRACE}0:${SPAN}:0:1`,
    `${TRACE}:${SPAN}0:0:1`,
    `0:${SPAN}:0:1`,
    `${TRACE}:0:0:1`,
    `${TRACE}:${SPAN}:0:x`,
    `${TRACE}:${SPAN}:0:100`,
    `${TRACE}:${SPAN}:0:%zz`,
    `${"0".repeat(1e6)}${TRACE}:${SPAN}:0:1`,
  ])("that are malformed count as absent: %.80j", (text) => {
    expect(said(readOurs(["jaeger"], { "uber-trace-id": text }))).toEqual(said(ROOT_CONTEXT));
  });

  it("may be in upper case", () => {
    const headers = { "uber-trace-id": `${TRACE.toUpperCase()}:${SPAN}:0:1` };
    expect(said(readOurs(["jaeger"], headers))).toMatchObject({ traceId: TRACE, traceFlags: 1 });
  });

  it("carry no key that is no name of a header, nor more than the limits of baggage", () => {
    let baggage = propagation.createBaggage({
      "a b": { value: "1" },
      "c\r\nd": { value: "2" },
      "": { value: "" },
    });
    baggage = baggage.setEntry("big", { value: "x".repeat(5000) }).setEntry("good", { value: "ü" });
    for (let index = 0; index < 300; index++)
      baggage = baggage.setEntry(`k${index}`, { value: "y".repeat(40) });
    const out = write(["jaeger"], propagation.setBaggage(ROOT_CONTEXT, baggage));
    expect(out["uberctx-good"]).toBe("%C3%BC");
    expect(Object.keys(out)).not.toContain("uberctx-big");
    const size = Object.entries(out).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
    expect(Object.keys(out).every((key) => /^uberctx-[a-z0-9]+$/.test(key))).toBe(true);
    expect(size).toBeGreaterThan(7000);
    expect(size).toBeLessThanOrEqual(8192);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`uberctx-${index}`, "v"]));
    expect(propagation.getBaggage(readOurs(["jaeger"], many))?.getAllEntries()).toHaveLength(180);
  });
});

describe("hostile headers", () => {
  const piece = fc.oneof(
    hex(16),
    hex(32),
    fc.constantFrom(
      "-",
      ":",
      "0",
      "1",
      "d",
      "%",
      "%3a",
      ",",
      " ",
      "=",
      ";",
      "00",
      "ff",
      "\u0000",
      "\r\n",
      "ü",
    ),
    fc.string(),
  );
  /** What is good, that with one edit, or anything. */
  const near = (good: string) =>
    fc.oneof(
      fc.constant(good),
      fc
        .tuple(fc.nat(good.length), fc.nat(2), piece)
        .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut)),
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
  const headers = fc.record(
    {
      b3: near(`${TRACE}-${SPAN}-1-${SPAN}`),
      "x-b3-traceid": near(TRACE),
      "x-b3-spanid": near(SPAN),
      "x-b3-sampled": near("1"),
      "x-b3-flags": near("1"),
      "uber-trace-id": near(`${TRACE}:${SPAN}:0:1`),
      "uberctx-a": near("b"),
      traceparent: near(`00-${TRACE}-${SPAN}-01`),
      tracestate: near("a=1,b=2"),
      baggage: near("a=1,b=2;c"),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Headers>;

  it("never throw, and what they are taken for, OpenTelemetry's takes them for, too", () => {
    let taken = 0;
    fc.assert(
      fc.property(headers, fc.constantFrom<PropagatorName>("b3", "b3multi", "jaeger"), (each, name) => {
        const { traceId, spanId } = said(readOurs([name], each)) as Partial<SpanContext>;
        if (traceId === undefined) return;
        taken++;
        // With a `b3` that is malformed ours goes on to the other headers.
        const { b3: _, ...others } = each;
        const idsOf = (context: ApiContext) =>
          Object.values(said(context) as object)
            .slice(0, 2)
            .join();
        const known = [readTheirs(name, each), readTheirs(name, others)].map(idsOf);
        expect(known.map((ids) => ids.toLowerCase())).toContain(`${traceId},${spanId}`);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it("give contexts that every format can write again", () => {
    const all: PropagatorName[] = ["tracecontext", "baggage", "b3", "b3multi", "jaeger"];
    fc.assert(
      fc.property(headers, (each) => {
        const context = readOurs(all, each);
        const out = write(all, context);
        for (const text of Object.values(out)) expect(text).toMatch(/^[\t\x20-\x7e]*$/);
        const before = said(context);
        expect(said(readOurs(["tracecontext", "baggage"], out))).toEqual(before);
        // The last format that is there wins, and of all only traceparent can say that an id is random.
        const sampled = before.traceFlags === undefined ? undefined : before.traceFlags & 1;
        expect(said(readOurs(all, out))).toEqual({ ...before, traceFlags: sampled });
      }),
      { numRuns: 1000 },
    );
  });

  it("take no more than linear time, however long they are", () => {
    const all: PropagatorName[] = ["tracecontext", "baggage", "b3", "b3multi", "jaeger"];
    const names = [
      "b3",
      "x-b3-traceid",
      "uber-trace-id",
      "uberctx-a",
      "baggage",
      "traceparent",
      "tracestate",
    ];
    const long = 2 ** 20;
    const texts = [" ", "0", "%41", "a=1,", "%ff%", ";", `a=${" ".repeat(50)}b,`].map((each) =>
      each.repeat(long),
    );
    const begin = performance.now();
    for (const text of [...texts, `a=${" ".repeat(long)}b`])
      readOurs(all, Object.fromEntries(names.map((name) => [name, text])));
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

describe("several formats", () => {
  const of = (digit: string) => ({ traceId: digit.repeat(32), spanId: digit.repeat(16) });
  const headers = {
    traceparent: `00-${of("1").traceId}-${of("1").spanId}-01`,
    tracestate: "a=1",
    b3: `${of("2").traceId}-${of("2").spanId}-1`,
    "uber-trace-id": `${of("3").traceId}:${of("3").spanId}:0:1`,
    "uberctx-jaeger": "1",
    baggage: "w3c=1",
  };

  it.each<[PropagatorName[], string]>([
    [["tracecontext", "b3", "jaeger"], "3"],
    [["jaeger", "b3", "tracecontext"], "1"],
    [["jaeger", "tracecontext", "b3multi"], "2"],
  ])("%j: the last one that says something wins", (names, digit) => {
    expect(said(readOurs(names, headers))).toMatchObject(of(digit));
    const { b3: _, ...without } = headers;
    if (digit === "2") expect(said(readOurs(names, without))).toMatchObject(of("1"));
  });

  it("put baggage together in their order", () => {
    expect(said(readOurs(["baggage", "jaeger"], headers))).toMatchObject({
      baggage: [
        ["w3c", "1"],
        ["jaeger", "1"],
      ],
    });
    expect(said(readOurs(["jaeger", "baggage"], headers))).toMatchObject({ baggage: [["w3c", "1"]] });
  });

  it("are all written, and one that fails keeps none of the others back", () => {
    const context = readOurs(["tracecontext", "baggage"], headers);
    expect(Object.keys(write(["jaeger", "b3", "baggage", "tracecontext"], context))).toEqual([
      "uber-trace-id",
      "uberctx-w3c",
      "b3",
      "baggage",
      "traceparent",
      "tracestate",
    ]);
    const out: Headers = {};
    state.settings = { ...state.settings, propagators: ["b3", "tracecontext"] };
    const picky = {
      setHeader(name: string, text: string) {
        if (name === "b3") throw new Error("no b3");
        out[name] = text;
      },
    };
    injectContext(picky, context as Context);
    expect(Object.keys(out)).toEqual(["traceparent", "tracestate"]);
  });

  it("are chosen in code, each once, and the choice ends with the set-up", async () => {
    const monitoring = setupMonitoring({
      exporter: "none",
      propagators: ["b3", "none", "b3", "tracecontext"],
    });
    expect(state.settings.propagators).toEqual(["b3", "tracecontext"]);
    await monitoring.shutdown();
    expect(state.settings.propagators).toEqual(DEFAULT_PROPAGATORS);
  });

  it("that do not exist are an error in code", () => {
    const wrong = { propagators: ["b4"] } as never;
    expect(caught(() => setupMonitoring(wrong))).toEqual(
      new TypeError(
        "setupMonitoring: `propagators`: expected a list of tracecontext, baggage, b3, b3multi, jaeger, none",
      ),
    );
  });
});
