// Jest's transformer: traces the text of a file, and hands it to the transformer that compiles it.
import type { JestTransformer } from "./context.js";
import { checkJestOptions, type UnoTraceJestOptions } from "./options.js";
import { Tracing } from "./tracing.js";

/**
 * Makes the transformer; Jest calls it with the options of the entry.
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function createTransformer(options: UnoTraceJestOptions = {}): JestTransformer {
  checkJestOptions(options);
  const tracing = new Tracing(options);
  return {
    // Asked when a file is transformed, so that the other transformer is known by then.
    get canInstrument() {
      return tracing.canInstrument;
    },
    getCacheKey: (text, path, request) => tracing.cacheKey(text, path, request),
    getCacheKeyAsync: (text, path, request) => tracing.cacheKeyAsync(text, path, request),
    process: (text, path, request) => tracing.process(text, path, request),
    processAsync: (text, path, request) => tracing.processAsync(text, path, request),
  };
}

/** What Jest finds behind the name in `transform`. */
const factory: { readonly createTransformer: typeof createTransformer } = { createTransformer };
export default factory;
export type { UnoTraceOptions } from "../options.js";
export type { UnoTraceJestOptions } from "./options.js";
export { withUnoTrace } from "./with-uno-trace.js";
