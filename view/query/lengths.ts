// Lengths of time and points in time, as people write them, in; nanoseconds out.

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** `100ms`, `1.5s`, `10m`, `7d` in nanoseconds; a bare number is milliseconds. `undefined` for anything else. */
export function nanosecondsOf(text: string): bigint | undefined {
  const [, number, unit = "ms"] = /^(\d{1,12}(?:\.\d{1,9})?)(ns|us|µs|ms|s|m|h|d)?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const [whole = "0", fraction = ""] = number.split(".");
  const each = UNITS[unit] as bigint;
  return BigInt(whole) * each + (BigInt(fraction.padEnd(9, "0")) * each) / 1_000_000_000n;
}

/** Nanoseconds since 1970 of `10m` (so long ago) or of a date in ISO 8601, which is local time where it has no zone. */
export function timeOf(text: string, now: number): bigint | undefined {
  const ago = /\d$/.test(text) ? undefined : nanosecondsOf(text);
  if (ago !== undefined) return BigInt(now) * 1_000_000n - ago;
  const time = /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : BigInt(time) * 1_000_000n;
}

/** A number of bytes as `500MB`, `2GB`, `64kB`, with decimal units; `undefined` for anything else. */
export function bytesOf(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,12}(?:\.\d+)?)\s*(k|m|g|t)?b?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * 1000 ** ["", "k", "m", "g", "t"].indexOf(unit.toLowerCase()));
}
