// The glue of Farm: what its hooks ask goes to the host's project.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import type { FarmConfig, FarmContext, FarmModule } from "./context.js";
import { Tracing } from "./tracing.js";

/** A plugin of Farm. */
export interface UnoTraceFarmPlugin {
  /** `uno-trace`. */
  readonly name: string;
  /** In front of what compiles or replaces modules. */
  readonly priority: number;
}

/** Farm's own plugins have 100 and less, those of frameworks up to 1,000. */
const FIRST = 10_000;

/** As Rust reads it. */
const MODULE_PATH = "\\.(?:[cm]?[jt]sx?|vue|svelte|astro)$";

/**
 * Makes the plugin for `plugins` of Farm.
 * @param options where the configuration is
 * @returns a plugin that traces what is built for Node, or leaves the runtime outside
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTraceFarmPlugin {
  checkOptions(options);
  let tracing: Tracing;
  return {
    name: "uno-trace",
    priority: FIRST,
    ...{
      configResolved(config: FarmConfig) {
        tracing = new Tracing(options, config);
      },
      // What these two throw would end the process with no word of why.
      buildStart: { executor: () => tracing.start() },
      updateModules: { executor: () => tracing.start() },
      transform: {
        filters: { resolvedPaths: [MODULE_PATH], moduleTypes: [] },
        executor: (module: FarmModule, context: FarmContext) => tracing.transform(module, context),
      },
      // Once the folder is emptied and filled.
      writeResources: { executor: () => tracing.end() },
    },
  };
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";
