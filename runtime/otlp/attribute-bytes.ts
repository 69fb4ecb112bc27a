// Attributes in, OTLP's KeyValue and AnyValue messages out.
import { isUint8Array, keysOf } from "../ground/intrinsics.js";
import type { Attributes } from "../model/span.js";
import { type ByteWriter, varintSize } from "./byte-writer.js";

// Numbers of fields with their wire types, as in opentelemetry/proto/common/v1/common.proto.
const KEY = 0x0a;
const VALUE = 0x12;
const TEXT = 0x0a;
const BOOL = 0x10;
const INT = 0x18;
const DOUBLE = 0x21;
const ARRAY = 0x2a;
const MAP = 0x32;
const BYTES = 0x3a;
const ITEM = 0x0a;

const TWO_63 = 2 ** 63;

/** Writes each attribute under the tag of the field that it is in. */
export function writeAttributes(out: ByteWriter, tag: number, attributes: Attributes | undefined): void {
  if (!attributes) return;
  const names = keysOf(attributes);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    writeAttribute(out, tag, name, attributes[name]);
  }
}

/** Writes one attribute; a value that is none stays without value, as OpenTelemetry's own encoder leaves it. */
export function writeAttribute(out: ByteWriter, tag: number, name: string, value: unknown): void {
  out.byte(tag);
  // What else a text has around it takes less than ten bytes.
  const size = typeof value === "string" ? varintSize(name.length + value.length + 10) : 1;
  const start = out.open(size);
  out.byte(KEY);
  out.text(name);
  writeMember(out, VALUE, value);
  out.close(start, size);
}

function writeMember(out: ByteWriter, tag: number, value: unknown): void {
  out.byte(tag);
  const size = typeof value === "string" ? varintSize(value.length + 4) : 1;
  const start = out.open(size);
  writeValue(out, value);
  out.close(start, size);
}

function writeValue(out: ByteWriter, value: unknown): void {
  switch (typeof value) {
    case "string":
      out.byte(TEXT);
      out.text(value);
      return;
    case "number":
      writeNumber(out, value);
      return;
    case "boolean":
      out.byte(BOOL);
      out.byte(value ? 1 : 0);
      return;
    case "object":
      if (value !== null) writeObject(out, value);
  }
}

/** Whether a number is sent as an integer: it is whole and int64 has it. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -TWO_63 && value < TWO_63;
}

function writeNumber(out: ByteWriter, value: number): void {
  if (isInt64(value)) {
    out.byte(INT);
    out.int64(value);
  } else {
    out.byte(DOUBLE);
    out.double(value);
  }
}

function writeObject(out: ByteWriter, value: object): void {
  if (isUint8Array(value)) {
    out.byte(BYTES);
    out.varint(value.length);
    out.raw(value);
  } else if (Array.isArray(value)) {
    out.byte(ARRAY);
    const start = out.open(1);
    for (let index = 0; index < value.length; index++) writeMember(out, ITEM, value[index]);
    out.close(start, 1);
  } else {
    out.byte(MAP);
    const start = out.open(1);
    writeAttributes(out, ITEM, value as Attributes);
    out.close(start, 1);
  }
}
