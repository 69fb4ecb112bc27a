// Traces in; the formats that they are exported in, and what comes back when these are imported, out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chromePieces } from "../../view/export/chrome.js";
import { lanesOf, stepsOf } from "../../view/export/lanes.js";
import { otlpPieces } from "../../view/export/otlp.js";
import { speedscopePieces } from "../../view/export/speedscope.js";
import { readDocument } from "../../view/import/document.js";
import type { Span } from "../../view/model/span.js";
import { earlier } from "../../view/model/times.js";
import { spansOf } from "../../view/otlp/request.js";
import { siteOf } from "../../view/store/site.js";
import { below, ms, START, spanOf } from "./spans.js";

const ORIGIN = { traceId: "ab".repeat(16), now: START };

function documentOf(pieces: Iterable<string>): unknown {
  return JSON.parse([...pieces].join(""));
}

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const key = fc.oneof(
  fc.constantFrom("http.route", "__proto__", "a.b", "constructor"),
  text.filter((each) => each !== ""),
);
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constant(Number.MAX_SAFE_INTEGER),
);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(key, scalar, { maxKeys: 2 }),
);
const attributes = fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: false });
/** Relative, and close together, so that spans overlap, touch, and contain each other. */
const time = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 10_000_000 })).map(BigInt);

interface Raw {
  readonly parent: number;
  readonly from: bigint;
  readonly to: bigint;
  readonly span: Partial<Span>;
}

const raw: fc.Arbitrary<Raw> = fc.record({
  parent: fc.nat(),
  from: time,
  to: time,
  span: fc.record({
    name: text,
    kind: fc.nat({ max: 4 }),
    status: fc.nat({ max: 2 }),
    statusMessage: text,
    scope: text,
    isRemote: fc.constantFrom(undefined, true, false),
    attributes,
    resource: fc.constantFrom(
      { "service.name": "shop" },
      { "service.name": "web", "host.name": "a" },
      { "service.name": "web", "host.name": "b" },
    ),
  }),
});

/** One trace: some spans have no parent, some have one that is not here. */
const trace = fc.array(raw, { minLength: 1, maxLength: 25 }).map((raws) => {
  const [traceId, first] = [spanOf().traceId, spanOf().spanId];
  const idOf = (index: number) =>
    (BigInt(`0x${first}`) * 1000n + BigInt(index)).toString(16).padStart(16, "0");
  return raws.map(({ parent, from, to, span }, index) => {
    const [start, end] = from < to ? [from, to] : [to, from];
    const { resource = {} } = span;
    return spanOf({
      ...span,
      traceId,
      spanId: idOf(index),
      parentId: parent % 5 === 0 ? "" : idOf(parent % (raws.length + 1)),
      service: String((resource as Record<string, unknown>)["service.name"]),
      start: START + start,
      end: START + end,
      events: index % 3 === 0 ? [{ name: "retry", time: START + start, attributes: { n: index } }] : [],
      links:
        index % 4 === 0
          ? [{ traceId: "cd".repeat(16), spanId: "ef".repeat(8), attributes: { why: "batch" } }]
          : [],
    });
  });
});

/** As it compares: in one order, and with records of one prototype. */
function plain(spans: readonly Span[]): unknown {
  const sorted = [...spans].sort((a, b) => (a.spanId < b.spanId ? -1 : 1));
  return JSON.parse(
    JSON.stringify(sorted, (_, each) => (typeof each === "bigint" ? `${each}n` : each)).replaceAll(
      "__proto__",
      "proto",
    ),
  );
}

describe("a trace comes back", () => {
  test("as OTLP JSON, all of it", () => {
    fc.assert(
      fc.property(trace, (spans) => {
        const document = documentOf(otlpPieces(spans));
        expect(plain(spansOf(document).spans)).toEqual(plain(spans));
        expect(plain(readDocument(document, ORIGIN).spans)).toEqual(plain(spans));
      }),
      { numRuns: 100 },
    );
  });

  test("as trace events, all of it", () => {
    fc.assert(
      fc.property(trace, (spans) => {
        const { spans: read, rejected } = readDocument(documentOf(chromePieces(spans)), ORIGIN);
        expect([plain(read), rejected]).toEqual([plain(spans), 0]);
      }),
      { numRuns: 100 },
    );
  });

  test("as a profile of speedscope: names, lengths, places, and what lies in what", () => {
    fc.assert(
      fc.property(trace, (spans) => {
        const { spans: read } = readDocument(documentOf(speedscopePieces(spans)), ORIGIN);
        const first = spans.map(({ start }) => start).reduce(earlier);
        const shape = (list: readonly Span[], base: bigint, isRead: boolean) =>
          list
            .map(({ name, start, end, attributes: own }) =>
              JSON.stringify([
                isRead && name === "(no name)" ? "" : name,
                String(start - base),
                String(end - base),
                siteOf(own),
              ]),
            )
            .sort();
        expect(shape(read, ORIGIN.now, true)).toEqual(shape(spans, first, false));
      }),
      { numRuns: 100 },
    );
  });
});

test("spans of a lane stand inside or after each other, each span in one, those of a process in no other's", () => {
  fc.assert(
    fc.property(trace, (spans) => {
      const lanes = lanesOf(spans);
      expect(lanes.flatMap((lane) => [...lane.spans]).sort()).toHaveLength(spans.length);
      expect(new Set(lanes.flatMap((lane) => lane.spans.map(({ spanId }) => spanId))).size).toBe(
        spans.length,
      );
      for (const lane of lanes) {
        const open: Span[] = [];
        let now = 0n;
        for (const { isBegin, span } of stepsOf(lane)) {
          const at = isBegin ? span.start : span.end;
          expect(at >= now).toBe(true);
          now = at;
          expect(JSON.stringify(span.resource)).toBe(JSON.stringify(lane.resource));
          if (isBegin) open.push(span);
          else expect(open.pop()).toBe(span);
        }
        expect(open).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test("a child stands in its parent's lane; siblings that overlap do not share one", () => {
  const root = spanOf({ name: "root", length: ms(100) });
  const first = below(root, { name: "first", length: ms(50) });
  const second = below(root, { name: "second", start: root.start + ms(20), length: ms(50) });
  const inner = below(second, { name: "inner", start: root.start + ms(30), length: ms(5) });
  const later = below(root, { name: "later", start: root.start + ms(80), length: ms(5) });
  const names = lanesOf([root, first, second, inner, later]).map((lane) =>
    lane.spans.map(({ name }) => name),
  );
  expect(names).toEqual([
    ["root", "first", "later"],
    ["second", "inner"],
  ]);
});

test("OTLP is as its specification has it: ids in hexadecimal, 64-bit numbers as texts, enumerations as numbers", () => {
  const span = spanOf({
    kind: 1,
    status: 2,
    statusMessage: "no",
    scope: "pg",
    attributes: { route: "/", count: 3, ratio: 0.5, ok: true, list: ["a"], map: { deep: 1 }, none: null },
  });
  expect(documentOf(otlpPieces([span]))).toEqual({
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
        scopeSpans: [
          {
            scope: { name: "pg" },
            spans: [
              {
                traceId: span.traceId,
                spanId: span.spanId,
                name: "work",
                kind: 2,
                startTimeUnixNano: String(span.start),
                endTimeUnixNano: String(span.end),
                attributes: [
                  { key: "route", value: { stringValue: "/" } },
                  { key: "count", value: { intValue: "3" } },
                  { key: "ratio", value: { doubleValue: 0.5 } },
                  { key: "ok", value: { boolValue: true } },
                  { key: "list", value: { arrayValue: { values: [{ stringValue: "a" }] } } },
                  {
                    key: "map",
                    value: { kvlistValue: { values: [{ key: "deep", value: { intValue: "1" } }] } },
                  },
                  { key: "none", value: {} },
                ],
                events: [],
                links: [],
                status: { code: 2, message: "no" },
              },
            ],
          },
        ],
      },
    ],
  });
});

test("trace events of a track never overlap, and have all digits of their times", () => {
  const root = spanOf({ name: "root", length: 1_000_001n });
  const { traceEvents } = documentOf(
    chromePieces([root, below(root, { length: 7n }), below(root, { start: root.start + 3n, length: 9n })]),
  ) as { traceEvents: { ph: string; id?: string; ts?: number; name: string }[] };
  expect(traceEvents.filter(({ ph }) => ph !== "M").map(({ ph, id, ts }) => `${ph} ${id} ${ts}`)).toEqual([
    "b 0x1 0",
    "b 0x1 0",
    "e 0x1 0.007",
    "e 0x1 1000.001",
    "b 0x2 0.003",
    "e 0x2 0.012",
  ]);
});

test("spans without parents take as many lanes as there are at once", () => {
  fc.assert(
    fc.property(trace, (nested) => {
      const [{ resource, service } = spanOf()] = nested;
      const spans = nested.map((span) => ({ ...span, parentId: "", resource, service }));
      const atOnce = spans.map(
        ({ start }) => spans.filter((other) => other.start <= start && other.end > start).length,
      );
      const momentary = spans.some(({ start, end }) => start === end) ? 1 : 0;
      const { length } = lanesOf(spans);
      expect(length).toBeGreaterThanOrEqual(Math.max(...atOnce));
      expect(length).toBeLessThanOrEqual(Math.max(1, ...atOnce) + momentary);
    }),
    { numRuns: 100 },
  );
});

test("a trace of 50,000 spans has lanes, whether 1,000 run at once or all of them", () => {
  const root = spanOf({ length: ms(200_000) });
  const spansOfLength = (length: bigint) =>
    Array.from({ length: 50_000 }, (_, index) => below(root, { start: root.start + ms(index), length }));
  expect(lanesOf([root, ...spansOfLength(ms(1000))])).toHaveLength(1000);
  expect(lanesOf([root, ...spansOfLength(ms(100_000))])).toHaveLength(50_000);
});
