// Where spans are made while they are those of another SDK; types only.
import type { LocalSpan } from "./local-span.js";
import type { Site } from "./site.js";
import type { SpanOptions } from "./span-options.js";

/** Makes the tracer's spans through OpenTelemetry's API, by whatever SDK is registered there. */
export interface Bridge {
  /**
   * Begins a span of that SDK.
   * @param given what the context holds; below a span of `createSpan` that has ended, what was current before it counts
   */
  start(site: Site, given: LocalSpan | undefined, options: SpanOptions | undefined): LocalSpan | undefined;
  /** Something of ours is being set up: an automatic bridge ends. */
  giveWay(): void;
  close(): void;
}
