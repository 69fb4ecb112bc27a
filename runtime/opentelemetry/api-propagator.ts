// The TextMapPropagator of @opentelemetry/api: its getters and setters in, this library's propagation behind them.
import {
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { findIn, injectContext, propagatedFields } from "../api/propagation.js";
import { SUPPRESS_KEY } from "../model/context-values.js";

/** Reads and writes the formats that `OTEL_PROPAGATORS` names. */
export class ApiPropagator implements TextMapPropagator {
  inject<C>(context: Context, carrier: C, setter: TextMapSetter<C>): void {
    if (context.getValue(SUPPRESS_KEY) === true) return;
    injectContext(
      { get: () => undefined, set: (name: string, value: string) => setter.set(carrier, name, value) },
      context,
    );
  }

  extract<C>(context: Context, carrier: C, getter: TextMapGetter<C>): Context {
    const { span, values } = findIn({
      get: (name: string) => getter.get(carrier, name),
      set: () => undefined,
      keys: () => getter.keys(carrier),
    });
    let found = span === undefined ? context : trace.setSpan(context, span);
    for (const [key, value] of values ?? []) found = found.setValue(key, value);
    return found;
  }

  fields(): string[] {
    return propagatedFields();
  }
}
