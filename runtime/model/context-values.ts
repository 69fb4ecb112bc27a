// The values of a context besides its span: an immutable list by key in, one with a key more or less out.

/** What `@opentelemetry/api` calls a context, as far as values go. */
interface ForeignContext {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): ForeignContext;
  deleteValue(key: symbol): ForeignContext;
}

/** Values by key; a `Map`, unless they came in a context of another library. */
export interface ContextValues {
  get(key: symbol): unknown;
}

// The name in @opentelemetry/core, in the registry of symbols.
/** The key under which `true` says that nothing is to be traced. */
export const SUPPRESS_KEY: symbol = Symbol.for("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/** A context of another library says what it has only to those who know the keys: it is asked each time. */
class ForeignValues implements ContextValues {
  readonly context: ForeignContext;

  constructor(context: ForeignContext) {
    this.context = context;
  }

  get(key: symbol): unknown {
    return this.context.getValue(key);
  }
}

/** The values of another library's context. */
export function foreignValues(context: ForeignContext): ContextValues {
  return new ForeignValues(context);
}

/** The same values and one more, or another under its key. */
export function withValue(values: ContextValues | undefined, key: symbol, value: unknown): ContextValues {
  return isForeign(values)
    ? new ForeignValues(values.context.setValue(key, value))
    : new Map(values as ReadonlyMap<symbol, unknown> | undefined).set(key, value);
}

/** The same values without one. */
export function withoutValue(values: ContextValues | undefined, key: symbol): ContextValues {
  if (isForeign(values)) return new ForeignValues(values.context.deleteValue(key));
  const rest = new Map(values as ReadonlyMap<symbol, unknown> | undefined);
  rest.delete(key);
  return rest;
}

/** Whether values are those of another library's context. By shape: another copy of this library has its own class. */
export function isForeign(
  values: ContextValues | undefined,
): values is ContextValues & { readonly context: ForeignContext } {
  return values !== undefined && "context" in values;
}
