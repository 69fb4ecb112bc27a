// Query lines in; their trees, and the places of what is wrong with them, out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, nanosecondsOf, timeOf } from "../../view/query/lengths.js";
import { parseQuery } from "../../view/query/parse.js";
import { QueryError } from "../../view/query/tree.js";

const NOW = Date.parse("2026-11-30T12:00:00Z");

const text = (field: string, value: string, operator = ":") => ({ kind: "text", field, operator, value });

describe("a line becomes a tree", () => {
  test.each([
    ["", undefined],
    ["  \t ", undefined],
    ["service:shop", text("service", "shop")],
    ["checkout", text("name", "*checkout*")],
    ["check*", text("name", "check*")],
    ['name:"GET /x"', text("name", "GET /x")],
    ['"or"', text("name", "*or*")],
    ['name:"a \\"b\\" \\\\"', text("name", 'a "b" \\')],
    ["status:ERROR", text("status", "error")],
    ["name!=a", text("name", "a", "!=")],
    ["duration>=1.5s", { kind: "duration", operator: ">=", nanoseconds: 1_500_000_000n }],
    ["since:10m", { kind: "time", operator: ">=", nanoseconds: BigInt(NOW - 600_000) * 1_000_000n }],
    [
      "until:2026-11-30T11:00Z",
      { kind: "time", operator: "<", nanoseconds: BigInt(NOW - 3_600_000) * 1_000_000n },
    ],
    [
      'attr.http.route="/x"',
      { kind: "attribute", of: "attr", key: "http.route", operator: "=", value: "/x" },
    ],
    [
      "resource.host.name:a*",
      { kind: "attribute", of: "resource", key: "host.name", operator: ":", value: "a*" },
    ],
    ["a or b", { kind: "or", parts: [text("name", "*a*"), text("name", "*b*")] }],
    ["name:a and name:b", { kind: "and", parts: [text("name", "a"), text("name", "b")] }],
    ["-name:a", { kind: "not", part: text("name", "a") }],
    ["not not name:a", { kind: "not", part: { kind: "not", part: text("name", "a") } }],
    [
      "name:a (name:b or -name:c) name:d",
      {
        kind: "and",
        parts: [
          text("name", "a"),
          { kind: "or", parts: [text("name", "b"), { kind: "not", part: text("name", "c") }] },
          text("name", "d"),
        ],
      },
    ],
    [
      "name:a name:b or name:c",
      {
        kind: "or",
        parts: [{ kind: "and", parts: [text("name", "a"), text("name", "b")] }, text("name", "c")],
      },
    ],
    // A sign inside of a word is one of the word.
    ["name:a-b", text("name", "a-b")],
    ["file:src/a.ts:7", text("file", "src/a.ts:7")],
  ])("%s", (line, tree) => {
    expect(parseQuery(line, NOW)).toEqual(tree);
  });
});

describe("what is wrong is marked", () => {
  test.each([
    ["nme:x", 'there is no field "nme"', "^^^^^"],
    ["a http.route:/x", "write attr.http.route", "  ^^^^^^^^^^^^^"],
    ["duration:5ms", "duration>100ms", "^^^^^^^^^^^^"],
    ["duration>soon", '"soon" is no length of time', "         ^^^^"],
    ["status:bad", "there are unset, ok, error", "       ^^^"],
    ["since:later", "is no time", "      ^^^^^"],
    ["since>10m", "followed by a colon", "^^^^^^^^^"],
    ["name>5", "is a text", "^^^^^^"],
    ["name:", "a value is missing", "^^^^^"],
    ['name:"x', "the closing quote is missing", "     ^^"],
    ["(a", "not closed", "^"],
    ["a)", "closed that was not opened", " ^"],
    ["a or", "missing at the end", "    ^"],
    ["or a", 'missing before "or"', "^^"],
    [`${"(".repeat(60)}a`, "nested too deeply", `${" ".repeat(50)}^`],
  ])("%s", (line, message, marks) => {
    try {
      parseQuery(line, NOW);
      expect.unreachable();
    } catch (cause) {
      expect(cause).toBeInstanceOf(QueryError);
      expect((cause as QueryError).message).toContain(message);
      expect((cause as QueryError).frame).toBe(`${line}\n${marks}`);
    }
  });
});

test("any line is parsed, or refused with a place in it", () => {
  const piece = fc.constantFrom(
    "a",
    "name",
    ":",
    "=",
    ">",
    "(",
    ")",
    '"',
    "\\",
    "-",
    "not ",
    "or ",
    " ",
    "attr.",
    "5ms",
    "*",
    "ü",
    "since",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((parts) => parts.join("")),
      ),
      (line) => {
        try {
          parseQuery(line, NOW);
        } catch (cause) {
          expect(cause).toBeInstanceOf(QueryError);
          const { start, end } = cause as QueryError;
          expect(start).toBeLessThanOrEqual(line.length);
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("lengths, times and sizes", () => {
  expect(["5", "1.5s", "2m", "7d", "3us", "3µs", "9ns", "1.000000001s"].map(nanosecondsOf)).toEqual([
    5_000_000n,
    1_500_000_000n,
    120_000_000_000n,
    604_800_000_000_000n,
    3000n,
    3000n,
    9n,
    1_000_000_001n,
  ]);
  expect(["", "ms", "-1s", "1 s", "1e3", "5x"].map(nanosecondsOf)).toEqual(Array(6).fill(undefined));
  expect(["10", "tomorrow", "2026"].map((each) => timeOf(each, NOW))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(["500", "64kB", "500MB", "2GB", "1.5G", "1T"].map(bytesOf)).toEqual([
    500, 64e3, 500e6, 2e9, 1.5e9, 1e12,
  ]);
  expect(["", "x", "-1", "1PB"].map(bytesOf)).toEqual(Array(4).fill(undefined));
});
