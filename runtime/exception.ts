// Anything that can be thrown in, the `exception` event and a message out; copes with every hostile value.
import { attributeOf, readData } from "./capture.js";
import { toHrTime } from "./clock.js";
import { isNativeError, isProxy, prototypeOf, readProperty, slice, toText } from "./intrinsics.js";
import type { Attributes, TimedEvent } from "./span-shape.js";

const MAX_MESSAGE = 4096;
const MAX_STACK = 16_384;

/** What is said of a thrown value. */
export interface ExceptionFacts {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
}

// An error whose own getters throw errors of the same kind, traced, would come back here without end.
let busy = false;

/** The `exception` event of a thrown value at a clock reading. */
export function exceptionEvent(thrown: unknown, reading: number): TimedEvent {
  return eventOf(describeThrown(thrown), reading);
}

/** The `exception` event (https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/). */
export function eventOf(facts: ExceptionFacts, reading: number): TimedEvent {
  const { type, message, stack } = facts;
  const attributes: Attributes = {
    "exception.type": type,
    "exception.message": message,
    ...(stack !== undefined && { "exception.stacktrace": stack }),
  };
  return { name: "exception", time: toHrTime(reading), attributes, droppedAttributesCount: 0 };
}

/** Type, message and stack of anything that can be thrown; never throws. */
export function describeThrown(thrown: unknown): ExceptionFacts {
  if (busy) return { type: "unknown", message: "", stack: undefined };
  busy = true;
  try {
    if (thrown === null || (typeof thrown !== "object" && typeof thrown !== "function"))
      return ofPrimitive(thrown);
    if (isProxy(thrown)) return { type: "Proxy", message: "[Proxy]", stack: undefined };
    return isErrorLike(thrown) ? ofError(thrown) : ofObject(thrown);
  } catch {
    return { type: "unknown", message: "", stack: undefined };
  } finally {
    busy = false;
  }
}

function ofPrimitive(thrown: unknown): ExceptionFacts {
  return {
    type: thrown === null ? "null" : typeof thrown,
    message: shorten(toText(thrown), MAX_MESSAGE),
    stack: undefined,
  };
}

const DOM_EXCEPTION = typeof DOMException === "function" ? (DOMException.prototype as object) : undefined;

// A DOMException (an aborted fetch) is an error in all but its internal slot.
function isErrorLike(thrown: object): boolean {
  return isNativeError(thrown) || (DOM_EXCEPTION !== undefined && isBelow(thrown, DOM_EXCEPTION));
}

function isBelow(value: object, prototype: object): boolean {
  let holder: object | null = value;
  // Stops at a proxy: its traps are the program's code.
  while (holder !== null && !isProxy(holder)) {
    if (holder === prototype) return true;
    holder = prototypeOf(holder);
  }
  return false;
}

function ofError(thrown: object): ExceptionFacts {
  const name = readText(thrown, "name");
  const stack = readText(thrown, "stack");
  return {
    type: name !== undefined && name !== "" && name !== "Error" ? name : (constructorName(thrown) ?? "Error"),
    message: shorten(readText(thrown, "message") ?? "", MAX_MESSAGE),
    stack: stack === undefined ? undefined : shorten(stack, MAX_STACK),
  };
}

function ofObject(thrown: object): ExceptionFacts {
  const message = readData(thrown, "message");
  const text = typeof message === "string" ? message : toText(attributeOf(thrown));
  return { type: constructorName(thrown) ?? "object", message: shorten(text, MAX_MESSAGE), stack: undefined };
}

// Errors may compute their name and message: these getters are called, each guarded.
function readText(thrown: object, key: "name" | "message" | "stack"): string | undefined {
  try {
    const value: unknown = readProperty(thrown, key);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function constructorName(thrown: object): string | undefined {
  const name = readData(readData(thrown, "constructor"), "name");
  return typeof name === "string" && name !== "" ? name : undefined;
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${slice(text, 0, length - 1)}…` : text;
}
