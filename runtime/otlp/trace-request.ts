// Finished spans in, an OTLP ExportTraceServiceRequest in protobuf out.
import { describeFault, report } from "../faults.js";
import type { InstrumentationScope, ReadableSpan, Resource } from "../span-shape.js";
import { writeAttributes } from "./attribute-bytes.js";
import { ByteWriter } from "./byte-writer.js";
import { groupSpans, type ScopeGroups } from "./groups.js";
import { writeSpan } from "./span-bytes.js";
import { writeCount, writeText } from "./span-parts.js";

// Numbers of fields with their wire types, as in opentelemetry/proto/trace/v1/trace.proto and its neighbours.
const REQUEST = { resourceSpans: 0x0a } as const;
const RESOURCE_SPANS = { resource: 0x0a, scopeSpans: 0x12, schemaUrl: 0x1a } as const;
const SCOPE_SPANS = { scope: 0x0a, span: 0x12, schemaUrl: 0x1a } as const;
const RESOURCE = { attribute: 0x0a } as const;
const SCOPE = { name: 0x0a, version: 0x12, attribute: 0x1a, dropped: 0x20 } as const;

/** Bytes that the length of a usual batch takes: 16 KB to 2 MB. */
const BATCH_LENGTH = 3;

let writer: ByteWriter | undefined;

/** Encodes a batch; a span that cannot be encoded is reported and left out. */
export function encodeTraceRequest(spans: readonly ReadableSpan[]): Uint8Array {
  writer ??= new ByteWriter();
  const out = writer;
  try {
    for (const [resource, scopes] of groupSpans(spans)) writeResourceSpans(out, resource, scopes);
    return out.take(0);
  } finally {
    out.at = 0;
  }
}

function writeResourceSpans(out: ByteWriter, resource: Resource, scopes: ScopeGroups): void {
  out.byte(REQUEST.resourceSpans);
  const start = out.open(BATCH_LENGTH);
  writeOnce(out, resource, resource.attributes, writeResource);
  for (const [scope, spans] of scopes) writeScopeSpans(out, scope, spans);
  writeText(out, RESOURCE_SPANS.schemaUrl, resource.schemaUrl);
  out.close(start, BATCH_LENGTH);
}

function writeScopeSpans(out: ByteWriter, scope: InstrumentationScope, spans: readonly ReadableSpan[]): void {
  out.byte(RESOURCE_SPANS.scopeSpans);
  const start = out.open(BATCH_LENGTH);
  writeOnce(out, scope, scope, writeScope);
  for (let index = 0; index < spans.length; index++) writeOne(out, spans[index] as ReadableSpan);
  writeText(out, SCOPE_SPANS.schemaUrl, scope.schemaUrl);
  out.close(start, BATCH_LENGTH);
}

function writeOne(out: ByteWriter, span: ReadableSpan): void {
  const before = out.at;
  try {
    out.byte(SCOPE_SPANS.span);
    writeSpan(out, span);
  } catch (error) {
    // A circular attribute, or a span of a foreign library that is not one: the others go out.
    out.at = before;
    report(`a span could not be encoded: ${describeFault(error)}`);
  }
}

const written = new WeakMap<object, Uint8Array>();

/** Writes what comes again with each batch; it is encoded once when nobody can change it. */
function writeOnce<T extends object>(
  out: ByteWriter,
  value: T,
  content: object,
  write: (out: ByteWriter, value: T) => void,
): void {
  const known = written.get(value);
  if (known !== undefined) {
    out.raw(known);
    return;
  }
  const start = out.at;
  write(out, value);
  // A resource of the SDK may still wait for some of its attributes.
  if (Object.isFrozen(content)) written.set(value, Uint8Array.from(out.bytes.subarray(start, out.at)));
}

function writeResource(out: ByteWriter, resource: Resource): void {
  out.byte(RESOURCE_SPANS.resource);
  const start = out.open(2);
  writeAttributes(out, RESOURCE.attribute, resource.attributes);
  out.close(start, 2);
}

function writeScope(out: ByteWriter, scope: InstrumentationScope): void {
  out.byte(SCOPE_SPANS.scope);
  const start = out.open(1);
  writeText(out, SCOPE.name, scope.name);
  writeText(out, SCOPE.version, scope.version);
  writeAttributes(out, SCOPE.attribute, scope.attributes);
  writeCount(out, SCOPE.dropped, scope.droppedAttributesCount);
  out.close(start, 1);
}
