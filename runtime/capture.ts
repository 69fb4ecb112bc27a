// Values of the program in, attribute values out: bounded in depth and size, and never running the program's code.
import { types } from "node:util";
import { isSecret, REDACTED } from "./redact.js";
import type { Captured } from "./site.js";
import type { LocalSpan } from "./span.js";
import type { AttributeValue } from "./span-shape.js";

const MAX_DEPTH = 4;
const MAX_ITEMS = 32;
const MAX_STRING = 1024;
const MAX_TEXT = 4096;

const descriptorOf = Object.getOwnPropertyDescriptor;
const prototypeOf = Object.getPrototypeOf as (value: object) => object | null;
const dateToNumber = Date.prototype.getTime;
const dateToText = Date.prototype.toISOString;
const mapSize = descriptorOf(Map.prototype, "size")?.get as (this: unknown) => number;
const setSize = descriptorOf(Set.prototype, "size")?.get as (this: unknown) => number;
const functionToText = (value: object): string =>
  `[Function ${String(readData(value, "name") || "anonymous")}]`;

/** A property that is found but would have to be computed by the program's code. */
const UNREAD = "[Getter]";

/** Captures one value for each entry, already the value of its first segment. */
export function captureAll(span: LocalSpan, entries: readonly Captured[], values: readonly unknown[]): void {
  for (let index = 0; index < entries.length; index++)
    captureOne(span, entries[index] as Captured, values[index]);
}

/** Captures the same value along each entry's path. */
export function captureEach(span: LocalSpan, entries: readonly Captured[], value: unknown): void {
  for (const entry of entries) captureOne(span, entry, value);
}

function captureOne(span: LocalSpan, entry: Captured, value: unknown): void {
  let at = value;
  for (const key of entry.path) at = readData(at, key);
  if (at === undefined) return;
  const attribute = isSecret(entry.name) ? REDACTED : at === null ? "null" : attributeOf(at);
  if (attribute !== undefined) span.details().set(span.site.attributes, entry.name, attribute);
}

/** The value of a data property, own or inherited; `[Getter]` for an accessor, `undefined` where there is none. */
export function readData(value: unknown, key: string): unknown {
  if (value === null || value === undefined) return undefined;
  let holder: object | null = Object(value) as object;
  for (let step = 0; holder !== null && step < 32; step++) {
    if (types.isProxy(holder)) return "[Proxy]";
    const descriptor = descriptorOf(holder, key);
    if (descriptor) return "value" in descriptor ? descriptor.value : UNREAD;
    holder = prototypeOf(holder);
  }
  return undefined;
}

/**
 * A value as an attribute: primitives as they are, arrays of one primitive type as arrays, the rest as text.
 * Secrets inside are redacted by the names of their properties. `undefined` and `null` have no attribute.
 */
export function attributeOf(value: unknown): AttributeValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return cut(value, MAX_STRING);
  if (typeof value !== "object" && typeof value !== "function") return cut(primitiveText(value), MAX_STRING);
  const list = types.isProxy(value) ? undefined : primitiveList(value);
  if (list !== undefined) return list;
  const text = new Writer().write(value, 0);
  // A lone string such as a date is no JSON document: no quotes.
  return cut(text.startsWith('"') ? (JSON.parse(text) as string) : text, MAX_TEXT);
}

function primitiveList(value: object): AttributeValue | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: unknown[] = [];
  for (let index = 0; index < Math.min(value.length, MAX_ITEMS); index++) {
    const item = descriptorOf(value, index)?.value as unknown;
    if (typeof item !== typeof items[0] && index > 0) return undefined;
    if (typeof item === "string") items.push(cut(item, MAX_STRING));
    else if (typeof item === "number" || typeof item === "boolean") items.push(item);
    else return undefined;
  }
  return items as string[];
}

function primitiveText(value: unknown): string {
  return typeof value === "bigint" ? `${value}` : String(value as symbol);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

// JSON as far as JSON goes; what it cannot say stands in brackets as a string. Stops when the text is long enough.
class Writer {
  private readonly path: object[] = [];
  private length = 0;

  write(value: unknown, depth: number): string {
    const text = this.render(value, depth);
    this.length += text.length;
    return text;
  }

  private render(value: unknown, depth: number): string {
    if (value === null || value === undefined) return "null";
    if (typeof value === "string") return JSON.stringify(cut(value, MAX_STRING));
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : `"${value}"`;
    if (typeof value === "boolean") return String(value);
    if (typeof value !== "object" && typeof value !== "function") return JSON.stringify(primitiveText(value));
    return special(value) ?? this.container(value, depth);
  }

  private container(value: object, depth: number): string {
    if (this.path.includes(value)) return '"[Circular]"';
    const isArray = Array.isArray(value);
    if (depth >= MAX_DEPTH) return isArray ? '"[Array]"' : '"[Object]"';
    this.path.push(value);
    const text = isArray ? this.array(value, depth) : this.object(value, depth);
    this.path.pop();
    return text;
  }

  private array(value: unknown[], depth: number): string {
    const parts: string[] = [];
    for (let index = 0; index < value.length; index++) {
      if (index >= MAX_ITEMS || this.length > MAX_TEXT) {
        parts.push(`"… ${value.length - index} more"`);
        break;
      }
      parts.push(this.property(descriptorOf(value, index), depth));
    }
    return `[${parts.join(",")}]`;
  }

  private object(value: object, depth: number): string {
    const parts: string[] = [];
    const keys = Object.keys(value);
    for (const [index, key] of keys.entries()) {
      if (index >= MAX_ITEMS || this.length > MAX_TEXT) {
        parts.push(`"…":"${keys.length - index} more"`);
        break;
      }
      const text = isSecret(key) ? `"${REDACTED}"` : this.property(descriptorOf(value, key), depth);
      parts.push(`${JSON.stringify(cut(key, 100))}:${text}`);
    }
    return `{${parts.join(",")}}`;
  }

  private property(descriptor: PropertyDescriptor | undefined, depth: number): string {
    if (descriptor === undefined) return "null";
    return "value" in descriptor ? this.write(descriptor.value, depth + 1) : `"${UNREAD}"`;
  }
}

function special(value: object): string | undefined {
  if (types.isProxy(value)) return '"[Proxy]"';
  if (typeof value === "function") return JSON.stringify(cut(functionToText(value), 100));
  if (types.isDate(value)) return dateText(value);
  if (types.isNativeError(value)) return errorText(value);
  if (types.isMap(value)) return `"[Map ${mapSize.call(value)}]"`;
  if (types.isSet(value)) return `"[Set ${setSize.call(value)}]"`;
  if (types.isRegExp(value)) return '"[RegExp]"';
  if (types.isPromise(value)) return '"[Promise]"';
  if (types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value)) return `"[${tagOf(value)}]"`;
  return undefined;
}

function tagOf(value: object): string {
  if (!ArrayBuffer.isView(value)) return "ArrayBuffer";
  return Buffer.isBuffer(value) ? "Buffer" : "TypedArray";
}

function dateText(value: Date): string {
  return Number.isNaN(dateToNumber.call(value)) ? '"[Invalid Date]"' : `"${dateToText.call(value)}"`;
}

function errorText(value: Error): string {
  const name = readData(value, "name");
  const message = readData(value, "message");
  return JSON.stringify(cut(`[${String(name)}: ${typeof message === "string" ? message : ""}]`, MAX_STRING));
}
