// Times and lengths as the API has them in; what a reader sees out.
import { formatDuration } from "../../format/duration.js";

/** A length in milliseconds, as `durationMs` is. */
export function milliseconds(value: number): string {
  return formatDuration(Math.round(value * 1e6));
}

const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric" });

/** A point in time (ISO 8601) on the reader's clock; with the day where that is not today. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  const day = date.toDateString() === new Date().toDateString() ? "" : `${DAY.format(date)}, `;
  return `${day}${CLOCK.format(date)}`;
}

const COUNT = new Intl.NumberFormat("en");

/** A number with its thousands apart. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** A number and its word: `1 span`, `2,000 spans`. */
export function counted(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}

/** Calls a second: `12.3/s`; rare ones by the minute or the hour. */
export function rate(perSecond: number): string {
  if (perSecond === 0) return "0";
  const [value, unit] =
    perSecond >= 0.1
      ? [perSecond, "s"]
      : perSecond * 60 >= 0.1
        ? [perSecond * 60, "min"]
        : [perSecond * 3600, "h"];
  return `${value >= 100 ? count(Math.round(value)) : Number(value.toPrecision(2))}/${unit}`;
}

/** A part of one as a percentage with two digits. */
export function percent(part: number): string {
  const value = part * 100;
  return `${value >= 9.95 ? value.toFixed(0) : value.toFixed(1)}%`;
}
