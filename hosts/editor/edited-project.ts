// A project of tsserver in; its files as they are edited out, each planned once a version, with the configuration in force.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type * as TypeScript from "typescript";
import {
  type ConfigSource,
  findConfig,
  type LoadedConfig,
  loadConfig,
} from "../../transformer/config/config.js";
import type { Plan } from "../../transformer/model/plan.js";
import { planFile } from "../../transformer/plan.js";
import { isInstalled, mayTrace } from "../../transformer/select/may-rewrite.js";
import { sourceOf } from "../options.js";

/** What tsserver hands to a plugin. */
export type PluginInfo = TypeScript.server.PluginCreateInfo;

/** A file of the project, as it is in the editor. */
export interface EditedFile {
  /** Absolute. */
  readonly path: string;
  readonly source: TypeScript.SourceFile;
  readonly plan: Plan;
  readonly loaded: LoadedConfig;
}

interface Planned {
  readonly text: string;
  readonly version: string;
  readonly plan: Plan;
}

/** Files that are looked at by turns; each holds its text. */
const MOST_PLANS = 64;

/** One project of tsserver, for as long as that keeps it. */
export class EditedProject {
  /** The editor's own TypeScript. */
  readonly ts: typeof TypeScript;
  /** The language service to which something is added. */
  readonly service: TypeScript.LanguageService;
  readonly #folder: string;
  readonly #source: ConfigSource;
  readonly #plans = new Map<string, Planned>();
  #loaded: LoadedConfig | undefined;
  #stamp: string | undefined;

  constructor(ts: typeof TypeScript, { project, languageService, config }: PluginInfo) {
    this.ts = ts;
    this.service = languageService;
    const options = project.getCompilerOptions();
    this.#folder = projectFolder(project);
    this.#source = sourceOf({ config: configIn(config, options.plugins) as string }, this.#folder);
  }

  /** Absolute path of the `uno-trace.json` in force, or of the one that is named and not there. */
  get configPath(): string | undefined {
    return "path" in this.#source ? this.#source.path : findConfig(this.#folder);
  }

  /** The configuration, read again when the file has changed. */
  get loaded(): LoadedConfig {
    const stamp = stampOf(this.configPath);
    if (this.#loaded === undefined || stamp !== this.#stamp) this.#loaded = loadConfig(this.#source);
    this.#stamp = stamp;
    return this.#loaded;
  }

  /** The program as it is edited. */
  get program(): TypeScript.Program | undefined {
    return this.service.getProgram();
  }

  /** A source file of the project; `undefined` for declarations, JSON, and what others wrote. */
  sourceOf(fileName: string): TypeScript.SourceFile | undefined {
    const { program } = this;
    const source = program?.getSourceFile(fileName);
    if (!source || source.isDeclarationFile || fileName.endsWith(".json")) return undefined;
    return isInstalled(fileName) || program?.isSourceFileFromExternalLibrary(source) ? undefined : source;
  }

  /** A file with its plan; `undefined` where nothing is asked to be traced. */
  fileOf(fileName: string): EditedFile | undefined {
    const source = this.sourceOf(fileName);
    const { loaded } = this;
    const path = resolve(this.#folder, fileName);
    if (!source || !mayTrace(source.text, path, loaded.config)) return undefined;
    return { path, source, loaded, plan: this.#planOf(path, source.text, loaded) };
  }

  /** Whether TypeScript accepts the syntax of a file. */
  parses(fileName: string): boolean {
    const found = this.service.getSyntacticDiagnostics(fileName);
    return !found.some(({ category }) => category === this.ts.DiagnosticCategory.Error);
  }

  #planOf(path: string, text: string, { config }: LoadedConfig): Plan {
    const known = this.#plans.get(path);
    this.#plans.delete(path);
    const { version } = config;
    const isFresh = known?.version === version && known.text === text;
    const planned = isFresh ? known : { text, version, plan: planFile(text, path, config) };
    this.#plans.set(path, planned);
    for (const [oldest] of this.#plans) if (this.#plans.size > MOST_PLANS) this.#plans.delete(oldest);
    return planned.plan;
  }
}

/** Where relative paths of a tsconfig begin. */
export function projectFolder(project: TypeScript.server.Project): string {
  const { configFilePath } = project.getCompilerOptions();
  return typeof configFilePath === "string"
    ? dirname(resolve(configFilePath))
    : project.getCurrentDirectory();
}

/** The path that the plugin's own entry names, else the one of the transformer's: a build and the editor agree. */
function configIn(own: unknown, plugins: unknown): string | undefined {
  const entries = Array.isArray(plugins) ? plugins : [];
  const transformer = entries.find((each) => each?.transform === "uno-trace/transformer");
  const named = [own, transformer].map((each) => (each as { config?: unknown } | undefined)?.config);
  return named.find((each): each is string => typeof each === "string");
}

function stampOf(path: string | undefined): string | undefined {
  const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat && `${path}\0${stat.mtimeMs}\0${stat.size}`;
}
