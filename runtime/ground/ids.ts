// Random ids as 32-bit integers, and their hex forms in both directions.
import { randomFillSync } from "node:crypto";
import { parseInteger, slice } from "./intrinsics.js";

// xorshift128 (Marsaglia 2003): a few cycles a number, period 2^128 - 1, seeded once from the system's randomness.
let x = 0;
let y = 0;
let z = 0;
let w = 0;

/** A random signed 32-bit integer; a small integer to V8, so that ids need no allocation. */
export function random32(): number {
  if ((x | y | z | w) === 0) seed();
  const t = x ^ (x << 11);
  x = y;
  y = z;
  z = w;
  w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) | 0;
  return w;
}

/** Seeds the generator, once; when tracing is turned on, at the latest for the first number. */
export function seed(): void {
  if ((x | y | z | w) !== 0) return;
  const words = randomFillSync(new Int32Array(4));
  x = words[0] as number;
  y = words[1] as number;
  z = words[2] as number;
  w = words[3] as number;
  if ((x | y | z | w) === 0) w = 1;
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Eight hex digits. */
export function toHex(word: number): string {
  return (
    (BYTES[word >>> 24] as string) +
    BYTES[(word >>> 16) & 255] +
    BYTES[(word >>> 8) & 255] +
    BYTES[word & 255]
  );
}

/** The 32-bit integer of eight hex digits at `offset`. */
export function fromHex(text: string, offset: number): number {
  return parseInteger(slice(text, offset, offset + 8), 16) | 0;
}

/** Whether a text is a valid trace id: 32 lower-case hex digits, not all zero. */
export function isTraceId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text) && !/^0+$/.test(text);
}

/** Whether a text is a valid span id: 16 lower-case hex digits, not all zero. */
export function isSpanId(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text) && !/^0+$/.test(text);
}
