// What a program says of a span that it makes by hand; types only.
import type { Attributes, Link, SpanKind } from "./span.js";

/** Options of a span that is made by hand. */
export interface SpanOptions {
  readonly attributes?: Attributes;
  /** @default SpanKind.INTERNAL */
  readonly kind?: SpanKind;
  readonly links?: readonly Link[];
  /** Starts a new trace, linked to the current span. @default false */
  readonly root?: boolean;
}
