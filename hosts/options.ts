// What a host is told about the configuration in; a checked source for `loadConfig` out.
import { resolve } from "node:path";
import type { ConfigSource } from "../transformer/config/config.js";
import type { CacheOption } from "./rewriting/results.js";

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
  /**
   * Whether what is written is kept on disk for later builds: in `node_modules/.cache/uno-trace`, where that can be; or in a
   * folder, relative to the host's working directory.
   * @default true
   */
  readonly cache?: boolean | string;
}

const NAMES: readonly string[] = ["config", "manifest", "cache"];

/** @throws TypeError for what is no object, for an option that there is not, and for a value that is none */
export function checkOptions(options: unknown, names: readonly string[] = NAMES): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError('unoTrace: expected an object of options, such as { config: "uno-trace.json" }');
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new TypeError(`unoTrace: \`${stranger}\`: unknown option; there is ${listed(names)}`);
  const { manifest, cache } = options as UnoTraceOptions;
  if (manifest !== undefined && (typeof manifest !== "string" || manifest === ""))
    throw new TypeError("unoTrace: `manifest`: expected the path of a file");
  if (cache !== undefined && typeof cache !== "boolean" && (typeof cache !== "string" || cache === ""))
    throw new TypeError("unoTrace: `cache`: expected true, false or the path of a folder");
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

/** Where the options let results be kept. */
export function cacheOf({ cache = true }: UnoTraceOptions, folder: string): CacheOption {
  return typeof cache === "string" ? resolve(folder, cache) : cache;
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ");
}
