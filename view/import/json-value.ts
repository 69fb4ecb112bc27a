// What JSON of others holds in; attributes and texts that are safe to store out, and the words for what is none.
import type { Attributes, AttributeValue } from "../model/span.js";
import { textOf } from "../otlp/attributes.js";
import { MAX_DEPTH } from "../otlp/not-otlp.js";
import { BrokenFile } from "./broken-file.js";

/** An object with members of any kind. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether it is an object, and no list. */
export function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object, or the refusal of the file. @param place as `data[0].spans[2]` */
export function objectAt(value: unknown, place: string): Members {
  if (!isObject(value)) throw new BrokenFile(`${place} is no object`);
  return value;
}

/** A list, empty where it is absent, or the refusal of the file. */
export function listAt(value: unknown, place: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new BrokenFile(`${place} is no list`);
  return value;
}

/** The members of an object as attributes, lists and objects among them; nothing of anything else. */
export function attributesFrom(value: unknown): Attributes {
  return isObject(value) ? (valueFrom(value, 0) as Attributes) : {};
}

/** Any value of JSON as that of an attribute. */
export function valueFrom(value: unknown, depth: number = 0): AttributeValue {
  if (depth > MAX_DEPTH) throw new BrokenFile(`a value is nested more than ${MAX_DEPTH} levels deep`);
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return value.map((each) => valueFrom(each, depth + 1));
  if (!isObject(value)) return value as number | boolean | null;
  // Without a prototype, since a key may be called `__proto__`.
  const record: Record<string, AttributeValue> = Object.create(null);
  for (const [key, member] of Object.entries(value))
    if (key !== "") record[textOf(key)] = valueFrom(member, depth + 1);
  return record;
}

/** A finite number, which may be written as a text. */
export function numberFrom(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/**
 * Whole microseconds and their fractions as nanoseconds; `undefined` where it is none, or so large that two of them
 * might exceed 64 bits (95 years since 1970).
 */
export function nanosecondsFrom(microseconds: unknown): bigint | undefined {
  const number = numberFrom(microseconds);
  if (number === undefined || Math.abs(number) >= 3e15) return undefined;
  const whole = Math.floor(number);
  return BigInt(whole) * 1000n + BigInt(Math.round((number - whole) * 1000));
}
