// The public list of uno-trace/opentelemetry, and nothing else.
export { type OpenTelemetryRegistration, registerAsOpenTelemetry } from "./registration.js";
