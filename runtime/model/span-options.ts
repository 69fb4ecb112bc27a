// What a program says of a span that it makes by hand; types only.
import type { TimeInput } from "../ground/clock.js";
import type { Context } from "./context.js";
import type { ExpectedError } from "./expected-error.js";
import type { Attributes, Link, SpanContext, SpanKind } from "./span.js";

/** What knows who it is as a span: a span of this library, of OpenTelemetry's API, or of another SDK. */
export interface SpanLike {
  /** Who it is. */
  spanContext(): SpanContext;
}

/** Options of a span that is made by hand. */
export interface SpanOptions {
  /** What it has from the beginning; a sampler of OpenTelemetry's SDK sees them. */
  readonly attributes?: Attributes;
  /** Which side of a call it is. @default SpanKind.INTERNAL */
  readonly kind?: SpanKind;
  /** Spans of other traces that it has to do with: the jobs of a batch, the request that left it in a queue. */
  readonly links?: readonly Link[];
  /** Starts a new trace, linked to the span that would be its parent. @default false */
  readonly root?: boolean;
  /** When it began: `HrTime`, a `Date`, milliseconds since 1970, or a reading of `performance.now()`. @default now */
  readonly startTime?: TimeInput | undefined;
  /**
   * What it is a child of, in place of the current span. A span or a span context takes the current span's place, and
   * the baggage stays the current one; a context, such as `extractContext` gives, brings its own.
   * @default the current context
   */
  readonly parent?: SpanLike | SpanContext | Context | undefined;
}

/** Options of a span that ends with the function that runs in it. */
export interface WithSpanOptions extends SpanOptions {
  /**
   * What the function may throw without having failed, beside `expectedErrors` of `setupMonitoring`: names of classes,
   * also of those that they extend, or what `name`, `code` or `digest` of the error says; or the class itself.
   * @default []
   */
  readonly expectedErrors?: readonly ExpectedError[];
}
