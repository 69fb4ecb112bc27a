// The resource: attributes in, an immutable OpenTelemetry-shaped resource out.
import type { Attributes, AttributeValue, InstrumentationScope, Resource } from "./span-shape.js";

/** Version of this package; a test keeps it equal to package.json. */
export const VERSION = "0.1.0";

/** What all spans name as their maker. */
export const SCOPE: InstrumentationScope = Object.freeze({ name: "uno-trace", version: VERSION });

class AttributeResource implements Resource {
  readonly attributes: Attributes;

  constructor(attributes: Attributes) {
    this.attributes = Object.freeze({ ...attributes });
  }

  merge(other: Resource | null): Resource {
    return other ? new AttributeResource({ ...this.attributes, ...other.attributes }) : this;
  }

  getRawAttributes(): [string, AttributeValue | undefined][] {
    return Object.entries(this.attributes);
  }
}

/** A resource with exactly these attributes. */
export function resourceOf(attributes: Attributes): Resource {
  return new AttributeResource(attributes);
}

/** What is known without being told: service, process, runtime and this library (stable semantic conventions). */
export function defaultResource(): Resource {
  return new AttributeResource({
    "service.name": "unknown_service:node",
    "process.pid": process.pid,
    "process.runtime.name": "nodejs",
    "process.runtime.version": process.versions.node,
    "telemetry.sdk.name": "uno-trace",
    "telemetry.sdk.language": "nodejs",
    "telemetry.sdk.version": VERSION,
  });
}
