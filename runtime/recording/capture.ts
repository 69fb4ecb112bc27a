// Values of the program in, attribute values out: bounded in depth and size, and never running the program's code.

import {
  append,
  apply,
  charCode,
  descriptorOf,
  isAnyArrayBuffer,
  isArray,
  isData,
  isDate,
  isFiniteNumber,
  isMap,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  isView,
  keysOf,
  mapSize,
  ownValue,
  prototypeOf,
  quote,
  setSize,
  toObject,
  toText,
  unquote,
} from "../ground/intrinsics.js";
import { Buffer } from "../ground/node.js";
import { isSecret, REDACTED } from "../ground/secrets.js";
import { shorten } from "../model/limits.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Captured } from "../model/site.js";
import type { AttributeValue } from "../model/span.js";

const MAX_DEPTH = 4;
const MAX_ITEMS = 32;
const MAX_STRING = 1024;
const MAX_TEXT = 4096;

const dateToNumber = Date.prototype.getTime;
const dateToText = Date.prototype.toISOString;
const QUOTE = 34;
const bufferPrototype = Buffer.prototype as object;

/** A property that is found but would have to be computed by the program's code. */
const UNREAD = "[Getter]";
/** Whatever a proxy has: its traps are the program's code. */
const OPAQUE = "[Proxy]";

/** Captures one value for each entry, already the value of its first segment. */
export function captureAll(span: LocalSpan, entries: readonly Captured[], values: readonly unknown[]): void {
  for (let index = 0; index < entries.length; index++)
    captureOne(span, entries[index] as Captured, values[index]);
}

/** Captures the same value along each entry's path. */
export function captureEach(span: LocalSpan, entries: readonly Captured[], value: unknown): void {
  for (let index = 0; index < entries.length; index++) captureOne(span, entries[index] as Captured, value);
}

function captureOne(span: LocalSpan, entry: Captured, value: unknown): void {
  let at = value;
  for (let index = 0; index < entry.path.length && at !== UNREAD && at !== OPAQUE; index++)
    at = readData(at, entry.path[index] as string);
  if (at === undefined) return;
  const attribute = entry.isSecret ? REDACTED : at === null ? "null" : attributeOf(at);
  if (attribute !== undefined) span.details().set(span.site.attributes, entry.name, attribute);
}

/** The value of a data property of anything; see {@link memberOf}. */
export function readData(value: unknown, key: string | symbol): unknown {
  return value === null || value === undefined ? undefined : memberOf(toObject(value), key);
}

/**
 * The value of a data property, own or inherited, where it can be read without running the program's code: `[Getter]`
 * for an accessor, `[Proxy]` behind a proxy, `undefined` where there is none.
 */
export function memberOf(value: object, key: string | symbol): unknown {
  for (let holder: object | null = value; holder !== null; holder = prototypeOf(holder)) {
    if (isProxy(holder)) return OPAQUE;
    const descriptor = descriptorOf(holder, key);
    if (descriptor !== undefined) return isData(descriptor) ? descriptor.value : UNREAD;
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
  if (typeof value === "string") return shorten(value, MAX_STRING);
  if (typeof value !== "object" && typeof value !== "function") return shorten(toText(value), MAX_STRING);
  const list = isProxy(value) ? undefined : primitiveList(value);
  if (list !== undefined) return list;
  const text = new Writer().write(value, 0);
  // A lone string such as a date is no JSON document: no quotes.
  return shorten(charCode(text, 0) === QUOTE ? unquote(text) : text, MAX_TEXT);
}

function primitiveList(value: object): AttributeValue | undefined {
  if (!isArray(value)) return undefined;
  const items: unknown[] = [];
  for (let index = 0; index < value.length && index < MAX_ITEMS; index++) {
    const item = ownValue(value, index);
    if (index > 0 && typeof item !== typeof items[0]) return undefined;
    if (typeof item === "string") append(items, shorten(item, MAX_STRING));
    else if (typeof item === "number" || typeof item === "boolean") append(items, item);
    else return undefined;
  }
  return items as string[];
}

interface Container {
  readonly value: object;
  readonly outer: Container | undefined;
}

// JSON as far as JSON goes; what it cannot say stands in brackets as a string. Stops when the text is long enough.
class Writer {
  /** The containers around the value at hand. */
  private open: Container | undefined = undefined;
  private length = 0;

  write(value: unknown, depth: number): string {
    const text = this.render(value, depth);
    this.length += text.length;
    return text;
  }

  private render(value: unknown, depth: number): string {
    if (value === null || value === undefined) return "null";
    if (typeof value === "string") return quote(shorten(value, MAX_STRING));
    if (typeof value === "number") return isFiniteNumber(value) ? toText(value) : `"${value}"`;
    if (typeof value === "boolean") return toText(value);
    if (typeof value !== "object" && typeof value !== "function") return quote(toText(value));
    return special(value) ?? this.container(value, depth);
  }

  private container(value: object, depth: number): string {
    if (this.isOpen(value)) return '"[Circular]"';
    const isList = isArray(value);
    if (depth >= MAX_DEPTH) return isList ? '"[Array]"' : '"[Object]"';
    this.open = { value, outer: this.open };
    const text = isList ? this.array(value, depth) : this.object(value, depth);
    this.open = this.open.outer;
    return text;
  }

  private isOpen(value: object): boolean {
    for (let frame = this.open; frame !== undefined; frame = frame.outer)
      if (frame.value === value) return true;
    return false;
  }

  private array(value: unknown[], depth: number): string {
    let text = "";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      if (this.isEnough(index)) return `[${text}"… ${value.length - index} more"]`;
      text += this.property(descriptorOf(value, index), depth);
    }
    return `[${text}]`;
  }

  private object(value: object, depth: number): string {
    let text = "";
    const keys = keysOf(value);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string;
      if (index > 0) text += ",";
      if (this.isEnough(index)) return `{${text}"…":"${keys.length - index} more"}`;
      const shown = isSecret(key) ? `"${REDACTED}"` : this.property(descriptorOf(value, key), depth);
      text += `${quote(shorten(key, 100))}:${shown}`;
    }
    return `{${text}}`;
  }

  private isEnough(count: number): boolean {
    return count >= MAX_ITEMS || this.length > MAX_TEXT;
  }

  private property(descriptor: PropertyDescriptor | undefined, depth: number): string {
    if (descriptor === undefined) return "null";
    return isData(descriptor) ? this.write(descriptor.value, depth + 1) : `"${UNREAD}"`;
  }
}

function special(value: object): string | undefined {
  if (isProxy(value)) return '"[Proxy]"';
  if (typeof value === "function") return functionText(value);
  if (isDate(value)) return dateText(value);
  if (isNativeError(value)) return errorText(value);
  if (isMap(value)) return `"[Map ${mapSize(value)}]"`;
  if (isSet(value)) return `"[Set ${setSize(value)}]"`;
  if (isRegExp(value)) return '"[RegExp]"';
  if (isPromise(value)) return '"[Promise]"';
  if (isAnyArrayBuffer(value)) return '"[ArrayBuffer]"';
  if (isView(value)) return prototypeOf(value) === bufferPrototype ? '"[Buffer]"' : '"[TypedArray]"';
  return undefined;
}

function functionText(value: object): string {
  const name = readData(value, "name");
  return quote(shorten(`[Function ${typeof name === "string" && name !== "" ? name : "anonymous"}]`, 100));
}

function dateText(value: Date): string {
  const time = apply(dateToNumber, value, []);
  return isFiniteNumber(time) ? `"${apply(dateToText, value, [])}"` : '"[Invalid Date]"';
}

// Name and message may be anything, and to make text of an object would run its code.
function errorText(value: Error): string {
  const name = readData(value, "name");
  const message = readData(value, "message");
  const shown = `${typeof name === "string" ? name : "Error"}: ${typeof message === "string" ? message : ""}`;
  return quote(shorten(`[${shown}]`, MAX_STRING));
}
