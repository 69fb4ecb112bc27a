// Anything that can be thrown in, the `exception` event and a message out; copes with every hostile value.

import { toHrTime } from "../ground/clock.js";
import { isProxy, readProperty, toText } from "../ground/intrinsics.js";
import { cutText, shorten } from "../model/limits.js";
import type { Attributes, TimedEvent } from "../model/span.js";
import { state } from "../state/state.js";
import { attributeOf, readData } from "./capture.js";
import { isErrorLike, readText, stackWithCauses } from "./causes.js";

const MAX_MESSAGE = 4096;

/** What is said of a thrown value at once. */
export interface ExceptionFacts {
  readonly type: string;
  readonly message: string;
  /** The error whose stack is still to be read. */
  readonly error?: object;
}

// An error whose own getters throw errors of the same kind, traced, would come back here without end.
let busy = false;

/** The `exception` event of a thrown value at a clock reading, shifted as its trace is. */
export function exceptionEvent(thrown: unknown, reading: number): TimedEvent {
  return eventOf(describeThrown(thrown), reading);
}

/**
 * The `exception` event (https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/). V8 writes the text
 * of a stack when it is first read, with the message of that moment and by the `Error.prepareStackTrace` of that
 * moment, and keeps it. So the program has to be able to be first: the stack is read when the event is.
 */
export function eventOf(facts: ExceptionFacts, reading: number): TimedEvent {
  const { type, message } = facts;
  const most = state.settings.limits.textLength;
  const attributes: Attributes = {
    "exception.type": cutText(type, most),
    "exception.message": cutText(message, most),
  };
  let { error } = facts;
  return {
    name: "exception",
    time: toHrTime(reading),
    get attributes() {
      if (error === undefined) return attributes;
      const stack = stackOf(error);
      error = undefined;
      if (stack !== undefined) attributes["exception.stacktrace"] = stack;
      return attributes;
    },
    droppedAttributesCount: 0,
  };
}

/** The text of an error's stack with its causes, within the limits; to be called as late as possible. */
export function stackOf(error: object): string | undefined {
  const stack = guarded(() => stackWithCauses(error), undefined);
  return stack === undefined ? undefined : cutText(stack, state.settings.limits.textLength);
}

/** Type and message of anything that can be thrown; never throws. */
export function describeThrown(thrown: unknown): ExceptionFacts {
  return guarded(() => factsOf(thrown), UNKNOWN);
}

const UNKNOWN: ExceptionFacts = { type: "unknown", message: "" };

function guarded<T>(describe: () => T, otherwise: T): T {
  if (busy) return otherwise;
  busy = true;
  try {
    return describe();
  } catch {
    return otherwise;
  } finally {
    busy = false;
  }
}

function factsOf(thrown: unknown): ExceptionFacts {
  if (thrown === null || (typeof thrown !== "object" && typeof thrown !== "function"))
    return { type: thrown === null ? "null" : typeof thrown, message: shorten(toText(thrown), MAX_MESSAGE) };
  if (isProxy(thrown)) return { type: "Proxy", message: "[Proxy]" };
  return isErrorLike(thrown) ? ofError(thrown) : ofObject(thrown);
}

function ofError(thrown: object): ExceptionFacts {
  const name = readText(thrown, "name");
  return {
    type: name !== undefined && name !== "" && name !== "Error" ? name : (constructorName(thrown) ?? "Error"),
    message: shorten(readText(thrown, "message") ?? "", MAX_MESSAGE),
    error: thrown,
  };
}

function ofObject(thrown: object): ExceptionFacts {
  const message = readData(thrown, "message");
  const text = typeof message === "string" ? message : toText(attributeOf(thrown));
  return { type: constructorName(thrown) ?? "object", message: shorten(text, MAX_MESSAGE) };
}

/**
 * The status of a thrown `Response` of fetch, of whatever library: frameworks answer with it. `undefined` for anything
 * else.
 */
export function responseStatus(thrown: unknown): number | undefined {
  return guarded(() => {
    if (typeof thrown !== "object" || readData(thrown, Symbol.toStringTag) !== "Response") return undefined;
    const status: unknown = readProperty(thrown as object, "status");
    return typeof status === "number" ? status : undefined;
  }, undefined);
}

function constructorName(thrown: object): string | undefined {
  const name = readData(readData(thrown, "constructor"), "name");
  return typeof name === "string" && name !== "" ? name : undefined;
}
