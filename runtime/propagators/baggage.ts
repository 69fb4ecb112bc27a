// W3C baggage: the header's text in, an immutable list out, and back (https://www.w3.org/TR/baggage/).
import { decodeText, encodeText, isToken, trimSpace } from "../ground/header-text.js";

/** One value of a baggage, with the properties that follow it in the header. */
export interface BaggageEntry {
  value: string;
  metadata?: { toString(): string };
}

/** OpenTelemetry's limits for what travels. */
export const MAX_PAIRS = 180;
export const MAX_PAIR_LENGTH = 4096;
export const MAX_LENGTH = 8192;
// Printable ASCII without white space, quote, comma, semicolon and backslash.
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const METADATA = /^[\t\x20-\x2b\x2d-\x7e]*$/;

/** Values that travel with the context across processes; OpenTelemetry's `Baggage`, immutable. */
export class Baggage {
  private readonly entries: ReadonlyMap<string, BaggageEntry>;

  constructor(entries: ReadonlyMap<string, BaggageEntry>) {
    this.entries = entries;
  }

  getEntry(key: string): BaggageEntry | undefined {
    const entry = this.entries.get(key);
    return entry && { ...entry };
  }

  getAllEntries(): [string, BaggageEntry][] {
    return [...this.entries].map(([key, entry]) => [key, { ...entry }]);
  }

  setEntry(key: string, entry: BaggageEntry): Baggage {
    return new Baggage(new Map(this.entries).set(key, entry));
  }

  removeEntry(key: string): Baggage {
    return this.removeEntries(key);
  }

  removeEntries(...keys: string[]): Baggage {
    return new Baggage(new Map([...this.entries].filter(([key]) => !keys.includes(key))));
  }

  clear(): Baggage {
    return new Baggage(new Map());
  }
}

/** Reads a baggage header; malformed members are skipped, `undefined` when none is left. */
export function readBaggage(text: string): Baggage | undefined {
  const entries = new Map<string, BaggageEntry>();
  if (text.length > MAX_LENGTH) return undefined;
  for (const member of text.split(",").slice(0, MAX_PAIRS)) {
    if (member.length > MAX_PAIR_LENGTH) continue;
    const [pair = "", ...properties] = member.split(";");
    const split = pair.indexOf("=");
    const key = trimSpace(pair.slice(0, Math.max(split, 0)));
    const value = trimSpace(pair.slice(split + 1));
    if (!isToken(key) || !VALUE.test(value)) continue;
    entries.set(decodeText(key), withMetadata(decodeText(value), properties));
  }
  return entries.size > 0 ? new Baggage(entries) : undefined;
}

function withMetadata(value: string, properties: readonly string[]): BaggageEntry {
  const metadata = properties.map(trimSpace).join(";");
  return metadata === "" ? { value } : { value, metadata: { toString: () => metadata } };
}

/** Writes a baggage header within the limits; takes any OpenTelemetry `Baggage`. */
export function writeBaggage(baggage: Pick<Baggage, "getAllEntries">): string {
  let text = "";
  for (const [key, entry] of baggage.getAllEntries().slice(0, MAX_PAIRS)) {
    if (key === "") continue;
    const pair = writePair(key, entry);
    const separator = text === "" ? "" : ",";
    if (pair.length <= MAX_PAIR_LENGTH && text.length + 1 + pair.length <= MAX_LENGTH)
      text += separator + pair;
  }
  return text;
}

// Round brackets are the only characters that are left alone there and that a token has not.
function encodeKey(key: string): string {
  return encodeText(key).replaceAll("(", "%28").replaceAll(")", "%29");
}

function writePair(key: string, entry: BaggageEntry): string {
  const name = isToken(key) && !key.includes("%") ? key : encodeKey(key);
  const metadata = entry.metadata?.toString() ?? "";
  // A comma, or the end of a line, would begin something else.
  const properties = metadata === "" || !METADATA.test(metadata) ? "" : `;${metadata}`;
  return `${name}=${encodeText(entry.value)}${properties}`;
}
