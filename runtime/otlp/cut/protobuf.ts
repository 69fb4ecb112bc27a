// Requests in protobuf, for `cutRequest`: their bytes in, spans as slices of them out, and the other way round.
import { Buffer } from "../../ground/node.js";
import { SPAN } from "../span-parts.js";
import { chooseParts, type Encoding, noteOn, type Part, type Trimmed, type Unit } from "./pack.js";

// Numbers of fields with their wire types, as in opentelemetry/proto/trace/v1/trace.proto and its neighbours.
const RESOURCE_SPANS = 0x0a;
const SCOPE_SPANS = 0x12;
const SPANS = 0x12;
const KEY = 0x0a;
const EVENT_NAME = 0x12;

/** Room for the counts of what was taken away. */
const COUNTS = 18;

interface Field {
  readonly tag: number;
  /** With tag and length. */
  readonly whole: Uint8Array;
  /** The bytes of a text or a message, or the number. */
  readonly content: Uint8Array | number;
}

/** What spans share: the fields of the message around them, apart from those that hold the spans. */
type Shared = readonly Uint8Array[];

/** OTLP's binary encoding. */
export const PROTOBUF_ENCODING: Encoding = { read, write, trim };

function read(bytes: Uint8Array): readonly Unit[] {
  return messages(bytes, RESOURCE_SPANS).flatMap((resourceSpans) => {
    const resource = others(resourceSpans, SCOPE_SPANS);
    const resourceSize = sizeOf(resource);
    return messages(resourceSpans, SCOPE_SPANS).flatMap((scopeSpans) => {
      const scope = others(scopeSpans, SPANS);
      const scopeSize = sizeOf(scope);
      return messages(scopeSpans, SPANS).map((span) => ({
        resource,
        resourceSize,
        scope,
        scopeSize,
        span,
        size: span.length,
      }));
    });
  });
}

function write(units: readonly Unit[]): Uint8Array {
  const out: Uint8Array[] = [];
  for (const [resource, ofResource] of runs(units, "resource")) {
    const scopes = runs(ofResource, "scope").map(([scope, ofScope]) =>
      message(SCOPE_SPANS, [
        ...(scope as Shared),
        ...ofScope.map(({ span }) => message(SPANS, [span as Uint8Array])),
      ]),
    );
    out.push(message(RESOURCE_SPANS, [...(resource as Shared), ...scopes]));
  }
  return Buffer.concat(out);
}

function trim(span: object, size: number): Trimmed | undefined {
  const fields = fieldsOf(span as Uint8Array);
  const parts = fields.flatMap(partOf);
  const chosen = chooseParts(parts, (span as Uint8Array).length + COUNTS - size);
  if (chosen === undefined) return undefined;
  const gone = new Set([...chosen].map(({ field }) => field));
  const kept = fields.filter((field) => !gone.has(field));
  const counts = { attribute: SPAN.droppedAttributes, event: SPAN.droppedEvents, link: SPAN.droppedLinks };
  // Of a number that is there twice the last one counts.
  const added = Object.entries(counts).flatMap(([kind, tag]) => {
    const count = [...chosen].filter((part) => part.kind === kind).length;
    return count === 0 ? [] : [Buffer.concat([varint(tag), varint(numberOf(fields, tag) + count)])];
  });
  const bytes = Buffer.concat([...kept.map(({ whole }) => whole), ...added]);
  return { span: bytes, size: bytes.length, note: noteOn(textOf(fields, SPAN.name), chosen) };
}

function partOf(field: Field): (Part & { readonly field: Field })[] {
  const { tag, whole, content } = field;
  if (typeof content === "number") return [];
  const size = whole.length;
  if (tag === SPAN.attribute)
    return [{ kind: "attribute", name: textOf(fieldsOf(content), KEY), size, field }];
  if (tag === SPAN.event)
    return [{ kind: "event", name: textOf(fieldsOf(content), EVENT_NAME), size, field }];
  return tag === SPAN.link ? [{ kind: "link", name: "", size, field }] : [];
}

function textOf(fields: readonly Field[], tag: number): string {
  const content = fields.find((field) => field.tag === tag)?.content;
  return content instanceof Uint8Array ? Buffer.from(content).toString() : "";
}

function numberOf(fields: readonly Field[], tag: number): number {
  const content = fields.findLast((field) => field.tag === tag)?.content;
  return typeof content === "number" ? content : 0;
}

/** Neighbours with the same resource or scope. */
function runs(units: readonly Unit[], of: "resource" | "scope"): [shared: object, units: Unit[]][] {
  const found: [object, Unit[]][] = [];
  for (const unit of units) {
    const last = found.at(-1);
    if (last?.[0] === unit[of]) last[1].push(unit);
    else found.push([unit[of], [unit]]);
  }
  return found;
}

function messages(bytes: Uint8Array, tag: number): Uint8Array[] {
  return fieldsOf(bytes).flatMap((field) =>
    field.tag === tag && field.content instanceof Uint8Array ? [field.content] : [],
  );
}

function others(bytes: Uint8Array, tag: number): Shared {
  return fieldsOf(bytes).flatMap((field) => (field.tag === tag ? [] : [field.whole]));
}

function sizeOf(shared: Shared): number {
  return shared.reduce((sum, { length }) => sum + length, 0);
}

function message(tag: number, contents: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([varint(tag), varint(sizeOf(contents)), ...contents]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** The fields of a message that this runtime wrote. */
function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const tag = number();
    const wire = tag & 7;
    if (wire === 0) {
      const content = number();
      fields.push({ tag, whole: bytes.subarray(start, at), content });
      continue;
    }
    const length = wire === 1 ? 8 : wire === 5 ? 4 : number();
    at += length;
    fields.push({ tag, whole: bytes.subarray(start, at), content: bytes.subarray(at - length, at) });
  }
  return fields;
}
