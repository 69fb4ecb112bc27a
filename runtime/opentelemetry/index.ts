// The public list of uno-trace/opentelemetry, and nothing else.
export { type StopBridge, useOpenTelemetry } from "../bridge/bridge.js";
export { type OpenTelemetryRegistration, registerAsOpenTelemetry } from "./registration.js";
