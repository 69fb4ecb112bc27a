// A span as it is received, stored and shown: plain data, whatever format or language it came from.

/** A value of an attribute, as JSON has it: integers beyond 2^53, `NaN` and the infinities are texts, bytes are base64. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };

/** Attributes by name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Something that happened while a span was open. */
export interface SpanEvent {
  readonly name: string;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly attributes: Attributes;
}

/** A reference to another span. */
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** Status codes of OpenTelemetry. */
export const STATUS = { unset: 0, ok: 1, error: 2 } as const;

/** Kinds of OpenTelemetry's API, by number: OTLP counts from one, with zero for what is not said. */
export const KINDS = ["internal", "server", "client", "producer", "consumer"] as const;

/** The number of a kind by its word; that of `internal` for what is none. */
export function kindOf(word: unknown): number {
  return Math.max(0, (KINDS as readonly unknown[]).indexOf(word));
}

/** The number of a status by its word; that of `unset` for what is none. */
export function statusOf(word: unknown): number {
  return Object.hasOwn(STATUS, String(word)) ? STATUS[word as keyof typeof STATUS] : STATUS.unset;
}

/** One span. */
export interface Span {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** 16 hexadecimal digits; empty for the root of a trace. */
  readonly parentId: string;
  /** Whether the parent is of another process; `undefined` where the sender does not say. */
  readonly isRemote: boolean | undefined;
  readonly name: string;
  /** An index into `KINDS`. */
  readonly kind: number;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  /** Nanoseconds since 1970; never before `start`. */
  readonly end: bigint;
  /** One of `STATUS`. */
  readonly status: number;
  readonly statusMessage: string;
  /** The resource's `service.name`. */
  readonly service: string;
  /** The name of the instrumentation scope. */
  readonly scope: string;
  readonly resource: Attributes;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
}
