// Requests cut into smaller ones: OpenTelemetry's definitions read the pieces; nothing is lost without a count.
import { describe, expect, it } from "vitest";
import { getTracer } from "../../../runtime/api/tracer.js";
import type { ReadableSpan } from "../../../runtime/model/span.js";
import { JSON_ENCODING } from "../../../runtime/otlp/cut/json.js";
import { type Cut, cutRequest, type Encoding } from "../../../runtime/otlp/cut/pack.js";
import { PROTOBUF_ENCODING } from "../../../runtime/otlp/cut/protobuf.js";
import { encodeTraceJson } from "../../../runtime/otlp/trace-json.js";
import { encodeTraceRequest } from "../../../runtime/otlp/trace-request.js";
import { record } from "../recorder.js";
import { decodeJsonRequest, decodeRequest, type Message, spansOf } from "./messages.js";

const encodings: [string, Encoding, (spans: ReadableSpan[]) => Uint8Array, (bytes: Buffer) => Message][] = [
  ["protobuf", PROTOBUF_ENCODING, encodeTraceRequest, (bytes) => decodeRequest(bytes)],
  ["json", JSON_ENCODING, encodeTraceJson, (bytes) => decodeJsonRequest(bytes)],
];

function spansWith(sizes: readonly number[]): ReadableSpan[] {
  const memory = record();
  for (const [index, size] of sizes.entries()) {
    const attributes = { index, text: "x".repeat(size) };
    getTracer().withSpan(`span ${index}`, { attributes }, (span) => void span.addEvent("event", { a: 1 }));
  }
  return memory.getFinishedSpans();
}

/** The same span of another library, or of another service. */
function moved(span: ReadableSpan, where: { scope?: string; service?: string }): ReadableSpan {
  const { scope, service } = where;
  return {
    ...Object.fromEntries(
      (
        [
          "name",
          "kind",
          "startTime",
          "endTime",
          "status",
          "attributes",
          "links",
          "events",
          "duration",
        ] as const
      ).map((name) => [name, span[name]]),
    ),
    spanContext: () => span.spanContext(),
    ended: true,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    resource:
      service === undefined ? span.resource : { ...span.resource, attributes: { "service.name": service } },
    instrumentationScope: scope === undefined ? span.instrumentationScope : { name: scope, version: "1" },
  } as unknown as ReadableSpan;
}

describe.each(encodings)("%s", (_, encoding, encode, decode) => {
  const read = (cut: Cut): Message[] => cut.pieces.map(({ bytes }) => decode(Buffer.from(bytes)));

  it("is cut into pieces that are small enough, in order, each with its resources and scopes", () => {
    const sizes = Array.from({ length: 200 }, (__, index) => (index * 37) % 900);
    const plain = spansWith(sizes);
    const shared = ["a", "b"].map((scope) => moved(plain[0] as ReadableSpan, { scope }).instrumentationScope);
    const spans = plain.map((span, index) =>
      index % 50 < 10
        ? ({ ...moved(span, {}), instrumentationScope: shared[index % 2] } as ReadableSpan)
        : span,
    );
    const whole = encode(spans);
    const cut = cutRequest(encoding, whole, 9000);
    expect(cut.pieces.length).toBeGreaterThan(5);
    expect(Math.max(...cut.pieces.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(9000);
    expect([cut.tooLarge, cut.notes]).toEqual([0, []]);
    expect(cut.pieces.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    const flat = (requests: readonly Message[]) =>
      requests.flatMap((request) =>
        (request as { resourceSpans: Message[] }).resourceSpans.flatMap((resource) =>
          (resource.scopeSpans as Message[]).flatMap((scope) =>
            (scope.spans as Message[]).map((span) => [resource.resource, scope.scope, span]),
          ),
        ),
      );
    expect(flat(read(cut))).toEqual(flat([decode(Buffer.from(whole))]));
    expect(cut.pieces.map(({ count }) => count)).toEqual(read(cut).map((request) => spansOf(request).length));
  });

  it("loses the largest attributes of a span that is too large alone", () => {
    const cut = cutRequest(encoding, encode(spansWith([10, 50_000, 20])), 5000);
    const spans = read(cut).flatMap((request) => [...spansOf(request)]);
    expect(spans.map(({ name }) => name)).toEqual(["span 0", "span 1", "span 2"]);
    expect(JSON.stringify(spans[1]?.attributes)).not.toContain("text");
    expect(JSON.stringify(spans[1]?.attributes)).toContain("index");
    expect(spans.map((span) => span.droppedAttributesCount ?? 0)).toEqual([0, 1, 0]);
    expect(spans[1]?.events).toHaveLength(1);
    expect(cut.notes).toEqual(['"span 1" without attribute text']);
  });

  it("loses events after attributes, and adds to what was dropped before", () => {
    const memory = record();
    getTracer().withSpan("wide", (span) => {
      for (let index = 0; index < 200; index++) span.setAttribute(`k${index}`, "v".repeat(50));
      span.addEvent("small");
      span.addEvent("large", { text: "x".repeat(20_000) });
    });
    const cut = cutRequest(encoding, encode(memory.getFinishedSpans()), 2000);
    const [span] = read(cut).flatMap((request) => [...spansOf(request)]);
    expect(span?.droppedAttributesCount).toBe(200);
    expect(span?.attributes ?? []).toEqual([]);
    expect(((span?.events ?? []) as Message[]).map(({ name }) => name)).toEqual(["small"]);
    expect(span?.droppedEventsCount).toBe(1);
    expect(cut.notes[0]).toMatch(/^"wide" without attribute k\d+, .* \d+ more$/);
  });

  it("counts a span that is too large whatever is taken from it, and sends the others", () => {
    const memory = record();
    getTracer().withSpan("n".repeat(9000), () => {});
    getTracer().withSpan("good", () => {});
    const cut = cutRequest(encoding, encode(memory.getFinishedSpans()), 3000);
    expect([cut.tooLarge, cut.pieces.map(({ count }) => count)]).toEqual([1, [1]]);
    expect(read(cut).flatMap((request) => [...spansOf(request)])[0]?.name).toBe("good");
  });
});
