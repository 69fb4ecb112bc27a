// One project of TypeScript, after `tsc` has compiled it, in; out, its JavaScript with the traced functions instrumented.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { ownVersion } from "../../install/own-version.js";
import { tracesNoJavaScript, untracedOutput } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { sourceOf } from "../options.js";
import { Project } from "../project.js";
import { type InstalledCompiler, majorOf } from "./compiler.js";
import { isOverwritten, type Memory, memoryFile, recall, remember } from "./memory.js";
import { putBack } from "./put-back.js";
import { emitAgain, type SecondEmit } from "./second-emit.js";
import { Shadow } from "./shadow.js";
import { listsTransformer, type ShownConfig } from "./shown-config.js";
import { SourceReader, type TracedSources } from "./traced-sources.js";

/** What `tsc` did. */
export interface Compiled {
  /** Absolute paths that it wrote. */
  readonly emitted: ReadonlySet<string>;
  /** It found no error. */
  readonly isFine: boolean;
  /** Absolute paths of the files of the program. */
  listed(): Promise<readonly string[]>;
  /** `undefined` where it does not understand the project. */
  config(): Promise<ShownConfig | undefined>;
}

/** What was made of it. */
export interface Traced {
  readonly diagnostics: readonly Diagnostic[];
  /** Functions that get spans, in the files that were looked at; `undefined` where there was nothing to do. */
  readonly count: number | undefined;
}

/** How a project is compiled. */
export interface ProjectRequest {
  readonly compiler: InstalledCompiler;
  /** Absolute path of its configuration, whether there is one or not. */
  readonly file: string;
  /** Compiler options of the command line. */
  readonly options: readonly string[];
  /** Absolute path of `uno-trace.json`. @default the nearest one from the project's folder upward */
  readonly configPath: string | undefined;
  /** Absolute path of the manifest, which several projects may share. @default none is written */
  readonly manifestPath: string | undefined;
}

/** Traces one project. Its life is that of the build: a watch mode asks again and again. */
export class ProjectBuild {
  readonly #compiler: InstalledCompiler;
  readonly #project: Project;
  readonly #reader: SourceReader;
  readonly #memory: string | undefined;
  readonly #manifest: string | undefined;

  constructor({ compiler, file, options, configPath, manifestPath }: ProjectRequest) {
    this.#compiler = compiler;
    const source = sourceOf(configPath === undefined ? {} : { config: configPath }, dirname(file));
    this.#project = new Project(source, dirname(file), manifestPath);
    this.#reader = new SourceReader(this.#project, majorOf(compiler));
    this.#memory = memoryFile(file, options);
    this.#manifest = manifestPath;
  }

  /** Absolute paths of `uno-trace.json`, or of where it may appear. */
  get configFiles(): readonly string[] {
    return this.#project.configFiles;
  }

  /** Instruments what `tsc` has written, and what it would have written had it known of a new configuration. */
  async trace(compiled: Compiled): Promise<Traced> {
    const found = this.#project.start();
    const version = `${this.#project.config.version} ${ownVersion()}`;
    const memory = recall(this.#memory);
    const isStale =
      memory.version !== version || isOverwritten(memory, compiled.emitted) || this.#lacksManifest();
    const idle = { diagnostics: found, count: undefined };
    if (!isStale && ![...compiled.emitted].some(isJavaScript)) return idle;
    const config = await compiled.config();
    if (!config || (!compiled.isFine && config.options.noEmitOnError === true)) return idle;
    // A patched compiler has traced it already, and says what is wrong itself.
    if (this.#compiler.isPatched && listsTransformer(config)) return { diagnostics: [], count: undefined };
    const traced = await this.#traceProgram(config, compiled, isStale ? memory : undefined);
    const diagnostics = [...found, ...traced.diagnostics, ...this.#project.writeManifest()];
    const hasErrors = diagnostics.some(({ severity }) => severity === "error");
    const kept = Object.keys(memory.outputs).filter((path) => !traced.looked.has(path));
    // After an error everything is looked at again, so that it is said again.
    remember(this.#memory, hasErrors ? "" : version, [...(isStale ? [] : kept), ...traced.outputs]);
    return { diagnostics, count: traced.count };
  }

  /** @param stale what an earlier build wrote, where it has to be written anew */
  /** It is asked for, and an earlier build wrote none. */
  #lacksManifest(): boolean {
    return this.#manifest !== undefined && !existsSync(this.#manifest);
  }

  async #traceProgram(
    config: ShownConfig,
    { emitted, isFine, listed: list }: Compiled,
    stale: Memory | undefined,
  ) {
    const listed = await list();
    const sources = this.#reader.read(listed, config.options);
    const { traced } = sources;
    const count = [...traced.values()].reduce((sum, source) => sum + source.count, 0);
    const diagnostics = [...sources.diagnostics, ...(isFine ? sources.unreadable : [])];
    const first = [...traced.keys()][0];
    if (first !== undefined && writesNothing(config)) diagnostics.push(tracesNoJavaScript(first));
    const isNeeded = traced.size > 0 || Object.keys(stale?.outputs ?? {}).length > 0;
    if (!isNeeded || writesNothing(config)) return { diagnostics, count, outputs: [], looked: emitted };
    const made = await this.#emit(config, listed, sources);
    for (const output of made.outputs) if (stale || emitted.has(output.path)) putBack(output, traced);
    const written = made.outputs.filter(({ map }) => map.sources.some((path) => traced.has(path)));
    return {
      diagnostics: [...diagnostics, ...lossesOf(made, emitted)],
      count,
      outputs: written.map(({ path }) => path),
      looked: new Set(made.outputs.map(({ path }) => path)),
    };
  }

  async #emit(
    config: ShownConfig,
    listed: readonly string[],
    { traced }: TracedSources,
  ): Promise<SecondEmit> {
    const shadow = new Shadow();
    const remove = () => shadow.remove();
    process.once("exit", remove);
    try {
      return await emitAgain(this.#compiler, config, listed, traced, shadow);
    } finally {
      process.off("exit", remove);
      remove();
    }
  }
}

function isJavaScript(path: string): boolean {
  return /\.[cm]?jsx?$/.test(path);
}

function writesNothing({ options }: ShownConfig): boolean {
  return options.noEmit === true || options.emitDeclarationOnly === true;
}

/** What the compiler wrote the first time and not the second: it stays, untraced. */
function lossesOf({ outputs, said }: SecondEmit, emitted: ReadonlySet<string>): readonly Diagnostic[] {
  const made = new Set(outputs.map(({ path }) => path));
  const lost = [...emitted].filter((path) => isJavaScript(path) && !made.has(path));
  return lost.map((path) => untracedOutput(path, said[0] ?? ""));
}
