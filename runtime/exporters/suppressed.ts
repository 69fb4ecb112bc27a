// Runs the tracer's own work where no library sees it: neither this one, nor instrumentations of OpenTelemetry.
import { type Context, untraced } from "../context.js";
import { SUPPRESS_KEY } from "../context-values.js";

/** The part of OpenTelemetry's API that says where it keeps its context. */
interface ContextManager {
  active(): Context;
  with<T>(context: Context, fn: () => T): T;
}

// The name of @opentelemetry/api, which a program may have loaded, in the registry of symbols.
const API = Symbol.for("opentelemetry.js.api.1");

/** Runs `fn`, for exporters: the requests that it makes are traced by nobody. */
export function suppressed<T>(fn: () => T): T {
  return untraced(() => {
    const manager = managerOf((globalThis as Record<symbol, unknown>)[API]);
    return manager === undefined ? fn() : manager.with(manager.active().setValue(SUPPRESS_KEY, true), fn);
  });
}

function managerOf(api: unknown): ContextManager | undefined {
  const manager = (api as { readonly context?: ContextManager } | undefined)?.context;
  return typeof manager?.with === "function" && typeof manager.active === "function" ? manager : undefined;
}
