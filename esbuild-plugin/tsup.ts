// Our plugin in tsup's own list of plugins in; out, the same in front of those that tsup gives to esbuild.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { BuildOptions, OnLoadArgs, Plugin, PluginBuild } from "esbuild";
import type { Load, Loaded } from "./later-plugins.js";

/** tsup's plugin in whose `setup` it calls `esbuildOptions` of its own plugins (tsup 6 to 9). */
const CALLER = "modify-options";

/**
 * Adds tsup's hook `esbuildOptions`, and its `buildStart`, which Rollup and Rolldown call as well. tsup puts
 * `esbuildPlugins` behind its plugin `swc`, which answers for every file where `emitDecoratorMetadata` is on; its own
 * `plugins` are asked before.
 */
export function listedInTsup(plugin: Plugin): Plugin {
  const esbuildOptions = { value: (options: BuildOptions) => standBehindCaller(options, plugin) };
  return Object.defineProperties(plugin, { esbuildOptions });
}

/** esbuild has copied its list by now, so that the next one's `setup` has to run ours. */
function standBehindCaller({ plugins = [] }: BuildOptions, own: Plugin): void {
  const place = plugins.findIndex(({ name }) => name === CALLER) + 1;
  const next = plugins[place];
  if (place === 0 || !next)
    throw new Error("unoTrace: this version of tsup is unknown: put unoTrace() into its `esbuildPlugins`.");
  if (plugins.includes(own)) return;
  const { setup } = next;
  plugins.splice(place, 0, own);
  next.setup = async (build: PluginBuild) => {
    next.setup = setup;
    await own.setup(build);
    await next.setup(build);
  };
}

/** Whether a plugin is the one of tsup's that reads each file itself, and hands on code without comments and types. */
export function isReaderOfTsup(name: string, { plugins = [] }: BuildOptions): boolean {
  return name === "swc" && plugins.some((plugin) => plugin.name === CALLER);
}

/** Lets a plugin that reads files itself load a text, from a file of the same name. */
export async function throughFile(args: OnLoadArgs, text: string, load: Load): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "uno-trace-"));
  try {
    const path = join(folder, basename(args.path));
    await writeFile(path, text);
    return await load({ ...args, path });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
