// Headers that an attacker may send: read within a limit of time, refused whole, never handed on, and no prototype of the
// program's is touched.
import { beforeEach, describe, expect, it } from "vitest";
import { extractContext, getTracer, injectContext, withContext } from "../../runtime/index.js";
import { record } from "../runtime/recorder.js";

const TRACE = "a".repeat(32);
const GOOD = `00-${TRACE}-${"b".repeat(16)}-01`;
const MEGABYTE = 1_000_000;

beforeEach(() => void record());

/** What a request with these headers hands on. */
function handedOn(headers: Record<string, string>): Record<string, string> {
  return withContext(extractContext(headers), () => getTracer().withSpan("serve", () => injectContext({})));
}

describe("a traceparent that", () => {
  it.each([
    ["is a megabyte of digits", "0".repeat(MEGABYTE)],
    ["is a megabyte of dashes", "-".repeat(MEGABYTE)],
    ["has a megabyte behind it", GOOD + "x".repeat(MEGABYTE)],
    ["has control characters", `${GOOD.slice(0, -1)}\u0000`],
    ["has a line break", `${GOOD}\r\nset-cookie: a=b`],
    ["is that of a prototype", "__proto__"],
  ])("%s begins a new trace", (_, traceparent) => {
    const { traceparent: next = "" } = handedOn({ traceparent });
    expect(next).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-9]$/);
    expect(next).not.toContain(TRACE);
  });
});

describe("a tracestate that", () => {
  it.each([
    ["is a megabyte", `a=${"x".repeat(MEGABYTE)}`],
    ["has ten thousand members", Array.from({ length: 10_000 }, (_, at) => `k${at}=v`).join(",")],
    ["has control characters", "a=b\u0001"],
    ["has a line break", "a=b\r\nx-injected: yes"],
  ])("%s is not handed on, and the trace is", (_, tracestate) => {
    const next = handedOn({ traceparent: GOOD, tracestate });
    expect(next.traceparent).toContain(TRACE);
    expect(next).not.toHaveProperty("tracestate");
  });
});

describe("baggage that", () => {
  it.each([
    ["is a megabyte", `a=${"x".repeat(MEGABYTE)}`],
    ["has a line break", "a=b\r\nx-injected: yes"],
    ["has control characters", "a=\u0000\u0001"],
    ["is not encoded as it says", "a=%zz%"],
  ])("%s keeps within the specification's bounds", (_, baggage) => {
    const next = handedOn({ traceparent: GOOD, baggage }).baggage ?? "";
    expect(next.length).toBeLessThanOrEqual(8192);
    expect(next).toMatch(/^[\x21-\x7e]*$/);
  });

  it("has ten thousand members, keeps within the bounds", () => {
    const baggage = Array.from({ length: 10_000 }, (_, at) => `k${at}=v`).join(",");
    const next = handedOn({ traceparent: GOOD, baggage }).baggage ?? "";
    expect(next.split(",").length).toBeLessThanOrEqual(180);
    expect(next.length).toBeLessThanOrEqual(8192);
  });

  it("names a prototype, touches none", () => {
    handedOn({
      traceparent: GOOD,
      baggage: "__proto__=x,constructor=y,toString=z",
      tracestate: "__proto__=x",
    });
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
