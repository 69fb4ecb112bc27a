// What a build read in; warnings out for files with something to trace that never came by our `onLoad`.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Metafile } from "esbuild";
import type { Config } from "../transformer/config/config-file.js";
import { rulesForFile } from "../transformer/config/rules.js";
import { overlookedFile } from "../transformer/diagnostics/build.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { mayHoldDirective } from "../transformer/select/directive.js";
import { SOURCE_RE } from "./loaders.js";

/**
 * Looks for files that a plugin in front of ours has loaded: esbuild asks no other `onLoad` for them.
 * @param folder esbuild's working directory, to which the names of inputs are relative
 * @param seen absolute paths that came by
 */
export async function overlookedFiles(
  metafile: Metafile,
  folder: string,
  seen: ReadonlySet<string>,
  config: Config,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const input of Object.keys(metafile.inputs)) {
    const path = resolve(folder, input);
    if (SOURCE_RE.test(input) && !seen.has(path) && existsSync(path) && (await isTraced(path, config)))
      found.push(overlookedFile(path));
  }
  return found;
}

async function isTraced(path: string, config: Config): Promise<boolean> {
  const selected = rulesForFile(config, path).mayTrace;
  if (!selected && /[\\/]node_modules[\\/]/.test(path)) return false;
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  if (!selected && !mayHoldDirective(text)) return false;
  const { planFile } = await import("../transformer/plan.js");
  return planFile(text, path, config).functions.some(({ traced }) => traced);
}
