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
  /** 0 unset, 1 ok, 2 error. */
  code: 0 | 1 | 2;
  /** What went wrong; of errors alone. */
  message?: string;
}

/** The words that `setStatus` takes. */
export type StatusName = "ok" | "error" | "unset";

/** The vendor list that travels beside a span context (W3C `tracestate`); immutable. */
export interface TraceState {
  /** The value of a key. */
  get(key: string): string | undefined;
  /** The same list with a value more, in front, or another under its key. */
  set(key: string, value: string): TraceState;
  /** The same list without a key. */
  unset(key: string): TraceState;
  /** The list as the header has it. */
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
  /** What vendors say beside it. */
  traceState?: TraceState;
  /** Whether the context came from another process. */
  isRemote?: boolean;
}

/** A pointer to another span. */
export interface Link {
  /** Who the other span is. */
  context: SpanContext;
  /** What the link is about. */
  attributes?: Attributes;
  /** How many attributes exceeded the limit. */
  droppedAttributesCount?: number;
}

/** Something that happened at one moment within a span. */
export interface TimedEvent {
  /** When it happened. */
  time: HrTime;
  /** What happened. */
  name: string;
  /** More about it. */
  attributes?: Attributes;
  /** How many attributes exceeded the limit. */
  droppedAttributesCount?: number;
}

/** What a span describes itself as coming from: attributes such as `service.name`; immutable. */
export interface Resource {
  /** All that is known so far, by the names of OpenTelemetry's conventions. */
  readonly attributes: Attributes;
  /** Whether some are still being found out; of resources that others made. */
  readonly asyncAttributesPending?: boolean;
  /** Which version of the conventions the names are of. */
  readonly schemaUrl?: string;
  /** Both together; what the other says wins. */
  merge(other: Resource | null): Resource;
  /** Attributes as they were given, for the `Resource` of OpenTelemetry's SDK. */
  getRawAttributes(): [string, AttributeValue | Promise<AttributeValue | undefined> | undefined][];
}

/** What made a span: this library, or another one. */
export interface InstrumentationScope {
  /** The name of the library. */
  readonly name: string;
  /** Its version. */
  readonly version?: string;
  /** Which version of OpenTelemetry's conventions it follows. */
  readonly schemaUrl?: string;
  /** More about it. */
  readonly attributes?: Attributes;
  /** How many attributes exceeded the limit. */
  readonly droppedAttributesCount?: number;
}

/** A span as exporters read it; the `ReadableSpan` of the OpenTelemetry SDK 2.x. */
export interface ReadableSpan {
  /** What the work is called; few different names for one program. */
  readonly name: string;
  /** Which side of a call it is. */
  readonly kind: SpanKind;
  /** Who it is: what crosses process borders. */
  readonly spanContext: () => SpanContext;
  /** Who its parent is; absent for the first span of a trace. */
  readonly parentSpanContext?: SpanContext;
  /** When it began, since 1970. */
  readonly startTime: HrTime;
  /** When it ended, since 1970; `[0, 0]` until then. */
  readonly endTime: HrTime;
  /** How it went. */
  readonly status: SpanStatus;
  /** What is known of the work. */
  readonly attributes: Attributes;
  /** Other spans that it has to do with. */
  readonly links: Link[];
  /** What happened meanwhile, in the order in which it was added. */
  readonly events: TimedEvent[];
  /** How long it took; `[-1, 0]` until it has ended. */
  readonly duration: HrTime;
  /** Whether it has ended. */
  readonly ended: boolean;
  /** What it comes from. */
  readonly resource: Resource;
  /** Which library made it. */
  readonly instrumentationScope: InstrumentationScope;
  /** How many attributes exceeded the limit. */
  readonly droppedAttributesCount: number;
  /** How many events exceeded the limit. */
  readonly droppedEventsCount: number;
  /** How many links exceeded the limit. */
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
  /** Sets an attribute; one of that name is replaced. What is no attribute value becomes text. */
  setAttribute(name: string, value: AttributeValue): this;
  /** Sets several. */
  setAttributes(attributes: Attributes): this;
  /**
   * Adds something that happened, now or at the time given; a time may stand in the place of attributes.
   * @example
   * span.addEvent("cache missed", { "cache.key": key });
   */
  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this;
  /** Adds another span that this one has to do with. A sampler sees only the links of the options. */
  addLink(link: Link): this;
  /** Adds several. */
  addLinks(links: readonly Link[]): this;
  /** Says how it went. A status that is set to `ok` by the program is final, as the specification asks. */
  setStatus(status: SpanStatus | StatusName, message?: string): this;
  /** Calls it something else. */
  updateName(name: string): this;
  /** Adds the event `exception`; takes any value that can be thrown. Does not change the status. */
  recordException(exception: unknown, time?: TimeInput): void;
  /** Whether what is written to it goes anywhere: it is sampled, and has not ended. */
  isRecording(): boolean;
  /** Ends the span, now or at the time given; a second call is ignored. */
  end(endTime?: TimeInput): void;
}

/** A span that ends, and stops being the current one, when it is disposed of (`using`). */
export interface DisposableSpan extends Span {
  /** Ends the span; the one before it is current again. `using` calls it. */
  [Symbol.dispose](): void;
}
