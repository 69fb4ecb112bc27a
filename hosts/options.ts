// What a host is told about the configuration in; a checked source for `loadConfig` out.
import { resolve } from "node:path";
import type { ConfigSource } from "../transformer/config/config.js";

/** Options of `unoTrace`. */
export interface UnoTraceOptions {
  /**
   * Path of `uno-trace.json` (relative to the host's working directory), or its content as an object.
   * @default the nearest `uno-trace.json` from the working directory upward
   */
  readonly config?: string | object;
}

/** @throws TypeError for what is no object, and for an option that there is not */
export function checkOptions(options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError('unoTrace: expected an object of options, such as { config: "uno-trace.json" }');
  const stranger = Object.keys(options).find((name) => name !== "config");
  if (stranger !== undefined)
    throw new TypeError(`unoTrace: \`${stranger}\`: unknown option; there is config`);
}

/** The source that the options mean, from a working directory. */
export function sourceOf({ config }: UnoTraceOptions, folder: string): ConfigSource {
  if (typeof config === "string") return { path: resolve(folder, config) };
  return config ? { object: config, root: folder } : { root: folder };
}
