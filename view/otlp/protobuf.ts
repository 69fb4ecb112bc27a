// The bytes of a protobuf message in, the object that OTLP's JSON would have out.
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Field, Message } from "./definitions.js";
import { MAX_DEPTH, NotOtlp } from "./not-otlp.js";

/** A message, field by field; repeated ones are arrays, fields of another release are left out. */
export type Decoded = Record<string, unknown>;

/** How many bytes a number that is packed into one takes on the wire is the reader's affair; this is what it must look like. */
const WIRE: Readonly<Record<Extract<Field["type"], string>, WireType>> = {
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  id: WireType.LengthDelimited,
  bool: WireType.Varint,
  int64: WireType.Varint,
  uint32: WireType.Varint,
  enum: WireType.Varint,
  double: WireType.Bit64,
  fixed64: WireType.Bit64,
  fixed32: WireType.Bit32,
};

/**
 * Reads a message.
 * @throws NotOtlp for what is no such message, or is nested too deeply
 */
export function decode(message: Message, bytes: Uint8Array): Decoded {
  try {
    return read(new BinaryReader(bytes), bytes.length, message, 0);
  } catch (cause) {
    if (cause instanceof NotOtlp) throw cause;
    throw new NotOtlp(`the body is no OTLP in protobuf: ${(cause as Error).message}`);
  }
}

function read(reader: BinaryReader, end: number, message: Message, depth: number): Decoded {
  // An AnyValue in an AnyValue is two messages deeper, and stands four messages below the request.
  if (depth > 2 * MAX_DEPTH + 8) throw new NotOtlp(`a value is nested more than ${MAX_DEPTH} levels deep`);
  const decoded: Decoded = {};
  while (reader.pos < end) {
    const [number, wire] = reader.tag();
    const field = message.get(number);
    if (field === undefined || !isOfWire(field, wire)) reader.skip(wire, number);
    else put(decoded, field, readValue(reader, field, depth));
  }
  if (reader.pos !== end)
    throw new NotOtlp("the body is no OTLP in protobuf: a message is longer than it says");
  return decoded;
}

function isOfWire({ type }: Field, wire: WireType): boolean {
  return wire === (typeof type === "string" ? WIRE[type] : WireType.LengthDelimited);
}

function put(decoded: Decoded, { name, isRepeated }: Field, value: unknown): void {
  if (!isRepeated) decoded[name] = value;
  else if (decoded[name] === undefined) decoded[name] = [value];
  else (decoded[name] as unknown[]).push(value);
}

function readValue(reader: BinaryReader, { type }: Field, depth: number): unknown {
  switch (type) {
    case "string":
      return reader.string();
    case "bytes":
      return base64Of(reader.bytes());
    case "id":
      return hexOf(reader.bytes());
    case "bool":
      return reader.bool();
    case "int64":
      return BigInt(reader.int64());
    case "double":
      return reader.double();
    case "fixed64":
      return BigInt(reader.fixed64());
    case "fixed32":
      return reader.fixed32();
    case "uint32":
      return reader.uint32();
    case "enum":
      return reader.int32();
    default: {
      const length = reader.uint32();
      if (reader.pos + length > reader.len) throw new RangeError("premature end of the body");
      return read(reader, reader.pos + length, type.message(), depth + 1);
    }
  }
}

function base64Of({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("base64");
}

function hexOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("hex");
}
