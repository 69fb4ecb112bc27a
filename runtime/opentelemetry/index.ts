// The public list of uno-trace/opentelemetry, and nothing else; no two of its words can be taken for each other.
import { bridgeToSdk } from "../bridge/bridge.js";
import { registerTracerProvider } from "./registration.js";

export { bridgeToSdk, type StopBridge } from "../bridge/bridge.js";
export { type OpenTelemetryRegistration, registerTracerProvider } from "./registration.js";

/** @deprecated It is called `registerTracerProvider`: this tracer is what OpenTelemetry's API hands out. */
export const registerAsOpenTelemetry: typeof registerTracerProvider = registerTracerProvider;

/** @deprecated It is called `bridgeToSdk`: spans go to whatever SDK is registered with OpenTelemetry's API. */
export const useOpenTelemetry: typeof bridgeToSdk = bridgeToSdk;
