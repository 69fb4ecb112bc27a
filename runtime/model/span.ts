// The words of the data model: what a span looks like to programs, processors and exporters (types only).
import type { HrTime, TimeInput } from "../ground/clock.js";

/** A value that an attribute may have. */
export type AttributeValue =
  | string
  | number
  | boolean
  | Array<null | undefined | string>
  | Array<null | undefined | number>
  | Array<null | undefined | boolean>;

/** Attributes by name. */
export interface Attributes {
  [name: string]: AttributeValue | undefined;
}

/**
 * Span kinds by name, with the numbers of the OpenTelemetry API.
 * @see https://opentelemetry.io/docs/specs/otel/trace/api/#spankind
 */
export const SpanKind = { INTERNAL: 0, SERVER: 1, CLIENT: 2, PRODUCER: 3, CONSUMER: 4 } as const;

/** One of the five span kinds. */
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

/** Status of a span: 0 unset, 1 ok, 2 error; a message goes with errors. */
export interface SpanStatus {
  code: 0 | 1 | 2;
  message?: string;
}

/** The words that `setStatus` takes. */
export type StatusName = "ok" | "error" | "unset";

/** The vendor list that travels beside a span context (W3C `tracestate`); immutable. */
export interface TraceState {
  get(key: string): string | undefined;
  set(key: string, value: string): TraceState;
  unset(key: string): TraceState;
  serialize(): string;
}

/** What is known of a span anywhere: the part that crosses process borders. */
export interface SpanContext {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** 16 lower-case hex digits. */
  spanId: string;
  /** Bit 0: sampled. */
  traceFlags: number;
  traceState?: TraceState;
  /** Whether the context came from another process. */
  isRemote?: boolean;
}

/** A pointer to another span. */
export interface Link {
  context: SpanContext;
  attributes?: Attributes;
  droppedAttributesCount?: number;
}

/** Something that happened at one moment within a span. */
export interface TimedEvent {
  time: HrTime;
  name: string;
  attributes?: Attributes;
  droppedAttributesCount?: number;
}

/** What a span describes itself as coming from: attributes such as `service.name`; immutable. */
export interface Resource {
  readonly attributes: Attributes;
  readonly asyncAttributesPending?: boolean;
  readonly schemaUrl?: string;
  merge(other: Resource | null): Resource;
  getRawAttributes(): [string, AttributeValue | Promise<AttributeValue | undefined> | undefined][];
}

/** What made a span: this library, or another one. */
export interface InstrumentationScope {
  readonly name: string;
  readonly version?: string;
  readonly schemaUrl?: string;
  readonly attributes?: Attributes;
  readonly droppedAttributesCount?: number;
}

/** A span as exporters read it; the `ReadableSpan` of the OpenTelemetry SDK 2.x. */
export interface ReadableSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly spanContext: () => SpanContext;
  readonly parentSpanContext?: SpanContext;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly status: SpanStatus;
  readonly attributes: Attributes;
  readonly links: Link[];
  readonly events: TimedEvent[];
  readonly duration: HrTime;
  readonly ended: boolean;
  readonly resource: Resource;
  readonly instrumentationScope: InstrumentationScope;
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

/**
 * A unit of work: named, timed, linked to its parent. Also a valid OpenTelemetry API span and an SDK
 * `ReadableSpan`. After `end()` every change is ignored; no method throws.
 * @see https://opentelemetry.io/docs/specs/otel/trace/api/#span
 */
export interface Span extends ReadableSpan {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** Span id of the parent, `undefined` for the first span of a trace. */
  readonly parentId: string | undefined;
  /** Writable in place: `span.attributes["order.id"] = id`. At most 128, the rest is counted as dropped. */
  readonly attributes: Attributes;
  setAttribute(name: string, value: AttributeValue): this;
  setAttributes(attributes: Attributes): this;
  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this;
  addLink(link: Link): this;
  addLinks(links: readonly Link[]): this;
  /** A status that is set to `ok` by the program is final, as the specification asks. */
  setStatus(status: SpanStatus | StatusName, message?: string): this;
  updateName(name: string): this;
  /** Adds the event `exception`; takes any value that can be thrown. Does not change the status. */
  recordException(exception: unknown, time?: TimeInput): void;
  isRecording(): boolean;
  /** Ends the span, now or at the time given; a second call is ignored. */
  end(endTime?: TimeInput): void;
}

/** A span that ends, and stops being the current one, when it is disposed of (`using`). */
export interface DisposableSpan extends Span {
  [Symbol.dispose](): void;
}
