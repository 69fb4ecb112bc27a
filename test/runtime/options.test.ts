// Options of the public functions and classes, given rubbish: each says by name what is wrong, and nothing is set up.
import { expect, it } from "vitest";
import * as rt from "../../runtime/index.js";

const memory = new rt.InMemorySpanExporter();
const processor = new rt.SimpleSpanProcessor(memory);

type Make = (options: never) => unknown;
const MAKERS: Readonly<Record<string, [make: Make, needed: object]>> = {
  setupMonitoring: [rt.setupMonitoring, {}],
  BatchSpanProcessor: [(options) => new rt.BatchSpanProcessor(options), { exporter: memory }],
  TailSamplingProcessor: [(options) => new rt.TailSamplingProcessor(options), { processor }],
  ConsoleSpanExporter: [(options) => new rt.ConsoleSpanExporter(options), {}],
  ConsoleSpanProcessor: [(options) => new rt.ConsoleSpanProcessor(options), {}],
  OtlpHttpSpanExporter: [(options) => new rt.OtlpHttpSpanExporter(options), {}],
  tracingMiddleware: [rt.tracingMiddleware, {}],
};

it.each(Object.entries(MAKERS))("%s takes an object of options that it knows", (name, [make, needed]) => {
  const unknown = { ...needed, maxExportBatchSize: 5 };
  expect(() => make(unknown as never)).toThrow(
    new RegExp(
      `^${name}: \`maxExportBatchSize\`: unknown option; (?:did you mean maxBatchSize\\? )?there are `,
    ),
  );
  for (const rubbish of [null, 5, "otlp", [], () => {}, Symbol("s")])
    expect(() => make(rubbish as never)).toThrow(new RegExp(`^${name}: (?:expected|\`)`));
});

it.each<[maker: string, option: string, value: unknown, message: string]>([
  ["ConsoleSpanExporter", "stream", {}, "`stream`: expected a stream, with write(text), got an object"],
  ["ConsoleSpanExporter", "stream", null, "`stream`: expected a stream, with write(text), got null"],
  ["ConsoleSpanExporter", "color", "red", "`color`: expected true or false, got red"],
  ["ConsoleSpanExporter", "width", Number.NaN, "`width`: expected columns, 1 to 10000, got NaN"],
  ["ConsoleSpanExporter", "width", [80], "`width`: expected columns, 1 to 10000, got a list"],
  ["ConsoleSpanProcessor", "color", 1, "`color`: expected true or false, got 1"],
  ["OtlpHttpSpanExporter", "url", Symbol("u"), "`url`: expected an address that begins with http"],
  ["OtlpHttpSpanExporter", "headers", "a=b", "`headers`: expected an object of texts, got a=b"],
  ["OtlpHttpSpanExporter", "headers", null, "`headers`: expected an object of texts, got null"],
  ["OtlpHttpSpanExporter", "timeout", {}, "`timeout`: expected milliseconds, got an object"],
  ["OtlpHttpSpanExporter", "ca", 5, "`ca`: expected a text or a buffer in PEM form, got 5"],
  [
    "BatchSpanProcessor",
    "maxQueueSize",
    null,
    "`maxQueueSize`: expected a whole number, 1 or more, got null",
  ],
])("%s names its option `%s`", (maker, option, value, message) => {
  const [make, needed] = MAKERS[maker] as [Make, object];
  expect(() => make({ ...needed, [option]: value } as never)).toThrow(`${maker}: ${message}`);
});

it("samplers that ask another one want a function", () => {
  expect(() => rt.parentBased(0.5 as never)).toThrow("parentBased: expected a sampler, a function, got 0.5");
  expect(() => rt.rateLimited(1, {} as never)).toThrow(
    "rateLimited: expected a sampler, a function, got an ob",
  );
});
