// Finished spans in, an OTLP ExportTraceServiceRequest in protobuf out.
import { describeFault, report } from "../ground/faults.js";
import type { SpanEncoder } from "../model/processor.js";
import type { InstrumentationScope, ReadableSpan, Resource } from "../model/span.js";
import { writeAttributes } from "./attribute-bytes.js";
import { ByteWriter } from "./byte-writer.js";
import { groupSpans } from "./groups.js";
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

/** Buffers of requests that were finished: the next ones need not grow theirs. */
const spare: ByteWriter[] = [];

/** A request to which spans are added as they come; one that cannot be encoded is reported and left out. */
export class TraceRequest implements SpanEncoder {
  /** Spans that could not be encoded. */
  leftOut = 0;
  private readonly out: ByteWriter = spare.pop() ?? new ByteWriter();
  private resource: Resource | undefined = undefined;
  private resourceStart = 0;
  private scope: InstrumentationScope | undefined = undefined;
  private scopeStart = 0;

  add(spans: readonly ReadableSpan[]): void {
    if (this.isOpenForAll(spans)) {
      this.write(spans);
      return;
    }
    for (const [resource, scopes] of groupSpans(spans)) {
      for (const [scope, list] of scopes) {
        if (this.movesTo(resource, scope)) this.write(list);
        else this.leftOut += list.length;
      }
    }
  }

  private write(spans: readonly ReadableSpan[]): void {
    for (let index = 0; index < spans.length; index++)
      if (!writeOne(this.out, spans[index] as ReadableSpan)) this.leftOut++;
  }

  /** Whether all are of the library that the span before them is of; nearly always they are. */
  private isOpenForAll(spans: readonly ReadableSpan[]): boolean {
    for (let index = 0; index < spans.length; index++) {
      const { resource, instrumentationScope } = spans[index] as ReadableSpan;
      if (resource !== this.resource || instrumentationScope !== this.scope) return false;
    }
    return true;
  }

  /** The bytes; nothing can be added behind them. */
  finish(): Uint8Array {
    this.closeResource();
    const bytes = this.out.take(0);
    spare.push(this.out);
    return bytes;
  }

  /** Whether the resource and the scope could be written. */
  private movesTo(resource: Resource, scope: InstrumentationScope): boolean {
    try {
      this.moveTo(resource, scope);
      return true;
    } catch (error) {
      report(`spans could not be encoded: ${describeFault(error)}`);
      return false;
    }
  }

  private moveTo(resource: Resource, scope: InstrumentationScope): void {
    const isSame = resource === this.resource && resource !== undefined;
    if (isSame && scope === this.scope) return;
    if (isSame) this.closeScope();
    else {
      this.closeResource();
      this.openResource(resource);
    }
    this.openScope(scope);
  }

  private openResource(resource: Resource): void {
    const before = this.out.at;
    try {
      this.out.byte(REQUEST.resourceSpans);
      this.resourceStart = this.out.open(BATCH_LENGTH);
      writeOnce(this.out, resource, resource.attributes, writeResource);
      this.resource = resource;
    } catch (error) {
      this.out.at = before;
      throw error;
    }
  }

  private closeResource(): void {
    if (this.resource === undefined) return;
    this.closeScope();
    writeText(this.out, RESOURCE_SPANS.schemaUrl, this.resource.schemaUrl);
    this.out.close(this.resourceStart, BATCH_LENGTH);
    this.resource = undefined;
  }

  private openScope(scope: InstrumentationScope): void {
    const before = this.out.at;
    try {
      this.out.byte(RESOURCE_SPANS.scopeSpans);
      this.scopeStart = this.out.open(BATCH_LENGTH);
      writeOnce(this.out, scope, scope, writeScope);
      this.scope = scope;
    } catch (error) {
      this.out.at = before;
      throw error;
    }
  }

  private closeScope(): void {
    if (this.scope === undefined) return;
    writeText(this.out, SCOPE_SPANS.schemaUrl, this.scope.schemaUrl);
    this.out.close(this.scopeStart, BATCH_LENGTH);
    this.scope = undefined;
  }
}

/** Encodes a batch at once. */
export function encodeTraceRequest(spans: readonly ReadableSpan[]): Uint8Array {
  const request = new TraceRequest();
  request.add(spans);
  return request.finish();
}

/** Whether it could be written. */
function writeOne(out: ByteWriter, span: ReadableSpan): boolean {
  const before = out.at;
  try {
    out.byte(SCOPE_SPANS.span);
    writeSpan(out, span);
    return true;
  } catch (error) {
    // A circular attribute, or a span of a foreign library that is not one: the others go out.
    out.at = before;
    report(`a span could not be encoded: ${describeFault(error)}`);
    return false;
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
