// A span of an answer in, the short texts with which tools speak of it out.
import { formatDuration } from "../format/duration.js";
import { cut, oneLine } from "../format/text.js";
import { STATUS } from "../model/span.js";
import { siteOf } from "../store/site.js";
import type { TraceSpan } from "./asking.js";

/** A language model reads about so many characters as one token, where ids and paths are among them. */
const PER_TOKEN = 3;

/** About how many tokens a text takes. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / PER_TOKEN);
}

/** A text of a stranger, in one line. */
export function short(text: string, length: number): string {
  return cut(oneLine(text), length);
}

/** `12.3ms`. */
export function timeOf(milliseconds: number): string {
  return formatDuration(BigInt(Math.round(milliseconds * 1e6)));
}

/** Its name; some have none. */
export function nameOf({ name }: Pick<TraceSpan, "name">): string {
  return short(name, 120) || "(no name)";
}

/** `error: out of stock`, or nothing where it did not fail. */
export function failureOf({ status, statusMessage }: TraceSpan): string {
  if (status !== STATUS.error) return "";
  return statusMessage === "" ? "error" : `error: ${short(statusMessage, 160)}`;
}

/** `src/db.ts:9`, or nothing. */
export function placeOf({ attributes }: TraceSpan): string {
  return short(siteOf(attributes), 160);
}
