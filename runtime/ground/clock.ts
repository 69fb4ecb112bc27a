// Time: reads the monotonic clock as a double, and turns readings into OpenTelemetry's [seconds, nanoseconds] and back.

import { apply, floor, isArray, isDate, isFiniteNumber, max, round } from "./intrinsics.js";
import { performance, wallClock } from "./node.js";

/** A point in time or a length of time: whole seconds, and nanoseconds (0 to 999,999,999). */
export type HrTime = [number, number];

/** A point in time: `HrTime`, a `Date`, milliseconds since 1970, or a reading of `performance.now()`. */
export type TimeInput = HrTime | number | Date;

// Taken at load, so that a test suite's fake timers do not stop the tracer's clock.
const read = performance.now.bind(performance);
const dateToNumber = Date.prototype.getTime;
const readWall = wallClock;
// In 1024ths of a millisecond: what is added to and taken from it stays exact, to the year 2248.
const origin = round(performance.timeOrigin * 1024) / 1024;
const originSeconds = floor(origin / 1000);
const originNanos = (origin - originSeconds * 1000) * 1e6;

/** What the wall clock may differ from the monotonic one, in milliseconds; more is a step. */
const TOLERANCE = 20;
/** Milliseconds between two looks at the wall clock. */
const LOOK_AGAIN = 1;

/** By how much the wall clock was set since the process began, in milliseconds. */
let shift = 0;
let lookedAt = Number.NEGATIVE_INFINITY;

/** The longest delay that Node's timers take, in milliseconds. */
export const MAX_DELAY: number = 2 ** 31 - 1;

/** Milliseconds since the process began, with a fraction. */
export function now(): number {
  return read();
}

/**
 * By how much the wall clock was set since the process began, in whole milliseconds: by hand, by NTP, or while the
 * machine slept, which the monotonic clock does not count. For the begin of a trace: its spans keep one shift, so that
 * they stay in order and as long as they were.
 * @param reading the present
 */
export function wallShift(reading: number): number {
  if (reading - lookedAt >= LOOK_AGAIN) look(reading);
  return shift;
}

function look(reading: number): void {
  lookedAt = reading;
  if (!isNear(readWall() - origin - reading)) measure();
}

// Between the two clocks the process may have stood still; then the next look tells.
function measure(): void {
  const before = read();
  const apart = readWall() - origin - before;
  if (read() - before < LOOK_AGAIN && !isNear(apart)) shift = round(apart);
}

function isNear(apart: number): boolean {
  return apart - shift < TOLERANCE && shift - apart < TOLERANCE;
}

/**
 * A clock reading as time since 1970; seconds and nanoseconds are kept apart, a double could not hold both.
 * @param reading with the shift of its trace added
 */
export function toHrTime(reading: number): HrTime {
  return normalise(wholeSeconds(reading), nanosAbove(reading));
}

/** The seconds of a reading since 1970, and with `nanosAbove` what `toHrTime` says, without a list. */
export function wholeSeconds(reading: number): number {
  return originSeconds + floor(reading / 1000);
}

/** The nanoseconds of a reading beyond its `wholeSeconds`; may exceed a second. */
export function nanosAbove(reading: number): number {
  return round(originNanos + (reading - floor(reading / 1000) * 1000) * 1e6);
}

/** A length in milliseconds as [seconds, nanoseconds]; negative lengths give zero. */
export function toDuration(milliseconds: number): HrTime {
  const length = max(milliseconds, 0);
  const seconds = floor(length / 1000);
  return normalise(seconds, round((length - seconds * 1000) * 1e6));
}

/**
 * Any accepted time as a clock reading; `undefined` and nonsense give the present. A number that `performance.now()` may
 * have given by now is such a reading, as in OpenTelemetry's SDK; any other is milliseconds since 1970, like a `Date`.
 */
export function toReading(time: TimeInput | undefined): number {
  const present = now();
  if (time === undefined || (typeof time === "number" && time <= present && isFiniteNumber(time)))
    return time ?? present;
  look(present);
  const reading = sinceOrigin(time) - shift;
  return isFiniteNumber(reading) ? reading : present;
}

/** A time at which something began, as a clock reading; without one, the present. */
export function readingAt(time: TimeInput | null | undefined): number {
  return time === undefined || time === null ? now() : toReading(time);
}

function sinceOrigin(time: TimeInput): number {
  if (isArray(time)) return (time[0] - originSeconds) * 1000 + (time[1] - originNanos) / 1e6;
  return (isDate(time) ? apply(dateToNumber, time, []) : time) - origin;
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
