// Bytes in OTLP's protobuf in, plain messages out: by OpenTelemetry's generated decoder, every field with its default.
import { createRequire } from "node:module";

/** A decoded message: int64 as text, bytes as hex. */
export type Message = Record<string, unknown>;

interface Codec {
  decode(bytes: Uint8Array): unknown;
  toObject(message: unknown, options: object): Message;
  fromObject(message: object): unknown;
  encode(message: unknown): { finish(): Uint8Array };
}

const require = createRequire(import.meta.url);
const root = require("otlp-definitions/build/src/generated/root.js");
const service: { ExportTraceServiceRequest: Codec; ExportTraceServiceResponse: Codec } =
  root.opentelemetry.proto.collector.trace.v1;

/** Every field of an ExportTraceServiceRequest, absent ones with their default. */
export function decodeRequest(bytes: Uint8Array): Message {
  const { ExportTraceServiceRequest: codec } = service;
  const options = { longs: String, defaults: true, arrays: true, oneofs: true };
  return withHex(codec.toObject(codec.decode(bytes), options)) as Message;
}

/** The same of a request in OTLP's JSON, where ids are hex. */
export function decodeJsonRequest(bytes: Uint8Array): Message {
  const { ExportTraceServiceRequest: codec } = service;
  const request: object = JSON.parse(Buffer.from(bytes).toString(), (name, value) => {
    if (typeof value !== "string") return value;
    // Through a buffer, since JSON may hold half a surrogate pair, and protobuf may not.
    return /^(traceId|spanId|parentSpanId)$/.test(name)
      ? Buffer.from(value, "hex")
      : Buffer.from(value).toString();
  });
  return decodeRequest(codec.encode(codec.fromObject(request)).finish());
}

/** The bytes of an ExportTraceServiceResponse. */
export function encodeResponse(message: object): Uint8Array {
  const { ExportTraceServiceResponse: codec } = service;
  return codec.encode(codec.fromObject(message)).finish();
}

/** All spans of a decoded request. */
export function spansOf(request: Message): Message[] {
  const resources = request.resourceSpans as { scopeSpans: { spans: Message[] }[] }[];
  return resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function withHex(value: unknown): unknown {
  if (value instanceof Uint8Array) return `hex:${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return value.map(withHex);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withHex(member)]));
}
