// Key-value lists of OTLP in, attributes as JSON has them out; and members of what a stranger has sent, whatever they are.
import type { Attributes, AttributeValue } from "../model/span.js";
import { MAX_DEPTH, NotOtlp } from "./not-otlp.js";

/** A member of an object; `undefined` of anything else. */
export function memberOf(owner: unknown, name: string): unknown {
  if (typeof owner !== "object" || owner === null || !Object.hasOwn(owner, name)) return undefined;
  return (owner as Record<string, unknown>)[name];
}

/**
 * A member that is a list; empty where it is absent.
 * @throws NotOtlp for anything else
 */
export function listOf(owner: unknown, name: string): readonly unknown[] {
  const value = memberOf(owner, name);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new NotOtlp(`"${name}" is no list`);
  return value;
}

/** A text; empty for anything else. Half a surrogate pair, which no database keeps, becomes the replacement character. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? wellFormed(value) : "";
}

function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}

/** What stands under `attributes` of an owner. The last of doubled keys counts. */
export function attributesOf(owner: unknown): Attributes {
  return recordOf(listOf(owner, "attributes"), 0);
}

function recordOf(pairs: readonly unknown[], depth: number): Attributes {
  // Without a prototype, since a key may be called `__proto__`.
  const record: Record<string, AttributeValue> = Object.create(null);
  for (const pair of pairs) {
    const key = textOf(memberOf(pair, "key"));
    if (key !== "") record[key] = readValue(memberOf(pair, "value"), depth);
  }
  return record;
}

function readValue(any: unknown, depth: number): AttributeValue {
  if (depth > MAX_DEPTH) throw new NotOtlp(`a value is nested more than ${MAX_DEPTH} levels deep`);
  if (typeof any !== "object" || any === null) return null;
  const [name] = Object.keys(any);
  const value = (any as Record<string, unknown>)[name as string];
  switch (name) {
    case "stringValue":
    case "bytesValue":
      return textOf(value);
    case "boolValue":
      return value === true;
    case "intValue":
      return integerOf(value);
    case "doubleValue":
      return doubleOf(value);
    case "arrayValue":
      return listOf(value, "values").map((each) => readValue(each, depth + 1));
    case "kvlistValue":
      return recordOf(listOf(value, "values"), depth + 1);
    default:
      return null;
  }
}

/** Digits that no number holds stay a text. The SDK of OpenTelemetry for JavaScript also writes 1e300 as an integer. */
function integerOf(value: unknown): AttributeValue {
  const number = Number(value);
  return Number.isSafeInteger(number) || typeof value === "number" ? doubleOf(value) : String(value);
}

/**
 * JSON has no word for NaN and the infinities: protobuf's writes texts, and the SDK of OpenTelemetry for JavaScript null,
 * which is not 0.
 */
function doubleOf(value: unknown): AttributeValue {
  if (value === null) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : String(value);
}
