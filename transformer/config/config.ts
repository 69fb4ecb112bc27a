// Reads `uno-trace.json`: a folder, a path or an object goes in, a checked configuration and its diagnostics come out.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { unreadableConfig } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Config, ConfigFile } from "../model/config-file.js";
import { toPosix } from "./globs.js";
import { readConfigText } from "./schema.js";

/** The name of the configuration file. */
export const CONFIG_NAME = "uno-trace.json";

/** Where a configuration comes from: this file, this object, or the nearest file from this folder upward. */
export type ConfigSource =
  | { readonly path: string }
  | { readonly object: unknown; readonly root: string }
  | { readonly root: string };

/** A configuration with all that is wrong with it; with an error in it only directives count. */
export interface LoadedConfig {
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the nearest `uno-trace.json` from a folder upward. */
export function findConfig(fromDir: string): string | undefined {
  const folder = resolve(fromDir);
  const candidate = join(folder, CONFIG_NAME);
  if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

/** Loads and checks a configuration; never throws on what a user may have written. */
export function loadConfig(source: ConfigSource): LoadedConfig {
  if ("object" in source) return loadText(jsonOf(source.object), source.root);
  if ("path" in source) return loadFile(resolve(source.path));
  const found = findConfig(source.root);
  return found ? loadFile(found) : { config: configOf({}, "", resolve(source.root)), diagnostics: [] };
}

function loadFile(path: string): LoadedConfig {
  try {
    // Offsets count from behind a byte order mark, as those of the planner do.
    return loadText(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), dirname(path), path);
  } catch (cause) {
    // A missing or unreadable file must not stop a host that traces by directives as well.
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const diagnostics = [unreadableConfig({ file: path, start: 0, end: 0 }, basename(path), why)];
    return { config: configOf({}, "", dirname(path), path), diagnostics };
  }
}

function loadText(text: string, root: string, path?: string): LoadedConfig {
  const { value, diagnostics } = readConfigText(text, path ?? resolve(root));
  // An inline object has no text a reader could look at, so its diagnostics point at the project folder.
  const placed = path ? diagnostics : diagnostics.map((found) => ({ ...found, start: 0, end: 0 }));
  return { config: configOf(value ?? {}, text, resolve(root), path), diagnostics: placed };
}

function configOf(file: ConfigFile, text: string, root: string, path?: string): Config {
  return {
    root: toPosix(root),
    ...(path ? { path } : {}),
    text,
    version: createHash("sha256")
      .update(`${toPosix(root)}\0${text}`)
      .digest("hex")
      .slice(0, 16),
    include: file.include ?? [],
    exclude: file.exclude ?? [],
    rules: file.rules ?? [],
    ...(file.monitoring ? { monitoring: file.monitoring } : {}),
  };
}

function jsonOf(object: unknown): string {
  return JSON.stringify(object, undefined, 2) ?? "null";
}
