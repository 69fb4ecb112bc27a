// Arbitrary finished spans as a foreign OpenTelemetry SDK hands them over, for property tests of the encoders.
import fc from "fast-check";
import type { Attributes, ReadableSpan, Resource, SpanContext } from "../../../runtime/model/span.js";

const digits = fc.constantFrom(..."0123456789abcdef");
const hex = (length: number) => fc.string({ unit: digits, minLength: length, maxLength: length });

/** Texts of all lengths and scripts, also such that are no valid UTF-16. */
const text = fc.oneof(
  { weight: 12, arbitrary: fc.string({ maxLength: 60 }) },
  { weight: 12, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 4, arbitrary: fc.string({ minLength: 100, maxLength: 300 }) },
  { weight: 4, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map(utf16) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom("a", "ü", "漢", "💥"), fc.nat(20_000)).map(repeat) },
);

function utf16(codes: readonly number[]): string {
  return String.fromCharCode(...codes);
}

function repeat([part, count]: readonly [string, number]): string {
  return part.repeat(count);
}

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.constantFrom(-0, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 62, -(2 ** 63), 2 ** 63, -(2 ** 63) - 2048, 1e300),
);

const gap = fc.constantFrom(null, undefined);
const plain = fc.oneof(text, number, fc.boolean());
const lists = fc.oneof(
  fc.array(fc.oneof(text, gap), { maxLength: 5 }),
  fc.array(fc.oneof(number, gap), { maxLength: 40 }),
  fc.array(fc.oneof(fc.boolean(), gap), { maxLength: 5 }),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 2, arbitrary: lists },
    gap,
    fc.uint8Array({ maxLength: 200 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
    fc.constant(Symbol("no value")),
  ),
}));

export const attributes = fc.dictionary(text, value, { maxKeys: 8 }) as fc.Arbitrary<Attributes>;

const time = fc.tuple(
  fc.oneof(fc.integer({ min: 0, max: 2 ** 33 }), fc.integer({ min: 1_700_000_000, max: 1_900_000_000 })),
  fc.integer({ min: 0, max: 999_999_999 }),
);

const traceState = fc.oneof(
  fc.constant(undefined),
  fc.constant({ serialize: () => "" }),
  fc.constant({ serialize: () => "vendor=value,other=1" }),
) as fc.Arbitrary<SpanContext["traceState"]>;

const context = fc.record(
  {
    traceId: hex(32),
    spanId: hex(16),
    traceFlags: fc.integer({ min: 0, max: 255 }),
    isRemote: fc.boolean(),
    traceState,
  },
  { requiredKeys: ["traceId", "spanId", "traceFlags"] },
);

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 }));

const event = fc.record(
  { name: text, time, attributes, droppedAttributesCount: count },
  { requiredKeys: ["name", "time"] },
);
const link = fc.record({ context, attributes, droppedAttributesCount: count }, { requiredKeys: ["context"] });
const status = fc.record(
  { code: fc.constantFrom(0 as const, 1 as const, 2 as const), message: text },
  { requiredKeys: ["code"] },
);

const resourceOf = (own: Attributes, schemaUrl?: string): Resource => {
  const resource: Resource = { attributes: own, merge: () => resource, getRawAttributes: () => [] };
  return schemaUrl === undefined ? resource : { ...resource, schemaUrl };
};

const resources = fc.array(
  fc.tuple(attributes, fc.constantFrom(undefined, "", "https://opentelemetry.io/schemas/1.40.0")),
  { minLength: 1, maxLength: 3 },
);
const scope = fc.record(
  {
    name: text,
    version: text,
    schemaUrl: fc.constantFrom("https://opentelemetry.io/schemas/1.7.0", ""),
    attributes,
    droppedAttributesCount: count,
  },
  { requiredKeys: ["name"] },
);
// JSON groups scopes by these three, protobuf by identity: where they differ the two are the same.
const scopes = fc.uniqueArray(scope, {
  selector: (each) => `${each.name}@${each.version || ""}:${each.schemaUrl || ""}`,
  minLength: 1,
  maxLength: 3,
});

const span = fc.record({
  name: text,
  kind: fc.constantFrom(0, 1, 2, 3, 4),
  context,
  parent: fc.oneof(fc.constant(undefined), context),
  startTime: time,
  endTime: time,
  status,
  attributes,
  events: fc.array(event, { maxLength: 3 }),
  links: fc.array(link, { maxLength: 3 }),
  droppedAttributesCount: count,
  droppedEventsCount: count,
  droppedLinksCount: count,
  resource: fc.nat(),
  scope: fc.nat(),
});

/** Batches of spans of up to three resources and scopes. */
export const batches: fc.Arbitrary<ReadableSpan[]> = fc
  .tuple(fc.array(span, { maxLength: 12 }), resources, scopes)
  .map(([spans, resourceParts, scopeList]) => {
    const resourceList = resourceParts.map(([own, schemaUrl]) => resourceOf(own, schemaUrl));
    return spans.map(({ context: own, parent, resource, scope: scopeIndex, ...rest }) => ({
      ...rest,
      spanContext: () => own,
      ...(parent && { parentSpanContext: parent }),
      duration: [0, 0] as [number, number],
      ended: true,
      resource: resourceList[resource % resourceList.length] as Resource,
      instrumentationScope: scopeList[scopeIndex % scopeList.length] as { name: string },
    })) as ReadableSpan[];
  });
