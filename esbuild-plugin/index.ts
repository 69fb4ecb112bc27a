// The esbuild glue: which files to read and what to hand back; all else is the planner's.
import { Buffer } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type {
  BuildResult,
  Loader,
  Metafile,
  OnEndResult,
  OnLoadArgs,
  OnLoadResult,
  OnStartResult,
  Plugin,
  PluginBuild,
} from "esbuild";
import { checkOptions, sourceOf, type UnoTraceOptions } from "../hosts/options.js";
import { CONFIG_NAME, type ConfigSource, loadConfig } from "../transformer/config/config.js";
import type { Config } from "../transformer/config/config-file.js";
import { scanProject, unmatchedRules } from "../transformer/config/project-files.js";
import { rulesForFile } from "../transformer/config/rules.js";
import { lostDirectives, unreachablePlugin } from "../transformer/diagnostics/build.js";
import { unreadableSource } from "../transformer/diagnostics/functions.js";
import { mayHoldDirective } from "../transformer/select/directive.js";
import { isInstalled, mayHoldSite, mayTrace } from "../transformer/select/may-rewrite.js";
import { moduleKindOf } from "../transformer/source/module-kind.js";
import { type Compose, composeLaterPlugins, type Load, type Loaded } from "./later-plugins.js";
import { isCode, loaderOf, SOURCE_RE, writesModules } from "./loaders.js";
import { reserveAbi } from "./mangling.js";
import { messagesOf } from "./messages.js";
import { overlookedFiles } from "./overlooked.js";
import { isReaderOfTsup, listedInTsup, throughFile } from "./tsup.js";
import { refusedElsewhere } from "./wrong-host.js";

/**
 * Makes the esbuild plugin. Put it first in `plugins`: esbuild asks one plugin for each file, and this one lets what the
 * plugins behind it load pass through.
 * @param options where the configuration is
 * @returns a plugin for `build`, `context`, `watch` and `rebuild`; the configuration is read again at each start. Vite,
 * Rollup and webpack, which cannot use it, get an error from it.
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
  const { initialOptions } = build;
  const folder = initialOptions.absWorkingDir ?? process.cwd();
  const project = new Project(sourceOf(options, folder), folder, build);
  reserveAbi(initialOptions);
  // The list of what was read tells what did not come by; whoever has not asked for it does not get it.
  const isFirst = initialOptions.plugins?.[0] === plugin;
  const isAsked = initialOptions.metafile;
  if (!isFirst) initialOptions.metafile = true;
  const compose: Compose = (args, load, other) =>
    isReaderOfTsup(other, initialOptions) ? project.precede(args, load) : project.compose(args, load, other);
  const fixed = composeLaterPlugins(build, plugin, compose, (last) =>
    last.onLoad({ filter: SOURCE_RE, namespace: "file" }, (args) => project.onLoad(args)),
  );
  build.onStart(() => project.start(fixed));
  build.onEnd(async (result) => {
    const { metafile } = result;
    if (!isAsked) delete (result as Partial<BuildResult>).metafile;
    return result.errors.length === 0 ? project.end(isFirst ? undefined : metafile) : undefined;
  });
}

// Bytes are searched faster than they are decoded, and most files hold none of these.
const FIRST_LETTERS = ["@t", "@n", "@T", "@N", "createSpan"];

interface CachedResult {
  readonly text: string;
  readonly version: string;
  readonly result: OnLoadResult;
}

/** One plugin instance's project: its configuration as of the last start, and the files it has rewritten. */
class Project {
  readonly #source: ConfigSource;
  readonly #folder: string;
  readonly #build: PluginBuild;
  /** Files that came by. */
  readonly #seen = new Set<string>();
  readonly #cache = new Map<string, CachedResult>();
  // Files that esbuild may still accept; it has the first word on a syntax error.
  readonly #unparsable = new Set<string>();
  #config: Config;
  #watchFiles: string[] = [];

  constructor(source: ConfigSource, folder: string, build: PluginBuild) {
    this.#source = source;
    this.#build = build;
    this.#folder = folder;
    this.#config = loadConfig(source).config;
  }

  /** @param fixed plugins that could not be wrapped */
  start(fixed: readonly string[]): OnStartResult {
    const { config, diagnostics } = loadConfig(this.#source);
    this.#config = config;
    this.#watchFiles = this.#configFiles();
    const idle = unmatchedRules(
      config,
      config.rules.length + config.include.length > 0 ? scanProject(config) : [],
    );
    const unreachable = fixed.map((name) => unreachablePlugin(this.#folder, name));
    return messagesOf([...diagnostics, ...idle, ...unreachable], config.text, this.#folder);
  }

  /** @param metafile what the build read, where a plugin in front of ours may have read it */
  async end(metafile: Metafile | undefined): Promise<OnEndResult> {
    const overlooked = metafile
      ? await overlookedFiles(metafile, this.#folder, this.#seen, this.#config)
      : [];
    return messagesOf([...[...this.#unparsable].map(unreadableSource), ...overlooked], "", this.#folder);
  }

  /** The configuration in force, and the places where a nearer one may appear. */
  #configFiles(): string[] {
    const { path } = this.#config;
    if ("object" in this.#source) return [];
    if ("path" in this.#source || path === undefined) return [path ?? join(this.#folder, CONFIG_NAME)];
    const files: string[] = [];
    for (let folder = this.#folder; ; folder = dirname(folder)) {
      files.push(join(folder, CONFIG_NAME));
      if (files.at(-1) === path || folder === dirname(folder)) return files;
    }
  }

  onLoad({ path, with: attributes }: OnLoadArgs): Promise<OnLoadResult> | undefined {
    this.#seen.add(path);
    const loader = loaderOf(path, this.#build);
    return isCode(loader, attributes) ? this.#load(path, loader) : undefined;
  }

  /** Takes what another plugin loads from the source file of that name. */
  async compose(args: OnLoadArgs, load: Load, plugin: string): Promise<Loaded> {
    const { path, with: attributes } = args;
    const result = await load(args);
    if (result?.contents === undefined) return result;
    this.#seen.add(path);
    const { contents, loader = "js" } = result;
    if (!SOURCE_RE.test(path) || !isCode(loader, attributes) || !existsSync(path)) return result;
    const text = (typeof contents === "string" ? contents : Buffer.from(contents).toString()).replace(
      /^\uFEFF/,
      "",
    );
    const selected = rulesForFile(this.#config, path).mayTrace;
    const isLost = !selected && !mayHoldDirective(text) && mayHoldDirective(this.#textOf(path, false) ?? "");
    const told = isLost
      ? withMessages(result, messagesOf([lostDirectives(path, plugin)], "", this.#folder))
      : result;
    if (!selected && (isInstalled(path) || !mayHoldSite(text))) return told;
    const written = await this.#rewrite(path, text, loader);
    const watchFiles = [...(result.watchFiles ?? []), ...this.#watchFiles];
    return withMessages({ ...told, ...written, watchFiles }, told);
  }

  /** Lets another plugin load what ours makes of the source file of that name. */
  async precede(args: OnLoadArgs, load: Load): Promise<Loaded> {
    const own = await this.onLoad(args);
    const text = own?.contents;
    const result = await (typeof text === "string" ? throughFile(args, text, load) : load(args));
    // Where it hands on nothing, ours is asked again.
    if (result?.contents === undefined || !own) return result;
    return withMessages({ ...result, watchFiles: [...(result.watchFiles ?? []), ...this.#watchFiles] }, own);
  }

  async #load(path: string, loader: Loader): Promise<OnLoadResult> {
    const watchFiles = this.#watchFiles;
    const pluginName = "uno-trace";
    const text = this.#textOf(path, rulesForFile(this.#config, path).mayTrace);
    if (text === undefined) return { watchFiles, pluginName };
    return { ...(await this.#rewrite(path, text, loader)), watchFiles, pluginName };
  }

  /** The text of a file that may hold something to trace. */
  #textOf(path: string, selected: boolean): string | undefined {
    if (!selected && isInstalled(path)) return undefined;
    const bytes = readFileSync(path);
    if (!selected && !FIRST_LETTERS.some((letters) => bytes.includes(letters))) return undefined;
    const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
    return selected || mayHoldSite(text) ? text : undefined;
  }

  async #rewrite(path: string, text: string, loader: Loader): Promise<OnLoadResult> {
    const version = `${this.#config.version} ${moduleKindOf(path, { moduleSyntax: false })}`;
    const known = this.#cache.get(path);
    if (known?.text === text && known.version === version) return known.result;
    // The parser is loaded with the first file that needs it.
    const { rewrite } = await import("../hosts/rewrite.js");
    const { code, diagnostics, unparsable } = rewrite(path, text, this.#config, {
      map: this.#build.initialOptions.sourcemap !== undefined,
      forceImport: writesModules(this.#build),
      keepNames: this.#build.initialOptions.keepNames === true,
    });
    if (unparsable && mayTrace(text, path, this.#config)) this.#unparsable.add(path);
    else this.#unparsable.delete(path);
    const contents = code === undefined ? {} : { contents: code, loader };
    const result = { ...contents, ...messagesOf(diagnostics, text, this.#folder) };
    this.#cache.set(path, { text, version, result });
    return result;
  }
}

/** Adds errors and warnings to those of a result. */
const withMessages = (result: OnLoadResult, more: OnLoadResult): OnLoadResult => ({
  ...result,
  errors: [...(result.errors ?? []), ...(more.errors ?? [])],
  warnings: [...(result.warnings ?? []), ...(more.warnings ?? [])],
});
