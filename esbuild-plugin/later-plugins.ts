// The plugins behind ours in; out, with what they load passing through ours: esbuild asks one `onLoad` for each file.
import type { OnLoadArgs, OnLoadResult, Plugin, PluginBuild } from "esbuild";

type Setup = Plugin["setup"];

/** What another plugin's `onLoad` returns. */
export type Loaded = OnLoadResult | null | undefined;

/** Another plugin's `onLoad`. */
export type Load = (args: OnLoadArgs) => Loaded | Promise<Loaded>;

/** What is done with a file that another plugin loads; `load` asks that plugin. */
export type Compose = (args: OnLoadArgs, load: Load, plugin: string) => Promise<Loaded>;

/** A plugin's own `setup`, and where it stands: no descriptor for a method of a class. */
interface Original {
  readonly setup: Setup;
  readonly descriptor: PropertyDescriptor | undefined;
}

// A build that fails before a plugin's turn leaves ours in its place.
const originals = new WeakMap<Setup, Original>();

/**
 * Wraps the plugins behind ours for the build that is being set up; each gets its own `setup` back when esbuild calls it.
 * @param register registers our own `onLoad`: by the last plugin's build, so that esbuild asks all others first
 * @returns the names of plugins that cannot be wrapped; then ours is asked first, and they are not for what it traces
 */
export function composeLaterPlugins(
  build: PluginBuild,
  own: Plugin,
  compose: Compose,
  register: (build: PluginBuild) => void,
): readonly string[] {
  const { plugins = [] } = build.initialOptions;
  const later = plugins.slice(plugins.indexOf(own) + 1).filter((plugin) => plugin !== own);
  const fixed = plugins.includes(own)
    ? later.filter((plugin) => !mayWrap(plugin)).map(({ name }) => name)
    : [];
  const last = later.at(-1);
  if (!plugins.includes(own) || !last || fixed.length > 0) register(build);
  if (!plugins.includes(own) || fixed.length > 0) return fixed;
  for (const plugin of later) wrapSetup(plugin, compose, plugin === last ? register : undefined);
  return [];
}

function mayWrap(plugin: Plugin): boolean {
  const own = Object.getOwnPropertyDescriptor(plugin, "setup");
  return own ? own.configurable === true : Object.isExtensible(plugin);
}

function wrapSetup(
  plugin: Plugin,
  compose: Compose,
  atEnd: ((build: PluginBuild) => void) | undefined,
): void {
  const { setup } = plugin;
  const descriptor = Object.getOwnPropertyDescriptor(plugin, "setup");
  const original = originals.get(setup) ?? { setup, descriptor };
  const wrapped: Setup = async (build) => {
    restore(plugin, original);
    const own = original.setup;
    await own(withComposedLoads(build, compose, plugin.name));
    atEnd?.(build);
  };
  originals.set(wrapped, original);
  Object.defineProperty(plugin, "setup", { value: wrapped, configurable: true, enumerable: true });
}

function restore(plugin: Plugin, { descriptor }: Original): void {
  if (descriptor) Object.defineProperty(plugin, "setup", descriptor);
  else delete (plugin as Partial<Plugin>).setup;
}

function withComposedLoads(build: PluginBuild, compose: Compose, plugin: string): PluginBuild {
  const onLoad: PluginBuild["onLoad"] = (options, callback) =>
    build.onLoad(options, (args) => compose(args, callback, plugin));
  return { ...build, onLoad };
}
