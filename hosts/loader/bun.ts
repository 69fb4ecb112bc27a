// Bun's hooks: a file that a program imports or requires goes in, and its traced text comes out.
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { commonJsInBun } from "../../transformer/diagnostics/build.js";
import { type Bun, type BunRun, loaderOf } from "../bun/context.js";
import { Sources } from "./sources.js";

/** What runs while Bun compiles: it would wait for ever for what the tracer does later. */
function isMacro(importer: string): boolean {
  return importer.startsWith("macro");
}

/** Bun's own modules and Node's have no files. */
const FILES = /^(?!(?:node|bun):)/;

/** Registers them for the thread that this runs in. */
export function traceInBun(bun: Bun, folder: string): void {
  const sources = new Sources(folder, { keepSuperAtTop: true });
  bun.plugin({ name: "uno-trace", setup: (build) => new Files(bun, sources).watch(build) });
}

/**
 * The files of one thread. `onLoad` has to answer for each file that its filter takes, and whatever it answers is code: a file
 * that is imported as text would no longer be one. So `onResolve` looks at each file first, and `onLoad` is registered for
 * those alone in which something is traced.
 */
class Files {
  readonly #bun: Bun;
  readonly #sources: Sources;
  readonly #known = new Set<string>();
  readonly #isHot = process.execArgv.includes("--hot");
  // `resolveSync` asks `onResolve` again.
  #isBusy = false;

  constructor(bun: Bun, sources: Sources) {
    this.#bun = bun;
    this.#sources = sources;
  }

  watch(build: BunRun): void {
    build.onResolve({ filter: FILES }, ({ path, importer }) => {
      if (this.#isBusy || isMacro(importer)) return undefined;
      this.#isBusy = true;
      try {
        this.#look(this.#pathOf(path, importer));
      } finally {
        this.#isBusy = false;
      }
      return undefined;
    });
  }

  /** Bun itself says what is wrong with a name that leads nowhere. */
  #pathOf(specifier: string, importer: string): string | undefined {
    const folder =
      importer.startsWith("/") || /^[A-Za-z]:/.test(importer) ? dirname(importer) : process.cwd();
    try {
      return this.#bun.resolveSync(specifier, folder);
    } catch {
      return undefined;
    }
  }

  #look(path: string | undefined): void {
    if (path === undefined || this.#known.has(path)) return;
    const file = this.#sources.of(path);
    if (file || !this.#isHot) this.#known.add(path);
    if (!file) return;
    if (this.#isCommonJs(path, file.text)) this.#sources.tell(commonJsInBun(path));
    else this.#bun.plugin({ name: "uno-trace", setup: (build) => this.#load(build, path) });
  }

  #load(build: BunRun, path: string): void {
    const filter = new RegExp(`^${path.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`);
    build.onLoad({ filter }, () => ({
      contents: this.#sources.of(path)?.code ?? readFileSync(path, "utf8"),
      loader: loaderOf(path),
    }));
  }

  /** As Bun sees it: 1.4 runs what a plugin hands over as an ES module, in which CommonJS exports nothing. */
  #isCommonJs(path: string, text: string): boolean {
    if (!/\.c[jt]s$/.test(path) && !/\b(?:module|exports)\b|\bexport\s*=/.test(text)) return false;
    const { exports, imports } = new this.#bun.Transpiler({ loader: loaderOf(path) }).scan(text);
    return exports.length === 0 && !imports.some(({ kind }) => kind === "import-statement");
  }
}
