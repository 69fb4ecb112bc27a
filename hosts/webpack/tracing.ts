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

/** What a bundle is for. */
export interface Purpose {
  /** Whether nothing in it can be traced; asked when the bundler's options are complete. */
  readonly leavesOut: () => boolean;
  /** What is said of a file that is left out, and of how many more. @default untracedInBrowser */
  readonly untraced?: (file: string, others: number) => Diagnostic;
  /** Whether somebody in front of the loader, whom it does not see, may have changed the text. @default false */
  readonly isAmongOthers?: boolean;
  /** What every traced function expects beside what is said of it. @default [] */
  readonly expectedErrors?: readonly string[];
}

/** The state behind the hooks and the loader of one compiler. */
export class Tracing {
  readonly #project: Project;
  readonly #folder: string;
  readonly #purpose: Purpose;
  readonly #leftOut = new Set<string>();
  #found: readonly Diagnostic[] = [];

  /** @param folder absolute; messages name files from there */
  constructor(project: Project, folder: string, purpose: Purpose) {
    this.#project = project;
    this.#folder = folder;
    this.#purpose = purpose;
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
    const { isAmongOthers = false, expectedErrors = [], leavesOut } = this.#purpose;
    const isChanged = isAmongOthers || loaderIndex < loaders.length - 1;
    const module = {
      id: resource,
      text,
      isChanged,
      ...(expectedErrors.length > 0 ? { expectedErrors } : {}),
    };
    const transformed = await transformModule(this.#project, module);
    if (!transformed) return { code: text, map: before };
    if (transformed.code !== undefined && leavesOut()) {
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

  /** What is to be said of the files that were left out since it was asked last. */
  takeLeftOut(): Error | undefined {
    const [first] = this.#leftOut;
    if (first === undefined) return undefined;
    const { untraced = untracedInBrowser } = this.#purpose;
    const told = untraced(first, this.#leftOut.size - 1);
    this.#leftOut.clear();
    return errorOf(told, "", this.#folder);
  }

  /**
   * Ends a build; what got lost on the way is told, by `inform` where it may be meant.
   * @param loader absolute path of ours; without it nobody looks for modules that it was not handed
   */
  async end(compilation: Compilation, inform: (told: Error) => void, loader?: string): Promise<void> {
    if (compilation.errors.length > 0) return;
    const leftOut = this.takeLeftOut();
    if (leftOut) inform(leftOut);
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
