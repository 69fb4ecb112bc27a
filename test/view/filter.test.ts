// Query lines in; what the form shows of them, and the lines that it writes, out.
import { describe, expect, test } from "vitest";
import { durationsOf, filterOf, lengthText, withFilter } from "../../view/page/query/filter.js";
import { nanosecondsOf } from "../../view/query/lengths.js";
import { parseQuery } from "../../view/query/parse.js";

const shown = (line: string) =>
  Object.fromEntries(Object.entries(filterOf(line)).filter(([, value]) => value !== ""));

describe("the form shows", () => {
  test.each([
    ["", {}],
    ["service:shop name=GET", { service: "shop", name: "GET" }],
    ['name:"GET /" and status:error', { name: "GET /", status: "error" }],
    ["duration>=10ms duration<1s", { atLeast: "10ms", atMost: "1s" }],
    ["since:10m until:1m", { since: "10m", until: "1m" }],
    ["attr.http.route:/cart", { attribute: "http.route=/cart" }],
    ["attr.http.route:*", { attribute: "http.route" }],
    // The first of each, and only what holds for all.
    ["service:a service:b", { service: "a" }],
    ["-service:a (name:b)", {}],
    ["not (service:a name:b) status:ok", { status: "ok" }],
    ["service:a or service:b", {}],
    ['name:"open', {}],
    ["checkout kind:server", {}],
    ["duration=5ms service!=x", {}],
  ])("%s", (line, expected) => {
    expect(shown(line)).toEqual(expected);
  });
});

describe("the form writes", () => {
  test.each([
    ["", { service: "my shop" }, 'service:"my shop"'],
    ["service=shop checkout", { status: "error" }, "service=shop status:error checkout"],
    ["service:shop checkout", { service: "" }, "checkout"],
    ["-kind:client (a or b)", { name: "x*" }, "name:x* (-kind:client (a or b))"],
    ["-kind:client -(a b) not c", { name: "x*" }, "name:x* -kind:client -(a b) not c"],
    ["a or b", { service: "s" }, "service:s (a or b)"],
    ["(a or b)", { service: "s" }, "service:s (a or b)"],
    ["service:a and service:b and c", { service: "x" }, "service:x service:b c"],
    ["duration>1ms", { atLeast: "2ms", atMost: " 3s " }, "duration>=2ms duration<=3s"],
    ["", { attribute: "http.route = /a b" }, 'attr.http.route:"/a b"'],
    ["", { attribute: "retries" }, "attr.retries:*"],
  ])("%s", (line, changes, expected) => {
    const written = withFilter(line, changes);
    expect(written).toBe(expected);
    expect(parseQuery(written)).toBeDefined();
  });

  test("nothing else where nothing is changed", () => {
    for (const line of ["service=shop", "(a or b)", "-(a b) c", 'name:"a b" duration<1s'])
      expect(parseQuery(withFilter(line, {}), 0)).toEqual(parseQuery(line, 0));
  });
});

test("lengths of time are read back", () => {
  expect(durationsOf("duration>10ms duration<=1.5s")).toEqual({ from: 10, to: 1500 });
  expect(durationsOf("service:a")).toEqual({});
  for (const [milliseconds, text] of [
    [0.000017, "17ns"],
    [0.0178, "17.8us"],
    [17.782794, "17.8ms"],
    [99.96, "100ms"],
    [123_456, "123s"],
  ] as const) {
    expect(lengthText(milliseconds)).toBe(text);
    expect(nanosecondsOf(text)).toBeDefined();
  }
});
