// One configuration of Farm's: its modules in, their instrumented texts out, and what is to be said about them.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { ownVersion } from "../../install/own-version.js";
import { untracedInBrowser } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { framesOf, shownPath } from "../message.js";
import type { UnoTraceOptions } from "../options.js";
import { openProject, type Project } from "../project.js";
import { transformModule } from "../transform-module.js";
import type { FarmConfig, FarmContext, FarmModule, FarmTransformed } from "./context.js";

/** The state behind the hooks. */
export class Tracing {
  readonly #project: Project;
  readonly #folder: string;
  readonly #isForBrowsers: boolean;
  readonly #isAmongOthers: boolean;
  readonly #leftOut = new Set<string>();
  #found: readonly Diagnostic[] = [];

  /** Begins to serve a configuration, in which it notes what Farm's cache has to know of ours. */
  constructor(options: UnoTraceOptions, config: FarmConfig) {
    this.#folder = config.root;
    this.#project = openProject(options, config.root);
    this.#isForBrowsers = isForBrowsers(config);
    this.#isAmongOthers = mayChangeTexts(config);
    keepApart(config, [ownVersion(), options, this.#project.config.text]);
  }

  /** Begins a build, or an update of a watch mode. */
  start(): void {
    this.#found = this.#project.start();
    this.#leftOut.clear();
  }

  /** Instruments a module; `undefined` leaves it as it is. The first one has what is wrong with the configuration. */
  async transform(module: FarmModule, context: FarmContext): Promise<FarmTransformed | undefined> {
    const { resolvedPath: path, query, content, moduleType } = module;
    const { path: configFile, text } = this.#project.config;
    if (configFile !== undefined) context.addWatchFile(path, configFile);
    this.#judge(this.#take(), text);
    const made = await transformModule(this.#project, {
      id: query.length === 0 ? path : `${path}?${new URLSearchParams(query.map(([...pair]) => pair))}`,
      text: content,
      isChanged: this.#isAmongOthers,
    });
    if (made?.code !== undefined && this.#isForBrowsers) {
      this.#leftOut.add(path);
      this.#project.leaveOut(path);
      return undefined;
    }
    this.#judge(made?.diagnostics ?? [], made?.text ?? "");
    if (made?.code === undefined) return undefined;
    const map = { ...made.map, sources: [shownPath(this.#folder, path)] };
    return { content: made.code, moduleType, sourceMap: JSON.stringify(map) };
  }

  /** Ends a build, whose files are written. */
  end(): void {
    const [first] = this.#leftOut;
    const leftOut = first === undefined ? [] : [untracedInBrowser(first, this.#leftOut.size - 1)];
    this.#leftOut.clear();
    this.#judge(this.#take(), this.#project.config.text);
    this.#judge([...leftOut, ...this.#project.end(), ...this.#project.writeManifest()], "");
  }

  /** What is wrong with the configuration, once for each start. */
  #take(): readonly Diagnostic[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Throws errors in one, and prints warnings: `warn` of Farm's context says nothing in the second build of a process. */
  #judge(diagnostics: readonly Diagnostic[], text: string): void {
    const { warnings, errors } = framesOf(diagnostics, text, this.#folder);
    for (const frame of warnings) writeSync(2, `${frame}\n`);
    if (errors.length === 0) return;
    // Our own frames say nothing of what is wrong.
    throw Object.assign(new Error(errors.join("\n")), { stack: "" });
  }
}

/** A library whose program brings the runtime may run anywhere. */
function isForBrowsers({ compilation: { output, external = [] } }: FarmConfig): boolean {
  const leavesRuntimeOutside = external.some((each) => JSON.stringify(each).includes("uno-trace"));
  return !/\bnode/.test(output?.targetEnv ?? "") && !leavesRuntimeOutside;
}

/** Whether somebody else loads modules, or transforms them before ours: of plugins in Rust nobody knows. */
function mayChangeTexts({ jsPlugins, rustPlugins = [] }: FarmConfig): boolean {
  const own = jsPlugins.findIndex(({ name }) => name === "uno-trace");
  const isBefore = jsPlugins.some(({ load, transform }, index) => load || (transform && index < own));
  return isBefore || rustPlugins.length > 0;
}

/** Lets Farm keep what it makes of modules apart from what it made by other options of ours. */
function keepApart({ compilation: { persistentCache } }: FarmConfig, given: unknown): void {
  if (!persistentCache) return;
  const key = createHash("sha1").update(JSON.stringify(given)).digest("hex");
  persistentCache.envs = { ...persistentCache.envs, "uno-trace": key };
}
