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
  /**
   * Where to write the manifest, which lists every traced function and every one that was left out, such as
   * `dist/uno-trace.manifest.json`; relative to the host's working directory.
   * @default none is written
   */
  readonly manifest?: string;
}

const NAMES: readonly string[] = ["config", "manifest"];

/** @throws TypeError for what is no object, for an option that there is not, and for a manifest that is no path */
export function checkOptions(options: unknown, names: readonly string[] = NAMES): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError('unoTrace: expected an object of options, such as { config: "uno-trace.json" }');
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new TypeError(`unoTrace: \`${stranger}\`: unknown option; there is ${names.join(" and ")}`);
  const { manifest } = options as UnoTraceOptions;
  if (manifest !== undefined && (typeof manifest !== "string" || manifest === ""))
    throw new TypeError("unoTrace: `manifest`: expected the path of a file");
}

/** The absolute path of the manifest that the options ask for. */
export function manifestPathOf({ manifest }: UnoTraceOptions, folder: string): string | undefined {
  return manifest === undefined ? undefined : resolve(folder, manifest);
}

/** The source that the options mean, from a working directory. */
export function sourceOf({ config }: UnoTraceOptions, folder: string): ConfigSource {
  if (typeof config === "string") return { path: resolve(folder, config) };
  return config ? { object: config, root: folder } : { root: folder };
}
