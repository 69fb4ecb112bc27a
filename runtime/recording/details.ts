// The rarely used part of a span: attributes of its own, events, links, and what was dropped for their limits.

import { isTimeInput, type TimeInput, toHrTime, toReading } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import {
  append,
  defineGetter,
  hasOwn,
  isArray,
  isProxy,
  keysOf,
  max,
  put,
  toText,
} from "../ground/intrinsics.js";
import { cutTexts, DEFAULT_LIMITS } from "../model/limits.js";
import type { LocalSpan, SpanDetails } from "../model/local-span.js";
import { type LocalTrace, shifted } from "../model/local-trace.js";
import type { Attributes, AttributeValue, Link, TimedEvent } from "../model/span.js";
import { state } from "../state/state.js";
import { attributeOf } from "./capture.js";
import { LateException } from "./exception.js";

/** Made when a span first needs any of it. */
export class Details implements SpanDetails {
  own: Attributes | undefined = undefined;
  merged: Attributes | undefined = undefined;
  count: number;
  /** Attributes at most; those of the site always fit. */
  readonly room: number;
  events: TimedEvent[] | undefined = undefined;
  links: Link[] | undefined = undefined;
  name: string | undefined = undefined;
  message: string | undefined = undefined;
  droppedAttributes = 0;
  droppedEvents = 0;
  droppedLinks = 0;
  held: LocalSpan[] | undefined = undefined;
  resumed = 0;
  failure: { readonly thrown: unknown; readonly at: number } | undefined = undefined;
  late: string | undefined = undefined;

  constructor(count: number) {
    this.count = count;
    this.room = max(state.settings.limits.attributes, count);
  }

  set(fixed: Attributes, name: string, value: unknown): void {
    const attribute = accepted(value);
    if (attribute === undefined || name === "__proto__" || name === "") return;
    this.own ??= {};
    const target = this.merged ?? this.own;
    if (!hasOwn(target, name) && !(target === this.own && hasOwn(fixed, name))) {
      if (this.count >= this.room) {
        this.droppedAttributes++;
        return;
      }
      this.count++;
    }
    put(target, name, attribute);
  }

  setLate(name: string, read: () => string): void {
    this.own ??= {};
    const target = this.merged ?? this.own;
    if (!hasOwn(target, name) && this.count >= this.room) {
      this.droppedAttributes++;
      return;
    }
    if (!hasOwn(target, name)) this.count++;
    let text: string | undefined;
    this.late = name;
    defineGetter(target, name, () => {
      text ??= read();
      return text;
    });
  }

  setAll(fixed: Attributes, attributes: Attributes | undefined): void {
    const names = keysOf(attributes ?? {});
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string;
      this.set(fixed, name, readMember(attributes as Attributes, name));
    }
  }

  all(fixed: Attributes): Attributes {
    this.merged ??= { ...fixed, ...this.own };
    return this.merged;
  }

  rename(name: string): void {
    this.name = name;
  }

  addEvent(event: TimedEvent): void {
    const most = state.settings.limits.events;
    this.events ??= [];
    if (this.events.length >= most) this.droppedEvents++;
    if (this.events.length >= most && most > 0) dropFirst(this.events);
    if (most > 0) append(this.events, event);
  }

  shownEvents(): TimedEvent[] {
    const { events = [] } = this;
    for (let index = 0; index < events.length; index++) {
      const event = events[index];
      if (event instanceof LateException) events[index] = event.shown();
    }
    return events;
  }

  addNamedEvent(
    trace: LocalTrace,
    name: string,
    attributesOrTime?: Attributes | TimeInput,
    time?: TimeInput,
  ): void {
    const only = isTimeInput(attributesOrTime);
    const reading = toReading(only ? attributesOrTime : time);
    const limited = firstOf(only ? undefined : attributesOrTime, state.settings.limits.eventAttributes);
    this.addEvent({ name: toText(name), time: toHrTime(shifted(trace, reading)), ...limited });
  }

  addLink(link: Link | undefined): void {
    if (typeof link?.context !== "object" || link.context === null) return;
    this.links ??= [];
    const { links, linkAttributes } = state.settings.limits;
    if (this.links.length >= links) this.droppedLinks++;
    if (this.links.length >= links && links > 0) dropFirst(this.links);
    if (links > 0) append(this.links, linkTo(link, linkAttributes));
  }

  tidy(): void {
    if (this.merged === undefined) return;
    const names = keysOf(this.merged);
    for (let index = 0; index < names.length; index++)
      this.tidyOne(this.merged, names[index] as string, index);
  }

  private tidyOne(all: Attributes, name: string, index: number): void {
    if (name === this.late && index < this.room) return;
    const value = readMember(all, name);
    const attribute = accepted(value);
    if (attribute !== undefined && index < this.room) {
      if (attribute !== value) put(all, name, attribute);
      return;
    }
    delete all[name];
    if (index >= this.room) this.droppedAttributes++;
  }
}

// Of attributes and of a loss it speaks only when there are some.
function linkTo(link: Link, most: number): Link {
  const { attributes, droppedAttributesCount } = firstOf(link.attributes, most);
  return {
    context: link.context,
    ...(keysOf(attributes).length > 0 && { attributes }),
    ...(droppedAttributesCount > 0 && { droppedAttributesCount }),
  };
}

function dropFirst(list: unknown[]): void {
  for (let index = 1; index < list.length; index++) list[index - 1] = list[index];
  list.length--;
}

/** A copy of attributes that has only attribute values. */
export function cleaned(attributes: Attributes | undefined): Attributes {
  return firstOf(attributes, Number.POSITIVE_INFINITY).attributes;
}

/** The same with so many attributes at most, and how many were dropped for that. */
function firstOf(
  attributes: Attributes | undefined,
  most: number,
): { attributes: Attributes; droppedAttributesCount: number } {
  const result: Attributes = {};
  const names = keysOf(attributes ?? {});
  let count = 0;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const attribute = accepted(readMember(attributes as Attributes, name));
    if (attribute !== undefined && count++ < most) put(result, name, attribute);
  }
  return { attributes: result, droppedAttributesCount: max(count - most, 0) };
}

/** A change that the program asks for; what its values throw when they are read is reported, not thrown at it. */
export function change(action: () => void): void {
  try {
    action();
  } catch (error) {
    reportError("a span could not be changed", error);
  }
}

// One getter that throws costs one attribute.
function readMember(attributes: Attributes, name: string): unknown {
  try {
    return attributes[name];
  } catch (error) {
    reportError("an attribute could not be read", error);
    return undefined;
  }
}

// What the program sets itself is not redacted, and shortened only when there is a limit; what is no attribute value
// becomes text.
function accepted(value: unknown): AttributeValue | undefined {
  const attribute = isPrimitive(value) ? value : (copyPlainList(value) ?? attributeOf(value));
  const { textLength } = state.settings.limits;
  if (textLength === DEFAULT_LIMITS.textLength || attribute === undefined) return attribute;
  return cutTexts(attribute, textLength);
}

/** Whether a value is an attribute value by itself. */
export function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

// A list of one primitive type, with gaps; `undefined` for anything else.
function copyPlainList(value: unknown): AttributeValue | undefined {
  if (isProxy(value) || !isArray(value)) return undefined;
  const copy: unknown[] = [];
  let type: string | undefined;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    append(copy, item);
    if (item === null || item === undefined) continue;
    type ??= typeof item;
    if (typeof item !== type || !isPrimitive(item)) return undefined;
  }
  return copy as string[];
}
