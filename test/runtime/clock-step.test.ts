// A wall clock that is set while the process runs: NTP, a resumed machine, fake timers that only look like it.
import { beforeEach, describe, expect, it } from "vitest";
import { type HrTime, hrToMilliseconds } from "../../runtime/ground/clock.js";
import { sandbox } from "./sandbox.js";

const HOUR = 3_600_000;

// `set` stands for whoever sets the clock: the runtime takes `Date.now` of the moment when it is loaded.
const BEFORE = `const real = Date.now; let set = 0; Date.now = () => real() + set;
  var step = (by) => { set += by; };`;

const { runtime, run } = sandbox({}, { before: BEFORE });
const step = run<(by: number) => void>("step");
const wall = run<() => number>("() => Date.now()");
const memory = new runtime.InMemorySpanExporter();
const tracer = runtime.getTracer();
tracer.addProcessor(new runtime.SimpleSpanProcessor(memory));
beforeEach(() => memory.reset());

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
/** What a reading of the clock may be off: it has whole milliseconds, and small steps are not looked at. */
const SLACK = 25;
function expectBetween(before: number, times: readonly HrTime[], after: number): void {
  for (const time of times.map(hrToMilliseconds)) {
    expect(time).toBeGreaterThan(before - SLACK);
    expect(time).toBeLessThan(after + SLACK);
  }
}
const finished = (name: string) => {
  const span = memory.getFinishedSpans().find((each) => each.name === name);
  if (span === undefined) throw new Error(`${name} has not ended`);
  return span;
};

describe.each([HOUR, -HOUR, 1000, -500])("the clock is set by %d ms", (by) => {
  it("the next trace has the new time", async () => {
    tracer.withSpan("before", () => {});
    await pause();
    step(by);
    const before = wall();
    tracer.withSpan("after", (span) => void span.addEvent("then"));
    const { startTime, events, endTime } = finished("after");
    expectBetween(before, [startTime, events[0]?.time as HrTime, endTime], wall());
  });

  it("a trace that runs keeps its time: durations are right, children lie within", async () => {
    const begin = performance.now();
    await tracer.withSpan("parent", async () => {
      tracer.withSpan("first", () => {});
      step(by);
      await pause();
      tracer.withSpan("second", (span) => {
        span.addEvent("then");
        span.recordException(new Error("then"));
      });
    });
    const [parent, first, second] = [finished("parent"), finished("first"), finished("second")];
    const times = [parent.startTime, first.startTime, second.startTime];
    times.push(...second.events.map(({ time }) => time), second.endTime, parent.endTime);
    const sorted = times.map(hrToMilliseconds);
    expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
    expect(hrToMilliseconds(parent.duration)).toBeLessThan(performance.now() - begin + SLACK);
  });

  it("times that the program gives are those of the new clock", async () => {
    tracer.withSpan("before", () => {});
    // The wall clock is looked at once a millisecond at most.
    await pause();
    step(by);
    const before = wall();
    await tracer.withSpan("given", async (span) => {
      await pause();
      span.end(wall());
    });
    const duration = hrToMilliseconds(finished("given").duration);
    expect(duration).toBeGreaterThan(3);
    expect(duration).toBeLessThan(wall() - before + SLACK);
  });
});

it("a clock that is set while a span runs does not lengthen it by what the program gives", async () => {
  await tracer.withSpan("given", async (span) => {
    step(HOUR);
    await pause();
    span.end(wall());
  });
  expect(hrToMilliseconds(finished("given").duration)).toBeLessThan(HOUR / 2);
});

describe("fake timers are no step", () => {
  it.each([
    ["put in place later", "", "Date.now = () => 5; globalThis.Date = class extends Date {};"],
    ["in place already", "globalThis.Date = class FakeDate extends Date { static now() { return 5; } };", ""],
    ["in place already, as a function", "globalThis.Date = function () {}; Date.now = () => 5;", ""],
    ["in place already, marked", "Date.isFake = true; Date.now = () => 5;", ""],
  ])("%s", (_, before, after) => {
    const { runtime: copy, run: runThere } = sandbox({}, { before });
    runThere(`(() => { ${after} })()`);
    const exporter = new copy.InMemorySpanExporter();
    copy.getTracer().addProcessor(new copy.SimpleSpanProcessor(exporter));
    copy.getTracer().withSpan("now", () => {});
    const at = hrToMilliseconds(exporter.getFinishedSpans()[0]?.startTime as HrTime);
    expect(Math.abs(at - Date.now())).toBeLessThan(HOUR);
  });
});
