// The esbuild glue: which files to read and what to hand back; all else is the planner's.
import { readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import type { Loader, OnEndResult, OnLoadResult, OnStartResult, Plugin, PluginBuild } from "esbuild";
import { CONFIG_NAME, type Config, type ConfigSource, loadConfig } from "../transformer/config.js";
import { unreadableSource } from "../transformer/diagnostics/functions.js";
import { mayHoldDirective } from "../transformer/directive.js";
import { moduleKindOf } from "../transformer/module-kind.js";
import { rulesForFile } from "../transformer/rules.js";
import { scanProject, unmatchedRules } from "../transformer/scan.js";
import { messagesOf } from "./messages.js";

/** Options of {@link unoTrace}. */
export interface UnoTraceOptions {
  /**
   * Path of `uno-trace.json` (relative to esbuild's `absWorkingDir`), or its content as an object.
   * @default the nearest `uno-trace.json` from the working directory upward
   */
  readonly config?: string | object;
}

/**
 * Makes the esbuild plugin.
 * @param options where the configuration is
 * @returns a plugin for `build`, `context`, `watch` and `rebuild`; the configuration is read again at each start
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): Plugin {
  checkOptions(options);
  return { name: "uno-trace", setup: (build) => setUp(build, options) };
}

export default unoTrace;

function checkOptions(options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError('unoTrace: expected an object of options, such as { config: "uno-trace.json" }');
  const stranger = Object.keys(options).find((name) => name !== "config");
  if (stranger !== undefined)
    throw new TypeError(`unoTrace: \`${stranger}\`: unknown option; there is config`);
}

const SOURCE_RE = /\.[cm]?[jt]sx?$/;

function setUp(build: PluginBuild, options: UnoTraceOptions): void {
  const folder = build.initialOptions.absWorkingDir ?? process.cwd();
  const project = new Project(sourceOf(options, folder), folder);
  build.onStart(() => project.start());
  build.onEnd((result) => (result.errors.length === 0 ? project.end() : undefined));
  build.onLoad({ filter: SOURCE_RE, namespace: "file" }, ({ path, with: attributes }) => {
    const loader = loaderOf(path, build);
    return isCode(loader, attributes) ? project.load(path, loader, build) : undefined;
  });
}

function sourceOf({ config }: UnoTraceOptions, folder: string): ConfigSource {
  if (typeof config === "string") return { path: resolve(folder, config) };
  return config ? { object: config, root: folder } : { root: folder };
}

// Bytes are searched faster than they are decoded, and most files hold none of these.
const FIRST_LETTERS = ["@t", "@n", "@T", "@N"];

interface CachedResult {
  readonly text: string;
  readonly version: string;
  readonly result: OnLoadResult;
}

/** One plugin instance's project: its configuration as of the last start, and the files it has rewritten. */
class Project {
  readonly #source: ConfigSource;
  readonly #folder: string;
  readonly #cache = new Map<string, CachedResult>();
  // Files that esbuild may still accept; it has the first word on a syntax error.
  readonly #unparsable = new Set<string>();
  #config: Config;
  #watchFiles: string[] = [];

  constructor(source: ConfigSource, folder: string) {
    this.#source = source;
    this.#folder = folder;
    this.#config = loadConfig(source).config;
  }

  start(): OnStartResult {
    const { config, diagnostics } = loadConfig(this.#source);
    this.#config = config;
    this.#watchFiles = this.#configFiles();
    const idle = unmatchedRules(
      config,
      config.rules.length + config.include.length > 0 ? scanProject(config) : [],
    );
    return messagesOf([...diagnostics, ...idle], config.text, this.#folder);
  }

  end(): OnEndResult {
    return messagesOf([...this.#unparsable].map(unreadableSource), "", this.#folder);
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

  async load(path: string, loader: Loader, build: PluginBuild): Promise<OnLoadResult> {
    const watchFiles = this.#watchFiles;
    const selected = rulesForFile(this.#config, path).mayTrace;
    if (!selected && /[\\/]node_modules[\\/]/.test(path)) return { watchFiles };
    const bytes = readFileSync(path);
    if (!selected && !FIRST_LETTERS.some((letters) => bytes.includes(letters))) return { watchFiles };
    const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
    if (!selected && !mayHoldDirective(text)) return { watchFiles };
    return { ...(await this.#rewrite(path, text, loader, build)), watchFiles };
  }

  async #rewrite(path: string, text: string, loader: Loader, build: PluginBuild): Promise<OnLoadResult> {
    const version = `${this.#config.version} ${moduleKindOf(path, { moduleSyntax: false })}`;
    const known = this.#cache.get(path);
    if (known?.text === text && known.version === version) return known.result;
    // The parser is loaded with the first file that needs it.
    const { rewrite } = await import("./rewrite.js");
    const { code, diagnostics, unparsable } = rewrite(path, text, this.#config, {
      map: build.initialOptions.sourcemap !== undefined,
      forceImport: writesModules(build),
      keepNames: build.initialOptions.keepNames === true,
    });
    if (unparsable) this.#unparsable.add(path);
    else this.#unparsable.delete(path);
    const contents = code === undefined ? {} : { contents: code, loader };
    const result = { ...contents, ...messagesOf(diagnostics, text, this.#folder) };
    this.#cache.set(path, { text, version, result });
    return result;
  }
}

const LOADERS: Readonly<Record<string, Loader>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".jsx": "jsx",
};

/** In an ES module that esbuild writes, a `require` of a package that stays outside would throw. */
function writesModules({ initialOptions: { format, bundle, platform } }: PluginBuild): boolean {
  return format === "esm" || (format === undefined && bundle === true && platform === "neutral");
}

const CODE_LOADERS: ReadonlySet<Loader> = new Set(["js", "jsx", "ts", "tsx", "default"]);

/** A file that is imported as text, as bytes or as a URL is data, whatever its name says. */
function isCode(loader: Loader, attributes: Readonly<Record<string, string>>): boolean {
  return CODE_LOADERS.has(loader) && attributes.type === undefined;
}

function loaderOf(path: string, build: PluginBuild): Loader {
  const extension = extname(path);
  return build.initialOptions.loader?.[extension] ?? LOADERS[extension] ?? "js";
}
