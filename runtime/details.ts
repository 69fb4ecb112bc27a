// The rarely used part of a span: attributes of its own, events, links, and what was dropped for their limits.
import { attributeOf } from "./capture.js";
import { isTimeInput, toHrTime, toReading } from "./clock.js";
import { reportError } from "./faults.js";
import { append, hasOwn, isArray, isProxy, keysOf, put, toText } from "./intrinsics.js";
import type { LocalSpan } from "./span.js";
import type { Attributes, AttributeValue, Link, TimedEvent, TimeInput } from "./span-shape.js";

// OpenTelemetry's defaults: https://opentelemetry.io/docs/specs/otel/trace/sdk/#span-limits
const MAX_ATTRIBUTES = 128;
const MAX_EVENTS = 128;
const MAX_LINKS = 128;

/** Made when a span first needs any of it. */
export class Details {
  /** Attributes beyond the site's, until someone asks for all of them. */
  own: Attributes | undefined;
  /** All attributes, once someone asked; from then on the only truth, since the program may write to it. */
  merged: Attributes | undefined;
  count: number;
  events: TimedEvent[] | undefined;
  links: Link[] | undefined;
  name: string | undefined;
  message: string | undefined;
  droppedAttributes = 0;
  droppedEvents = 0;
  droppedLinks = 0;
  /** Ended children that wait until it is known whether this span is dropped (`min`). */
  held: LocalSpan[] | undefined;
  /** How often a generator was resumed. */
  resumed = 0;

  constructor(count: number) {
    this.count = count;
  }

  /** Sets an attribute; what is no attribute value becomes text, `undefined` and `null` are passed over. */
  set(fixed: Attributes, name: string, value: unknown): void {
    const attribute = accepted(value);
    if (attribute === undefined || name === "__proto__" || name === "") return;
    this.own ??= {};
    const target = this.merged ?? this.own;
    if (!hasOwn(target, name) && !(target === this.own && hasOwn(fixed, name))) {
      if (this.count >= MAX_ATTRIBUTES) {
        this.droppedAttributes++;
        return;
      }
      this.count++;
    }
    put(target, name, attribute);
  }

  setAll(fixed: Attributes, attributes: Attributes | undefined): void {
    const names = keysOf(attributes ?? {});
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string;
      this.set(fixed, name, readMember(attributes as Attributes, name));
    }
  }

  /** All attributes, as one object that stays the same. */
  all(fixed: Attributes): Attributes {
    this.merged ??= { ...fixed, ...this.own };
    return this.merged;
  }

  rename(name: string): void {
    this.name = name;
  }

  addEvent(event: TimedEvent): void {
    this.events ??= [];
    if (this.events.length >= MAX_EVENTS) {
      dropFirst(this.events);
      this.droppedEvents++;
    }
    append(this.events, event);
  }

  /** What `Span.addEvent` takes. */
  addNamedEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): void {
    const only = isTimeInput(attributesOrTime);
    const reading = toReading(only ? attributesOrTime : time);
    const attributes = cleaned(only ? undefined : attributesOrTime);
    this.addEvent({ name: toText(name), time: toHrTime(reading), attributes, droppedAttributesCount: 0 });
  }

  /** Adds a link; what is none is passed over. */
  addLink(link: Link | undefined): void {
    if (typeof link?.context !== "object" || link.context === null) return;
    this.links ??= [];
    if (this.links.length >= MAX_LINKS) this.droppedLinks++;
    else
      append(this.links, {
        context: link.context,
        attributes: cleaned(link.attributes),
        droppedAttributesCount: 0,
      });
  }

  /** Applies limits and value rules to what the program wrote into `attributes` directly. */
  tidy(): void {
    if (this.merged === undefined) return;
    const names = keysOf(this.merged);
    for (let index = 0; index < names.length; index++)
      this.tidyOne(this.merged, names[index] as string, index);
  }

  private tidyOne(all: Attributes, name: string, index: number): void {
    const value = readMember(all, name);
    const attribute = accepted(value);
    if (attribute !== undefined && index < MAX_ATTRIBUTES) {
      if (attribute !== value) put(all, name, attribute);
      return;
    }
    delete all[name];
    if (index >= MAX_ATTRIBUTES) this.droppedAttributes++;
  }
}

function dropFirst(list: unknown[]): void {
  for (let index = 1; index < list.length; index++) list[index - 1] = list[index];
  list.length--;
}

/** A copy of attributes that has only attribute values. */
export function cleaned(attributes: Attributes | undefined): Attributes {
  const result: Attributes = {};
  const names = keysOf(attributes ?? {});
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const attribute = accepted(readMember(attributes as Attributes, name));
    if (attribute !== undefined) put(result, name, attribute);
  }
  return result;
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

// What the program sets itself is neither shortened nor redacted; only what is no attribute value becomes text.
function accepted(value: unknown): AttributeValue | undefined {
  if (isPlain(value)) return value;
  return copyPlainList(value) ?? attributeOf(value);
}

function isPlain(value: unknown): value is string | number | boolean {
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
    if (typeof item !== type || !isPlain(item)) return undefined;
  }
  return copy as string[];
}
