// What one plugin object knows: the projects of the configurations that it serves, and what became of their modules.

import { lostDirectives, untracedInBrowser } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { scriptPathOf } from "../module-id.js";
import type { UnoTraceOptions } from "../options.js";
import { overlookedFiles } from "../overlooked.js";
import { openProject, type Project } from "../project.js";
import { BEFORE, type TransformedModule, transformModule } from "../transform-module.js";
import { runsInBrowser } from "./browser.js";
import type { OtherPlugin, PluginContext, Vitest } from "./context.js";
import { BY_NAME, filterOf, type TransformFilter } from "./filter.js";
import { giveInfo, giveWarnings, refuse } from "./messages.js";

/** The state behind the hooks; Vite may hand one plugin to several configurations and environments. */
export class Tracing {
  readonly #options: UnoTraceOptions;
  readonly #projects = new Map<string, Project>();
  readonly #traced = new Set<string>();
  /** Of modules for browsers with something to trace, since the last start. */
  readonly #leftOut = new Set<string>();
  /** What is wrong with a configuration that changed while a development server runs, which starts but once. */
  readonly #broken = new Map<Project, readonly Diagnostic[]>();
  #vitest: Vitest | undefined;
  #folder = process.cwd();
  #filter: TransformFilter = BY_NAME;
  #mayBeChanged = false;
  #hasTraced = false;
  #hasToldOfBrowser = false;

  constructor(options: UnoTraceOptions) {
    this.#options = options;
  }

  /** Absolute paths, to be watched. */
  get configFiles(): readonly string[] {
    return [...this.#projects.values()].flatMap((project) => project.configFiles);
  }

  /**
   * Begins to serve a configuration of the bundler.
   * @param folder where the search for uno-trace.json begins
   * @param plugins of that configuration, in its order
   * @returns the filter of `transform`
   */
  open(folder: string, plugins: unknown, isWatching: boolean): TransformFilter {
    this.#folder = folder;
    const project = openProject(this.#options, folder);
    this.#projects.set(folder, project);
    this.#mayBeChanged ||= mayChangeTexts(plugins);
    this.#filter = isWatching || this.#projects.size > 1 ? BY_NAME : filterOf(project.config);
    return this.#filter;
  }

  /** The same where nobody has yet: Vite calls Rollup's hooks as well. */
  openOnce(folder: string, plugins: unknown, isWatching: boolean): TransformFilter {
    return this.#projects.size > 0 ? this.#filter : this.open(folder, plugins, isWatching);
  }

  /** Learns who runs tests: what coverage counts is mapped in another way. */
  runsIn(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** Begins a build; what is wrong with the configuration is told. */
  start(context: PluginContext): void {
    const project = this.#projectOf(context);
    const found = project.start();
    this.#broken.delete(project);
    this.#leftOut.clear();
    if (context.meta.watchMode) for (const file of project.configFiles) context.addWatchFile(file);
    giveWarnings(context, found, project.config.text);
    refuse(context, found, project.config.text);
  }

  /** Instruments a module. */
  async transform(context: PluginContext, code: string, id: string): Promise<object | undefined> {
    const project = this.#projectOf(context);
    const { path, text } = project.config;
    refuse(context, this.#broken.get(project) ?? [], text);
    // So that a bundler that keeps results asks for this one again, and Vitest runs the tests that import it.
    if (context.meta.watchMode && path !== undefined) context.addWatchFile(path);
    const transformed = await transformModule(project, {
      id,
      text: code,
      isChanged: this.#mayBeChanged,
      coverage: this.#vitest?.config.coverage.enabled === true,
      keepSuperAtTop: context.meta.rolldownVersion !== undefined,
    });
    if (!transformed) return undefined;
    if (transformed.code !== undefined && (await runsInBrowser(context, id))) {
      this.#leaveOut(context, id);
      return undefined;
    }
    return this.#answer(context, transformed, id);
  }

  /** Reads the configurations again that a file belongs to; an error in one is that of each module from now on. */
  changed(context: PluginContext, file: string): void {
    for (const project of this.#projects.values()) {
      if (!project.configFiles.includes(file)) continue;
      const found = project.start();
      this.#broken.set(project, found);
      giveWarnings(context, found, project.config.text);
    }
  }

  /** Lets Vite's development server transform all modules anew, once the change is read. */
  reload({ environment }: PluginContext, file: string): [] | undefined {
    if (!this.configFiles.includes(file)) return undefined;
    environment?.moduleGraph?.invalidateAll();
    environment?.hot?.send({ type: "full-reload" });
    return [];
  }

  /** Ends a build; what got lost on the way is told. */
  async end(context: PluginContext): Promise<void> {
    const project = this.#projectOf(context);
    const [first] = this.#leftOut;
    const inBrowser =
      first === undefined || this.#hasTraced ? [] : [untracedInBrowser(first, this.#leftOut.size - 1)];
    giveInfo(context, inBrowser);
    const lost = this.#mayBeChanged && !context.meta.watchMode ? await lostFiles(project, context) : [];
    giveWarnings(context, [...project.end(), ...lost], "");
  }

  /** Writes the manifest, if there is to be one: after the bundle, whose folder is emptied before. */
  writeManifest(context: PluginContext): void {
    const found = this.#projectOf(context).writeManifest();
    refuse(context, found, "");
  }

  #projectOf({ environment }: PluginContext): Project {
    const folder = (environment?.config as { root?: string } | undefined)?.root ?? this.#folder;
    const known = this.#projects.get(folder) ?? this.#projects.get(this.#folder);
    if (known) return known;
    this.open(folder, [], true);
    return this.#projectOf({ environment } as PluginContext);
  }

  #answer(context: PluginContext, { code, map, diagnostics, text }: TransformedModule, id: string) {
    giveWarnings(context, diagnostics, text, id);
    refuse(context, diagnostics, text, id);
    if (code === undefined) return undefined;
    this.#hasTraced = true;
    this.#traced.add(scriptPathOf(id) ?? id);
    return { code, map };
  }

  /** A development server has no end at which to say it. */
  #leaveOut(context: PluginContext, id: string): void {
    const path = scriptPathOf(id) ?? id;
    this.#leftOut.add(path);
    // Another bundle of this build, for a server, may have it.
    if (!this.#traced.has(path)) this.#projectOf(context).leaveOut(path);
    if (!context.environment?.moduleGraph || this.#hasToldOfBrowser || this.#hasTraced) return;
    this.#hasToldOfBrowser = true;
    giveInfo(context, [untracedInBrowser(path, 0)]);
  }
}

/** Whether somebody else loads modules, or transforms them before: the bundlers' own plugins keep comments in front of ours. */
function mayChangeTexts(plugins: unknown): boolean {
  const all = [plugins].flat(Number.POSITIVE_INFINITY as 1) as (OtherPlugin | null | undefined | false)[];
  const named = all.filter((plugin): plugin is OtherPlugin => Boolean(plugin) && typeof plugin === "object");
  const own = named.findIndex(({ name }) => name === "uno-trace");
  return named.some(
    (plugin, index) =>
      !/^(?:vite|rolldown|builtin|uno-trace)\b/.test(plugin.name ?? "") &&
      (plugin.load !== undefined || (plugin.transform !== undefined && index < own)),
  );
}

function lostFiles(project: Project, context: PluginContext): Promise<readonly Diagnostic[]> {
  const paths = [...context.getModuleIds()].flatMap((id) => scriptPathOf(id) ?? []);
  return overlookedFiles(project, [...new Set(paths)], (path) => lostDirectives(path, BEFORE));
}
