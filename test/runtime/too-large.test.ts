// Requests that are too large, for the exporter's limit or for the receiver's: sent in parts, and every span counted.
import { afterEach, expect, it, vi } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import type { OtlpHttpSpanExporterOptions } from "../../runtime/exporters/otlp-options.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import { listen, type Receiver, type Reply, say, take } from "./otlp/receiver.js";

afterEach(() => void vi.restoreAllMocks());

const listenToStderr = () => {
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return () => spy.mock.calls.map(([text]) => String(text)).join("");
};

function processorTo(receiver: Receiver, options: OtlpHttpSpanExporterOptions): BatchSpanProcessor {
  const exporter = new OtlpHttpSpanExporter({ url: receiver.url, ...options });
  const processor = new BatchSpanProcessor({ exporter });
  getTracer().addProcessor(processor);
  return processor;
}

function someSpans(sizes: readonly number[]): void {
  for (const size of sizes)
    getTracer().withSpan("a", { attributes: { small: 1, text: "x".repeat(size) } }, () => {});
}

const lengths = (receiver: Receiver): number[] =>
  receiver.received.map(({ headers }) => Number(headers["content-length"]));
const counts = (receiver: Receiver): number[] => receiver.received.map(({ spans }) => spans.length);
const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const REASON = "http: request body too large";
/** The OpenTelemetry Collector answers with 400, and a `google.rpc.Status` in the form of the request. */
const refusals: readonly [name: string, refusal: Reply, encoding: "protobuf" | "json"][] = [
  ["413", say(413), "protobuf"],
  [
    "the Collector's 400",
    say(400, { "content-type": "application/x-protobuf" }, `\x08\x03\x12\x1c${REASON}`),
    "protobuf",
  ],
  [
    "the Collector's 400 in JSON",
    say(400, { "content-type": "application/json" }, JSON.stringify({ code: 3, message: REASON })),
    "json",
  ],
];

/** Takes requests up to so many bytes. */
const upTo =
  (bytes: number, refusal: Reply = say(413)): Reply =>
  (response) => {
    const length = Number(response.req.headers["content-length"]);
    (length > bytes ? refusal : take)(response);
  };

it.each([{}, { encoding: "json" }, { compression: "gzip" }] as const)(
  "a batch above `maxRequestBytes` is sent in parts, with %j",
  async (options) => {
    listenToStderr();
    const receiver = await listen();
    const processor = processorTo(receiver, { ...options, maxRequestBytes: 20_000 });
    someSpans([...Array.from({ length: 99 }, () => 1000), 70_000]);
    await getTracer().shutdown();
    expect(receiver.received.length).toBeGreaterThan(4);
    if (!("compression" in options)) expect(Math.max(...lengths(receiver))).toBeLessThanOrEqual(20_000);
    expect(total(counts(receiver))).toBe(100);
    expect(processor.counts).toMatchObject({ ended: 100, exported: 100 });
  },
);

it.each(refusals)(
  "a batch that the receiver refuses by %s is sent in parts, and so are those after it, at once",
  async (...[, refusal, encoding]) => {
    const stderr = listenToStderr();
    const receiver = await listen([upTo(100_000, refusal)]);
    const processor = processorTo(receiver, { encoding });
    someSpans(Array.from({ length: 300 }, () => 1000));
    await processor.forceFlush();
    const refused = lengths(receiver).filter((length) => length > 100_000).length;
    expect(refused).toBeGreaterThan(0);
    someSpans(Array.from({ length: 300 }, () => 1000));
    await getTracer().shutdown();
    expect(lengths(receiver).filter((length) => length > 100_000)).toHaveLength(refused);
    expect(processor.counts).toMatchObject({ ended: 600, exported: 600 });
    expect(stderr()).toMatch(/finds requests of \d+ bytes too large; they are sent in parts/);
  },
);

it("a span that the receiver finds too large alone loses what is large, and that is said", async () => {
  const stderr = listenToStderr();
  const receiver = await listen([upTo(100_000)]);
  const processor = processorTo(receiver, {});
  someSpans([10]);
  getTracer().withSpan("wide", { attributes: { small: 1, text: "x".repeat(400_000) } }, () => {});
  someSpans([10]);
  await getTracer().shutdown();
  const last = receiver.received.filter((_, index) => (lengths(receiver)[index] ?? 0) <= 100_000);
  expect(last.flatMap(({ spans }) => spans.map((span) => span.droppedAttributesCount ?? 0))).toEqual([
    0, 1, 0,
  ]);
  expect(processor.counts).toMatchObject({ ended: 3, exported: 3 });
  expect(stderr()).toContain(
    'a span was too large for one request and is sent in part: "wide" without attribute text',
  );
});

it("another 400 is not asked again, and its reason is shown, in protobuf as well", async () => {
  const stderr = listenToStderr();
  const receiver = await listen([
    say(400, { "content-type": "application/x-protobuf" }, "\x08\x03\x12\x0bbad span id"),
  ]);
  processorTo(receiver, {});
  someSpans([10]);
  await getTracer().shutdown();
  expect(receiver.received).toHaveLength(1);
  expect(stderr()).toContain("the receiver answered 400 Bad Request: bad span id");
});

it("a receiver that finds everything too large is not asked for ever", async () => {
  listenToStderr();
  const receiver = await listen([say(413)]);
  const processor = processorTo(receiver, {});
  someSpans(Array.from({ length: 500 }, () => 1000));
  await getTracer().shutdown();
  expect(receiver.received.length).toBeLessThan(8);
  expect(processor.counts).toMatchObject({ ended: 500, exported: 0, dropped: { rejected: 500 } });
});

it("a span that is too large whatever is taken from it is counted as such", async () => {
  const stderr = listenToStderr();
  const receiver = await listen();
  const processor = processorTo(receiver, { maxRequestBytes: 2000 });
  getTracer().withSpan("n".repeat(5000), () => {});
  someSpans([10]);
  await getTracer().shutdown();
  expect(processor.counts).toMatchObject({ ended: 2, exported: 1, dropped: { tooLarge: 1 } });
  expect(stderr()).toContain("spans not exported: 1 of 2 (1 too large)");
});
