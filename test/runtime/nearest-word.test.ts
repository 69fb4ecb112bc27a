// What was probably meant by a word that nobody knows.
import { expect, it } from "vitest";
import { nearest, unknownName } from "../../runtime/ground/nearest-word.js";
import * as rt from "../../runtime/index.js";
import { nearest as nearestOfTheBuild } from "../../transformer/diagnostics/nearest-word.js";

const NAMES = ["serviceName", "enabled", "exporter", "sampler", "sampleRatio", "tail", "batch"];

it.each([
  ["servicename", "serviceName"],
  ["service_name", "serviceName"],
  ["enable", "enabled"],
  ["exporters", "exporter"],
  ["sampleRation", "sampleRatio"],
  ["samper", "sampler"],
  ["tial", "tail"],
  ["batch", "batch"],
])("%s: %s", (word, meant) => {
  expect(nearest(word, NAMES)).toBe(meant);
});

it.each(["logger", "x", "", "tracesSampleRate", "a".repeat(100_000)])("%.20s: nothing", (word) => {
  expect(nearest(word, NAMES)).toBeUndefined();
  expect(unknownName("option", word, ["a", "bcd"])).toMatch(/^unknown option; there are a, bcd$/);
});

it("says the same as the build", () => {
  for (const name of NAMES)
    for (let at = 0; at < name.length; at++) {
      const typos = [name.slice(0, at) + name.slice(at + 1), `${name.slice(0, at)}x${name.slice(at)}`];
      for (const typo of typos)
        expect([typo, nearest(typo, NAMES)]).toEqual([typo, nearestOfTheBuild(typo, NAMES, 2)]);
    }
});

it("is said of every unknown option", () => {
  const memory = new rt.InMemorySpanExporter();
  const makers: readonly (() => unknown)[] = [
    () => rt.setupMonitoring({ servicename: "a" } as never),
    () => rt.setupMonitoring({ batch: { maxBatchsize: 1 } } as never),
    () => rt.setupMonitoring({ tail: { slowerthan: 1 } } as never),
    () => rt.trace({ atributes: {} } as never, () => {}),
    () => rt.tracingMiddleware({ excludedPath: [] } as never),
    () => new rt.BatchSpanProcessor({ exporter: memory, maxQueueSise: 1 } as never),
    () => new rt.TailSamplingProcessor({ procesor: memory } as never),
    () => new rt.ConsoleSpanExporter({ colour: true } as never),
    () => new rt.ConsoleSpanProcessor({ Stream: process.stdout } as never),
    () => new rt.OtlpHttpSpanExporter({ header: {} } as never),
  ];
  for (const make of makers) expect(make).toThrow(/unknown option; did you mean \w+\? there are /);
});

it("old names of the console classes are the same classes", () => {
  expect(rt.LoggingSpanExporter).toBe(rt.ConsoleSpanExporter);
  expect(rt.LoggingSpanProcessor).toBe(rt.ConsoleSpanProcessor);
});
