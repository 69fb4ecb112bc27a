// Carriers: reads and writes one header of a plain object, a `Headers`, a `Map` or Node's header objects.

import { isMap, isUint8Array } from "../ground/intrinsics.js";
import { Buffer } from "../ground/node.js";

/** What a context travels in. Names of plain objects and maps are read without regard to case. */
export type Carrier = object;

interface KeyedCarrier {
  get(name: string): unknown;
  set(name: string, value: string): unknown;
}

interface Outgoing {
  setHeader(name: string, value: string): unknown;
}

/** The value of a header; repeated ones are joined with commas. `undefined` when it is absent. */
export function readHeader(carrier: Carrier, name: string): string | undefined {
  const value = find(carrier, name);
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join(",") : undefined;
  if (typeof value === "string") return value;
  // Message queues hand headers over as bytes.
  return isUint8Array(value) ? Buffer.from(value).toString() : undefined;
}

/** The names that a carrier has headers under; none for one that cannot list them. */
export function headerNames(carrier: Carrier): string[] {
  const keys = (carrier as { readonly keys?: unknown }).keys;
  const names = typeof keys === "function" && isKeyed(carrier) ? keys.call(carrier) : Object.keys(carrier);
  return [...(names as Iterable<unknown>)].filter((name) => typeof name === "string");
}

function find(carrier: Carrier, name: string): unknown {
  if (isMap(carrier)) return carrier.get(name) ?? carrier.get(keyLike([...carrier.keys()], name));
  if (isKeyed(carrier)) return carrier.get(name);
  const record = carrier as Record<string, unknown>;
  return record[name] ?? record[keyLike(Object.keys(record), name) ?? name];
}

function keyLike(keys: readonly unknown[], name: string): string | undefined {
  return keys.find((key): key is string => typeof key === "string" && key.toLowerCase() === name);
}

/** Sets a header; one that is there under another case is replaced. */
export function writeHeader(carrier: Carrier, name: string, value: string): void {
  if (isMap(carrier)) {
    carrier.set(keyLike([...carrier.keys()], name) ?? name, value);
  } else if (isKeyed(carrier)) {
    carrier.set(name, value);
  } else if (typeof (carrier as Partial<Outgoing>).setHeader === "function") {
    (carrier as Outgoing).setHeader(name, value);
  } else {
    const record = carrier as Record<string, unknown>;
    record[keyLike(Object.keys(record), name) ?? name] = value;
  }
}

function isKeyed(carrier: Carrier): carrier is KeyedCarrier {
  const candidate = carrier as Partial<KeyedCarrier>;
  return typeof candidate.get === "function" && typeof candidate.set === "function";
}
