// Protobuf's primitive forms: numbers, texts and nested messages in, bytes in one growing buffer out.
import { Buffer } from "../ground/node.js";

/** Bytes that the buffer begins with, and goes back to after a batch that was unusually large. */
const USUAL_SIZE = 64 * 1024;
const MAX_KEPT_SIZE = 4 * 1024 * 1024;
/** Below this length a loop over the characters beats a call into the engine. */
const SHORT_TEXT = 48;
const TWO_32 = 2 ** 32;

/** How many bytes a length takes as a varint. */
export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

/** Writes at `at`; the buffer is used again for the next message, so what `take` gives is a copy. */
export class ByteWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(USUAL_SIZE);
  view: DataView = viewOf(this.bytes);
  at = 0;

  /** A copy of everything from `start` on, which is then no longer in the buffer. */
  take(start: number): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.at - start);
    this.bytes.copy(taken, 0, start, this.at);
    this.at = start;
    if (start === 0 && this.bytes.length > MAX_KEPT_SIZE) this.move(USUAL_SIZE);
    return taken;
  }

  /** Makes room for that many bytes more. */
  reserve(count: number): void {
    const needed = this.at + count;
    if (needed > this.bytes.length) this.move(Math.max(needed, this.bytes.length * 2));
  }

  private move(size: number): void {
    const moved = Buffer.allocUnsafeSlow(size);
    this.bytes.copy(moved, 0, 0, this.at);
    this.bytes = moved;
    this.view = viewOf(moved);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  /** A whole number from 0 to 2^32 - 1. */
  varint(value: number): void {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.at++] = rest;
  }

  /** A whole number in the range of int64, negative ones in two's complement. */
  int64(value: number): void {
    if (value >= 0 && value < TWO_32) {
      this.varint(value);
      return;
    }
    this.reserve(10);
    let high = Math.floor(value / TWO_32) >>> 0;
    let low = value >>> 0;
    while (high !== 0) {
      this.bytes[this.at++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.varint(low);
  }

  fixed32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  double(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.at, value, true);
    this.at += 8;
  }

  /**
   * A time since 1970 as fixed64 nanoseconds. The seconds are split at 16 bits: every product stays below 2^53, so the
   * sum is exact. `nanos` may exceed a second.
   */
  time(seconds: number, nanos: number): void {
    this.reserve(8);
    this.timeAt(this.at, seconds, nanos);
    this.at += 8;
  }

  /** The same over bytes that are there. */
  timeAt(at: number, seconds: number, nanos: number): void {
    const upper = Math.floor(seconds / 65_536) * 1e9;
    const carried = Math.floor(upper / 65_536);
    const rest = (upper - carried * 65_536) * 65_536 + (seconds & 0xffff) * 1e9 + nanos;
    this.view.setUint32(at, rest, true);
    this.view.setUint32(at + 4, carried + Math.floor(rest / TWO_32), true);
  }

  /** A 32-bit word of an id, first byte first. */
  word(value: number): void {
    this.view.setInt32(this.at, value);
    this.at += 4;
  }

  /** Hex digits as bytes, with the length before. */
  hex(digits: string): void {
    const count = digits.length >> 1;
    this.varint(count);
    this.reserve(count);
    for (let index = 0; index < count; index++) {
      this.bytes[this.at++] =
        (digitOf(digits.charCodeAt(2 * index)) << 4) | digitOf(digits.charCodeAt(2 * index + 1));
    }
  }

  /** A text as UTF-8, with the length before; what is no valid UTF-16 becomes U+FFFD. */
  text(value: string): void {
    if (value.length < SHORT_TEXT && this.shortText(value)) return;
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.reserve(length);
    this.at += this.bytes.write(value, this.at, length, "utf8");
  }

  private shortText(value: string): boolean {
    const { length } = value;
    this.reserve(length + 1);
    const { bytes } = this;
    const start = this.at + 1;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      bytes[start + index] = code;
    }
    bytes[this.at] = length;
    this.at = start + length;
    return true;
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Begins a nested message, with `lengthSize` bytes for its length; returns what `close` needs. */
  open(lengthSize: number): number {
    this.reserve(lengthSize);
    this.at += lengthSize;
    return this.at;
  }

  /** Ends it: the length goes before the content, which is moved when the guess was wrong. */
  close(start: number, lengthSize: number): void {
    const length = this.at - start;
    const size = varintSize(length);
    const begin = start - lengthSize;
    if (size !== lengthSize) {
      if (size > lengthSize) this.reserve(size - lengthSize);
      this.bytes.copyWithin(begin + size, start, this.at);
    }
    this.at = begin;
    this.varint(length);
    this.at += length;
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function digitOf(code: number): number {
  // '0' to '9', then letters of either case.
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
