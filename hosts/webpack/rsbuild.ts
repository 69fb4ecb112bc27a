// The glue of Rsbuild and Rslib, which hand their Rspack configuration to plugins: ours puts the one for Rspack there.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import { unoTrace as forRspack } from "./index.js";

/** A plugin of Rsbuild. */
export interface UnoTraceRsbuildPlugin {
  /** `uno-trace`. */
  readonly name: string;
  /** Called with Rsbuild's API for plugins. */
  // biome-ignore lint/suspicious/noExplicitAny: the API's own type, which need not be installed
  setup(api: any): void;
}

interface Api {
  modifyRspackConfig(change: (config: { plugins?: unknown[] }) => void): void;
}

/**
 * Makes the plugin for `plugins` of Rsbuild or Rslib.
 * @param options where the configuration is
 * @returns a plugin that traces what is built for Node
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTraceRsbuildPlugin {
  checkOptions(options);
  return {
    name: "uno-trace",
    setup({ modifyRspackConfig }: Api) {
      modifyRspackConfig((config) => {
        config.plugins = [...(config.plugins ?? []), forRspack(options)];
      });
    },
  };
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";
