// How much a span may hold: OpenTelemetry's limits, its defaults, and what a limit does to a value.
import { isArray, slice } from "../ground/intrinsics.js";
import type { AttributeValue } from "./span.js";

/** https://opentelemetry.io/docs/specs/otel/trace/sdk/#span-limits */
export interface SpanLimits {
  readonly attributes: number;
  readonly events: number;
  readonly links: number;
  readonly eventAttributes: number;
  readonly linkAttributes: number;
  /** UTF-16 units of a text; infinite unless somebody sets it. */
  readonly textLength: number;
}

export const DEFAULT_LIMITS: SpanLimits = {
  attributes: 128,
  events: 128,
  links: 128,
  eventAttributes: 128,
  linkAttributes: 128,
  textLength: Number.POSITIVE_INFINITY,
};

/** A text of at most so many UTF-16 units. */
export function cutText(text: string, length: number): string {
  return text.length > length ? slice(text, 0, length) : text;
}

/** The same, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  return text.length > length ? `${slice(text, 0, length - 1)}…` : text;
}

/** A value with its texts cut; a list is changed in place. */
export function cutTexts(value: AttributeValue, length: number): AttributeValue {
  if (typeof value === "string") return cutText(value, length);
  if (!isArray(value)) return value;
  const list: unknown[] = value;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === "string") list[index] = cutText(item, length);
  }
  return value;
}
