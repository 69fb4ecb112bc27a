// What one compiler's plugin knows: its project, and what became of the modules that the loader was handed.
import { existsSync } from "node:fs";
import remapping from "@jridgewell/remapping";
import { lostDirectives, untracedInBrowser } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { scriptPathOf } from "../module-id.js";
import { overlookedFiles } from "../overlooked.js";
import type { Project } from "../project.js";
import { BEFORE, transformModule } from "../transform-module.js";
import type { Compilation, LoaderContext, WebpackModule } from "./context.js";
import { errorOf } from "./messages.js";

/** Code and map for the next loader. */
export interface Loaded {
  readonly code: string;
  readonly map: unknown;
}

/** The state behind the hooks and the loader of one compiler. */
export class Tracing {
  readonly #project: Project;
  readonly #folder: string;
  readonly #leavesOut: () => boolean;
  readonly #leftOut = new Set<string>();
  #found: readonly Diagnostic[] = [];

  /** @param leavesOut whether the bundle is for browsers, so that nothing in it is traced; asked when its options are complete */
  constructor(project: Project, folder: string, leavesOut: () => boolean) {
    this.#project = project;
    this.#folder = folder;
    this.#leavesOut = leavesOut;
  }

  /** Begins a build; what is wrong with the configuration is told by {@link report}. */
  start(): void {
    this.#found = this.#project.start();
    this.#leftOut.clear();
  }

  /** Tells what is wrong with the configuration, and has it watched. */
  report(compilation: Compilation): void {
    this.#give(compilation, this.#found, this.#project.config.text);
    for (const file of this.#project.configFiles) dependenciesOf(compilation, file).add(file);
  }

  /** Instruments a module for the loader. */
  async transform(context: LoaderContext, text: string, before: unknown): Promise<Loaded> {
    const { resource, loaderIndex, loaders } = context;
    // A result that is kept on disk holds for this configuration alone.
    for (const file of this.#project.configFiles)
      if (existsSync(file)) context.addDependency(file);
      else context.addMissingDependency(file);
    const isChanged = loaderIndex < loaders.length - 1;
    const transformed = await transformModule(this.#project, { id: resource, text, isChanged });
    if (!transformed) return { code: text, map: before };
    if (transformed.code !== undefined && this.#leavesOut()) {
      const path = scriptPathOf(resource) ?? resource;
      this.#leftOut.add(path);
      this.#project.leaveOut(path);
      return { code: text, map: before };
    }
    const { code, map, diagnostics, text: source } = transformed;
    for (const found of diagnostics) {
      const told = errorOf(found, source, this.#folder);
      if (found.severity === "error") context.emitError(told);
      else context.emitWarning(told);
    }
    if (code === undefined || !map) return { code: text, map: before };
    const whole = { ...map, sources: [scriptPathOf(resource) ?? resource], sourcesContent: [source] };
    return { code, map: before ? remapping([whole as never, before as never], () => null) : whole };
  }

  /**
   * Ends a build; what got lost on the way is told, in words of `inform` where it may be meant.
   * @param loader absolute path of ours; without it nobody looks for modules that it was not handed
   */
  async end(compilation: Compilation, inform: (text: string) => void, loader?: string): Promise<void> {
    if (compilation.errors.length > 0) return;
    const [first] = this.#leftOut;
    if (first !== undefined) {
      const told = untracedInBrowser(first, this.#leftOut.size - 1);
      inform(errorOf(told, "", this.#folder).message);
    }
    const missed = loader === undefined ? [] : [...compilation.modules].filter(isWithout(loader));
    const paths = missed.flatMap(({ resource = "" }) => scriptPathOf(resource) ?? []);
    const lost = await overlookedFiles(this.#project, [...new Set(paths)], (path) =>
      lostDirectives(path, BEFORE),
    );
    this.#give(compilation, [...this.#project.end(), ...lost], "");
  }

  /** Writes the manifest, if there is to be one. */
  writeManifest(compilation: Compilation): void {
    this.#give(compilation, this.#project.writeManifest(), "");
  }

  #give(compilation: Compilation, found: readonly Diagnostic[], text: string): void {
    for (const each of found) {
      const list = each.severity === "error" ? compilation.errors : compilation.warnings;
      list.push(errorOf(each, text, this.#folder));
    }
  }
}

/** A module from a cache never came by in this process, and has the loader all the same. */
function isWithout(loader: string) {
  return ({ loaders }: WebpackModule): boolean =>
    loaders !== undefined && !loaders.some((each) => each.loader === loader);
}

function dependenciesOf({ fileDependencies, missingDependencies }: Compilation, file: string) {
  return existsSync(file) ? fileDependencies : missingDependencies;
}
