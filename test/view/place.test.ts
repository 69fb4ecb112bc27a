// Lines that are being written, with | where the cursor is, in; what stands there, and what would be replaced, out.
import { describe, expect, test } from "vitest";
import { boundsOf } from "../../view/query/bounds.js";
import { parseQuery } from "../../view/query/parse.js";
import { placeOf, quoted } from "../../view/query/place.js";

describe("a place in a line", () => {
  test.each([
    ["|", "field", "", ""],
    ["ser|", "field", "ser", "ser"],
    ["ser|vice", "field", "ser", "service"],
    ["a ser|", "field", "ser", "ser"],
    ["(ser|", "field", "ser", "ser"],
    ["-ser|", "field", "ser", "ser"],
    ["-(ser|)", "field", "ser", "ser"],
    ["not ser|", "field", "ser", "ser"],
    ["my-serv|", "field", "my-serv", "my-serv"],
    ['"a b|', "field", "a b", '"a b'],
    ["attr.http.r|", "field", "attr.http.r", "attr.http.r"],
    ["service:|", "service", "", ""],
    ["service:sh|", "service", "sh", "sh"],
    ["service:s|hop name:x", "service", "s", "shop"],
    ["service!=sh|", "service", "sh", "sh"],
    ["duration>=1|", "duration", "1", "1"],
    ["attr.http.route:/c|", "attr.http.route", "/c", "/c"],
    ['name="GET /|', "name", "GET /", '"GET /'],
    ['name="GET /|cart" kind:client', "name", "GET /", '"GET /cart"'],
    ['name="say \\"hi|', "name", 'say "hi', '"say \\"hi'],
    ['name="a" |', "field", "", ""],
    ["attr.url:http://a|", "attr.url", "http://a", "http://a"],
    ["née:x|", "née", "x", "x"],
  ])("%s", (marked, what, part, replaced) => {
    const at = marked.indexOf("|");
    const line = marked.replace("|", "");
    const place = placeOf(line, at);
    expect([place.kind === "field" ? "field" : place.field, place.part]).toEqual([what, part]);
    expect(line.slice(place.from, place.to)).toBe(replaced);
  });

  test("a value is quoted where it has to be, and is read back as it was", () => {
    for (const value of ["shop", "GET /cart", 'say "hi"', "back\\slash", "a(b)", "a:b=c", "or"])
      expect(parseQuery(`name=${quoted(value)}`)).toMatchObject({ value });
  });
});

test("the bounds of time are those that hold for all of a query", () => {
  const day = (number: number) => BigInt(Date.UTC(2026, 10, number)) * 1_000_000n;
  const of = (line: string) => boundsOf(parseQuery(line));
  expect(of("since:2026-11-20 until:2026-11-22 since:2026-11-21 name:x")).toEqual({
    since: day(21),
    until: day(22),
  });
  expect(of("since:2026-11-20")).toEqual({ since: day(20), until: undefined });
  expect(of("since:2026-11-20 or name:x")).toEqual({ since: undefined, until: undefined });
  expect(of("-since:2026-11-20 name:x")).toEqual({ since: undefined, until: undefined });
  expect(of("")).toEqual({ since: undefined, until: undefined });
});
