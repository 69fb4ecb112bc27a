// What a set-up decides, in one object that is replaced as a whole; types, and what holds before the first.

import type { ExpectedError } from "../model/expected-error.js";
import { DEFAULT_LIMITS, type SpanLimits } from "../model/limits.js";
import { DEFAULT_PROPAGATORS, type PropagatorName } from "../model/propagator-name.js";
import { defaultResource } from "../model/resource.js";
import type { OpenTelemetrySampler } from "../model/sampling.js";
import type { Resource, Span } from "../model/span.js";
import { alwaysOn, parentBased, type Sampler } from "../sampling/sampler.js";

/**
 * How a thrown value is recorded: as the event `exception`, as attributes of the span, or by a function. A function is
 * called before the span's status is set; what it throws is reported and survived, and what it calls is not traced.
 */
export type ErrorRecording = "event" | "attributes" | ((span: Span, error: unknown) => void);

/** What `setupMonitoring` sets, and its shutdown puts back. */
export interface Settings {
  /** Whether the program has turned tracing off. */
  readonly disabled: boolean;
  readonly resource: Resource;
  readonly limits: SpanLimits;
  readonly propagators: readonly PropagatorName[];
  readonly recordErrors: ErrorRecording;
  readonly expectedErrors: readonly ExpectedError[];
  readonly sampler: Sampler | OpenTelemetrySampler;
}

/** The settings of a process that nobody has set up. */
export function defaultSettings(): Settings {
  return {
    disabled: false,
    resource: defaultResource(),
    limits: DEFAULT_LIMITS,
    propagators: DEFAULT_PROPAGATORS,
    recordErrors: "event",
    expectedErrors: [],
    sampler: parentBased(alwaysOn),
  };
}
