// A thrown value and lists of expected errors in, whether it is one of them out; never throws, and copes with hostile values.

import {
  charCode,
  isProxy,
  ownValue,
  prototypeOf,
  readProperty,
  slice,
  toText,
} from "../ground/intrinsics.js";
import type { ErrorClass, ExpectedError } from "../model/expected-error.js";
import { readData } from "./capture.js";
import { isErrorLike } from "./causes.js";
import { guarded } from "./exception.js";

const STAR = 42;
/** What an error may be told by, beside the names of its classes. */
const MEMBERS: readonly string[] = ["name", "code", "digest"];

/** Whether a thrown value is among the errors that one of two lists names. What is below it, as its cause, does not count. */
export function isExpected(
  thrown: unknown,
  own: readonly ExpectedError[] | undefined,
  all: readonly ExpectedError[],
): boolean {
  const ownCount = own === undefined ? 0 : own.length;
  if (ownCount + all.length === 0) return false;
  // A primitive has no class and no code, and of a proxy nothing can be read without running its traps.
  if (thrown === null || (typeof thrown !== "object" && typeof thrown !== "function") || isProxy(thrown))
    return false;
  return guarded(() => (own !== undefined && isNamed(thrown, own)) || isNamed(thrown, all), false);
}

function isNamed(thrown: object, list: readonly ExpectedError[]): boolean {
  if (list.length === 0) return false;
  for (let index = 0; index < MEMBERS.length; index++)
    if (isAmong(textOf(thrown, MEMBERS[index] as string), list)) return true;
  for (let holder = prototypeOf(thrown); holder !== null && !isProxy(holder); holder = prototypeOf(holder)) {
    if (isAmong(classNameOf(holder), list) || isOfClass(holder, list)) return true;
  }
  return false;
}

/** Errors may compute what they are called: their getters are called, each guarded. Those of other objects are not. */
function textOf(thrown: object, key: string): string | undefined {
  const value = isErrorLike(thrown) ? quietly(thrown, key) : readData(thrown, key);
  return typeof value === "string" || typeof value === "number" ? toText(value) : undefined;
}

function quietly(thrown: object, key: string): unknown {
  try {
    return readProperty(thrown, key);
  } catch {
    return undefined;
  }
}

function classNameOf(prototype: object): string | undefined {
  const name = readData(ownValue(prototype, "constructor"), "name");
  return typeof name === "string" ? name : undefined;
}

function isAmong(text: string | undefined, list: readonly ExpectedError[]): boolean {
  if (text === undefined || text === "") return false;
  for (let index = 0; index < list.length; index++) {
    const entry = list[index];
    if (typeof entry === "string" && (entry === text || isBehindPrefix(text, entry))) return true;
  }
  return false;
}

function isBehindPrefix(text: string, entry: string): boolean {
  const length = entry.length - 1;
  return length > 0 && charCode(entry, length) === STAR && slice(text, 0, length) === slice(entry, 0, length);
}

// Not `instanceof`: a class may have a method of its own for that.
function isOfClass(holder: object, list: readonly ExpectedError[]): boolean {
  for (let index = 0; index < list.length; index++) {
    const entry = list[index];
    if (typeof entry === "function" && holder === prototypeOfClass(entry)) return true;
  }
  return false;
}

function prototypeOfClass(entry: ErrorClass): unknown {
  return isProxy(entry) ? undefined : ownValue(entry, "prototype");
}
