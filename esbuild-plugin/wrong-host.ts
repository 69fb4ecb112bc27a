// A plugin of esbuild's in; the same one out, which other build tools cannot take for one of theirs in silence.
import type { Plugin, PluginBuild } from "esbuild";

/** @param entry of uno-trace, where the plugin for that tool is */
function refuse(tool: string, entry: string): never {
  throw new Error(
    `unoTrace: ${tool} cannot use this plugin, so that nothing would be traced. It is the one for esbuild and tsup. Import unoTrace from "uno-trace/${entry}" in its place.`,
  );
}

/** Some of what a host hands over first. */
type Host =
  | { readonly hooks?: unknown; readonly rspack?: unknown; readonly compilation?: unknown }
  | undefined;

// webpack and Rspack call `apply` with their compiler, Vite with its configuration, Farm does not.
function applied(host: Host) {
  if (!host?.hooks) return configured(host);
  return host.rspack ? refuse("Rspack", "rspack") : refuse("webpack", "webpack");
}

function configured(host: Host): never {
  return host?.compilation ? refuse("Farm", "farm") : refuse("Vite (or Vitest)", "vite");
}

/** Rolldown calls the same hook as Rollup, and says who it is. */
function asked(this: { readonly meta?: { readonly rolldownVersion?: unknown } }): never {
  return this.meta?.rolldownVersion ? refuse("Rolldown", "rolldown") : refuse("Rollup", "rollup");
}

const HOOKS: Readonly<Record<string, (host?: Host) => never>> = {
  apply: applied,
  config: configured,
  configResolved: configured,
  options: asked,
};

/** `Bun.build()` takes plugins of this form, without `build.esbuild`, and shows no message that they return. */
export function refuseBun(build: PluginBuild): void {
  if ((build as Partial<PluginBuild>).esbuild === undefined) refuse("Bun", "bun");
}

/** Adds the hooks that other tools call first; esbuild refuses members that it does not know, but sees enumerable ones only. */
export function refusedElsewhere(plugin: Plugin): Plugin {
  for (const [name, value] of Object.entries(HOOKS)) Object.defineProperty(plugin, name, { value });
  return plugin;
}
