// A span that was started through @opentelemetry/api: what the SDK would keep of each change in, a span of ours out.

import { diag } from "@opentelemetry/api";
import { isTimeInput, type TimeInput } from "../ground/clock.js";
import { isArray, keysOf } from "../ground/intrinsics.js";
import type { Attributes, AttributeValue, Link, SpanStatus, StatusName } from "../model/span.js";
import { change, isPrimitive } from "../recording/details.js";
import { addAsSdk } from "../recording/exception.js";
import { SpanNode } from "../span/span-node.js";

/**
 * Differs from a span of a traced function in what it takes: the SDK drops what is no attribute value, where ours
 * becomes text, and describes exceptions in another way.
 */
export class ApiSpan extends SpanNode {
  override setAttribute(name: string, value: AttributeValue): this {
    return isAttribute(name, value) ? super.setAttribute(name, value) : this;
  }

  override setAttributes(attributes: Attributes): this {
    change(() => super.setAttributes(acceptable(attributes)));
    return this;
  }

  override addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (isTimeInput(attributesOrTime)) return super.addEvent(name, {}, time ?? attributesOrTime);
    change(() => super.addEvent(name, acceptable(attributesOrTime), time));
    return this;
  }

  override addLink(link: Link): this {
    change(() => super.addLink({ context: link.context, attributes: acceptable(link.attributes) }));
    return this;
  }

  override setStatus(status: SpanStatus | StatusName, message?: string): this {
    if (typeof status === "string" || status?.code !== 2) return super.setStatus(status, message);
    const text: unknown = status.message;
    if (typeof text === "string") return super.setStatus(status);
    if (text !== undefined && text !== null) diag.warn("The message of a status is no text and was dropped");
    return super.setStatus({ code: 2 });
  }

  override recordException(exception: unknown, time?: TimeInput): void {
    change(() => {
      const isKnown = addAsSdk(exception, (name, attributes) => super.addEvent(name, attributes, time));
      if (!isKnown) diag.warn("An exception has neither a type nor a message and was not recorded");
    });
  }
}

/** The attributes that the SDK would take. */
export function acceptable(attributes: Attributes | undefined): Attributes {
  const result: Attributes = {};
  for (const name of keysOf(attributes ?? {})) {
    const value = (attributes as Attributes)[name];
    if (isAttribute(name, value)) result[name] = value;
  }
  return result;
}

function isAttribute(name: string, value: unknown): boolean {
  const isGood = name !== "" && (value === undefined || value === null || isAttributeValue(value));
  if (!isGood) diag.warn(`The attribute "${name}" has no name or no value of an attribute and was dropped`);
  return isGood;
}

function isAttributeValue(value: unknown): boolean {
  if (!isArray(value)) return isPrimitive(value);
  const present = value.filter((item) => item !== undefined && item !== null);
  return present.every((item) => isPrimitive(item) && typeof item === typeof present[0]);
}
