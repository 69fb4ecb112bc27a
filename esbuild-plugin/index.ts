// The esbuild glue: what esbuild's hooks ask goes to the host's project, what that says goes back as messages.
import { resolve } from "node:path";
import type { BuildResult, Metafile, Plugin, PluginBuild } from "esbuild";
import { checkOptions, type UnoTraceOptions } from "../hosts/options.js";
import { overlookedFiles } from "../hosts/overlooked.js";
import { openProject } from "../hosts/project.js";
import { SOURCE_FILE } from "../transformer/config/globs.js";
import { unreachablePlugin } from "../transformer/diagnostics/build.js";
import { type Compose, composeLaterPlugins } from "./later-plugins.js";
import { Loads } from "./loads.js";
import { reserveAbi } from "./mangling.js";
import { messagesOf } from "./messages.js";
import { isReaderOfTsup, listedInTsup } from "./tsup.js";
import { refuseBun, refusedElsewhere } from "./wrong-host.js";

/**
 * Makes the esbuild plugin. Put it first in `plugins`: esbuild asks one plugin for each file, and this one lets what the
 * plugins behind it load pass through.
 * @param options where the configuration is
 * @returns a plugin for `build`, `context`, `watch` and `rebuild`; the configuration is read again at each start. Vite,
 * Rollup, webpack and Bun, which cannot use it, get an error from it.
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): Plugin {
  checkOptions(options);
  const plugin: Plugin = { name: "uno-trace", setup: (build) => setUp(build, options, plugin) };
  return listedInTsup(refusedElsewhere(plugin));
}

export default unoTrace;
export type { UnoTraceOptions } from "../hosts/options.js";

function setUp(build: PluginBuild, options: UnoTraceOptions, plugin: Plugin): void {
  refuseBun(build);
  const { initialOptions } = build;
  const folder = initialOptions.absWorkingDir ?? process.cwd();
  const project = openProject(options, folder);
  const loads = new Loads(project, build, folder);
  reserveAbi(initialOptions);
  // The list of what was read tells what did not come by; whoever has not asked for it does not get it.
  const isFirst = initialOptions.plugins?.[0] === plugin;
  const isAsked = initialOptions.metafile;
  if (!isFirst) initialOptions.metafile = true;
  const compose: Compose = (args, load, other) =>
    isReaderOfTsup(other, initialOptions) ? loads.precede(args, load) : loads.compose(args, load, other);
  const fixed = composeLaterPlugins(build, plugin, compose, (last) =>
    last.onLoad({ filter: SOURCE_FILE, namespace: "file" }, (args) => loads.own(args)),
  );
  build.onStart(() => {
    const found = [...project.start(), ...fixed.map((name) => unreachablePlugin(folder, name))];
    return messagesOf(found, project.config.text, folder);
  });
  build.onEnd(async (result) => {
    const { metafile, errors } = result;
    if (!isAsked) delete (result as Partial<BuildResult>).metafile;
    if (errors.length > 0) return undefined;
    const overlooked = isFirst ? [] : await overlookedFiles(project, inputsOf(metafile, folder));
    return messagesOf([...project.end(), ...overlooked, ...project.writeManifest()], "", folder);
  });
}

function inputsOf(metafile: Metafile | undefined, folder: string): readonly string[] {
  return Object.keys(metafile?.inputs ?? {}).map((input) => resolve(folder, input));
}
