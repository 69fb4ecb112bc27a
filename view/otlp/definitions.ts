// The messages of opentelemetry-proto 1.x that carry traces: field numbers with their names in OTLP's JSON, and how each is read.

/** How a field is written on the wire. `id` are bytes that OTLP's JSON has as hexadecimal digits. */
type Scalar =
  | "string"
  | "bytes"
  | "id"
  | "bool"
  | "int64"
  | "double"
  | "fixed64"
  | "fixed32"
  | "uint32"
  | "enum";

/** One field of a message. */
export interface Field {
  readonly name: string;
  readonly type: Scalar | { readonly message: () => Message };
  readonly isRepeated: boolean;
}

/** A message: its fields by number. */
export type Message = ReadonlyMap<number, Field>;

function one(name: string, type: Field["type"]): Field {
  return { name, type, isRepeated: false };
}

function many(name: string, message: () => Message): Field {
  return { name, type: { message }, isRepeated: true };
}

// common/v1/common.proto
const anyValue: Message = new Map([
  [1, one("stringValue", "string")],
  [2, one("boolValue", "bool")],
  [3, one("intValue", "int64")],
  [4, one("doubleValue", "double")],
  [5, one("arrayValue", { message: () => arrayValue })],
  [6, one("kvlistValue", { message: () => keyValueList })],
  [7, one("bytesValue", "bytes")],
]);
const arrayValue: Message = new Map([[1, many("values", () => anyValue)]]);
const keyValue: Message = new Map([
  [1, one("key", "string")],
  [2, one("value", { message: () => anyValue })],
]);
const keyValueList: Message = new Map([[1, many("values", () => keyValue)]]);
const scope: Message = new Map([
  [1, one("name", "string")],
  [2, one("version", "string")],
]);

// resource/v1/resource.proto
const resource: Message = new Map([[1, many("attributes", () => keyValue)]]);

// trace/v1/trace.proto
const event: Message = new Map([
  [1, one("timeUnixNano", "fixed64")],
  [2, one("name", "string")],
  [3, many("attributes", () => keyValue)],
]);
const link: Message = new Map([
  [1, one("traceId", "id")],
  [2, one("spanId", "id")],
  [4, many("attributes", () => keyValue)],
]);
const status: Message = new Map([
  [2, one("message", "string")],
  [3, one("code", "enum")],
]);
const span: Message = new Map([
  [1, one("traceId", "id")],
  [2, one("spanId", "id")],
  [4, one("parentSpanId", "id")],
  [5, one("name", "string")],
  [6, one("kind", "enum")],
  [7, one("startTimeUnixNano", "fixed64")],
  [8, one("endTimeUnixNano", "fixed64")],
  [9, many("attributes", () => keyValue)],
  [11, many("events", () => event)],
  [13, many("links", () => link)],
  [15, one("status", { message: () => status })],
  [16, one("flags", "fixed32")],
]);
const scopeSpans: Message = new Map([
  [1, one("scope", { message: () => scope })],
  [2, many("spans", () => span)],
]);
const resourceSpans: Message = new Map([
  [1, one("resource", { message: () => resource })],
  [2, many("scopeSpans", () => scopeSpans)],
]);

/** collector/trace/v1/trace_service.proto: what an exporter sends. */
export const exportTraceServiceRequest: Message = new Map([[1, many("resourceSpans", () => resourceSpans)]]);
