// The soak in short: that it runs, that it would see a heap that grows, and that each span is accounted for.
import { expect, it } from "vitest";
import { isSample } from "../harness/sample.js";
import { slopeOf } from "./slope.js";
import { soak, verdict } from "./soak.js";

it("accounts for each span, and leaves nothing open", async () => {
  const found = await soak({ seconds: isSample ? 4 : 20, seed: 7, ratio: 1 });
  expect(found.requests).toBeGreaterThan(100);
  expect(found.counts.exported).toBeGreaterThan(100);
  // The heap of so few seconds says nothing.
  const { slope: _, ...rest } = found;
  expect(verdict({ ...rest, slope: { value: 0, low: 0, high: 0 } })).toEqual([]);
});

it("knows a slope, and how sure it is", () => {
  const noise = [3, -2, 4, -5, 1, -1, 2, -2];
  const grows = slopeOf(Array.from({ length: 200 }, (_, at) => 1000 + 2 * at + (noise[at % 8] ?? 0)));
  expect(grows.value).toBeCloseTo(2, 1);
  expect(grows.low).toBeGreaterThan(1.9);
  const flat = slopeOf(Array.from({ length: 200 }, (_, at) => 1000 + (noise[at % 8] ?? 0)));
  expect([flat.low < 0, flat.high > 0]).toEqual([true, true]);
});

it("says what is wrong", () => {
  const counts = { ended: 10, exported: 7, dropped: { timeout: 2 } };
  const slope = { value: 50_000, low: 40_000, high: 60_000 };
  const heap = { first: 1, last: 2 };
  const found = {
    requests: 1,
    counts,
    arrived: 6,
    doubled: 0,
    faults: {},
    slope,
    heap,
    handles: ["Timeout"],
  };
  expect(verdict(found)).toEqual([
    "10 ended, 7 exported and 2 dropped",
    "7 exported, and 6 arrived",
    "the heap grows by 50000 bytes a second",
    "open after the shutdown: Timeout",
  ]);
});
