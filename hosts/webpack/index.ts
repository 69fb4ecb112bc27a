// `uno-trace/webpack` and `/rspack`: the plugin, under the name that a configuration imports.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import { pluginFor, type UnoTraceWebpackPlugin } from "./plugin.js";

/**
 * Makes the plugin for `plugins` of webpack or Rspack.
 * @param options where the configuration is
 * @returns a plugin that traces what is built for Node, by a loader in front of all others; the configuration is read again
 * at each start of a build
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTraceWebpackPlugin {
  checkOptions(options);
  return pluginFor(options);
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";
export type { UnoTraceWebpackPlugin } from "./plugin.js";
