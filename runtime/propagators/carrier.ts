// Carriers: reads and writes one header of a plain object, a `Headers`, a `Map` or Node's header objects.

import { isMap, isUint8Array } from "../ground/intrinsics.js";
import { Buffer } from "../ground/node.js";

/** What a context travels in. Names are read without regard to case. */
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
  if (Array.isArray(value)) return value.length > 0 ? value.map(textOf).join(",") : undefined;
  return typeof value === "string" ? value : bytesAsText(value);
}

function textOf(value: unknown): string {
  return bytesAsText(value) ?? String(value);
}

/** Message queues hand headers over as bytes. */
function bytesAsText(value: unknown): string | undefined {
  return isUint8Array(value) ? Buffer.from(value).toString() : undefined;
}

/** The names that a carrier has headers under; none for one that cannot list them. */
export function headerNames(carrier: Carrier): string[] {
  const isListed = isKeyed(carrier) && typeof (carrier as { readonly keys?: unknown }).keys === "function";
  const names = isListed ? keysOf(carrier) : Object.keys(carrier);
  return names.filter((name) => typeof name === "string");
}

function find(carrier: Carrier, name: string): unknown {
  if (isMap(carrier)) return carrier.get(name) ?? carrier.get(keyLike([...carrier.keys()], name));
  if (isKeyed(carrier)) return findKeyed(carrier, name);
  const record = carrier as Record<string, unknown>;
  return record[name] ?? record[keyLike(Object.keys(record), name) ?? name];
}

/** Headers of a message queue (NATS) keep their case, and have "" for what is not there. */
function findKeyed(carrier: KeyedCarrier, name: string): unknown {
  const value = carrier.get(name);
  if (value || isOfFetch(carrier)) return value;
  const key = keyLike(keysOf(carrier), name);
  return key === undefined ? value : carrier.get(key);
}

/** `Headers` know no case, and to list their names is work that every request would pay for. */
function isOfFetch(carrier: object): boolean {
  return (carrier as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Headers";
}

function keysOf(carrier: object): string[] {
  const { keys } = carrier as { readonly keys?: unknown };
  return typeof keys === "function" ? [...(keys.call(carrier) as Iterable<string>)] : [];
}

/** The name of a header as its carrier has it; maps of message queues may have bytes for names. */
function keyLike<K>(keys: readonly K[], name: string): K | undefined {
  return keys.find((key) => (typeof key === "string" ? key : bytesAsText(key))?.toLowerCase() === name);
}

/** Sets a header; one that is there under another case is replaced. */
export function writeHeader(carrier: Carrier, name: string, value: string): void {
  if (isMap(carrier)) {
    carrier.set(keyLike([...carrier.keys()], name) ?? name, value);
  } else if (isKeyed(carrier)) {
    carrier.set(isOfFetch(carrier) ? name : (keyLike(keysOf(carrier), name) ?? name), value);
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
