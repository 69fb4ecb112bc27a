// What the HTTP conventions say of a request: addresses behind proxies, methods, targets, and queries without secrets.
import type { IncomingMessage, ServerResponse } from "node:http";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { ofFetch, ofIncoming, readKnownMethods } from "../../runtime/middleware/request-facts.js";
import { tracingMiddleware } from "../../runtime/middleware/tracing-middleware.js";
import { redactQuery } from "../../runtime/middleware/url-query.js";
import { names, record } from "./recorder.js";

const KNOWN = readKnownMethods({});

function facts(headers: Record<string, string>, more: object = {}) {
  const socket = { remoteAddress: "10.0.0.9", remotePort: 5, localAddress: "10.0.0.1", localPort: 3000 };
  const request = { method: "GET", url: "/", httpVersion: "1.1", headers, socket, ...more };
  return ofIncoming(request as unknown as IncomingMessage, KNOWN);
}

describe("addresses", () => {
  const seen = (headers: Record<string, string>, more?: object) => {
    const { attributes } = facts(headers, more);
    const names = ["client.address", "server.address", "server.port", "url.scheme"];
    return names.map((name) => attributes[name]);
  };

  it.each<[Record<string, string>, unknown[]]>([
    [{}, ["10.0.0.9", "10.0.0.1", 3000, "http"]],
    [{ host: "shop.example:8080" }, ["10.0.0.9", "shop.example", 8080, "http"]],
    [{ host: "shop.example" }, ["10.0.0.9", "shop.example", 80, "http"]],
    [{ host: "[::1]:81" }, ["10.0.0.9", "::1", 81, "http"]],
    [{ host: "a:b:c" }, ["10.0.0.9", "10.0.0.1", 3000, "http"]],
    [
      { host: "inner:3000", "x-forwarded-for": "1.2.3.4, 10.0.0.8", "x-forwarded-proto": "https" },
      ["1.2.3.4", "inner", 3000, "https"],
    ],
    [
      { host: "inner", "x-forwarded-host": "shop.example, inner", "x-forwarded-proto": "https,http" },
      ["10.0.0.9", "shop.example", 443, "https"],
    ],
    [
      { forwarded: 'For="[2001:db8::1]:4711";Proto=https;host="shop.example:444", for=10.0.0.8' },
      ["2001:db8::1", "shop.example", 444, "https"],
    ],
    [
      { forwarded: "for=1.1.1.1", "x-forwarded-for": "2.2.2.2", "x-forwarded-proto": "https" },
      ["1.1.1.1", "10.0.0.1", 3000, "https"],
    ],
    [{ "x-forwarded-for": "2001:db8::2" }, ["2001:db8::2", "10.0.0.1", 3000, "http"]],
    [{ "x-forwarded-for": "1.2.3.4:99" }, ["1.2.3.4", "10.0.0.1", 3000, "http"]],
    [{ forwarded: ";;=,", "x-forwarded-proto": "<script>" }, ["10.0.0.9", "10.0.0.1", 3000, "http"]],
  ])("%j", (headers, expected) => {
    expect(seen(headers)).toEqual(expected);
  });

  it("are those of the connection when it is encrypted, too", () => {
    expect(seen({ host: "a" }, { socket: { encrypted: true } })).toEqual([undefined, "a", 443, "https"]);
  });

  it("of a request in the shape of fetch come from its URL", () => {
    const { attributes } = ofFetch(new Request("http://[::1]:81/a%20b?x=1#frag"), KNOWN);
    expect(attributes).toMatchObject({
      "server.address": "::1",
      "server.port": 81,
      "url.path": "/a%20b",
      "url.query": "x=1",
    });
  });

  it("are read from anything that a client may send", () => {
    const header = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'for=;,:[]" 12a') }));
    const keys = ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "host"] as const;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), header), fc.string(), (headers, url) => {
        const { attributes, path } = facts(headers, { url });
        expect(path).toMatch(/^\//);
        expect(Number.isInteger(attributes["server.port"])).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("targets", () => {
  it.each([
    ["/a?b", "/a", "b"],
    ["/a?", "/a", undefined],
    ["http://host/a?b=1?c", "/a", "b=1?c"],
    ["http://host", "/", undefined],
    ["http://host?q=/x", "/", "q=/x"],
    ["*", "/", undefined],
    ["//a//b", "//a//b", undefined],
    ["/a#f?x", "/a", undefined],
  ])("%s", (url, path, query) => {
    const { attributes } = facts({}, { url });
    expect([attributes["url.path"], attributes["url.query"]]).toEqual([path, query]);
  });

  it("are what the client asked for, below a mount of Connect, too", () => {
    expect(facts({}, { url: "/7", originalUrl: "/orders/7?a=1" }).path).toBe("/orders/7");
  });
});

describe("methods", () => {
  it("are known or _OTHER, and case counts", () => {
    expect(facts({}, { method: "QUERY" }).method).toBe("QUERY");
    expect(facts({}, { method: "get" })).toMatchObject({
      method: "_OTHER",
      attributes: { "http.request.method": "_OTHER", "http.request.method_original": "get" },
    });
    expect(facts({}, { method: "GET" }).attributes).not.toHaveProperty("http.request.method_original");
  });

  it("are those that OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS names", () => {
    const read = (text: string) => [...readKnownMethods({ OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS: text })];
    expect(read("GET, PURGE")).toEqual(["GET", "PURGE"]);
    expect(read(" ")).toContain("PATCH");
  });
});

describe("queries", () => {
  it.each([
    ["sig=1&page=2", "sig=REDACTED&page=2"],
    [
      "Signature=a%3Db&AWSAccessKeyId=x&X-Goog-Signature=",
      "Signature=REDACTED&AWSAccessKeyId=REDACTED&X-Goog-Signature=REDACTED",
    ],
    ["SIG=1", "SIG=1"],
    [
      "api%5Fkey=1&access+token=2&session-id=3",
      "api%5Fkey=REDACTED&access+token=REDACTED&session-id=REDACTED",
    ],
    ["user[password]=1&token", "user[password]=REDACTED&token"],
    ["&&a=b=c&", "&&a=b=c&"],
  ])("%s becomes %s", (query, expected) => {
    expect(redactQuery(query)).toBe(expected);
  });

  it("stay what they are but for values that are hidden", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc%=+[]sig&20") });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const query = words.join("&");
        const out = redactQuery(query).split("&");
        const before = query.split("&");
        expect(out).toHaveLength(before.length);
        for (const [index, pair] of out.entries())
          if (!pair.endsWith("=REDACTED")) expect(pair).toBe(before[index]);
      }),
    );
  });
});

describe("the middleware's own faults", () => {
  it("of a request that is none leave the program alone", () => {
    const spans = record();
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const traced = tracingMiddleware();
    const request = {} as IncomingMessage;
    expect(traced(request, {} as ServerResponse, () => "value")).toBe("value");
    expect(names(spans)).toEqual([]);
    print.mockRestore();
  });

  it.each([{ trustIncoming: true }, { trustIncoming: null }])("%j is refused", (options) => {
    expect(() => tracingMiddleware(options as never)).toThrow(
      new TypeError("tracingMiddleware: `trustIncoming` must be a function"),
    );
  });

  it("of trustIncoming are reported, and the caller is not trusted", () => {
    const spans = record();
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const traced = tracingMiddleware({
      trustIncoming() {
        throw new Error("who?");
      },
    });
    const headers = { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` };
    const listeners: (() => void)[] = [];
    const response = {
      on: (_: string, done: () => void) => listeners.push(done),
      removeListener() {},
      headersSent: true,
      statusCode: 200,
    };
    const request = { method: "GET", url: "/", headers, socket: {} };
    traced(request as unknown as IncomingMessage, response as unknown as ServerResponse, () => {});
    for (const done of listeners) done();
    expect(names(spans)).toEqual(["GET"]);
    expect(spans.getFinishedSpans()[0]?.links).toHaveLength(1);
    expect(print.mock.calls.join()).toContain(
      "trustIncoming threw, the caller's trace is not continued: Error: who?",
    );
    print.mockRestore();
  });
});
