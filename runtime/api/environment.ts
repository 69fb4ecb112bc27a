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
  for (const field of propagatedFields()) takeOut(result, variableOf(field));
  for (const [name, value] of headers) result[variableOf(name)] = value;
  return result;
}

// Of what this process was started with, nothing may be mixed in. `cluster.fork` lays its argument over `process.env`, so
// that what is only left out comes back; what is undefined there is left out by whoever starts the process.
function takeOut(variables: EnvironmentVariables, name: string): void {
  for (const key of namesLike(variables, name)) delete variables[key];
  for (const key of namesLike(process.env, name)) variables[key] = undefined;
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
    const values = namesLike(variables, variableOf(field)).map((name) => variables[name]);
    const value = values.find((each) => each !== undefined);
    if (value !== undefined) headers[field] = value;
  }
  return extractContext(headers);
}

/**
 * The names under which a variable is there. Windows knows no case: `process.env` looks in any, and a copy of it is an object
 * like any other, whose names are as somebody once wrote them.
 */
function namesLike(variables: EnvironmentVariables, name: string): string[] {
  if (process.platform !== "win32") return variables[name] === undefined ? [] : [name];
  return Object.keys(variables).filter((key) => key.toUpperCase() === name);
}

/** Upper case, and an underscore for what a name of a variable must not have. */
function variableOf(field: string): string {
  return field.toUpperCase().replace(/[^A-Z0-9_]/g, "_");
}
