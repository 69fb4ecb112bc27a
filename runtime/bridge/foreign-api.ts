// The global of OpenTelemetry's API in; the tracer provider and the context manager that others registered there out.
// Nothing is imported: all copies of `@opentelemetry/api` 1.x meet at this symbol.
import type { TimeInput } from "../ground/clock.js";
import type { Context } from "../model/context.js";
import type { Attributes, Link, SpanContext, SpanKind, SpanStatus } from "../model/span.js";
import type { Recorded } from "../recording/exception.js";

/** Where the API keeps what is registered. */
export const REGISTRY_KEY: symbol = Symbol.for("opentelemetry.js.api.1");

/** A span of another SDK, as the API has it, with members by which SDKs let it be read. */
export interface ForeignSpan {
  readonly name?: string;
  readonly attributes?: Attributes;
  readonly status?: SpanStatus;
  /** Sentry's. */
  readonly _status?: SpanStatus;
  readonly parentSpanContext?: SpanContext;
  /** Of SDKs of before 2.0, and dd-trace's. */
  readonly parentSpanId?: string | undefined;
  spanContext(): SpanContext;
  isRecording(): boolean;
  setAttribute(name: string, value: unknown): unknown;
  setAttributes(attributes: Attributes): unknown;
  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): unknown;
  /** Not in all versions. */
  addLink?(link: Link): unknown;
  setStatus(status: SpanStatus): unknown;
  updateName(name: string): unknown;
  recordException(exception: Recorded, time?: TimeInput): void;
  end(time?: TimeInput): void;
}

/** Options of a span. */
export interface ForeignSpanOptions {
  kind: SpanKind;
  attributes: Attributes;
  links?: Link[];
  root?: boolean;
  startTime?: TimeInput;
}

/** A tracer of another SDK. */
export interface ForeignTracer {
  startSpan(name: string, options: ForeignSpanOptions, context: Context): ForeignSpan;
  startActiveSpan<T>(name: string, options: ForeignSpanOptions, fn: (span: ForeignSpan) => T): T;
}

/** What makes tracers. */
export interface TracerProvider {
  getTracer(name: string, version: string): ForeignTracer;
  /** The API's stand-in for whatever is registered has it. */
  getDelegate?(): unknown;
}

/** What knows the current context. */
export interface ContextManager {
  active(): Context;
  with<T>(context: Context, fn: () => T): T;
}

/** What is registered. */
export interface Registry {
  trace?: TracerProvider;
  context?: ContextManager;
}

/** What is registered with the API; `undefined` as long as it was not used. */
export function readRegistry(): Registry | undefined {
  return (globalThis as Record<symbol, unknown>)[REGISTRY_KEY] as Registry | undefined;
}
