// Requests in JSON, for `cutRequest`: their bytes in, spans as objects out, and the other way round.
import { Buffer } from "../../ground/node.js";
import { chooseParts, type Encoding, noteOn, type Part, type Trimmed, type Unit } from "./pack.js";

interface Named {
  readonly key?: string;
  readonly name?: string;
}

interface JsonSpan {
  readonly name: string;
  readonly attributes: readonly Named[];
  readonly droppedAttributesCount: number;
  readonly events: readonly Named[];
  readonly droppedEventsCount: number;
  readonly links: readonly Named[];
  readonly droppedLinksCount: number;
}

interface ScopeSpans {
  readonly spans: readonly JsonSpan[];
}

interface ResourceSpans {
  readonly scopeSpans: readonly ScopeSpans[];
}

/** Room for larger counts of what was taken away. */
const COUNTS = 30;

/** OTLP's JSON. */
export const JSON_ENCODING: Encoding = { read, write, trim };

function read(bytes: Uint8Array): readonly Unit[] {
  const { resourceSpans } = JSON.parse(Buffer.from(bytes).toString()) as {
    readonly resourceSpans: readonly ResourceSpans[];
  };
  return resourceSpans.flatMap((resource) => {
    const resourceSize = sizeOf({ ...resource, scopeSpans: [] });
    return resource.scopeSpans.flatMap((scope) => {
      const scopeSize = sizeOf({ ...scope, spans: [] });
      return scope.spans.map((span) => ({
        resource,
        resourceSize,
        scope,
        scopeSize,
        span,
        size: sizeOf(span),
      }));
    });
  });
}

function write(units: readonly Unit[]): Uint8Array {
  const resources = new Map<object, Map<object, object[]>>();
  for (const { resource, scope, span } of units) {
    const scopes = resources.get(resource) ?? new Map<object, object[]>();
    resources.set(resource, scopes);
    const spans = scopes.get(scope) ?? [];
    scopes.set(scope, spans);
    spans.push(span);
  }
  const resourceSpans = [...resources].map(([resource, scopes]) => ({
    ...resource,
    scopeSpans: [...scopes].map(([scope, spans]) => ({ ...scope, spans })),
  }));
  return Buffer.from(JSON.stringify({ resourceSpans }));
}

function trim(span: object, size: number): Trimmed | undefined {
  const whole = span as JsonSpan;
  const parts = [
    ...partsOf("attribute", whole.attributes),
    ...partsOf("event", whole.events),
    ...partsOf("link", whole.links),
  ];
  const chosen = chooseParts(parts, sizeOf(span) + COUNTS - size);
  if (chosen === undefined) return undefined;
  const gone = new Set<object>([...chosen].map(({ value }) => value));
  const left = (list: readonly Named[]): Named[] => list.filter((each) => !gone.has(each));
  const [attributes, events, links] = [left(whole.attributes), left(whole.events), left(whole.links)];
  const trimmed = {
    ...whole,
    attributes,
    droppedAttributesCount: whole.droppedAttributesCount + whole.attributes.length - attributes.length,
    events,
    droppedEventsCount: whole.droppedEventsCount + whole.events.length - events.length,
    links,
    droppedLinksCount: whole.droppedLinksCount + whole.links.length - links.length,
  };
  return { span: trimmed, size: sizeOf(trimmed), note: noteOn(whole.name, chosen) };
}

function partsOf(kind: Part["kind"], list: readonly Named[]): (Part & { readonly value: object })[] {
  return list.map((value) => ({ kind, name: value.key ?? value.name ?? "", size: sizeOf(value), value }));
}

function sizeOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
