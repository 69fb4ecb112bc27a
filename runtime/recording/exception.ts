// Anything that can be thrown in; out comes what is said of it, as the event `exception` or as attributes, and back again.
// Copes with every hostile value. No other file writes the names `exception.…`.

import { type HrTime, toHrTime } from "../ground/clock.js";
import { isNativeError, isProxy, readProperty, toText } from "../ground/intrinsics.js";
import { cutText, shorten } from "../model/limits.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Attributes, TimedEvent } from "../model/span.js";
import { state } from "../state/state.js";
import { attributeOf, readData } from "./capture.js";
import { isErrorLike, readText, stackWithCauses } from "./causes.js";

const MAX_MESSAGE = 4096;

// https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
const EVENT = "exception";
const TYPE = "exception.type";
const MESSAGE = "exception.message";
const STACK = "exception.stacktrace";

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
  return eventOfFacts(describeThrown(thrown), reading);
}

/** The `exception` event. */
export function eventOfFacts(facts: ExceptionFacts, reading: number): TimedEvent {
  return new LateException(facts, toHrTime(reading));
}

/**
 * An `exception` event. V8 writes the text of a stack when it is first read, with the message of that moment and by the
 * `Error.prepareStackTrace` of that moment, and keeps it. So the program has to be able to be first: the stack is read
 * when the attributes are. Whoever is shown the event finds them among its own properties; to define them here would cost
 * more than all else of a span that failed.
 */
export class LateException implements TimedEvent {
  readonly name: string = EVENT;
  readonly time: HrTime;
  readonly droppedAttributesCount: number = 0;
  private readonly known: Attributes;
  private error: object | undefined;

  constructor({ type, message, error }: ExceptionFacts, time: HrTime) {
    const most = state.settings.limits.textLength;
    this.time = time;
    this.known = { [TYPE]: cutText(type, most), [MESSAGE]: cutText(message, most) };
    this.error = error;
  }

  get attributes(): Attributes {
    const { error } = this;
    if (error === undefined) return this.known;
    const stack = stackOf(error);
    this.error = undefined;
    if (stack !== undefined) this.known[STACK] = stack;
    return this.known;
  }

  /** As an object of its own properties. */
  shown(): TimedEvent {
    const late = this;
    return {
      name: this.name,
      time: this.time,
      get attributes() {
        return late.attributes;
      },
      droppedAttributesCount: this.droppedAttributesCount,
    };
  }
}

/** The same as attributes of a span, and of a failure its type under the name that failures of any kind have. */
export function writeException(
  span: LocalSpan,
  { type, message, error }: ExceptionFacts,
  isFailure: boolean,
): void {
  const details = span.details();
  const fixed = span.site.attributes;
  if (isFailure) details.set(fixed, "error.type", type);
  details.set(fixed, TYPE, type);
  details.set(fixed, MESSAGE, message);
  if (error !== undefined) details.setLate(STACK, () => stackOf(error) ?? "");
}

/** What an `exception` event says of what was thrown. */
export interface Recorded {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** Reads an event that says of which type an exception was; `undefined` for any other event. Its stack is written by then. */
export function recordedIn({ name, attributes }: TimedEvent): Recorded | undefined {
  const type = name === EVENT ? attributes?.[TYPE] : undefined;
  if (type === undefined || attributes === undefined) return undefined;
  const stack = attributes[STACK];
  return {
    name: type as string,
    message: attributes[MESSAGE] as string,
    ...(stack !== undefined && { stack: stack as string }),
  };
}

/** Adds an exception to a span as OpenTelemetry's SDK does; whether there was anything to say of it. */
export function addAsSdk(thrown: unknown, add: (name: string, attributes: Attributes) => void): boolean {
  const attributes = attributesAsSdk(thrown);
  const isKnown = Boolean(attributes[TYPE] || attributes[MESSAGE]);
  if (isKnown) add(EVENT, attributes);
  return isKnown;
}

// The `code` of a system error is its type. What it throws to be read is for the caller to catch, as there.
function attributesAsSdk(thrown: unknown): Attributes {
  if (typeof thrown === "string") return { [MESSAGE]: thrown };
  const { code, name, message, stack } = (thrown || {}) as Readonly<Record<string, unknown>>;
  const attributes: Attributes = {};
  if (code || name) attributes[TYPE] = String(code || name);
  if (message) attributes[MESSAGE] = String(message);
  if (stack) attributes[STACK] = String(stack);
  return attributes;
}

/** The text of an error's stack with its causes, within the limits; to be called as late as possible. */
function stackOf(error: object): string | undefined {
  const stack = guarded(() => stackWithCauses(error), undefined);
  return stack === undefined ? undefined : cutText(stack, state.settings.limits.textLength);
}

/** Type and message of anything that can be thrown; never throws. */
export function describeThrown(thrown: unknown): ExceptionFacts {
  return guarded(() => factsOf(thrown), UNKNOWN);
}

const UNKNOWN: ExceptionFacts = { type: "unknown", message: "" };

/** Reads a thrown value; what it throws meanwhile, or a reading inside of a reading, gives `otherwise`. */
export function guarded<T>(describe: () => T, otherwise: T): T {
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
  // Nearly all that is thrown: its prototypes need not be searched.
  if (isNativeError(thrown)) return undefined;
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
