// The rarely used part of a span: attributes of its own, events, links, and what was dropped for their limits.
import { types } from "node:util";
import { attributeOf } from "./capture.js";
import type { LocalSpan } from "./span.js";
import type { Attributes, AttributeValue, Link, TimedEvent } from "./span-shape.js";

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
    if (!Object.hasOwn(target, name) && !(target === this.own && Object.hasOwn(fixed, name))) {
      if (this.count >= MAX_ATTRIBUTES) {
        this.droppedAttributes++;
        return;
      }
      this.count++;
    }
    target[name] = attribute;
  }

  /** All attributes, as one object that stays the same. */
  all(fixed: Attributes): Attributes {
    this.merged ??= { ...fixed, ...this.own };
    return this.merged;
  }

  addEvent(event: TimedEvent): void {
    this.events ??= [];
    if (this.events.length >= MAX_EVENTS) {
      this.events.shift();
      this.droppedEvents++;
    }
    this.events.push(event);
  }

  addLink(link: Link): void {
    this.links ??= [];
    if (this.links.length >= MAX_LINKS) this.droppedLinks++;
    else
      this.links.push({
        context: link.context,
        attributes: cleaned(link.attributes),
        droppedAttributesCount: 0,
      });
  }

  /** Applies limits and value rules to what the program wrote into `attributes` directly. */
  tidy(): void {
    if (this.merged === undefined) return;
    const names = Object.keys(this.merged);
    for (let index = 0; index < names.length; index++)
      this.tidyOne(this.merged, names[index] as string, index);
  }

  private tidyOne(all: Attributes, name: string, index: number): void {
    const value: unknown = all[name];
    const attribute = accepted(value);
    if (attribute !== undefined && index < MAX_ATTRIBUTES) {
      if (attribute !== value) all[name] = attribute;
      return;
    }
    delete all[name];
    if (index >= MAX_ATTRIBUTES) this.droppedAttributes++;
  }
}

/** A copy of attributes that has only attribute values. */
export function cleaned(attributes: Attributes | undefined): Attributes {
  const result: Attributes = {};
  for (const [name, value] of Object.entries(attributes ?? {})) {
    const attribute = accepted(value);
    if (attribute !== undefined) result[name] = attribute;
  }
  return result;
}

// What the program sets itself is neither shortened nor redacted; only what is no attribute value becomes text.
function accepted(value: unknown): AttributeValue | undefined {
  if (isPlain(value)) return value;
  return isPlainList(value) ? (value.slice() as string[]) : attributeOf(value);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isPlainList(value: unknown): value is unknown[] {
  if (types.isProxy(value) || !Array.isArray(value)) return false;
  const type = typeof value.find((item) => item !== null && item !== undefined);
  return value.every(
    (item) => item === null || item === undefined || (typeof item === type && isPlain(item)),
  );
}
