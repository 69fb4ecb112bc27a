// The validator that the build wrote: it is the schema's, it needs no package, and it says what ajv says of the same value.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const FILE = "transformer/config-validator.cjs";
const script = await import(new URL("../../scripts/config-validator.mjs", import.meta.url).href);
const built = createRequire(import.meta.url)(`../../${FILE}`);
const schema = script.readSchema();
const compiled = new Ajv(script.AJV_OPTIONS).compile(schema);

test("is that of uno-trace.schema.json; else run npm run build", () => {
  expect(readFileSync(FILE, "utf8")).toBe(script.validatorText());
  expect(readFileSync(FILE, "utf8")).not.toMatch(/\b(?:require|import)\b\s*\(/);
});

function same(value: unknown): boolean {
  const valid = built(value);
  expect(valid).toBe(compiled(value));
  expect(built.errors).toEqual(compiled.errors);
  return valid;
}

/** Every member of the format, and some that there are not. */
const names = (part: { properties?: object }) => [
  ...Object.keys(part.properties ?? {}),
  "other",
  "__proto__",
];

const scalar = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    "!",
    "!a",
    "a.b",
    "a..b",
    "5ms",
    "5",
    "1.5s",
    "client",
    "otlp",
    "b3",
    "event",
    "\u{1F600}",
  ),
  fc.constantFrom(0, 1, -1, 0.5, 2, 1e308, true, false, null),
);
const { member } = fc.letrec((tie) => ({
  member: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("member"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "functions", "kind"), tie("member"), { maxKeys: 2 }),
  ),
}));

const objectOf = (
  part: { properties?: object },
  values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
) =>
  fc
    .uniqueArray(fc.constantFrom(...names(part)), { maxLength: 4 })
    .chain((keys) =>
      fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.oneof(values[key] ?? member, member)))),
    )
    .map((entries) =>
      JSON.parse(
        `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}`)}}`,
      ),
    );

const { rule, monitoring } = schema.definitions;
const anyConfig = fc.oneof(
  member,
  objectOf(schema, {
    rules: fc.array(objectOf(rule), { maxLength: 3 }),
    monitoring: objectOf(monitoring, {
      tail: objectOf(monitoring.properties.tail),
      batch: objectOf(monitoring.properties.batch),
    }),
  }),
);

describe("says what ajv says", () => {
  test("of configurations of every shape", () => {
    let sound = 0;
    fc.assert(
      fc.property(anyConfig, (config) => {
        if (same(config)) sound++;
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(sound).toBeGreaterThan(50);
  });

  test("of what it allows in every member", () => {
    expect(
      same({
        $schema: "x",
        include: ["src"],
        rules: [
          {
            functions: ["A.*"],
            kinds: ["arrows"],
            result: ["a.b"],
            min: "5ms",
            attributes: { a: 1, b: "c" },
          },
        ],
        monitoring: {
          sampleRatio: 0.5,
          tail: { slowerThan: 0 },
          batch: { maxBatchSize: 1 },
          propagators: ["b3"],
        },
      }),
    ).toBe(true);
  });
});
