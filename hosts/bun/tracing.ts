// One build of Bun's: its files in, their instrumented texts out, and what is to be said about them.
import { writeSync } from "node:fs";
import type { SourceMap } from "magic-string";
import { untracedInBrowser } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { framesOf } from "../message.js";
import { scriptPathOf } from "../module-id.js";
import type { UnoTraceOptions } from "../options.js";
import { openProject, type Project } from "../project.js";
import { transformModule } from "../transform-module.js";
import { type BuildConfig, type BuildResult, type Loaded, loaderOf, type OnLoadArgs } from "./context.js";
import { leadToSources, type Written } from "./maps.js";

/** The state behind the hooks. */
export class Tracing {
  readonly #project: Project;
  readonly #folder: string;
  readonly #isForBrowsers: boolean;
  readonly #written = new Map<string, Written>();
  readonly #leftOut = new Set<string>();

  /** @param folder absolute; messages name files from there, and the search for uno-trace.json begins there */
  constructor(options: UnoTraceOptions, config: BuildConfig, folder: string) {
    this.#project = openProject(options, folder);
    this.#folder = folder;
    this.#isForBrowsers = (config.target ?? "browser") === "browser" && !leavesRuntimeOutside(config);
  }

  /** Begins a build. */
  start(): void {
    const found = this.#project.start();
    this.#judge(found, this.#project.config.text);
  }

  /** Instruments a file; `undefined` leaves it to Bun. */
  async load({ path }: OnLoadArgs): Promise<Loaded | undefined> {
    if (scriptPathOf(path) === undefined) return undefined;
    const text = this.#project.read(path);
    if (text === undefined) return undefined;
    const made = await transformModule(this.#project, {
      id: path,
      text,
      isChanged: false,
      keepSuperAtTop: true,
    });
    if (made?.code !== undefined && this.#isForBrowsers) {
      this.#leftOut.add(path);
      this.#project.leaveOut(path);
      return undefined;
    }
    this.#judge(made?.diagnostics ?? [], text);
    if (made?.code === undefined) return undefined;
    this.#written.set(path, { text, map: made.map as SourceMap });
    return { contents: made.code, loader: loaderOf(path) };
  }

  /** Ends a build. */
  end({ success, outputs }: BuildResult): void {
    if (!success) return;
    leadToSources(outputs, this.#written);
    const [first] = this.#leftOut;
    const leftOut = first === undefined ? [] : [untracedInBrowser(first, this.#leftOut.size - 1)];
    this.#judge([...leftOut, ...this.#project.end(), ...this.#project.writeManifest()], "");
  }

  /** Prints warnings and throws errors: Bun drops what a hook returns of them. */
  #judge(diagnostics: readonly Diagnostic[], text: string): void {
    const { warnings, errors } = framesOf(diagnostics, text, this.#folder);
    for (const frame of warnings) writeSync(2, `${frame}\n`);
    if (errors.length > 0) throw new Error(errors.join("\n"));
  }
}

/** A library whose program brings the runtime may run anywhere. */
function leavesRuntimeOutside({ packages, external = [] }: BuildConfig): boolean {
  return packages === "external" || external.some((name) => name === "*" || /^uno-trace(?:$|\/)/.test(name));
}
