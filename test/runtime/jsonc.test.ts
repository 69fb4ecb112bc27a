// JSON with comments.
import { expect, it } from "vitest";
import { type JsoncError, placeOf, readJsonc } from "../../runtime/ground/jsonc.js";

it("reads comments, trailing commas, a byte order mark, and says where values are", () => {
  const text =
    '\uFEFF// head\n{ "a": [1, -2.5e3, /* in */ true,], "b": { "c": "x\\"//y\\u0041", }, "d": null, }';
  const { value, places } = readJsonc(text);
  expect(value).toEqual({ a: [1, -2500, true], b: { c: 'x"//yA' }, d: null });
  expect(placeOf(text, places.get("b.c") as number)).toEqual({
    line: 2,
    column: text.slice(text.indexOf("\n") + 1).indexOf('"x') + 1,
  });
});

it.each([
  ["", "expected a value, found the end of the file", 0],
  ['{"a" 1}', "expected `:`, found `1`", 5],
  ['{"a": 1 "b": 2}', 'expected `,` or `}`, found `"`', 8],
  ["{a: 1}", "expected a value, found `a`", 1],
  ["[1] x", "expected the end of the file, found `x`", 4],
  ['{"a": 1.2.3}', "expected a valid value, found `1`", 6],
])("refuses %j", (text, message, offset) => {
  expect(() => readJsonc(text)).toThrow(expect.objectContaining({ message, offset }) as JsoncError);
});
