// Samplers: who decides, on what, and when nobody is asked.

import { ROOT_CONTEXT } from "@opentelemetry/api";
import { TraceIdRatioBasedSampler } from "@opentelemetry/sdk-trace-base";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { enter, exit } from "../../runtime/abi/instrument.js";
import { extractContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import type { LocalSpan } from "../../runtime/model/local-span.js";
import {
  alwaysOff,
  alwaysOn,
  parentBased,
  rateLimited,
  ratio,
  type Sampler,
} from "../../runtime/sampling/sampler.js";
import { SpanBudget } from "../../runtime/sampling/span-budget.js";
import { names, record, site } from "./recorder.js";

const tracer = getTracer();
const traceId = (index: number): string => (index * 2654435761 + 1).toString(16).padStart(32, "0").slice(-32);

it("decides by ratio as OpenTelemetry does, for every trace id and share", () => {
  const ids = fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: 32, maxLength: 32 });
  const shares = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e-9, 0.1, 0.5, 1));
  fc.assert(
    fc.property(ids, shares, (digits, share) => {
      const id = digits.join("");
      fc.pre(!/^0+$/.test(id));
      const theirs = new TraceIdRatioBasedSampler(share).shouldSample(ROOT_CONTEXT, id).decision === 2;
      expect(ratio(share)(id, undefined, "a")).toBe(theirs);
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(ratio(1)("f".repeat(8) + "0".repeat(24), undefined, "a")).toBe(true);
  expect(ratio(0)(traceId(1), undefined, "a")).toBe(false);
});

it("takes the same new traces as OpenTelemetry would, without asking anybody", () => {
  const spans = record();
  tracer.setSampler(ratio(0.25));
  const theirs = new TraceIdRatioBasedSampler(0.25);
  const all: string[] = [];
  for (let count = 0; count < 2000; count++) {
    tracer.withSpan("root", ({ traceId }) => all.push(traceId));
  }
  const taken = all.filter((id) => theirs.shouldSample(ROOT_CONTEXT, id).decision === 2);
  expect(spans.getFinishedSpans().map((span) => span.spanContext().traceId)).toEqual(taken);
  expect(Math.abs(taken.length - 500)).toBeLessThan(140);
});

it.each([-0.1, 1.1, Number.NaN, "1" as never])("refuses the ratio %s", (share) => {
  expect(() => ratio(share)).toThrow(RangeError);
});

it("asks with ids and name, of sampled children too, but not below an unsampled span", () => {
  const spans = record();
  const sampler = vi.fn<Sampler>((_, parentId, name) => parentId === undefined || name !== "no");
  tracer.setSampler(sampler);
  tracer.withSpan("root", (root) => {
    tracer.withSpan("yes", () => {});
    tracer.withSpan("no", () => tracer.withSpan("below", () => {}));
    expect(sampler.mock.calls[1]).toEqual([root.traceId, root.spanId, "yes", true]);
  });
  expect(sampler).toHaveBeenCalledTimes(3);
  expect(names(spans)).toEqual(["yes", "root"]);
});

it("follows a remote parent by default, and asks for the rest", () => {
  const spans = record();
  const remote = (flags: string): string => `00-${"a".repeat(32)}-${"b".repeat(16)}-${flags}`;
  const call = (name: string, flags: string): void =>
    withContext(extractContext({ traceparent: remote(flags) }), () => tracer.withSpan(name, () => {}));
  tracer.setSampler(parentBased(alwaysOff));
  call("on", "01");
  tracer.withSpan("root", () => {});
  tracer.setSampler(parentBased(alwaysOn));
  call("off", "00");
  tracer.setSampler(alwaysOn);
  call("always", "00");
  expect(names(spans)).toEqual(["on", "always"]);
});

it.each([
  ["alwaysOff", alwaysOff],
  ["ratio(0)", ratio(0)],
  ["parentBased(alwaysOff)", parentBased(alwaysOff)],
])("a new trace that %s refuses costs neither an id as text nor a reading of the clock", (_, sampler) => {
  record();
  tracer.setSampler(sampler);
  const span = enter(site("a")) as LocalSpan;
  expect(span.isRecording()).toBe(false);
  exit(span);
  expect([span.trace.hex, span.trace.shift, span.begin, span.finish]).toEqual([
    undefined,
    undefined,
    Number.NaN,
    Number.NaN,
  ]);
  expect(span.ended).toBe(true);
});

it("refuses what is no function", () => {
  expect(() => tracer.setSampler({} as never)).toThrow(TypeError);
});

describe("a rate limit", () => {
  it("fills with the time, holds a second's worth, and may be overdrawn", () => {
    let now = 1000;
    const budget = new SpanBudget(10, () => now);
    const take = (): number => {
      let taken = 0;
      for (; budget.hasLeft(); taken++) budget.spend();
      return taken;
    };
    expect(take()).toBe(10);
    now += 250;
    expect(take()).toBe(2);
    now += 60_000;
    expect(take()).toBe(10);
    for (let each = 0; each < 15; each++) budget.spend();
    now += 1500;
    expect(take()).toBe(0);
    now += 100;
    expect(take()).toBe(1);
  });

  it("below one span a second takes the first, and then waits", () => {
    let now = 0;
    const budget = new SpanBudget(0.5, () => now);
    expect(budget.hasLeft()).toBe(true);
    budget.spend();
    now += 1999;
    expect(budget.hasLeft()).toBe(false);
    now += 1;
    expect(budget.hasLeft()).toBe(true);
  });

  it("counts spans, and cuts no trace in two", () => {
    const spans = record();
    tracer.setSampler(rateLimited(5));
    const run = (): void =>
      tracer.withSpan("root", () => tracer.withSpan("a", () => tracer.withSpan("b", () => {})));
    for (let each = 0; each < 10; each++) run();
    expect(names(spans)).toEqual(["b", "a", "root", "b", "a", "root"]);
  });

  it("follows callers elsewhere, and asks a sampler of its own first", () => {
    const root = vi.fn<Sampler>(() => false);
    const sampler = rateLimited(1, root);
    expect(sampler(traceId(1), undefined, "a")).toBe(false);
    expect(sampler(traceId(1), "b".repeat(16), "a", true)).toBe(true);
    expect(sampler(traceId(1), "b".repeat(16), "a", false)).toBe(false);
    expect(root).toHaveBeenCalledTimes(1);
    // Its one span went to the caller.
    expect(sampler(traceId(2), undefined, "a")).toBe(false);
    expect(root).toHaveBeenCalledTimes(1);
  });

  it("within parentBased counts new traces alone", () => {
    const spans = record();
    tracer.setSampler(parentBased(rateLimited(2)));
    for (let each = 0; each < 4; each++) tracer.withSpan("root", () => tracer.withSpan("a", () => {}));
    expect(names(spans)).toEqual(["a", "root", "a", "root"]);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, "1" as never])("is not %s", (spans) => {
    expect(() => rateLimited(spans)).toThrow(RangeError);
  });
});

describe("the share of a site", () => {
  const run = (sampleRatio: number): number => {
    const spans = record();
    const described = site("work", { sampleRatio });
    for (let each = 0; each < 400; each++) exit(enter(described));
    return names(spans).length;
  };

  it("stands in the place of the share of all", () => {
    for (const sampler of [alwaysOn, parentBased(alwaysOn), ratio(0.01), parentBased(ratio(0))]) {
      tracer.setSampler(sampler);
      expect(run(1)).toBe(400);
      expect(run(0)).toBe(0);
      const some = run(0.5);
      expect(some).toBeGreaterThan(100);
      expect(some).toBeLessThan(300);
    }
  });

  it("does not overrule samplers that are more than a share", () => {
    for (const never of [alwaysOff, parentBased(alwaysOff)]) {
      tracer.setSampler(never);
      expect(run(1)).toBe(0);
    }
    const sampler = vi.fn<Sampler>(() => true);
    tracer.setSampler(sampler);
    expect(run(0)).toBe(0);
    expect(sampler).not.toHaveBeenCalled();
    expect(run(1)).toBe(400);
    expect(sampler).toHaveBeenCalledTimes(400);
  });

  it("is about new traces: children and callers elsewhere go before, a root does not", () => {
    const spans = record();
    const never = site("never", { sampleRatio: 0 });
    const root = site("root", { sampleRatio: 0, root: true });
    tracer.withSpan("parent", () => {
      exit(enter(never));
      exit(enter(root));
    });
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    withContext(extractContext({ traceparent }), () => exit(enter(never)));
    expect(names(spans)).toEqual(["never", "parent", "never"]);
  });

  it("decides by the trace id, and for all that runs below", () => {
    const spans = record();
    const described = site("work", { sampleRatio: 0.3 });
    for (let each = 0; each < 200; each++) {
      const span = enter(described);
      exit(enter(site("below")));
      exit(span);
    }
    const ids = spans.getFinishedSpans().map((span) => span.spanContext().traceId);
    expect(ids.every((id) => ratio(0.3)(id, undefined, ""))).toBe(true);
    expect(names(spans).filter((name) => name === "below")).toHaveLength(ids.length / 2);
  });
});
