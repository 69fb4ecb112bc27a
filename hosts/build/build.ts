// The arguments of `tsc` in; `tsc` runs as it would without us, then what it wrote is traced; its exit code out.

import { existsSync, unwatchFile, watchFile } from "node:fs";
import { dirname, isAbsolute, resolve, sep } from "node:path";
import { nothingTraced } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { followCompiler, type InstalledCompiler, runCompiler, startCompiler } from "./compiler.js";
import { lineOf } from "./messages.js";
import { ProjectBuild, type Traced } from "./project-build.js";
import { type ShownConfig, showConfig } from "./shown-config.js";
import { configFileAt, readArguments, type TscArguments } from "./tsc-arguments.js";

/** What a build is asked for. */
export interface BuildRequest {
  readonly compiler: InstalledCompiler;
  /** Those of `tsc`. */
  readonly args: readonly string[];
  /** Absolute path of the working folder. */
  readonly folder: string;
  /** Absolute path of `uno-trace.json`, where it is not the nearest one. */
  readonly configPath?: string | undefined;
  /** Absolute path of the manifest, where one is to be written. */
  readonly manifestPath?: string | undefined;
  readonly isColourful: boolean;
  /** Prints a line where `tsc` prints its own. */
  out(line: string): void;
  /** Prints a warning. */
  err(line: string): void;
}

/** Of `tsc`: there are errors, and the outputs are written. */
const ERRORS_WITH_OUTPUT = 2;

/** Runs it. */
export async function build(request: BuildRequest): Promise<number> {
  const asked = readArguments(request.args, request.folder);
  return new Build(request, asked).run();
}

/** What one pass of the compiler printed, sorted. */
interface Pass {
  readonly emitted: Set<string>;
  readonly listed: string[];
}

class Build {
  readonly #request: BuildRequest;
  readonly #asked: TscArguments;
  readonly #projects = new Map<string, ProjectBuild>();
  readonly #shown = new Map<string, Promise<ShownConfig | undefined>>();
  #pass: Pass = newPass();
  #work: Promise<void> = Promise.resolve();
  #hasErrors = false;
  readonly #watched = new Set<string>();
  #last: { listed: string[]; isFine: boolean } = { listed: [], isFine: true };
  #failure: { readonly cause: unknown } | undefined;
  #stop: () => void = () => {};

  constructor(request: BuildRequest, asked: TscArguments) {
    this.#request = request;
    this.#asked = asked;
  }

  async run(): Promise<number> {
    const { compiler, folder } = this.#request;
    const child = await startCompiler(compiler, this.#arguments(), folder);
    const stop = () => void child.kill();
    this.#stop = stop;
    process.once("SIGTERM", stop).once("SIGINT", stop);
    const code = await followCompiler(child, (line) => {
      if (this.#asked.isOther || !this.#sort(line)) this.#print(line);
    });
    process.off("SIGTERM", stop).off("SIGINT", stop);
    for (const file of this.#watched) unwatchFile(file);
    if (!this.#asked.isOther && !this.#asked.isWatching) await this.#traceAll(this.#pass, code === 0);
    await this.#work;
    if (this.#failure) throw this.#failure.cause;
    return code === 0 && this.#hasErrors ? ERRORS_WITH_OUTPUT : code;
  }

  #arguments(): readonly string[] {
    const { args, isColourful } = this.#request;
    if (this.#asked.isOther) return args;
    const pretty = isColourful && !args.some((arg) => /^--?pretty$/i.test(arg)) ? ["--pretty"] : [];
    return [...args, "--listEmittedFiles", "--listFiles", ...pretty];
  }

  /** Takes the lines that were asked for on top; the others are the user's. */
  #sort(line: string): boolean {
    const emitted = /^TSFILE: (.*)$/.exec(line)?.[1];
    if (emitted !== undefined) {
      this.#pass.emitted.add(resolve(emitted));
      return !this.#asked.listsEmitted;
    }
    if (!isAbsolute(line) || !existsSync(line)) return false;
    this.#pass.listed.push(resolve(line));
    return !this.#asked.listsFiles;
  }

  /** A line that ends a pass of a watch mode waits until the pass is traced. */
  #print(line: string): void {
    const { out } = this.#request;
    if (!this.#asked.isWatching) {
      out(line);
      return;
    }
    const isEnd = END_OF_PASS.exec(line);
    if (isEnd) {
      const pass = this.#pass;
      this.#pass = newPass();
      this.#then(() => this.#traceAll(pass, isEnd[1] === "0"));
      this.#then(() => this.#watchConfiguration(pass, isEnd[1] === "0"));
    }
    this.#then(() => out(line));
  }

  /** One after the other: the compiler goes on while its last pass is traced. */
  #then(work: () => unknown): void {
    this.#work = this.#work.then(work).then(undefined, (cause: unknown) => {
      this.#failure ??= { cause };
      this.#stop();
    });
  }

  /** tsc watches sources alone. Files that are not there yet may come, so they are looked at by time. */
  #watchConfiguration({ listed }: Pass, isFine: boolean): void {
    this.#last = { listed, isFine };
    for (const file of [...this.#projects.values()].flatMap(({ configFiles }) => configFiles)) {
      if (this.#watched.has(file)) continue;
      this.#watched.add(file);
      watchFile(file, { interval: 500 }, () =>
        this.#then(() =>
          this.#traceAll({ emitted: new Set(), listed: this.#last.listed }, this.#last.isFine),
        ),
      );
    }
  }

  async #traceAll(pass: Pass, isFine: boolean): Promise<void> {
    const done: Traced[] = [];
    this.#shown.clear();
    for (const file of await this.#files()) done.push(await this.#traceOne(file, pass, isFine));
    const counts = done.flatMap(({ count }) => count ?? []);
    const diagnostics = done.flatMap((each) => each.diagnostics);
    if (counts.length > 0 && counts.every((count) => count === 0) && diagnostics.length === 0)
      diagnostics.push(nothingTraced(this.#asked.projects[0] ?? this.#request.folder));
    for (const diagnostic of diagnostics) this.#report(diagnostic);
  }

  async #traceOne(file: string, pass: Pass, isFine: boolean): Promise<Traced> {
    const { compiler, configPath, manifestPath, folder } = this.#request;
    const { options, isBuildMode } = this.#asked;
    const project =
      this.#projects.get(file) ?? new ProjectBuild({ compiler, file, options, configPath, manifestPath });
    this.#projects.set(file, project);
    const config = () => this.#config(file);
    if (!isBuildMode)
      return project.trace({ emitted: pass.emitted, isFine, config, listed: async () => pass.listed });
    const listed = async () => {
      const args = ["-p", file, ...options, "--listFilesOnly"];
      return (await runCompiler(compiler, args, folder)).lines.filter((line) => isAbsolute(line));
    };
    const emitted = emittedBy(await config(), pass.emitted);
    return project.trace({ emitted, isFine, config, listed });
  }

  /** Of the projects that were compiled: with `-b`, also of those that they reference. */
  async #files(): Promise<readonly string[]> {
    const { projects, isBuildMode } = this.#asked;
    if (projects.length === 0) return [resolve(this.#request.folder, "tsconfig.json")];
    if (!isBuildMode) return projects;
    const found = new Map<string, ShownConfig | undefined>();
    const look = async (file: string): Promise<void> => {
      if (found.has(file)) return;
      found.set(file, undefined);
      const config = await this.#config(file);
      found.set(file, config);
      const references = config?.references ?? [];
      await Promise.all(references.map(({ path }) => look(configFileAt(resolve(dirname(file), path)))));
    };
    await Promise.all(projects.map(look));
    return [...found].flatMap(([file, config]) => (config?.files.length ? [file] : []));
  }

  /** Asked once in a pass: a watch mode may change it. */
  #config(file: string): Promise<ShownConfig | undefined> {
    const { compiler, folder } = this.#request;
    const { projects, options } = this.#asked;
    const named = projects.length === 0 ? undefined : file;
    const shown = this.#shown.get(file) ?? showConfig(compiler, named, options, folder);
    this.#shown.set(file, shown);
    return shown;
  }

  #report(diagnostic: Diagnostic): void {
    const { folder, isColourful, out, err } = this.#request;
    const line = lineOf(diagnostic, folder, isColourful);
    if (diagnostic.severity === "error") this.#hasErrors = true;
    (diagnostic.severity === "error" ? out : err)(line);
  }
}

/** What was written below a project's folder for outputs, which is its own where it names none. */
function emittedBy(config: ShownConfig | undefined, emitted: ReadonlySet<string>): ReadonlySet<string> {
  if (!config) return new Set();
  const { outDir, outFile } = config.options;
  const place = typeof outFile === "string" ? dirname(outFile) : typeof outDir === "string" ? outDir : ".";
  const folder = resolve(config.folder, place);
  return new Set([...emitted].filter((path) => path.startsWith(`${folder}${sep}`)));
}

const END_OF_PASS = /Found (\d+) errors?\. Watching for file changes\./;

function newPass(): Pass {
  return { emitted: new Set(), listed: [] };
}
