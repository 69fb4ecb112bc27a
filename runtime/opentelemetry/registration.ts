// registerTracerProvider: makes this tracer what `@opentelemetry/api` hands out, and takes it out again.
import { context, propagation, trace } from "@opentelemetry/api";
import { report } from "../ground/faults.js";
import { state } from "../state/state.js";
import { ApiPropagator } from "./api-propagator.js";
import { ApiTracerProvider } from "./api-tracer.js";
import { ApiContextManager } from "./context-manager.js";

/** What `registerTracerProvider` gives. */
export interface OpenTelemetryRegistration {
  /** Whether `@opentelemetry/api` uses this tracer now; otherwise nothing was changed. */
  readonly registered: boolean;
  /** Takes it out again; what was handed out meanwhile goes on working. */
  disable(): void;
}

const REFUSED: OpenTelemetryRegistration = { registered: false, disable: () => {} };

/**
 * Makes this tracer the TracerProvider, ContextManager and Propagator of `@opentelemetry/api`: what a program or an
 * `@opentelemetry/instrumentation-*` package records through it is in the same traces as traced functions. Where spans
 * go is what `setupMonitoring` says. If somebody is registered already, it says so on stderr and changes nothing.
 * @example
 * setupMonitoring({ serviceName: "orders" });
 * registerTracerProvider();
 */
export function registerTracerProvider(): OpenTelemetryRegistration {
  const registration = { registered: true, disable: () => disable(registration) };
  const before = state.registration;
  // Known before, lest the bridge takes the provider for one of another library.
  state.registration = registration;
  const taken = register();
  if (taken === undefined) {
    state.bridge?.close();
    return registration;
  }
  state.registration = before;
  refuse(taken);
  return REFUSED;
}

interface Slot {
  readonly name: string;
  readonly set: () => boolean;
  readonly clear: () => void;
}

const SLOTS: readonly Slot[] = [
  {
    name: "ContextManager",
    set: () => context.setGlobalContextManager(new ApiContextManager()),
    clear: () => context.disable(),
  },
  {
    name: "Propagator",
    set: () => propagation.setGlobalPropagator(new ApiPropagator()),
    clear: () => propagation.disable(),
  },
  {
    name: "TracerProvider",
    set: () => trace.setGlobalTracerProvider(new ApiTracerProvider()),
    clear: () => trace.disable(),
  },
];

/** Fills all three places or none; returns the name of the one that was not free. */
function register(): string | undefined {
  for (const [index, slot] of SLOTS.entries()) {
    if (slot.set()) continue;
    for (const filled of SLOTS.slice(0, index)) filled.clear();
    return slot.name;
  }
  return undefined;
}

function refuse(name: string): void {
  report(
    state.registration === undefined
      ? `registerTracerProvider: @opentelemetry/api has a ${name} of another library already, nothing was changed`
      : "registerTracerProvider: it was called before, nothing was changed",
  );
}

// Not those of whoever was registered since.
function disable(registration: OpenTelemetryRegistration): void {
  if (state.registration !== registration) return;
  state.registration = undefined;
  for (const slot of SLOTS) slot.clear();
}
