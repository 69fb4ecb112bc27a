// OTLP in protobuf: what we encode is, field by field, what OpenTelemetry's own transformer encodes for the same spans.

import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enter, exit } from "../../../runtime/abi/instrument.js";
import { getTracer } from "../../../runtime/api/tracer.js";
import { ENDED } from "../../../runtime/ground/flags.js";
import type { LocalSpan } from "../../../runtime/model/local-span.js";
import { resourceOf } from "../../../runtime/model/resource.js";
import type { ReadableSpan } from "../../../runtime/model/span.js";
import { encodeTraceRequest, TraceRequest } from "../../../runtime/otlp/trace-request.js";
import { inFull } from "../../harness/sample.js";
import { record, site } from "../recorder.js";
import { decodeRequest, type Message, spansOf } from "./messages.js";
import { makeSpans, programs } from "./random-programs.js";
import { batches } from "./random-spans.js";

type Official = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0];

function official(spans: readonly ReadableSpan[]): Uint8Array {
  return ProtobufTraceSerializer.serializeRequest(spans as unknown as Official) as Uint8Array;
}

/** The message with attributes by name: their order says nothing. */
function decoded(bytes: Uint8Array): Message {
  const request = decodeRequest(bytes);
  for (const span of spansOf(request)) {
    const list = span.attributes as { key: string }[];
    list.sort((a, b) => (a.key < b.key ? -1 : 1));
  }
  return request;
}

function spanWith(more: Partial<ReadableSpan>): ReadableSpan {
  return {
    name: "span",
    kind: 0,
    spanContext: () => ({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: 1,
    }),
    startTime: [1_700_000_000, 1],
    endTime: [1_700_000_000, 2],
    status: { code: 0 },
    attributes: {},
    links: [],
    events: [],
    duration: [0, 1],
    ended: true,
    resource: resourceOf({ "service.name": "test" }),
    instrumentationScope: { name: "test" },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    ...more,
  };
}

/** Each span with its resource and scope, sorted: spans that come in parts may have the same ones again. */
function origins(bytes: Uint8Array): string[] {
  interface Group extends Message {
    readonly scopeSpans: readonly { readonly spans: readonly Message[] }[];
  }
  const groups = decodeRequest(bytes).resourceSpans as Group[];
  return groups
    .flatMap(({ scopeSpans, ...resource }) =>
      scopeSpans.flatMap(({ spans, ...scope }) =>
        spans.map((span) => JSON.stringify([resource, scope, span])),
      ),
    )
    .sort();
}

describe("spans of any OpenTelemetry library", () => {
  it("decode to the message that OpenTelemetry's own encoder makes", () => {
    fc.assert(
      fc.property(batches, (spans) => {
        expect(decodeRequest(encodeTraceRequest(spans))).toEqual(decodeRequest(official(spans)));
      }),
      { numRuns: 250 },
    );
  });

  it("may be added in parts, and belong to what they belonged to", () => {
    fc.assert(
      fc.property(batches, fc.array(fc.nat(5)), (spans, sizes) => {
        const request = new TraceRequest();
        let at = 0;
        for (const size of [...sizes, spans.length]) {
          request.add(spans.slice(at, at + size));
          at += size;
        }
        expect(origins(request.finish())).toEqual(origins(official(spans)));
      }),
      { numRuns: 250 },
    );
  });

  it("leave the others alone when one cannot be encoded", () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const broken = [
      spanWith({ name: "circular", attributes: circular as never }),
      spanWith({ name: "no context", spanContext: () => undefined as never }),
      spanWith({ name: "no events", events: undefined as never }),
    ];
    const good = [spanWith({ name: "a" }), spanWith({ name: "b" })];
    const [a, b] = good as [ReadableSpan, ReadableSpan];
    const request = decodeRequest(encodeTraceRequest([a, ...broken, b]));
    expect(spansOf(request).map(({ name }) => name)).toEqual(["a", "b"]);
  });

  inFull(() => {
    it("may be a hundred megabytes, after which the buffer is small again", () => {
      const huge = "x".repeat(50_000_000);
      const request = decodeRequest(encodeTraceRequest([spanWith({ attributes: { huge, ü: `ü${huge}` } })]));
      const [span] = spansOf(request) as [Message];
      const [first, second] = span.attributes as { value: { stringValue: string } }[];
      expect(first?.value.stringValue === huge).toBe(true);
      expect(second?.value.stringValue === `ü${huge}`).toBe(true);
      expect(spansOf(decodeRequest(encodeTraceRequest([spanWith({})])))).toHaveLength(1);
    });
  });
});

describe("spans of this library", () => {
  it("have the time of their trace, whose clock may have been set since the process began", () => {
    const exporter = record();
    const shift = 3_600_000;
    getTracer().withSpan("root", (span) => {
      (span as LocalSpan).trace.shift = shift;
      exit(enter(site("plain")));
      span.addEvent("then");
    });
    const spans = exporter.getFinishedSpans();
    expect((spans[1]?.startTime[0] ?? 0) * 1000 - Date.now()).toBeGreaterThan(shift / 2);
    expect(decoded(encodeTraceRequest(spans))).toEqual(decoded(official(spans)));
  });

  it("decode to the message that OpenTelemetry's own encoder makes of what they show", () => {
    const exporter = record();
    fc.assert(
      fc.property(programs, (program) => {
        const spans = makeSpans(program, exporter);
        const ours = decoded(encodeTraceRequest(spans));
        expect(ours).toEqual(decoded(official(spans)));
        // Now that someone has looked at the attributes, they are kept in another form.
        expect(decoded(encodeTraceRequest(spans))).toEqual(ours);
      }),
      { numRuns: 250 },
    );
  });

  it.each<[string, (span: LocalSpan) => Partial<LocalSpan>]>([
    ["that took seconds", ({ begin }) => ({ finish: begin + 12_345.678 })],
    ["whose clock went back", ({ begin }) => ({ finish: begin - 1 })],
    ["that is still open", ({ flags }) => ({ flags: flags & ~ENDED })],
    ["whose status nobody set", () => ({ statusCode: 0 })],
  ])("decode to what OpenTelemetry makes of one %s", (_, change) => {
    const exporter = record();
    getTracer().withSpan("parent", () => exit(enter(site("plain"))));
    const [span] = exporter.getFinishedSpans() as unknown as [LocalSpan];
    Object.assign(span, change(span));
    expect(decodeRequest(encodeTraceRequest([span]))).toEqual(decodeRequest(official([span])));
  });
});
