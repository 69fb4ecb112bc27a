// The path of a file in, its text and the traced text out; what is wrong with it is thrown or printed, as a build would.
import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isSourceFile } from "../../transformer/config/globs.js";
import { lostDirectives } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { isInstalled } from "../../transformer/select/may-rewrite.js";
import { framesOf } from "../message.js";
import { Project } from "../project.js";
import type { RewriteOptions } from "../rewriting/rewrite.js";
import { isCounted } from "./coverage.js";

const require = createRequire(import.meta.url);

/** A file that holds something to trace. */
export interface Instrumented {
  readonly path: string;
  /** As it stands on disk, without a byte order mark. */
  readonly text: string;
  readonly code: string;
}

/** What Node says of a module before it is loaded. */
export interface LoadContext {
  readonly format?: string | null | undefined;
  readonly importAttributes?: Readonly<Record<string, string | undefined>>;
}

/** How files are written. */
export interface SourcesOptions extends Pick<RewriteOptions, "keepSuperAtTop"> {
  /** Code ends with its map, whoever may read that: Node's thread for hooks cannot tell. @default false */
  readonly isMapped?: boolean;
}

/** The files of one thread. */
export class Sources {
  /** Absolute, where the search for `uno-trace.json` begins. */
  readonly folder: string;
  readonly #how: SourcesOptions;
  readonly #said = new Set<string>();
  #project: Project | undefined;
  // What the planner loads is not the program's.
  #isBusy = false;
  #isChecked = false;

  constructor(folder: string, how: SourcesOptions = {}) {
    this.folder = folder;
    this.#how = how;
  }

  /** The file of a module; `undefined` for what is no code, and where nothing is traced. */
  ofModule(url: string, { format, importAttributes }: LoadContext): Instrumented | undefined {
    if (!url.startsWith("file:") || importAttributes?.type !== undefined) return undefined;
    return this.of(fileURLToPath(url), isModuleFormat(format));
  }

  /**
   * The file of a path.
   * @param isModule Node takes it for an ES module, whatever is in it
   * @throws Error for what fails a build: the text of the error names file, line and column
   */
  of(path: string, isModule = false): Instrumented | undefined {
    if (this.#isBusy || !isSourceFile(path)) return undefined;
    this.#isBusy = true;
    try {
      return this.#read(path, isModule);
    } catch (cause) {
      // A file that is not there, or no file, is for Node to complain about.
      if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
      return undefined;
    } finally {
      this.#isBusy = false;
    }
  }

  /**
   * What another loader has made of a file, traced: the hooks of `module.register` run in a thread of Node's, behind ours, and
   * read the file there. Positions are those of what they wrote; directives count where they kept comments.
   */
  ofCompiled(path: string, text: string, { format }: LoadContext): string | undefined {
    const project = this.#opened();
    if (project.hasLostDirectives(path, text)) this.#judge([lostDirectives(path, "another loader")], "");
    return project.mayRewrite(path, text)
      ? this.#rewrite(project, path, text, isModuleFormat(format))
      : undefined;
  }

  /** Says what a host found out about a file by itself. */
  tell(found: Diagnostic): void {
    this.#judge([found], "");
  }

  #read(path: string, isModule: boolean): Instrumented | undefined {
    const project = this.#opened();
    if (!isInstalled(path)) this.#checkConfig(project);
    const text = project.read(path);
    const code = text === undefined ? undefined : this.#rewrite(project, path, text, isModule);
    return text === undefined || code === undefined ? undefined : { path, text, code };
  }

  #opened(): Project {
    this.#project ??= new Project({ root: this.folder }, this.folder);
    return this.#project;
  }

  /** At the first file that is not installed: npm and others, whom NODE_OPTIONS reaches, have no part in it. */
  #checkConfig(project: Project): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    this.#judge(project.faults, project.config.text);
  }

  #rewrite(project: Project, path: string, text: string, isModule: boolean): string | undefined {
    const coverage = isCounted();
    const options = {
      coverage,
      map: this.#how.isMapped || coverage || readsMaps() ? "inline" : "none",
      moduleKind: isModule ? "esm" : undefined,
      ...(this.#how.keepSuperAtTop ? { keepSuperAtTop: true } : {}),
    } as const;
    const { code, diagnostics } = project.rewriteNow(path, text, options, loadRewrite);
    this.#judge(diagnostics, text);
    return code;
  }

  /** Prints warnings, each once, and throws errors. */
  #judge(diagnostics: readonly Diagnostic[], text: string): void {
    const { warnings, errors } = framesOf(diagnostics, text, this.folder);
    for (const frame of warnings) {
      if (!this.#said.has(frame)) writeSync(2, `${frame}\n`);
      this.#said.add(frame);
    }
    if (errors.length > 0) throw failure(errors.join("\n"));
  }
}

function loadRewrite() {
  return (require("../rewriting/rewrite.js") as typeof import("../rewriting/rewrite.js")).rewrite;
}

function isModuleFormat(format: LoadContext["format"]): boolean {
  return format === "module" || format === "module-typescript";
}

/** Whose message is all there is to say: a stack of Node's loader helps nobody. */
function failure(frames: string): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Error(`uno-trace cannot trace this program\n${frames}`);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** Whether anybody reads maps: Node for its stacks, or a debugger. */
function readsMaps(): boolean {
  return process.sourceMapsEnabled || process.execArgv.some((word) => word.startsWith("--inspect"));
}
