// What Sentry keeps on the global object in; what is said of it out.
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { REGISTRY_KEY } from "../../../runtime/bridge/foreign-api.js";
import { describeSentryAlone } from "../../../runtime/bridge/sentry.js";
import { reportUnbridged } from "../../../runtime/bridge/unbridged.js";
import { setupMonitoring } from "../../../runtime/setup/monitoring.js";
import { state } from "../../../runtime/state/state.js";

const holder = globalThis as Record<string | symbol, unknown>;

/** As an SDK of Sentry's leaves it; a version of its own, since what was reported is not reported again. */
function setUpSentry(options: object, version = "11.12.0"): void {
  const client = { getOptions: () => options };
  holder.__SENTRY__ = { version, [version]: { defaultCurrentScope: { getClient: () => client } } };
}

afterEach(() => {
  for (const key of ["__SENTRY__", REGISTRY_KEY]) Reflect.deleteProperty(holder, key);
});

describe("what is said", () => {
  it.each([
    ["11", { tracesSampleRate: 0, enableOpenTelemetrySetup: false }, "enableOpenTelemetrySetup: true"],
    ["11 with a sampler", { tracesSampler: () => 1, enableOpenTelemetrySetup: false }, "enableOpenTelemetry"],
    ["10", { tracesSampleRate: 1, skipOpenTelemetrySetup: true }, "leave the option out"],
    ["another", { tracesSampleRate: 1 }, "register a tracer provider"],
  ])("Sentry %s that records traces", (_, options, mend) => {
    setUpSentry(options);
    expect(describeSentryAlone()).toContain(mend);
  });

  it.each([
    ["takes errors alone", { enableOpenTelemetrySetup: false }],
    ["takes errors alone, and says so", { tracesSampleRate: undefined, tracesSampler: undefined }],
  ])("nothing where it %s", (_, options) => {
    setUpSentry(options);
    expect(describeSentryAlone()).toBeUndefined();
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "11"],
    ["no version", {}],
    ["no scope", { "11.0.0": {} }],
    ["no client", { "11.0.0": { defaultCurrentScope: { getClient: () => undefined } } }],
    ["a hub, as before 8", { hub: { getClient: () => ({ getOptions: () => ({ tracesSampleRate: 1 }) }) } }],
    ["a client without options", { "11.0.0": { defaultCurrentScope: { getClient: () => ({}) } } }],
  ])("nothing where the global holds %s", (_, value) => {
    holder.__SENTRY__ = value;
    expect(describeSentryAlone()).toBeUndefined();
  });
});

describe("whether it is said", () => {
  const written = vi.spyOn(process.stderr, "write");
  const printed = () => written.mock.calls.map(([text]) => String(text)).join("");
  beforeEach(() => {
    written.mockReset().mockReturnValue(true);
    state.tracedCode = true;
  });
  afterEach(() => vi.unstubAllEnvs());
  const options = { tracesSampleRate: 1, enableOpenTelemetrySetup: false };
  it("not where no traced code was loaded", () => {
    setUpSentry(options);
    state.tracedCode = false;
    reportUnbridged();
    expect(printed()).toBe("");
  });

  it("not where a provider is registered", () => {
    setUpSentry(options);
    holder[REGISTRY_KEY] = { trace: { getTracer: () => ({}) } };
    reportUnbridged();
    expect(printed()).toBe("");
  });

  it.each([
    ["UNO_TRACE_BRIDGE", "off"],
    ["OTEL_SDK_DISABLED", "true"],
  ])("not with %s=%s", (name, value) => {
    vi.stubEnv(name, value);
    setUpSentry(options);
    reportUnbridged();
    expect(printed()).toBe("");
  });

  it("not, and without a fault, where a member throws", () => {
    holder.__SENTRY__ = {
      get a() {
        throw new Error("no");
      },
    };
    expect(() => reportUnbridged()).not.toThrow();
    expect(printed()).toBe("");
  });

  it("once otherwise, also where the API has a context manager", () => {
    setUpSentry(options);
    holder[REGISTRY_KEY] = { context: new AsyncLocalStorageContextManager() };
    reportUnbridged();
    reportUnbridged();
    expect(printed()).toBe(`uno-trace: ${describeSentryAlone()}\n`);
  });

  // The last one: a set-up counts when it is shut down, too.
  it("not where something of ours is set up", async () => {
    setUpSentry({ ...options, skipOpenTelemetrySetup: true });
    const monitoring = setupMonitoring({ exporter: "none" });
    reportUnbridged();
    await monitoring.shutdown();
    expect(printed()).toBe("");
  });
});
