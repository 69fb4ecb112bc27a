// Runs the tracer's own work where no library sees it: neither this one, nor instrumentations of OpenTelemetry.
import { type ContextManager, readRegistry } from "../bridge/foreign-api.js";
import { untraced } from "../context/nodes.js";
import { SUPPRESS_KEY } from "../model/context-values.js";

/** Runs `fn`, for exporters: the requests that it makes are traced by nobody. */
export function suppressed<T>(fn: () => T): T {
  return untraced(() => {
    const manager = currentManager();
    return manager === undefined ? fn() : manager.with(manager.active().setValue(SUPPRESS_KEY, true), fn);
  });
}

function currentManager(): ContextManager | undefined {
  const manager = readRegistry()?.context;
  return typeof manager?.with === "function" && typeof manager.active === "function" ? manager : undefined;
}
