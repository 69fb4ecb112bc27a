// The names under which OpenTelemetry records an exception, on an event of that name.

/** The name of the event. */
export const EXCEPTION_EVENT = "exception";

/** Its attributes. */
export const EXCEPTION = {
  type: "exception.type",
  message: "exception.message",
  stack: "exception.stacktrace",
} as const;
