// Time: reads the monotonic clock as a double, and turns readings into OpenTelemetry's [seconds, nanoseconds] and back.
import { performance } from "./ground/node.js";
import { apply, floor, isArray, isDate, isFiniteNumber, max, round } from "./intrinsics.js";
import type { HrTime, TimeInput } from "./span-shape.js";

// Taken at load, so that a test suite's fake timers do not stop the tracer's clock.
const read = performance.now.bind(performance);
const dateToNumber = Date.prototype.getTime;
const origin = performance.timeOrigin;
const originSeconds = floor(origin / 1000);
const originNanos = round((origin % 1000) * 1e6);

/** The longest delay that Node's timers take, in milliseconds. */
export const MAX_DELAY: number = 2 ** 31 - 1;

/** Milliseconds since the process began, with a fraction. */
export function now(): number {
  return read();
}

/** A clock reading as time since 1970; seconds and nanoseconds are kept apart, a double could not hold both. */
export function toHrTime(reading: number): HrTime {
  return normalise(wholeSeconds(reading), nanosAbove(reading));
}

/** The seconds of a reading since 1970, and with `nanosAbove` what `toHrTime` says, without a list. */
export function wholeSeconds(reading: number): number {
  return originSeconds + floor(reading / 1000);
}

/** The nanoseconds of a reading beyond its `wholeSeconds`; may exceed a second. */
export function nanosAbove(reading: number): number {
  return originNanos + round((reading - floor(reading / 1000) * 1000) * 1e6);
}

/** A length in milliseconds as [seconds, nanoseconds]; negative lengths give zero. */
export function toDuration(milliseconds: number): HrTime {
  const length = max(milliseconds, 0);
  const seconds = floor(length / 1000);
  return normalise(seconds, round((length - seconds * 1000) * 1e6));
}

/** Any accepted time as a clock reading; `undefined` and nonsense give the present. */
export function toReading(time: TimeInput | undefined): number {
  if (time === undefined) return now();
  if (isArray(time)) {
    const reading = (time[0] - originSeconds) * 1000 + (time[1] - originNanos) / 1e6;
    return isFiniteNumber(reading) ? reading : now();
  }
  const milliseconds = isDate(time) ? apply(dateToNumber, time, []) : time;
  if (!isFiniteNumber(milliseconds)) return now();
  // As in OpenTelemetry: a number below the origin is a reading of performance.now().
  return typeof time === "number" && milliseconds < origin ? milliseconds : milliseconds - origin;
}

/** Whether a value is a time rather than attributes. */
export function isTimeInput(value: unknown): value is TimeInput {
  if (typeof value === "number" || isDate(value)) return true;
  return isArray(value) && value.length === 2 && typeof value[0] === "number";
}

/** [seconds, nanoseconds] in milliseconds. */
export function hrToMilliseconds(time: HrTime): number {
  return time[0] * 1000 + time[1] / 1e6;
}

function normalise(seconds: number, nanos: number): HrTime {
  return nanos >= 1e9 ? [seconds + 1, nanos - 1e9] : [seconds, nanos];
}
