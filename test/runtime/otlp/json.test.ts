// OTLP in JSON: the same message as in protobuf, in the form of OpenTelemetry's own JSON encoder.
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadableSpan } from "../../../runtime/model/span.js";
import { encodeTraceJson } from "../../../runtime/otlp/trace-json.js";
import { encodeTraceRequest } from "../../../runtime/otlp/trace-request.js";
import { record } from "../recorder.js";
import { decodeJsonRequest, decodeRequest, spansOf } from "./messages.js";
import { makeSpans, programs } from "./random-programs.js";
import { batches } from "./random-spans.js";

type Official = Parameters<typeof JsonTraceSerializer.serializeRequest>[0];

function official(spans: readonly ReadableSpan[]): Uint8Array {
  return JsonTraceSerializer.serializeRequest(spans as unknown as Official) as Uint8Array;
}

/**
 * The document, without what OpenTelemetry's encoder does against the specification: integers as numbers and without
 * end, no NaN and no infinity, and the schema's address a second time inside the resource; and the count of a scope's dropped attributes, which it
 * leaves out when none is left.
 */
function readable(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString(), (name, value) => {
    if (name === "schemaUrl" && value === "") return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (name === "resource") return { ...value, schemaUrl: undefined };
    if (name === "scope" && !value.attributes?.length) return { name: value.name, version: value.version };
    if (!("intValue" in value) && !("doubleValue" in value)) return value;
    const number = Number(value.intValue ?? value.doubleValue ?? Number.NaN);
    return { number: Number.isFinite(number) ? number : null };
  });
}

describe("spans of any OpenTelemetry library", () => {
  it("have the form of OpenTelemetry's own encoder", () => {
    fc.assert(
      fc.property(batches, (spans) => {
        expect(readable(encodeTraceJson(spans))).toEqual(readable(official(spans)));
      }),
      { numRuns: 200 },
    );
  });

  it("are the same message as in protobuf", () => {
    fc.assert(
      fc.property(batches, (spans) => {
        expect(decodeJsonRequest(encodeTraceJson(spans))).toEqual(decodeRequest(encodeTraceRequest(spans)));
      }),
      { numRuns: 100 },
    );
  });

  it("leave the others alone when one cannot be encoded", () => {
    const [good] = makeSpans({ from: "hand", index: 1, steps: [], children: [] }, record());
    const bad = Object.create(good as ReadableSpan, { events: { value: undefined } });
    const request = decodeJsonRequest(encodeTraceJson([bad, good as ReadableSpan, bad]));
    expect(spansOf(request)).toHaveLength(1);
  });
});

describe("spans of this library", () => {
  it("are the same message as in protobuf", () => {
    const exporter = record();
    fc.assert(
      fc.property(programs, (program) => {
        const spans = makeSpans(program, exporter);
        expect(readable(encodeTraceJson(spans))).toEqual(readable(official(spans)));
        expect(decodeJsonRequest(encodeTraceJson(spans))).toEqual(decodeRequest(encodeTraceRequest(spans)));
      }),
      { numRuns: 100 },
    );
  });
});

it("integers are texts, whole to the last digit, and NaN has a name", () => {
  const [span] = makeSpans({ from: "hand", index: 1, steps: [], children: [] }, record());
  (span as ReadableSpan).attributes.numbers = [2 ** 62, -7, Number.NaN, Number.NEGATIVE_INFINITY, 0.5];
  const text = Buffer.from(encodeTraceJson([span as ReadableSpan])).toString();
  expect(text).toContain(
    '{"values":[{"intValue":"4611686018427387904"},{"intValue":"-7"},{"doubleValue":"NaN"},' +
      '{"doubleValue":"-Infinity"},{"doubleValue":0.5}]}',
  );
});
