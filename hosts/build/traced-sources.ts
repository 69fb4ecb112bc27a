// The files of a program in; out, the instrumented text of each that has something to trace, and what is to be said.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { SourceMap } from "magic-string";
import { isSourceFile } from "../../transformer/config/globs.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { missesHelper, scriptOfSystem, unreadableSource } from "../../transformer/diagnostics/functions.js";
import { type EmittedText, emitText } from "../../transformer/emit/text/emit-text.js";
import type { Plan } from "../../transformer/model/plan.js";
import { planFile } from "../../transformer/plan.js";
import { mayTrace } from "../../transformer/select/may-rewrite.js";
import type { Project } from "../project.js";
import { missingHelperBefore } from "../tsc/missing-helpers.js";
import { isScriptOfSystem, loadKindOf, targetOf } from "./emit-format.js";
import type { ShownOptions } from "./shown-config.js";

/** A source as the compiler is to see it. */
export interface TracedSource {
  /** On the lines of the source. */
  readonly code: string;
  /** From `code` to the source. */
  map(): SourceMap;
  /** Functions that get spans. */
  readonly count: number;
}

/** What became of one file. */
interface Read {
  readonly text: string;
  /** Of the configuration and the options. */
  readonly version: string;
  readonly traced?: TracedSource;
  readonly diagnostics: readonly Diagnostic[];
  /** It does not parse, though something in it may be asked to be traced. */
  readonly isUnreadable: boolean;
}

/** All of a program. */
export interface TracedSources {
  /** By absolute path. */
  readonly traced: ReadonlyMap<string, TracedSource>;
  readonly diagnostics: readonly Diagnostic[];
  /** A loss, if the compiler accepts them all the same. */
  readonly unreadable: readonly Diagnostic[];
}

/** The sources of one project; a watch mode asks again and again, and what has not changed is not planned again. */
export class SourceReader {
  readonly #project: Project;
  readonly #major: number;
  readonly #known = new Map<string, Read>();

  /** @param major of TypeScript */
  constructor(project: Project, major: number) {
    this.#project = project;
    this.#major = major;
  }

  /** Reads those that may hold something to trace. */
  read(paths: readonly string[], options: ShownOptions): TracedSources {
    const traced = new Map<string, TracedSource>();
    const diagnostics: Diagnostic[] = [];
    const unreadable: Diagnostic[] = [];
    for (const path of paths) {
      const found = this.#readOne(path, options);
      if (found?.traced) traced.set(path, found.traced);
      if (found) diagnostics.push(...found.diagnostics);
      if (found?.isUnreadable) unreadable.push(unreadableSource(path));
    }
    return { traced, diagnostics, unreadable };
  }

  #readOne(path: string, options: ShownOptions): Read | undefined {
    if (!isSourceFile(path)) return undefined;
    const text = this.#project.read(path);
    if (text === undefined) return undefined;
    const version = `${this.#project.config.version} ${JSON.stringify(options)}`;
    const known = this.#known.get(path);
    if (known?.text === text && known.version === version) return known;
    const read = { text, version, ...this.#plan(path, text, options) };
    this.#known.set(path, read);
    return read;
  }

  #plan(path: string, text: string, options: ShownOptions): Omit<Read, "text" | "version"> {
    const { config } = this.#project;
    const plan = planFile(text, path, config);
    this.#project.note(path, plan.functions);
    const isAsked = mayTrace(text, path, config);
    const isUnreadable = plan.unparsable && isAsked;
    const facts = { path, text, moduleSyntax: plan.moduleSyntax };
    if (plan.sites.length > 0 && isScriptOfSystem(facts, options, this.#major))
      return {
        diagnostics: [...plan.diagnostics, ...(isAsked ? [scriptOfSystem(path)] : [])],
        isUnreadable,
      };
    const { sites, diagnostics } = this.#withHelpers(path, text, plan, options);
    const moduleKind = loadKindOf(facts, options, this.#major);
    const emitted = emitText(text, basename(path), { ...plan, sites }, { moduleKind });
    return {
      diagnostics: [...plan.diagnostics, ...diagnostics],
      isUnreadable,
      ...(emitted ? { traced: tracedSource(emitted, sites) } : {}),
    };
  }

  #withHelpers(path: string, text: string, { sites }: Plan, options: ShownOptions) {
    const target = targetOf(options, this.#major);
    const helpers = new Map(
      sites.map((site) => [site, missingHelperBefore(site, text, options, (year) => target < year)]),
    );
    const found = sites.flatMap((site) => {
      const helper = helpers.get(site);
      const place = { file: path, start: site.start, end: site.start + 1 };
      // Nobody has asked for a scope by name.
      return helper === undefined || site.scope ? [] : [missesHelper(place, site.name, helper)];
    });
    return { sites: sites.filter((site) => helpers.get(site) === undefined), diagnostics: found };
  }
}

function tracedSource(emitted: EmittedText, sites: Plan["sites"]): TracedSource {
  return {
    code: emitted.code,
    map: () => emitted.map(),
    count: sites.filter(({ scope }) => !scope).length,
  };
}

/** Reads a text of the disk, or says that it is gone. */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
