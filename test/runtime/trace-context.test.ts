// W3C Trace Context over a real connection: raw header lines in, what the service behind the middleware would send on out.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Context as ApiContext, propagation, ROOT_CONTEXT } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { extractContext, injectContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import { tracingMiddleware } from "../../runtime/middleware/tracing-middleware.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { encodeTraceRequest } from "../../runtime/otlp/trace-request.js";
import { decodeRequest } from "./otlp/messages.js";
import { record } from "./recorder.js";

const TRACE = "12345678901234567890123456789012";
const PARENT = "1234567890123456";
const GOOD = `00-${TRACE}-${PARENT}-00`;

let server: Server;

beforeAll(async () => {
  const traced = tracingMiddleware();
  server = createServer((incoming, response) =>
    traced(incoming, response, () => {
      const sent = getTracer().withSpan("call", () => injectContext({}));
      response.end(JSON.stringify(sent));
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());
beforeEach(() => void record());

interface Sent {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** Sends header lines as they are, doubles included, and gives the headers of a call that the service makes. */
async function send(...lines: readonly [string, string][]): Promise<Sent> {
  const { port } = server.address() as AddressInfo;
  const headers = ["Host", "localhost", ...lines.flat()];
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: "127.0.0.1", headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve(JSON.parse(text)));
    });
    outgoing.on("error", reject).end();
  });
}

const sendState = (...states: string[]) =>
  send(["traceparent", GOOD], ...states.map((state): [string, string] => ["tracestate", state]));

describe("traceparent", () => {
  it("goes on with the same trace, under an id of our own", async () => {
    const { traceparent, tracestate } = await send(["traceparent", `00-${TRACE}-${PARENT}-01`]);
    expect(traceparent).toMatch(new RegExp(`^00-${TRACE}-(?!${PARENT})[0-9a-f]{16}-01$`));
    expect(tracestate).toBeUndefined();
  });

  it.each(["traceparent", "TraceParent", "TRACEPARENT"])("has a name in any case: %s", async (name) => {
    expect((await send([name, GOOD])).traceparent).toContain(TRACE);
  });

  it.each([
    ["spaces before", ` ${GOOD}`],
    ["a tab behind", `${GOOD}\t`],
    ["both around", `\t ${GOOD} \t`],
    ["a version to come", `cc-${TRACE}-${PARENT}-01`],
    ["one with more to it", `cc-${TRACE}-${PARENT}-01-what-will-be`],
    ["flags of no meaning", `00-${TRACE}-${PARENT}-fc`],
  ])("may have %s", async (_, text) => {
    expect((await send(["traceparent", text])).traceparent).toContain(TRACE);
  });

  it.each([
    ["two of them", [GOOD, GOOD.replace("12-", "11-")]],
    ["a dot at the end", [`cc-${TRACE}-${PARENT}-01.what`]],
    ["version ff", [`ff-${TRACE}-${PARENT}-01`]],
    ["a version that is no number", [`.0-${TRACE}-${PARENT}-01`]],
    ["a version of three digits", [`000-${TRACE}-${PARENT}-01`]],
    ["a version of one", [`0-${TRACE}-${PARENT}-01`]],
    ["more behind version 00", [`00-${TRACE}-${PARENT}-01-more`]],
    ["a trace id of zeros", [`00-${"0".repeat(32)}-${PARENT}-01`]],
    ["a trace id that is no number", [`00-.${TRACE.slice(1)}-${PARENT}-01`]],
    ["a trace id that is too long", [`00-${TRACE}3-${PARENT}-01`]],
    ["a trace id that is too short", [`00-${TRACE.slice(1)}-${PARENT}-01`]],
    ["capital letters", [`00-${TRACE.replace("12", "AB")}-${PARENT}-01`]],
    ["a parent of zeros", [`00-${TRACE}-${"0".repeat(16)}-01`]],
    ["a parent that is too long", [`00-${TRACE}-${PARENT}7-01`]],
    ["a parent that is too short", [`00-${TRACE}-${PARENT.slice(1)}-01`]],
    ["flags that are no number", [`00-${TRACE}-${PARENT}-.0`]],
    ["flags that are too long", [`00-${TRACE}-${PARENT}-001`]],
    ["flags that are too short", [`00-${TRACE}-${PARENT}-1`]],
    ["a space of another kind", [`\u00a0${GOOD}`]],
  ])("is no traceparent with %s, and nobody reads tracestate", async (_, texts) => {
    const lines = texts.map((text): [string, string] => ["traceparent", text]);
    const { traceparent, tracestate } = await send(...lines, ["tracestate", "a=1"]);
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-03$/);
    expect(traceparent).not.toContain(TRACE.slice(2, 20));
    expect(tracestate).toBeUndefined();
  });

  it.each([
    ["02", "02"],
    ["03", "03"],
    ["fc", "00"],
    ["ff", "03"],
  ])("keeps the flags that are known: %s becomes %s", async (flags, kept) => {
    const { traceparent } = await send(["traceparent", GOOD.replace(/00$/, flags)]);
    expect(traceparent.slice(-2)).toBe(kept);
  });
});

describe("tracestate", () => {
  it.each([
    ["in one header", ["a=1,b=2"], "a=1,b=2"],
    ["in several, in their order", ["a=1,b=2", "c=3", "d=4"], "a=1,b=2,c=3,d=4"],
    ["with white space around members", [" a=1 \t , \t b=2\t"], "a=1,b=2"],
    ["with members that are empty", ["", "a=1,,b=2", " "], "a=1,b=2"],
    ["with a key that comes twice: the first stays", ["a=1,b=2", "a=3"], "a=1,b=2"],
    ["with all that a key may hold", ["0a_-*/@z@=1"], "0a_-*/@z@=1"],
    ["with spaces inside a value", ["a= x y"], "a= x y"],
    ["with a key of 256", [`${"z".repeat(256)}=1`], `${"z".repeat(256)}=1`],
    ["with a value of 256", [`a=${"z".repeat(256)}`], `a=${"z".repeat(256)}`],
  ])("goes on %s", async (_, states, expected) => {
    expect((await sendState(...states)).tracestate).toBe(expected);
  });

  it("has 32 members at most, those that come twice included", async () => {
    const members = Array.from({ length: 32 }, (_, index) => `k${index}=${index}`);
    expect((await sendState(members.join(","))).tracestate).toBe(members.join(","));
    expect((await sendState(members.join(","), "one=more")).tracestate).toBeUndefined();
    expect((await sendState(members.join(","), "k0=0")).tracestate).toBeUndefined();
  });

  it.each([
    ["a space in a key", "a =1"],
    ["a capital letter", "A=1"],
    ["a dot", "a.b=1"],
    ["an @ at the begin", "@a=1"],
    ["an underscore at the begin", "_a=1"],
    ["no key", "=1"],
    ["no value", "a="],
    ["no sign", "a"],
    ["two signs", "a=b=c"],
    ["a key of 257", `${"z".repeat(257)}=1`],
    ["a value of 257", `a=${"z".repeat(257)}`],
    ["what is no ASCII", "a=\u00e9"],
  ])("goes as a whole with %s, and the trace stays", async (_, bad) => {
    const { traceparent, tracestate } = await sendState(`x=1,${bad},y=2`);
    expect(traceparent).toContain(TRACE);
    expect(tracestate).toBeUndefined();
  });

  it("is not read under another name", async () => {
    for (const name of ["trace-state", "trace.state"])
      expect((await send(["traceparent", GOOD], [name, "a=1"])).tracestate).toBeUndefined();
  });
});

describe("several calls", () => {
  it("have ids of their own, in one trace or in new ones", async () => {
    const sent = await Promise.all([1, 2, 3].map(() => send(["traceparent", GOOD])));
    expect(new Set(sent.map(({ traceparent }) => traceparent)).size).toBe(3);
    const fresh = await Promise.all([1, 2, 3].map(() => send()));
    expect(new Set(fresh.map(({ traceparent }) => traceparent.slice(3, 35))).size).toBe(3);
  });
});

it("tells collectors of the random flag, as OpenTelemetry's exporter does", () => {
  const spans = record();
  const context = extractContext({ traceparent: GOOD.replace(/00$/, "03") });
  withContext(context, () => getTracer().withSpan("inside", () => {}));
  expect(spans.getFinishedSpans()[0]?.spanContext().traceFlags).toBe(3);
  const finished = spans.getFinishedSpans() as ReadableSpan[];
  const official = ProtobufTraceSerializer.serializeRequest(finished as never) as Uint8Array;
  expect(decodeRequest(encodeTraceRequest(finished))).toEqual(decodeRequest(official));
});

describe("baggage", () => {
  const pass = (baggage: string) =>
    injectContext({} as { baggage?: string }, extractContext({ baggage })).baggage;

  it.each([
    ["a=1", "a=1"],
    [" a = 1 ; p ; q = 2 , b=2", "a=1;p;q = 2,b=2"],
    ["a=", "a="],
    ["a=1=2", "a=1%3D2"],
    ["!#$&'*+-.^_`|~a=1", "!#$&'*+-.^_`|~a=1"],
    ["a=%C3%BC", "a=%C3%BC"],
    ["a=1,a=2", "a=2"],
    ["a=%FF%41", "a=%EF%BF%BDA"],
    ["a=50%", "a=50%25"],
  ])("%j goes on as %j", (text, expected) => {
    expect(pass(text)).toBe(expected);
  });

  it.each(["", "a", "=1", "a b=1", "a\u00e9=1", "a=x y", 'a="x"', "a=x\\y", "(a)=1", "a=\u00e9", ";a=1"])(
    "%j holds nothing, and takes nothing away from its neighbours",
    (bad) => {
      expect(pass(bad)).toBeUndefined();
      expect(pass(`x=1,${bad},y=2`)).toBe("x=1,y=2");
    },
  );

  it("has limits", () => {
    const many = Array.from({ length: 200 }, (_, index) => `k${index}=1`);
    expect(pass(many.join(","))?.split(",")).toHaveLength(180);
    expect(pass(`a=${"x".repeat(9000)}`)).toBeUndefined();
  });

  it("comes back as it was sent, whatever is in it", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    const entries = fc.dictionary(
      text.filter((key) => key !== ""),
      text,
      { maxKeys: 20 },
    );
    fc.assert(
      fc.property(entries, (each) => {
        const values = Object.entries(each).map(([key, value]) => [key, { value }]);
        const baggage = propagation.createBaggage(Object.fromEntries(values));
        const out = injectContext({}, propagation.setBaggage(ROOT_CONTEXT, baggage));
        const back = propagation.getBaggage(extractContext(out) as ApiContext)?.getAllEntries() ?? [];
        expect(Object.fromEntries(back.map(([key, { value }]) => [key, value]))).toEqual(each);
      }),
    );
  });

  it("is written whatever the program puts in", () => {
    const entries: [string, { value: string; metadata?: { toString(): string } }][] = [
      ["half", { value: "\ud800" }],
      ["line", { value: "1", metadata: { toString: () => "p\r\nx-evil: 1" } }],
      ["comma", { value: "1", metadata: { toString: () => "p,b=2" } }],
      ["", { value: "no key" }],
      ["a b", { value: "1" }],
    ];
    const baggage = { getAllEntries: () => entries };
    const context = extractContext({}).setValue(Symbol.for("OpenTelemetry Baggage Key"), baggage);
    expect(injectContext({}, context)).toEqual({ baggage: "half=%EF%BF%BD,line=1,comma=1,a%20b=1" });
  });
});
