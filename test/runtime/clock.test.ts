// Time in OpenTelemetry's form.
import { expect, it } from "vitest";
import { hrToMilliseconds, now, toDuration, toHrTime, toReading } from "../../runtime/clock.js";

it("is near the wall clock and goes both ways", () => {
  const reading = now();
  expect(Math.abs(hrToMilliseconds(toHrTime(reading)) - Date.now())).toBeLessThan(1000);
  expect(toReading(toHrTime(reading))).toBeCloseTo(reading, 3);
  expect(toReading(new Date(performance.timeOrigin + 500))).toBeCloseTo(500, -1);
  expect(toReading(reading)).toBe(reading);
});

it("carries nanoseconds over", () => {
  expect(toDuration(1999.9999999)).toEqual([2, 0]);
  expect(toDuration(1.5)).toEqual([0, 1_500_000]);
  expect(toDuration(-1)).toEqual([0, 0]);
});
