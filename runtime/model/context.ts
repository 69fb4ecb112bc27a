// What a context is from outside, and the keys of what is in it; types and names only.
/**
 * An immutable set of values that travels with the work: the current span and baggage. OpenTelemetry's `Context`:
 * its keys work here, so `propagation.getBaggage(context)` of `@opentelemetry/api` does.
 */
export interface Context {
  /** What is under a key, which is made by `createContextKey` of `@opentelemetry/api`. */
  getValue(key: symbol): unknown;
  /** The same context with a value more, or another under its key. */
  setValue(key: symbol, value: unknown): Context;
  /** The same context without a key. */
  deleteValue(key: symbol): Context;
}

// The keys of @opentelemetry/api: they are in the global registry of symbols.
/** Where a span is kept in a context. */
export const SPAN_KEY: symbol = Symbol.for("OpenTelemetry Context Key SPAN");
/** Where baggage is kept in a context. */
export const BAGGAGE_KEY: symbol = Symbol.for("OpenTelemetry Baggage Key");
