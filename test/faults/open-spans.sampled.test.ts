// Spans that are used as nobody should: never ended, far too deep, ended twice, changed afterwards.
import { beforeEach, expect, it } from "vitest";
import type { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import { getTracer } from "../../runtime/index.js";
import { isSample } from "../harness/sample.js";
import { record } from "../runtime/recorder.js";
import { writeFigures } from "./figures.js";

let spans: InMemorySpanExporter;
beforeEach(() => {
  spans = record();
});

const MANY = isSample ? 100_000 : 1_000_000;

it(`${MANY} spans that are never ended are garbage like any other`, () => {
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  for (let index = 0; index < MANY; index++) {
    getTracer().startSpan("open", { attributes: { index } });
    if (index % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(spans.getFinishedSpans()).toEqual([]);
  // All of them at once would take several hundred bytes each.
  expect(most).toBeLessThan(150_000_000);
  writeFigures("open-spans", { spans: MANY, "most of the heap (MB)": Math.round(most / 1e6) });
});

it("recursion of the program's own depth is traced, and one without an end is the program's error", () => {
  const down = (depth: number): number =>
    depth === 0 ? 0 : getTracer().withSpan("down", () => down(depth - 1) + 1);
  expect(down(1000)).toBe(1000);
  const forever = (): number => getTracer().withSpan("forever", () => forever() + 1);
  expect(forever).toThrow(RangeError);
  expect(getTracer().withSpan("after", () => 7)).toBe(7);
  expect(spans.getFinishedSpans().at(-1)?.name).toBe("after");
});

it("promises 10,000 deep are one trace", async () => {
  const below = async (depth: number): Promise<number> => {
    await null;
    return (await down(depth - 1)) + 1;
  };
  const down = async (depth: number): Promise<number> =>
    depth === 0 ? 0 : getTracer().withSpan("down", () => below(depth));
  expect(await down(10_000)).toBe(10_000);
  const finished = spans.getFinishedSpans();
  expect(finished).toHaveLength(10_000);
  expect(new Set(finished.map((span) => span.spanContext().traceId)).size).toBe(1);
});

it("a span that has ended stays as it was", () => {
  const span = getTracer().startSpan("once");
  span.setAttribute("kept", 1);
  span.end();
  span.end();
  span.setAttribute("late", 2).addEvent("late").setStatus({ code: 2 });
  span.updateName("other");
  expect(spans.getFinishedSpans()).toHaveLength(1);
  expect(spans.getFinishedSpans()[0]).toMatchObject({
    name: "once",
    attributes: { kept: 1 },
    events: [],
    status: { code: 0 },
  });
});
