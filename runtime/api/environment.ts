// The current context into the environment of another process, and a context out of this one's.
import { process } from "../ground/node.js";
import type { Context } from "../model/context.js";
import { extractContext, injectContext, propagatedFields } from "./propagation.js";

/** Variables by name. */
export type EnvironmentVariables = Record<string, string | undefined>;

/**
 * The environment for a process that belongs to the current span: a copy with `TRACEPARENT`, `TRACESTATE` and `BAGGAGE`, or
 * what `propagators` writes, under names of the form that the specification of environment variables as carriers has.
 * Where there is no context, they stay as this process was given them.
 * @param variables what is copied; it stays as it is. Default: `process.env`
 * @example spawn("node", ["import.js"], { env: injectEnvironment() })
 * @see https://opentelemetry.io/docs/specs/otel/context/env-carriers/
 */
export function injectEnvironment(variables: EnvironmentVariables = process.env): EnvironmentVariables {
  const result = { ...variables };
  const headers = Object.entries(injectContext<Record<string, string>>({}));
  if (headers.length === 0) return result;
  // Of what this process was started with, nothing may be mixed in.
  for (const field of propagatedFields()) delete result[variableOf(field)];
  for (const [name, value] of headers) result[variableOf(name)] = value;
  return result;
}

/**
 * The context that whoever started this process gave to it; an empty one if nobody did. It is not current by itself: a
 * server that was started from a traced shell would put all its requests into one trace.
 * @param variables default: `process.env`
 * @example await withContext(extractEnvironment(), () => main())
 * @see https://opentelemetry.io/docs/specs/otel/context/env-carriers/
 */
export function extractEnvironment(variables: EnvironmentVariables = process.env): Context {
  const headers: Record<string, string> = {};
  for (const field of propagatedFields()) {
    const value = variables[variableOf(field)];
    if (value !== undefined) headers[field] = value;
  }
  return extractContext(headers);
}

/** Upper case, and an underscore for what a name of a variable must not have. */
function variableOf(field: string): string {
  return field.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
}
