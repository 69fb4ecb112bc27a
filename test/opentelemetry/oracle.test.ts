// The same programs under the OpenTelemetry SDK and under this library: what they see and export is the same.
import { context, createTraceState, diag, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  ParentBasedSampler,
  type Sampler,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { enter, exit, fail, resume, suspend } from "../../runtime/abi/instrument.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { trace as traceFunction } from "../../runtime/api/wrap.js";
import { DEFAULT_LIMITS } from "../../runtime/model/limits.js";
import { VERSION } from "../../runtime/model/resource.js";
import type { Span } from "../../runtime/model/span.js";
import { registerTracerProvider } from "../../runtime/opentelemetry/registration.js";
import { alwaysOff, parentBased } from "../../runtime/sampling/sampler.js";
import { state } from "../../runtime/state/state.js";
import { record } from "../runtime/recorder.js";
import { type Exported, normalise, withoutOwn } from "./normalised.js";
import type { Program, See } from "./programs.js";
import { contexts } from "./programs-context.js";
import { data } from "./programs-data.js";
import { parents } from "./programs-parents.js";
import { programs, runProgram, type Traced } from "./random-programs.js";

interface Outcome {
  readonly seen: readonly unknown[];
  readonly spans: readonly Exported[];
}

afterEach(() => {
  for (const api of [context, propagation, trace, diag]) api.disable();
  state.settings = { ...state.settings, limits: DEFAULT_LIMITS };
});

async function observe(run: Program[1]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const see: See = (...values) => seen.push(values);
  await run(see);
  return seen;
}

/** Decides by the span's name and the parent's fate, and changes what it can. */
const pickySampler: Sampler = {
  shouldSample(around, _traceId, name, kind, attributes, links) {
    const parent = trace.getSpanContext(around);
    const letters = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
    const decision = (letters + ((parent?.traceFlags ?? 0) & 1)) % 3;
    return {
      decision,
      attributes: { kind, "asked.links": links.length, "asked.with": Object.keys(withoutOwn(attributes)) },
      ...(letters % 2 === 0 && {
        traceState: (parent?.traceState ?? createTraceState("first=1")).set("at", `${letters}`),
      }),
    };
  },
};

/** The same settings for both. */
interface Settings {
  readonly sdk: object;
  readonly ours: () => void;
}

const SETTINGS: Readonly<Record<string, Settings>> = {
  "by default": { sdk: {}, ours: () => {} },
  "with new traces not sampled": {
    sdk: { sampler: new ParentBasedSampler({ root: new AlwaysOffSampler() }) },
    ours: () => getTracer().setSampler(parentBased(alwaysOff)),
  },
  "with a sampler that is hard to please": {
    sdk: { sampler: pickySampler },
    ours: () => getTracer().setSampler(pickySampler),
  },
  "within narrow limits": {
    sdk: {
      spanLimits: {
        attributeCountLimit: 3,
        attributeValueLengthLimit: 4,
        eventCountLimit: 2,
        linkCountLimit: 1,
        attributePerEventCountLimit: 1,
        attributePerLinkCountLimit: 1,
      },
    },
    ours: () => {
      state.settings = {
        ...state.settings,
        limits: {
          attributes: 3,
          events: 2,
          links: 1,
          eventAttributes: 1,
          linkAttributes: 1,
          textLength: 4,
        },
      };
    },
  },
};

/** Traced functions of every kind, by turns. */
const traced: Traced = (name, body) => {
  if (name.endsWith("0")) return getTracer().withSpan(name, body);
  if (name.endsWith("1")) return traceFunction({ name }, body)();
  const span = enter(() => ({ name, fn: name, kind: 0, file: "a.ts", line: 1, column: 1 }));
  return inPlace(span, body);
};

/** As generated code has it. */
async function inPlace(span: Span | undefined, body: () => Promise<void>): Promise<void> {
  try {
    resume(span, await suspend(span, body()));
  } catch (error) {
    resume(span);
    throw fail(span, error);
  } finally {
    resume(span);
    exit(span);
  }
}

/** What a traced function is in terms of the API. */
const byHand: Traced = async (name, body) => {
  const span = trace.getTracer("uno-trace", VERSION).startSpan(name);
  // It has no ids where tracing is suppressed: then a traced function leaves everything as it is.
  if (!trace.isSpanContextValid(span.spanContext())) return body();
  await context.with(trace.setSpan(context.active(), span), body);
  span.setStatus({ code: 1 }).end();
};

async function underTheSdk(run: Program[1], { sdk }: Settings): Promise<Outcome> {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ ...sdk, spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(
    new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
  );
  const seen = await observe(run);
  for (const api of [context, propagation, trace]) api.disable();
  return { seen, spans: normalise(exporter.getFinishedSpans()) };
}

async function underOurs(run: Program[1], { ours }: Settings): Promise<Outcome> {
  const exporter = record();
  ours();
  const registration = registerTracerProvider();
  expect(registration.registered).toBe(true);
  const seen = await observe(run);
  registration.disable();
  const spans = normalise(exporter.getFinishedSpans());
  await getTracer().shutdown();
  return { seen, spans };
}

describe.each(Object.keys(SETTINGS))("%s", (name) => {
  const settings = SETTINGS[name] as Settings;

  it.each([...parents, ...contexts, ...data])("%s", async (_, run) => {
    const expected = await underTheSdk(run, settings);
    expect(await underOurs(run, settings)).toEqual(expected);
    // A program that shows nothing at all would compare nothing.
    if (name === "by default") expect(expected.seen.length + expected.spans.length).toBeGreaterThan(0);
  });

  it("arbitrary programs", async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const actual = await underOurs((see) => runProgram(program, traced, see), settings);
        expect(actual).toEqual(await underTheSdk((see) => runProgram(program, byHand, see), settings));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
