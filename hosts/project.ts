// Options of a host in; out, its project: the configuration as of the last start, and the files that were rewritten.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CONFIG_NAME, type ConfigSource, loadConfig } from "../transformer/config/config.js";
import { scanProject, unmatchedRules } from "../transformer/config/project-files.js";
import { rulesForFile } from "../transformer/config/rules.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { unreadableSource } from "../transformer/diagnostics/functions.js";
import type { Config } from "../transformer/model/config-file.js";
import type { FunctionInfo } from "../transformer/model/function-info.js";
import { mayHoldDirective } from "../transformer/select/directive.js";
import { bytesMayHoldSite, isInstalled, mayHoldSite } from "../transformer/select/may-rewrite.js";
import { ManifestFile } from "./manifest/manifest-file.js";
import { cacheOf, manifestPathOf, sourceOf, type UnoTraceOptions } from "./options.js";
import type { CacheOption, RewriteRequest } from "./rewriting/results.js";
import type { rewrite as Rewrite, RewriteOptions, Rewritten } from "./rewriting/rewrite.js";
import { Rewriter } from "./rewriting/rewriter.js";
import { withoutByteOrderMark } from "./source-text.js";

/** Opens the project that a host's options mean, from a working directory. */
export function openProject(options: UnoTraceOptions, folder: string): Project {
  return new Project(
    sourceOf(options, folder),
    folder,
    manifestPathOf(options, folder),
    cacheOf(options, folder),
  );
}

/** One host's project. Its life is that of the host: a watch mode starts it again and again. */
export class Project {
  readonly #source: ConfigSource;
  readonly #folder: string;
  readonly #seen = new Set<string>();
  readonly #rewriter: Rewriter;
  // The host has the first word on a syntax error: it may still accept the file.
  readonly #unreadable = new Set<string>();
  readonly #manifest: ManifestFile | undefined;
  #config: Config;
  #faults: readonly Diagnostic[];
  #configFiles: readonly string[] = [];

  /**
   * @param folder absolute, where the search for `uno-trace.json` begins
   * @param manifest absolute path of the manifest; without it there is none
   * @param cache where what was made is kept
   */
  constructor(source: ConfigSource, folder: string, manifest?: string, cache: CacheOption = true) {
    this.#source = source;
    this.#rewriter = new Rewriter(cache);
    this.#folder = folder;
    this.#manifest = manifest === undefined ? undefined : new ManifestFile(manifest, folder);
    const { config, diagnostics } = loadConfig(source);
    this.#config = config;
    this.#faults = diagnostics;
  }

  /** The configuration as of the last start. */
  get config(): Config {
    return this.#config;
  }

  /** What is wrong with the configuration as of the last start, its idle globs left out. */
  get faults(): readonly Diagnostic[] {
    return this.#faults;
  }

  /** Absolute paths of the configuration in force, and of the places where a nearer one may appear: to be watched. */
  get configFiles(): readonly string[] {
    return this.#configFiles;
  }

  /**
   * Begins a build: reads the configuration again.
   * @param listed absolute paths of the files that the host knows of, if it does; what matches none of them is looked for on disk
   * @returns what is wrong with the configuration, its idle globs included
   */
  start(listed: readonly string[] = []): readonly Diagnostic[] {
    const { config, diagnostics } = loadConfig(this.#source);
    this.#config = config;
    this.#faults = diagnostics;
    this.#configFiles = this.#filesToWatch();
    // One uno-trace.json may serve several builds: a rule is idle when it matches nothing on disk either.
    const isIdle = unmatchedRules(config, listed).length > 0;
    return [...diagnostics, ...(isIdle ? unmatchedRules(config, scanProject(config)) : [])];
  }

  /** Ends a build; returns a warning for each file with something to trace that could not be read. */
  end(): readonly Diagnostic[] {
    return [...this.#unreadable].map(unreadableSource);
  }

  /** Writes the manifest, if there is to be one; returns what went wrong. After the build has emptied its folder. */
  writeManifest(): readonly Diagnostic[] {
    return this.#manifest?.write() ?? [];
  }

  /** Takes what became of a file's functions, for the manifest. */
  note(path: string, functions: readonly FunctionInfo[]): void {
    this.#manifest?.note(path, functions, this.#config);
  }

  /** Takes a file in which nothing is traced, for the manifest. */
  leaveOut(path: string): void {
    this.#manifest?.forget(path);
  }

  /** Notes that a file came by, traced or not; `hasSeen` asks. */
  see(path: string): void {
    this.#seen.add(path);
  }

  /** Whether a file has come by since the project was made. */
  hasSeen(path: string): boolean {
    return this.#seen.has(path);
  }

  /** Whether a glob or a rule of the configuration selects a file. */
  isSelected(path: string): boolean {
    return rulesForFile(this.#config, path).mayTrace;
  }

  /** The cheap test: whether a text may hold something to rewrite. In other people's code only a glob selects. */
  mayRewrite(path: string, text: string): boolean {
    const mayHold = this.isSelected(path) || (!isInstalled(path) && mayHoldSite(text));
    if (!mayHold) this.leaveOut(path);
    return mayHold;
  }

  /** Reads a file that may hold something to rewrite; `undefined` for all others, most of them by their bytes. */
  read(path: string): string | undefined {
    const text = this.#read(path);
    if (text === undefined) this.leaveOut(path);
    return text;
  }

  #read(path: string): string | undefined {
    const isSelected = this.isSelected(path);
    if (!isSelected && isInstalled(path)) return undefined;
    const bytes = readFileSync(path);
    if (!isSelected && !bytesMayHoldSite(bytes)) return undefined;
    const text = withoutByteOrderMark(bytes.toString("utf8"));
    return isSelected || mayHoldSite(text) ? text : undefined;
  }

  /** Whether what another tool made of a file has lost the directives that the file on disk has. */
  hasLostDirectives(path: string, text: string): boolean {
    if (this.isSelected(path) || isInstalled(path) || mayHoldDirective(text)) return false;
    return mayHoldDirective(this.#read(path) ?? "");
  }

  /** Rewrites one file, or gives what was made of the same text before. */
  async rewrite(path: string, text: string, options: RewriteOptions): Promise<Rewritten> {
    return this.#noted(path, await this.#rewriter.rewrite(this.#request(path, text, options)));
  }

  /** The same at once, for a host that loads `rewrite` in its own way. */
  rewriteNow(path: string, text: string, options: RewriteOptions, load: () => typeof Rewrite): Rewritten {
    return this.#noted(path, this.#rewriter.rewriteNow(this.#request(path, text, options), load));
  }

  #request(path: string, text: string, options: RewriteOptions): RewriteRequest {
    const listFunctions = this.#manifest ? { listFunctions: true } : {};
    return { path, text, config: this.#config, options: { ...options, ...listFunctions } };
  }

  #noted(path: string, result: Rewritten): Rewritten {
    if (result.isUnreadable) this.#unreadable.add(path);
    else this.#unreadable.delete(path);
    this.note(path, result.functions ?? []);
    return result;
  }

  #filesToWatch(): readonly string[] {
    const { path } = this.#config;
    if ("object" in this.#source) return [];
    if ("path" in this.#source || path === undefined) return [path ?? join(this.#folder, CONFIG_NAME)];
    const files: string[] = [];
    for (let folder = this.#folder; ; folder = dirname(folder)) {
      files.push(join(folder, CONFIG_NAME));
      if (files.at(-1) === path || folder === dirname(folder)) return files;
    }
  }
}
