// A number of milliseconds in, a length of time as people read it out.
import { formatDuration } from "../format/duration.js";

/** `12.3ms` of 12.3456. */
export function milliseconds(value: number): string {
  return formatDuration(BigInt(Math.round(value * 1e6)));
}
