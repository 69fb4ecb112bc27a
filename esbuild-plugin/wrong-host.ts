// A plugin of esbuild's in; the same one out, which other build tools cannot take for one of theirs in silence.
import type { Plugin, PluginBuild } from "esbuild";

const MEND =
  "It is a plugin of esbuild's and belongs in `plugins` of esbuild's own build(), or of tsup. There " +
  "is none for this tool yet: build the traced code with esbuild or tspc first and let this tool use what that writes.";

function refuse(tool: string): never {
  throw new Error(`unoTrace: ${tool} cannot use this plugin, so that nothing would be traced. ${MEND}`);
}

// webpack and Rspack call `apply` with their compiler, Vite, Rsbuild and Farm with their configuration.
function applied(host: { readonly hooks?: unknown } | undefined) {
  return host?.hooks ? refuse("webpack (or Rspack)") : refuse("Vite (or Vitest, Rsbuild, Farm)");
}

const HOOKS: Readonly<Record<string, (host?: { readonly hooks?: unknown }) => never>> = {
  apply: applied,
  config: () => refuse("Vite (or Vitest, Rsbuild, Farm)"),
  configResolved: () => refuse("Vite (or Vitest, Rsbuild, Farm)"),
  options: () => refuse("Rollup (or Rolldown)"),
};

/** Bun's build() takes plugins of this form, without `build.esbuild`, and shows no message that they return. */
export function refuseBun(build: PluginBuild): void {
  if ((build as Partial<PluginBuild>).esbuild === undefined) refuse("Bun");
}

/** Adds the hooks that other tools call first; esbuild refuses members that it does not know, but sees enumerable ones only. */
export function refusedElsewhere(plugin: Plugin): Plugin {
  for (const [name, value] of Object.entries(HOOKS)) Object.defineProperty(plugin, name, { value });
  return plugin;
}
