// The same programs under the OpenTelemetry SDK and under this library: what they see and export is the same.
import { context, diag, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { registerAsOpenTelemetry } from "../../runtime/opentelemetry/registration.js";
import { getTracer } from "../../runtime/tracer.js";
import { record } from "../runtime/recorder.js";
import { type Exported, normalise } from "./normalised.js";
import type { Program, See } from "./programs.js";
import { contexts } from "./programs-context.js";
import { data } from "./programs-data.js";
import { parents } from "./programs-parents.js";
import { programs, runProgram } from "./random-programs.js";

interface Outcome {
  readonly seen: readonly unknown[];
  readonly spans: readonly Exported[];
}

afterEach(() => {
  for (const api of [context, propagation, trace, diag]) api.disable();
});

async function observe(run: Program[1]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const see: See = (...values) => seen.push(values);
  await run(see);
  return seen;
}

async function underTheSdk(run: Program[1]): Promise<Outcome> {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  const seen = await observe(run);
  for (const api of [context, propagation, trace]) api.disable();
  return { seen, spans: normalise(exporter.getFinishedSpans()) };
}

async function underOurs(run: Program[1]): Promise<Outcome> {
  const exporter = record();
  const registration = registerAsOpenTelemetry();
  expect(registration.registered).toBe(true);
  const seen = await observe(run);
  registration.disable();
  const spans = normalise(exporter.getFinishedSpans());
  await getTracer().shutdown();
  return { seen, spans };
}

describe.each([
  ["parents", parents],
  ["contexts", contexts],
  ["data", data],
])("%s", (_, list) => {
  it.each(list)("%s", async (_name, run) => {
    const expected = await underTheSdk(run);
    const actual = await underOurs(run);
    expect(actual).toEqual(expected);
    // A program that shows nothing at all would compare nothing.
    expect(expected.seen.length + expected.spans.length).toBeGreaterThan(0);
  });
});

it("arbitrary programs", async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      const run: Program[1] = (see) => runProgram(program, see);
      expect(await underOurs(run)).toEqual(await underTheSdk(run));
    }),
    { numRuns: 500, seed: 1 },
  );
});
