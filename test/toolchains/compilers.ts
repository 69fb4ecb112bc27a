// The two supported pairs of TypeScript and ts-patch; a project in, the finished compiler run out.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleOf } from "../harness/sample.js";
import { type Finished, type RunOptions, run, type Watcher, watch } from "./processes.js";
import { installed, type TemporaryProject } from "./temporary-project.js";

/** A TypeScript and the ts-patch that goes with it. */
export class Compiler {
  readonly version: string;
  readonly #typescript: string;
  readonly #patcher: string;
  // ts-patch keeps its patched copy of the compiler in a cache: not in this repository.
  readonly #cache = mkdtempSync(join(tmpdir(), "uno-trace-tspc-"));

  constructor(version: string, typescript: string, patcher: string) {
    this.version = version;
    this.#typescript = installed(typescript);
    this.#patcher = installed(patcher);
  }

  /** The compiler as npm delivers it, which ignores `plugins`. */
  tsc(project: TemporaryProject, ...args: readonly string[]): Promise<Finished> {
    return run([join(this.#typescript, "bin/tsc"), ...args], { cwd: project.folder });
  }

  /** ts-patch's compiler, which patches on the fly. */
  tspc(project: TemporaryProject, ...args: readonly string[]): Promise<Finished> {
    return run([this.#tspc, ...args], this.#options(project));
  }

  /** The same, with `--watch`. */
  watch(project: TemporaryProject, ...args: readonly string[]): Watcher {
    return watch([this.#tspc, "--watch", "--preserveWatchOutput", ...args], this.#options(project));
  }

  /** `ts-patch install` on a TypeScript of the project's own; its plain `tsc` runs transformers from then on. */
  async install(project: TemporaryProject): Promise<Finished> {
    cpSync(this.#typescript, project.path("node_modules/typescript"), { recursive: true });
    return run(
      [join(this.#patcher, "bin/ts-patch.js"), "install", "-d", project.folder],
      this.#options(project),
    );
  }

  /** Runs the project's own `tsc`. */
  ownTsc(project: TemporaryProject, ...args: readonly string[]): Promise<Finished> {
    return run([project.path("node_modules/typescript/bin/tsc"), ...args], { cwd: project.folder });
  }

  dispose(): void {
    rmSync(this.#cache, { recursive: true, force: true });
  }

  get #tspc(): string {
    return join(this.#patcher, "bin/tspc.js");
  }

  #options(project: TemporaryProject): RunOptions {
    return {
      cwd: project.folder,
      env: { TSP_CACHE_DIR: this.#cache, TSP_COMPILER_TS_PATH: this.#typescript },
    };
  }
}

/** Both pairs, the newer one first. */
export const bothCompilers = (): readonly Compiler[] => [
  new Compiler("6.0.3", "typescript", "ts-patch"),
  new Compiler("5.9.3", "typescript5", "ts-patch3"),
];

/** Both, or in a sample the newer one. */
export const compilers = (): readonly Compiler[] => sampleOf(bothCompilers(), 2);
