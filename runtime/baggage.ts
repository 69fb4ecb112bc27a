// W3C baggage: the header's text in, an immutable list out, and back (https://www.w3.org/TR/baggage/).

/** One value of a baggage, with the properties that follow it in the header. */
export interface BaggageEntry {
  value: string;
  metadata?: { toString(): string };
}

// OpenTelemetry's limits for the header.
const MAX_PAIRS = 180;
const MAX_PAIR_LENGTH = 4096;
const MAX_LENGTH = 8192;
const KEY = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

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
    const [pair = "", ...properties] = member.split(";");
    const split = pair.indexOf("=");
    const key = decode(pair.slice(0, Math.max(split, 0)).trim());
    const value = decode(pair.slice(split + 1).trim());
    if (split < 1 || key === undefined || key === "" || value === undefined) continue;
    entries.set(key, withMetadata(value, properties));
  }
  return entries.size > 0 ? new Baggage(entries) : undefined;
}

function withMetadata(value: string, properties: readonly string[]): BaggageEntry {
  const metadata = properties.map((property) => property.trim()).join(";");
  return metadata === "" ? { value } : { value, metadata: { toString: () => metadata } };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Writes a baggage header within the limits; takes any OpenTelemetry `Baggage`. */
export function writeBaggage(baggage: Pick<Baggage, "getAllEntries">): string {
  let text = "";
  for (const [key, entry] of baggage.getAllEntries().slice(0, MAX_PAIRS)) {
    const pair = writePair(key, entry);
    const separator = text === "" ? "" : ",";
    if (pair.length <= MAX_PAIR_LENGTH && text.length + 1 + pair.length <= MAX_LENGTH)
      text += separator + pair;
  }
  return text;
}

function writePair(key: string, entry: BaggageEntry): string {
  const name = KEY.test(key) && !key.includes("%") ? key : encodeURIComponent(key);
  const metadata = entry.metadata === undefined ? "" : `;${entry.metadata.toString()}`;
  return `${name}=${encodeURIComponent(entry.value)}${metadata}`;
}
