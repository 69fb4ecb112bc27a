// The watch for tracer providers: it calls back once, and leaves the API's global as the API would have made it.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { REGISTRY_KEY, type Registry } from "../../runtime/bridge/foreign-api.js";
import { whenProvided } from "../../runtime/bridge/provider-watch.js";

const holder = globalThis as Record<symbol, Registry | undefined>;
let before: PropertyDescriptor | undefined;

beforeEach(() => {
  before = Object.getOwnPropertyDescriptor(globalThis, REGISTRY_KEY);
  Reflect.deleteProperty(globalThis, REGISTRY_KEY);
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, REGISTRY_KEY);
  if (before !== undefined) Object.defineProperty(globalThis, REGISTRY_KEY, before);
});

const provider = { getTracer: () => ({}) as never };
const manager = { active: () => ({}) as never, with: () => ({}) as never };
const PLAIN = { writable: true, enumerable: true, configurable: true };

/** As `registerGlobal` of the API does. */
function register(slot: "trace" | "context", value: object): void {
  holder[REGISTRY_KEY] = holder[REGISTRY_KEY] ?? ({ version: "1.9.0" } as Registry);
  const registry = holder[REGISTRY_KEY] as Record<string, unknown>;
  if (registry[slot]) throw new Error("registered twice");
  registry[slot] = value;
}

function watching(): () => void {
  const found = vi.fn();
  whenProvided(found);
  return found;
}

function expectPlain(registry: object | undefined = holder[REGISTRY_KEY]): void {
  expect(Object.getOwnPropertyDescriptor(globalThis, REGISTRY_KEY)).toEqual({ value: registry, ...PLAIN });
  expect(Object.getOwnPropertyDescriptor(registry, "trace")).toEqual({ value: provider, ...PLAIN });
}

it("calls at once where there is a provider", () => {
  register("trace", provider);
  expect(watching()).toHaveBeenCalledOnce();
  expectPlain();
});

it("calls as one is registered, before anything was", () => {
  const found = watching();
  expect(holder[REGISTRY_KEY]).toBeUndefined();
  expect(Object.keys(globalThis)).not.toContain(REGISTRY_KEY);
  register("context", manager);
  expect(found).not.toHaveBeenCalled();
  expect(Object.keys(holder[REGISTRY_KEY] as object)).toEqual(["version", "context"]);
  register("trace", provider);
  expect(found).toHaveBeenCalledOnce();
  expectPlain();
});

it("calls as one is registered, behind a context manager", () => {
  register("context", manager);
  const found = watching();
  register("trace", provider);
  expect(found).toHaveBeenCalledOnce();
  expectPlain();
});

it("follows a registry that is replaced, as Sentry does", () => {
  const found = watching();
  register("context", manager);
  holder[REGISTRY_KEY] = undefined;
  register("trace", provider);
  expect(found).toHaveBeenCalledOnce();
  const { context: _, ...rest } = (holder as Record<symbol, Registry>)[REGISTRY_KEY] as Registry;
  holder[REGISTRY_KEY] = { ...rest };
  expectPlain();
});

it("survives a disabled API: what is taken out and registered again is seen", () => {
  const found = watching();
  register("context", manager);
  Reflect.deleteProperty(holder[REGISTRY_KEY] as object, "trace");
  register("trace", provider);
  expect(found).toHaveBeenCalledOnce();
});

it("leaves a frozen registry alone", () => {
  holder[REGISTRY_KEY] = Object.freeze({ version: "1.9.0" }) as Registry;
  expect(watching()).not.toHaveBeenCalled();
  expect(holder[REGISTRY_KEY]).toEqual({ version: "1.9.0" });
});
