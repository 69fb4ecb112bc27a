// Time in OpenTelemetry's form.
import { expect, it } from "vitest";
import { hrToMilliseconds, now, toDuration, toHrTime, toReading } from "../../runtime/ground/clock.js";

it("is near the wall clock and goes both ways", () => {
  const reading = now();
  expect(Math.abs(hrToMilliseconds(toHrTime(reading)) - Date.now())).toBeLessThan(1000);
  expect(toReading(toHrTime(reading))).toBeCloseTo(reading, 3);
  expect(toReading(new Date(performance.timeOrigin + 500))).toBeCloseTo(500, -1);
  expect(toReading(reading)).toBe(reading);
});

const HOUR = 3_600_000;

it.each([
  ["a year before the process began", Date.now() - 365 * 24 * HOUR],
  ["an hour before it began", Math.floor(performance.timeOrigin) - HOUR],
  ["just before it began", Math.floor(performance.timeOrigin) - 1],
  ["now", Date.now()],
  ["in an hour", Date.now() + HOUR],
  ["in 1973", 1e11],
  ["the first day of 1970", 12 * HOUR],
])("a number, a Date and [s, ns] mean the same: %s", (_, time) => {
  const expected = [Math.floor(time / 1000), (time % 1000) * 1e6];
  expect(toHrTime(toReading(time))).toEqual(expected);
  expect(toHrTime(toReading(new Date(time)))).toEqual(expected);
  const [seconds, nanoseconds] = toHrTime(toReading(expected as [number, number]));
  expect(seconds * 1000 + nanoseconds / 1e6).toBeCloseTo(time, 3);
});

it("a number that performance.now() may have given is a reading of it", () => {
  for (const reading of [0, 0.5, now() / 2, now()]) expect(toReading(reading)).toBe(reading);
});

it("nonsense is the present", () => {
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), [], ["a", 1]] as never[])
    expect(Math.abs(toReading(time) - now())).toBeLessThan(60_000);
});

it("carries nanoseconds over", () => {
  expect(toDuration(1999.9999999)).toEqual([2, 0]);
  expect(toDuration(1.5)).toEqual([0, 1_500_000]);
  expect(toDuration(-1)).toEqual([0, 0]);
});
