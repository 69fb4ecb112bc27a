// Waits for a tracer provider to be registered with OpenTelemetry's API: calls back once, at the very moment.
import { hasOwn } from "../ground/intrinsics.js";
import { REGISTRY_KEY, type Registry, readRegistry } from "./foreign-api.js";

/**
 * Calls `found` at once when there is a provider, or else when one is registered. Nobody is asked again and again
 * meanwhile: the places where the API will write are setters until then, and ordinary properties afterwards.
 */
export function whenProvided(found: () => void): void {
  if (readRegistry()?.trace !== undefined) found();
  else watchGlobal(found);
}

function watchGlobal(found: () => void): void {
  let registry = readRegistry();
  const arrived = () => {
    define(globalThis, REGISTRY_KEY, plain(registry));
    found();
  };
  // The API assigns it anew with each registration, and Sentry replaces one that another version has made.
  const accessor = {
    get: () => registry,
    set(value: Registry | undefined) {
      registry = value;
      if (typeof value === "object" && value !== null) watchRegistry(value, arrived);
    },
    configurable: true,
    enumerable: registry !== undefined,
  };
  if (registry !== undefined) watchRegistry(registry, arrived);
  define(globalThis, REGISTRY_KEY, accessor);
}

function watchRegistry(registry: Registry, arrived: () => void): void {
  if (hasOwn(registry, "trace")) return;
  define(registry, "trace", {
    get: () => undefined,
    set(provider: unknown) {
      define(registry, "trace", plain(provider));
      if (provider !== undefined) arrived();
    },
    configurable: true,
    enumerable: false,
  });
}

function plain(value: unknown): PropertyDescriptor {
  return {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  };
}

const reflectDefine = Reflect.defineProperty;

// `false` for a frozen holder: nothing can be registered there, or nothing is noticed.
function define(holder: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  reflectDefine(holder, key, descriptor);
}
