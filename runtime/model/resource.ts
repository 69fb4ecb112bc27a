// The resource: attributes in, an immutable OpenTelemetry-shaped resource out.

import { randomUUID } from "node:crypto";
import { hostname, release } from "node:os";
import { ENGINE, process } from "../ground/node.js";
import type { Attributes, AttributeValue, InstrumentationScope, Resource } from "./span.js";

/** Version of this package; a test keeps it equal to package.json. */
export const VERSION = "0.1.0";

/** What all spans name as their maker. */
export const SCOPE: InstrumentationScope = Object.freeze({ name: "uno-trace", version: VERSION });

/** Of this process; or of this thread, which has a runtime of its own. */
const INSTANCE = randomUUID();

/** What the conventions call them. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "amd64",
  ia32: "x86",
  arm: "arm32",
  ppc: "ppc32",
};

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

/**
 * What is known without being told: service, process, host and this library, by the semantic conventions. Arguments of
 * the command line may be secrets, and are not among it.
 */
export function defaultResource(): Resource {
  return new AttributeResource({
    "service.name": `unknown_service:${ENGINE}`,
    "service.instance.id": INSTANCE,
    "host.name": hostname(),
    "host.arch": ARCHITECTURES[process.arch] ?? process.arch,
    "os.type": process.platform === "win32" ? "windows" : process.platform,
    "os.version": release(),
    "process.pid": process.pid,
    "process.executable.path": process.execPath,
    "process.command": process.argv[1] ?? "",
    "process.runtime.name": ENGINE === "node" ? "nodejs" : ENGINE,
    "process.runtime.version": process.versions[ENGINE] ?? "",
    "telemetry.sdk.name": "uno-trace",
    "telemetry.sdk.language": "nodejs",
    "telemetry.sdk.version": VERSION,
  });
}
