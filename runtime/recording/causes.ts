// An error in, its stack with those of its causes and inner errors out, as Node prints an uncaught one.

import {
  append,
  isArray,
  isNativeError,
  isProxy,
  ownValue,
  prototypeOf,
  readProperty,
  toText,
} from "../ground/intrinsics.js";
import { shorten } from "../model/limits.js";
import { attributeOf, readData } from "./capture.js";

/** Errors below errors, at most. */
const MAX_DEPTH = 5;
/** Inner errors of one, at most. */
const MAX_ERRORS = 8;
/** Where to stop looking; in UTF-16 units. */
const MAX_TEXT = 16_384;

/** Members that are errors below an error, in the order in which Node prints them. */
const BELOW: readonly string[] = ["cause", "errors", "error", "suppressed"];
/** What only a SuppressedError has: the error of a disposal, and the one before it. */
const FIRST_OF_DISPOSAL = 2;

/**
 * A DOMException (an aborted fetch) is an error in all but its internal slot. There may be several classes of that name:
 * that of Node, and those of a test environment and of other contexts. The tag is what they share.
 */
export function isErrorLike(thrown: object): boolean {
  return isNativeError(thrown) || readData(thrown, Symbol.toStringTag) === "DOMException";
}

/** A text member of an error. Errors may compute their name and message: these getters are called, each guarded. */
export function readText(thrown: object, key: "name" | "message" | "stack"): string | undefined {
  try {
    const value: unknown = readProperty(thrown, key);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The stack with what is below it; `undefined` for an error whose stack is no text, and that has nothing below. */
export function stackWithCauses(error: object): string | undefined {
  const text = mayHaveBelow(error) ? new StackWriter().write(error, "") : headOf(error, false);
  return text === "" ? undefined : shorten(text, MAX_TEXT);
}

/** Cheap, since most errors have nothing below. To ask with `in` runs no code of the program where no proxy is asked. */
function mayHaveBelow(error: object): boolean {
  for (let holder: object | null = error; holder !== null; holder = prototypeOf(holder))
    if (isProxy(holder)) return true;
  return "cause" in error || "errors" in error || "suppressed" in error;
}

/** An error that is being written, and those around it. */
interface Around {
  readonly error: object;
  readonly outer: Around | undefined;
}

class StackWriter {
  private around: Around | undefined = undefined;
  private depth = 0;
  private length = 0;

  /** @param indent of the lines behind the first */
  write(error: object, indent: string): string {
    this.around = { error, outer: this.around };
    this.depth++;
    const stack = indented(headOf(error, this.depth > 1), indent);
    this.length += stack.length;
    const below = this.below(error, `${indent}  `);
    this.depth--;
    this.around = this.around.outer;
    return below === "" ? stack : `${stack} {${below}\n${indent}}`;
  }

  private below(error: object, indent: string): string {
    const tag = readText(error, "name");
    const count = tag === "SuppressedError" ? BELOW.length : FIRST_OF_DISPOSAL;
    let text = "";
    for (let index = 0; index < count; index++) {
      const key = BELOW[index] as string;
      const member = this.member(key, readData(error, key), indent);
      if (member !== undefined) text += `${text === "" ? "" : ","}\n${indent}[${key}]: ${member}`;
    }
    return text;
  }

  private member(key: string, value: unknown, indent: string): string | undefined {
    // A function is a way to ask for the cause, and no cause (verror).
    if (value === undefined || typeof value === "function") return undefined;
    return key === "errors" ? this.list(value, indent) : this.value(value, indent);
  }

  // Other libraries keep other things under this name: it is a list of errors, or none of ours.
  private list(value: unknown, indent: string): string | undefined {
    if (isProxy(value) || !isArray(value)) return undefined;
    const errors: object[] = [];
    for (let index = 0; index < value.length && index <= MAX_ERRORS; index++) {
      const item = ownValue(value, index);
      if (isError(item)) append(errors, item);
    }
    if (errors.length === 0) return undefined;
    let text = "";
    for (let index = 0; index < errors.length && index < MAX_ERRORS; index++)
      text += `${index === 0 ? "" : ","}\n${indent}  ${this.value(errors[index], `${indent}  `)}`;
    const left = value.length - MAX_ERRORS;
    return left > 0 ? `[${text},\n${indent}  ... ${left} more\n${indent}]` : `[${text}\n${indent}]`;
  }

  private value(value: unknown, indent: string): string {
    if (!isError(value)) return shownValue(value);
    if (this.isAround(value)) return "[Circular]";
    if (this.depth > MAX_DEPTH || this.length > MAX_TEXT) return "[Error]";
    return this.write(value, indent);
  }

  private isAround(error: object): boolean {
    for (let around = this.around; around !== undefined; around = around.outer)
      if (around.error === error) return true;
    return false;
  }
}

function isError(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isProxy(value) && isErrorLike(value);
}

function shownValue(value: unknown): string {
  if (typeof value === "string") return `'${shorten(value, 1024)}'`;
  return value === null ? "null" : toText(attributeOf(value));
}

function headOf(error: object, isBelow: boolean): string {
  const stack = readText(error, "stack");
  if (stack !== undefined && stack !== "") return shorten(stack, MAX_TEXT);
  return isBelow ? `[${readText(error, "name") ?? "Error"}: ${readText(error, "message") ?? ""}]` : "";
}

function indented(text: string, indent: string): string {
  if (indent === "") return text;
  let result = "";
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] as string;
    result += unit === "\n" ? `\n${indent}` : unit;
  }
  return result;
}
