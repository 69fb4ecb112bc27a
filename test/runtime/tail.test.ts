// Tail sampling: which traces are kept, what happens at each bound, and that nothing waits for ever.
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { extractContext } from "../../runtime/api/propagation.js";
import { getTracer } from "../../runtime/api/tracer.js";
import { withContext } from "../../runtime/context/nodes.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import type { ReadableSpan, Span } from "../../runtime/model/span.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { TailSamplingProcessor, type TailSamplingProcessorOptions } from "../../runtime/processors/tail.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { run } from "./child.js";
import { caught, names, record, sleep, spin } from "./recorder.js";

const tracer = getTracer();
let memory: InMemorySpanExporter;
let tail: TailSamplingProcessor;

function sampleTail(options: Partial<TailSamplingProcessorOptions> = {}): void {
  memory = new InMemorySpanExporter();
  tail = new TailSamplingProcessor({
    processor: new SimpleSpanProcessor(memory),
    sampleRatio: 0,
    ...options,
  });
  tracer.addProcessor(tail);
}

const fail = (): never => {
  throw new Error("broken");
};

// The runtime keeps to Node's own timers, which fake ones do not replace: here it takes those of this file.
vi.mock("../../runtime/ground/node.js", async (load) => ({
  ...(await load<object>()),
  setTimeout: (...values: Parameters<typeof setTimeout>) => setTimeout(...values),
  clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
}));

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

describe("a trace is kept", () => {
  it("whole, when any span of it failed", () => {
    sampleTail();
    tracer.withSpan("root", () => {
      tracer.withSpan("before", () => {});
      caught(() => tracer.withSpan("bad", fail));
      tracer.withSpan("after", () => {});
    });
    expect(names(memory)).toEqual(["before", "bad", "after", "root"]);
    tracer.withSpan("good", () => tracer.withSpan("child", () => {}));
    expect(names(memory)).toHaveLength(4);
    expect(tail.counts).toEqual({ kept: 1, dropped: 1, early: 0, waitingSpans: 0 });
  });

  it("when its part in this process took long, not when a part of that did", () => {
    sampleTail({ slowerThan: 10 });
    tracer.withSpan("slow", () => spin(12));
    tracer.withSpan("fast", () => {});
    expect(names(memory)).toEqual(["slow"]);
  });

  it("by its id otherwise, as every service decides that has the same share", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (sampleRatio) => {
        sampleTail({ sampleRatio });
        for (let index = 0; index < 50; index++) tracer.withSpan("a", () => tracer.withSpan("b", () => {}));
        const kept = new Set(memory.getFinishedSpans().map((span) => span.spanContext().traceId));
        expect(memory.getFinishedSpans()).toHaveLength(2 * kept.size);
        expect(tail.counts).toMatchObject({ kept: kept.size, dropped: 50 - kept.size });
        void tracer.shutdown();
      }),
      { numRuns: 20 },
    );
  });

  it("when the last of its spans that began here has ended", () => {
    sampleTail();
    const caller = extractContext({ traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` });
    const begin = (name: string): Span => withContext(caller, () => tracer.createSpan(name));
    const [first, second] = [begin("first"), begin("second")];
    first.end();
    expect(tail.counts.waitingSpans).toBe(1);
    second.setStatus("error").end();
    expect(names(memory)).toEqual(["first", "second"]);
  });
});

describe("what ends after the verdict", () => {
  const late = (status: "ok" | "error", rootStatus: "ok" | "error") => {
    sampleTail();
    const root = tracer.createSpan("root");
    const [child, other] = [tracer.createSpan("child"), tracer.createSpan("other")];
    root.setStatus(rootStatus).end();
    child.setStatus(status).end();
    other.end();
    return names(memory);
  };

  it("follows it", () => {
    expect(late("ok", "error")).toEqual(["root", "child", "other"]);
    expect(late("ok", "ok")).toEqual([]);
  });

  it("is kept when it failed, with what comes behind", () => {
    expect(late("error", "ok")).toEqual(["child", "other"]);
  });

  it("is a new part of the trace when it began as one", () => {
    sampleTail();
    const caller = extractContext({ traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` });
    withContext(caller, () => tracer.withSpan("good", () => {}));
    withContext(caller, () => caught(() => tracer.withSpan("bad", () => tracer.withSpan("child", fail))));
    expect(names(memory)).toEqual(["child", "bad"]);
  });
});

describe("bounds", () => {
  it("of traces: the oldest is judged by what is known", () => {
    sampleTail({ maxTraces: 2 });
    const open = ["a", "b", "c"].map((name) => tracer.createSpan(name, { root: true }));
    expect(tail.counts).toEqual({ kept: 0, dropped: 1, early: 1, waitingSpans: 0 });
    for (const span of open) span.setStatus("error").end();
    expect(names(memory)).toEqual(["a", "b", "c"]);
  });

  it("of spans: those with an error are kept, the others are as the ratio says", () => {
    sampleTail({ maxSpans: 4 });
    const idle = tracer.createSpan("idle", { root: true });
    const roots = ["a", "b"].map((name) => tracer.createSpan(name, { root: true }));
    roots.forEach((root, index) => {
      const context = extractContext({}).setValue(Symbol.for("OpenTelemetry Context Key SPAN"), root);
      withContext(context, () => {
        for (let each = 0; each < 3; each++)
          tracer.withSpan(
            `${root.name}${each}`,
            (span) => void (index === 0 && each === 1 && span.setStatus("error")),
          );
      });
    });
    // The first trace with spans went when the fifth span came.
    expect(names(memory)).toEqual(["a0", "a1", "a2"]);
    expect(tail.counts).toEqual({ kept: 1, dropped: 0, early: 1, waitingSpans: 3 });
    roots[0]?.end();
    roots[1]?.end();
    idle.setStatus("error").end();
    expect(names(memory)).toEqual(["a0", "a1", "a2", "a", "idle"]);
  });

  it("of time: a trace that never ends is judged all the same", () => {
    sampleTail({ maxWait: 1000 });
    const root = tracer.createSpan("never");
    caught(() => tracer.withSpan("bad", fail));
    vi.advanceTimersByTime(499);
    expect(names(memory)).toEqual([]);
    vi.advanceTimersByTime(501);
    expect(names(memory)).toEqual(["bad"]);
    expect(vi.getTimerCount()).toBe(0);
    root.end();
    expect(names(memory)).toEqual(["bad", "never"]);
  });

  it("hold whatever a program does, and every failure is exported", () => {
    const step = fc.record({
      kind: fc.constantFrom("begin", "child", "end", "fail", "tick"),
      which: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 4 }), (steps, bound) => {
        sampleTail({ maxTraces: bound, maxSpans: bound * 2, maxWait: 100, sampleRatio: 0.5 });
        vi.spyOn(memory, "shutdown").mockResolvedValue();
        const open: Span[] = [];
        let ended = 0;
        const failed: string[] = [];
        for (const { kind, which } of steps) {
          const span = open[which % Math.max(1, open.length)];
          if (kind === "tick") vi.advanceTimersByTime(60);
          else if (kind === "begin" || span === undefined) open.push(tracer.createSpan("s", { root: true }));
          else if (kind === "child") {
            const context = extractContext({}).setValue(Symbol.for("OpenTelemetry Context Key SPAN"), span);
            withContext(context, () => open.push(tracer.createSpan("s")));
          } else {
            if (kind === "fail") failed.push(span.setStatus("error").spanContext().spanId);
            span.end();
            ended++;
            open.splice(open.indexOf(span), 1);
          }
          expect(tail.counts.waitingSpans).toBeLessThanOrEqual(bound * 2);
        }
        void tracer.shutdown();
        const out = memory.getFinishedSpans().map((span) => span.spanContext().spanId);
        expect(new Set(out).size).toBe(out.length);
        expect(out.length).toBeLessThanOrEqual(ended);
        for (const id of failed) expect(out).toContain(id);
        expect(tail.counts.waitingSpans).toBe(0);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

it("judges what waits at shutdown; a flush leaves it waiting", async () => {
  sampleTail({ sampleRatio: 1 });
  tracer.createSpan("open");
  tracer.withSpan("child", () => {});
  await tail.forceFlush();
  expect(names(memory)).toEqual([]);
  const seen: ReadableSpan[] = [];
  vi.spyOn(memory, "shutdown").mockImplementation(async () => void seen.push(...memory.getFinishedSpans()));
  await tail.shutdown();
  expect(seen.map(({ name }) => name)).toEqual(["child"]);
  tracer.withSpan("later", () => {});
  expect(names(memory)).toEqual(["child"]);
});

it("survives a processor that throws, and hands starts on to it", () => {
  const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const next = { onStart: vi.fn(), onEnd: vi.fn(fail), forceFlush: async () => {}, shutdown: async () => {} };
  sampleTail({ processor: next, sampleRatio: 1 });
  tracer.withSpan("a", () => tracer.withSpan("b", () => {}));
  expect(next.onStart).toHaveBeenCalledTimes(2);
  expect(next.onEnd).toHaveBeenCalledTimes(2);
  expect(print.mock.calls.join()).toContain("onEnd of a span processor threw: Error: broken");
  print.mockRestore();
});

it.each([
  [{ sampleRatio: 2 }, "`sampleRatio`: expected a number from 0 to 1, got 2"],
  [{ slowerThan: -1 }, "`slowerThan`: expected milliseconds, 0 or more, got -1"],
  [{ maxTraces: 0.5 }, "`maxTraces`: expected a whole number, 1 or more, got 0.5"],
  [{ maxSpans: 0 }, "`maxSpans`: expected a whole number, 1 or more, got 0"],
  [{ maxWait: Number.NaN }, "`maxWait`: expected milliseconds, 1 to 2147483647, got NaN"],
])("refuses %j", (options, text) => {
  expect(() => sampleTail(options)).toThrow(new RangeError(`TailSamplingProcessor: ${text}`));
});

describe("the option `tail`", () => {
  it("stands before the exporter", async () => {
    vi.useRealTimers();
    const all = record();
    const exporter = new InMemorySpanExporter();
    const kept: string[] = [];
    vi.spyOn(exporter, "shutdown").mockImplementation(async () => void kept.push(...names(exporter)));
    const monitoring = setupMonitoring({ exporter, tail: { sampleRatio: 0 } });
    monitoring.tracer.withSpan("good", () => {});
    caught(() => monitoring.tracer.withSpan("bad", fail));
    await sleep(1);
    await monitoring.shutdown();
    expect(kept).toEqual(["bad"]);
    expect(names(all)).toEqual(["good", "bad"]);
  });

  it("says so when there is no exporter that it could stand before", async () => {
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const processors = [new SimpleSpanProcessor(new InMemorySpanExporter())];
    await setupMonitoring({ processors, tail: {} }).shutdown();
    expect(print.mock.calls.join()).toContain("`tail` stands before an exporter, and there is none");
    print.mockRestore();
  });

  it("is checked, member by member", () => {
    expect(() => setupMonitoring({ tail: { maxSpans: 0 } })).toThrow(
      new RangeError("setupMonitoring: `tail.maxSpans`: expected a whole number, 1 or more"),
    );
    expect(() => setupMonitoring({ tail: { slow: 1 } as never })).toThrow(
      /`tail.slow`: unknown option; there are slower/,
    );
    expect(() => setupMonitoring({ tail: true as never })).toThrow(
      /`tail`: expected an object with slowerThan, /,
    );
  });

  it.each([
    ["by itself", ""],
    ["by process.exit", "process.exit(0);"],
    ["by a signal", 'setInterval(() => {}, 1000); setImmediate(() => process.kill(process.pid, "SIGTERM"));'],
  ])("judges what waits when the process ends %s", (_, end) => {
    const { stderr } = run(`
      import * as rt from "./runtime.mjs";
      const { tracer } = rt.setupMonitoring({ tail: { sampleRatio: 0 } });
      tracer.createSpan("never ends");
      try { tracer.withSpan("bad", () => { throw new Error("broken"); }); } catch {}
      tracer.withSpan("good", { root: true }, () => {});
      ${end}`);
    expect(stderr).toContain("bad");
    expect(stderr).toContain("broken");
    expect(stderr).not.toContain("good");
  });

  it("judges before the batch behind it is sent for the last time", () => {
    const { stdout } = run(`
      import * as rt from "./runtime.mjs";
      const exporter = {
        export(spans, done) { console.log(spans.map((span) => span.name).join()); done({ code: 0 }); },
        async shutdown() {},
      };
      const { tracer } = rt.setupMonitoring({ exporter, tail: { sampleRatio: 0 } });
      tracer.createSpan("never ends");
      try { tracer.withSpan("bad", () => { throw new Error("broken"); }); } catch {}`);
    expect(stdout).toBe("bad\n");
  });
});
