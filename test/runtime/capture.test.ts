// Values as attributes: bounded, redacted, and never running the program's code.
import { expect, it, vi } from "vitest";
import { isSecret } from "../../runtime/ground/secrets.js";
import { attributeOf, readData } from "../../runtime/recording/capture.js";

it.each<[string, unknown, unknown]>([
  ["primitives as they are", 5, 5],
  ["false", false, false],
  ["undefined has none", undefined, undefined],
  ["a bigint", 12n, "12"],
  ["a symbol", Symbol("s"), "Symbol(s)"],
  ["a list of one type", ["a", "b"], ["a", "b"]],
  ["a mixed list", ["a", 1, null], '["a",1,null]'],
  ["an object", { a: 1, b: { c: [true] } }, '{"a":1,"b":{"c":[true]}}'],
  ["a date", new Date(0), "1970-01-01T00:00:00.000Z"],
  ["an invalid date", new Date(Number.NaN), "[Invalid Date]"],
  ["an error", new TypeError('a "b"'), '[TypeError: a "b"]'],
  ["a map", new Map([[1, 2]]), "[Map 1]"],
  ["a set", { set: new Set([1]) }, '{"set":"[Set 1]"}'],
  ["a function", function named() {}, "[Function named]"],
  ["a proxy", new Proxy({}, {}), "[Proxy]"],
  ["numbers that JSON has not", { a: Number.NaN }, '{"a":"NaN"}'],
  ["bytes", Buffer.from("x"), "[Buffer]"],
  [
    "secrets",
    { user: "a", apiKey: "k", deep: { "X-Session-Id": 1 } },
    '{"user":"a","apiKey":"[redacted]","deep":{"X-Session-Id":"[redacted]"}}',
  ],
])("%s", (_, value, expected) => {
  expect(attributeOf(value)).toEqual(expected);
});

it("calls no getter, toJSON, toString or trap", () => {
  const spy = vi.fn(() => "called");
  const value = {
    get computed() {
      return spy();
    },
    toJSON: spy,
    toString: spy,
    [Symbol.toPrimitive]: spy,
  };
  const proxy = new Proxy({}, { get: spy, ownKeys: spy as never, getPrototypeOf: spy as never });
  expect(attributeOf({ value, proxy })).toContain('"computed":"[Getter]"');
  expect(readData(value, "computed")).toBe("[Getter]");
  expect(readData(proxy, "a")).toBe("[Proxy]");
  expect(spy).not.toHaveBeenCalled();
});

it("stops at cycles, depth, width and length", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  expect(attributeOf(cycle)).toBe('{"self":"[Circular]"}');
  expect(attributeOf({ a: { b: { c: { d: {} } } } })).toBe('{"a":{"b":{"c":{"d":"[Object]"}}}}');
  expect((attributeOf(Array.from({ length: 100 }, () => "x")) as string[]).length).toBe(32);
  expect(attributeOf("x".repeat(5000))).toHaveLength(1024);
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, key) => [`k${key}`, 1]));
  expect(attributeOf(wide)).toContain('"…":"8 more"');
  const huge = Array.from({ length: 32 }, () =>
    Array.from({ length: 32 }, () => ({ text: "y".repeat(900) })),
  );
  expect((attributeOf(huge) as string).length).toBeLessThanOrEqual(4096);
});

it("knows secrets by name", () => {
  const secrets = [
    "password",
    "user.passwd",
    "clientSecret",
    "access_token",
    "Authorization",
    "Set-Cookie",
    "api-key",
  ];
  for (const name of [...secrets, "sessionId", "creditCard", "card_number"])
    expect(isSecret(name)).toBe(true);
  for (const name of ["author", "pass", "orderId", "key", "spin"]) expect(isSecret(name)).toBe(false);
});
