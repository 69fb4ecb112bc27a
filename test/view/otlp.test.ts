// Requests of exporters in both formats of OTLP in; the spans that are read of them, and what is refused.
import { createRequire } from "node:module";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportTraceServiceRequest } from "../../view/otlp/definitions.js";
import { NotOtlp } from "../../view/otlp/not-otlp.js";
import { decode } from "../../view/otlp/protobuf.js";
import { type Received, spansOf } from "../../view/otlp/request.js";
import { attribute, rawSpan, requestOf, START } from "./spans.js";

// OpenTelemetry's own messages, as its exporters write them.
const { opentelemetry } = createRequire(import.meta.url)("otlp-definitions/build/src/generated/root.js");
const official = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

const hex = (text: unknown) => Buffer.from(text as string, "hex");

/** The bytes of what OTLP's JSON says, by the official encoder. */
function bytesOf(request: object): Uint8Array {
  const raw = structuredClone(request) as {
    resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
  };
  for (const span of raw.resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  )) {
    for (const each of [span, ...((span.links ?? []) as Record<string, unknown>[])])
      for (const name of ["traceId", "spanId", "parentSpanId"])
        if (each[name] !== undefined) each[name] = hex(each[name]);
  }
  return official.encode(official.fromObject(raw)).finish();
}

const fromBytes = (bytes: Uint8Array): Received => spansOf(decode(exportTraceServiceRequest, bytes));

describe("a request with everything in it", () => {
  const full = requestOf([
    rawSpan({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      parentSpanId: "00f067aa0ba902b7",
      name: "GET /häuser/😀",
      kind: 2,
      startTimeUnixNano: "1790000000123456789",
      endTimeUnixNano: "1790000000223456790",
      flags: 0x301,
      status: { code: 2, message: "nothing to pay" },
      attributes: [
        attribute("http.route", "/x"),
        { key: "small", value: { intValue: "-7" } },
        { key: "large", value: { intValue: "9007199254740993" } },
        { key: "ratio", value: { doubleValue: 0.5 } },
        { key: "yes", value: { boolValue: true } },
        { key: "no", value: { boolValue: false } },
        { key: "bytes", value: { bytesValue: "AQID" } },
        { key: "list", value: { arrayValue: { values: [{ stringValue: "a" }, { intValue: "1" }] } } },
        { key: "map", value: { kvlistValue: { values: [attribute("in", "side")] } } },
        { key: "nothing", value: {} },
        attribute("__proto__", "a key like any other"),
      ],
      events: [{ name: "exception", timeUnixNano: "1790000000150000001", attributes: [attribute("a", "b")] }],
      links: [
        {
          traceId: "1af7651916cd43dd8448eb211c80319c",
          spanId: "c7ad6b7169203331",
          attributes: [attribute("c", "d")],
        },
      ],
    }),
  ]);

  test("is the same span in protobuf and in JSON", () => {
    const received = spansOf(full);
    expect(fromBytes(bytesOf(full))).toEqual(received);
    const [span] = received.spans;
    expect(span).toMatchObject({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      parentId: "00f067aa0ba902b7",
      isRemote: true,
      kind: 1,
      start: 1790000000123456789n,
      end: 1790000000223456790n,
      status: 2,
      statusMessage: "nothing to pay",
      service: "shop",
      scope: "test",
      events: [{ name: "exception", time: 1790000000150000001n, attributes: { a: "b" } }],
      links: [
        { traceId: "1af7651916cd43dd8448eb211c80319c", spanId: "c7ad6b7169203331", attributes: { c: "d" } },
      ],
    });
    expect(JSON.parse(JSON.stringify(span?.attributes))).toEqual(
      JSON.parse(
        '{"http.route":"/x","small":-7,"large":"9007199254740993","ratio":0.5,"yes":true,"no":false,"bytes":"AQID","list":["a",1],"map":{"in":"side"},"nothing":null,"__proto__":"a key like any other"}',
      ),
    );
  });

  test("fields of a later release are passed over", () => {
    const later = new BinaryWriter().raw(bytesOf(full));
    later
      .tag(90, WireType.Varint)
      .uint32(1)
      .tag(91, WireType.LengthDelimited)
      .string("new")
      .tag(92, WireType.Bit32)
      .fixed32(1);
    later.tag(93, WireType.StartGroup).tag(1, WireType.Bit64).fixed64(1).tag(93, WireType.EndGroup);
    expect(fromBytes(later.finish()).spans).toEqual(spansOf(full).spans);
    expect(spansOf({ ...full, later: 1 }).spans).toEqual(spansOf(full).spans);
  });
});

test("names of enumerations, and numbers where texts are usual, as protobuf's own JSON and loose exporters write them", () => {
  const raw = rawSpan({
    kind: "SPAN_KIND_CLIENT",
    status: { code: "STATUS_CODE_ERROR" },
    startTimeUnixNano: 5,
    endTimeUnixNano: 7,
  });
  expect(spansOf(requestOf([raw])).spans[0]).toMatchObject({ kind: 2, status: 2, start: 5n, end: 7n });
  expect(spansOf(requestOf([rawSpan({ kind: 77, status: { code: -1 } })])).spans[0]).toMatchObject({
    kind: 0,
    status: 0,
  });
});

test("numbers that JSON cannot hold, and those that an SDK writes in their place", () => {
  const values = [
    [{ intValue: "9007199254740993" }, "9007199254740993"],
    [{ intValue: 2 ** 63 }, 2 ** 63],
    [{ intValue: 1e300 }, 1e300],
    [{ doubleValue: null }, null],
    [{ doubleValue: "-Infinity" }, "-Infinity"],
    [{ doubleValue: 0 }, 0],
  ] as const;
  for (const [value, read] of values) {
    const raw = rawSpan({ attributes: [{ key: "a", value }] });
    expect(spansOf(requestOf([raw])).spans[0]?.attributes).toEqual({ a: read });
  }
});

test("ids in capitals are the same ids; an empty request, and one without a resource, are fine", () => {
  const raw = rawSpan({ traceId: "0AF7651916CD43DD8448EB211C80319C" });
  expect(spansOf(requestOf([raw])).spans[0]?.traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  expect(spansOf({})).toEqual({ spans: [], rejected: 0, reason: "" });
  expect(fromBytes(new Uint8Array())).toEqual({ spans: [], rejected: 0, reason: "" });
  expect(spansOf({ resourceSpans: [{ scopeSpans: [{ spans: [rawSpan()] }] }] }).spans[0]?.service).toBe(
    "unknown_service",
  );
});

describe("a span that is none is left out, the others are taken", () => {
  test.each([
    [{ traceId: "0".repeat(32) }, "trace id"],
    [{ traceId: "abc" }, "trace id"],
    [{ traceId: "q".repeat(32) }, "trace id"],
    [{ traceId: 7 }, "trace id"],
    [{ spanId: "" }, "span id"],
    [{ spanId: "0".repeat(16) }, "span id"],
    [{ parentSpanId: "12" }, "parent"],
    [{ startTimeUnixNano: "-1" }, "time"],
    [{ startTimeUnixNano: "soon" }, "time"],
    [{ endTimeUnixNano: "18446744073709551615" }, "time"],
    [{ endTimeUnixNano: 1e300 }, "time"],
  ])("%j", (parts, word) => {
    const { spans, rejected, reason } = spansOf(requestOf([rawSpan(), rawSpan(parts), rawSpan()]));
    expect([spans.length, rejected]).toEqual([2, 1]);
    expect(reason).toContain(word);
  });

  test.each([null, 7, "span", []])("%j", (raw) => {
    expect(spansOf(requestOf([raw as never, rawSpan()]))).toMatchObject({ rejected: 1 });
  });
});

test("a span never ends before it began, and a link that leads nowhere is left out", () => {
  const raw = rawSpan({ endTimeUnixNano: String(START - 5n), links: [{ traceId: "00", spanId: "1" }] });
  expect(spansOf(requestOf([raw])).spans[0]).toMatchObject({ start: START, end: START, links: [] });
});

test("half a surrogate pair, which no database keeps, is replaced", () => {
  expect(spansOf(requestOf([rawSpan({ name: "a\ud800b" })])).spans[0]?.name).toBe("a\ufffdb");
});

describe("what is no OTLP is refused in words", () => {
  test.each([
    [null],
    [[]],
    ["text"],
    [{ resourceSpans: {} }],
    [{ resourceSpans: [{ scopeSpans: "x" }] }],
    [requestOf([rawSpan({ attributes: {} })])],
    [requestOf([rawSpan({ events: 1 })])],
  ])("%j", (request) => {
    expect(() => spansOf(request)).toThrow(NotOtlp);
  });

  test("values that are nested too deeply, in both formats; less deep ones are read", () => {
    const nested = (levels: number): object =>
      levels === 0 ? { stringValue: "x" } : { arrayValue: { values: [nested(levels - 1)] } };
    const request = (levels: number) =>
      requestOf([rawSpan({ attributes: [{ key: "deep", value: nested(levels) }] })]);
    for (const read of [spansOf, (each: object) => fromBytes(bytesOf(each))]) {
      expect(read(request(60)).spans).toHaveLength(1);
      expect(() => read(request(200))).toThrow(/nested more than 64 levels/);
    }
  });

  test("a message that is longer than its parent, or than the body", () => {
    const bytes = bytesOf(requestOf([rawSpan()]));
    for (let length = 1; length < bytes.length; length++)
      expect(() => fromBytes(bytes.slice(0, length))).toThrow(NotOtlp);
  });

  test("any bytes are read or refused, and nothing else", () => {
    const bytes = bytesOf(requestOf([rawSpan({ attributes: [attribute("a", "b")] })]));
    const damaged = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = bytes.slice();
      copy[at] = byte;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (each) => {
        try {
          fromBytes(each);
        } catch (cause) {
          expect(cause).toBeInstanceOf(NotOtlp);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
