// A place in a source file in; the function of the project that stands there out, if it is traced.
import { readFileSync } from "node:fs";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import { mayTrace } from "../../transformer/select/may-rewrite.js";
import { offsetsOf, type Position } from "../../transformer/source/source-position.js";
import { type CommandProject, type PlannedFile, planSource } from "../command/project.js";
import type { SourcePlace } from "./code-files.js";

/** A function of the project that is traced. */
export interface TracedFunction {
  readonly file: string;
  readonly info: FunctionInfo;
  /** All functions of the file. */
  readonly siblings: readonly FunctionInfo[];
}

interface Functions {
  readonly file: string;
  readonly all: readonly FunctionInfo[];
  /** Where each begins: the parenthesis of a method is where its function does, and maps lead from there to the name. */
  readonly begins: readonly number[];
  readonly offsetOf: (position: Position) => number;
}

/** Finds functions; each file is read and planned once. */
export class SourceFunctions {
  readonly #files = new Map<string, Functions | undefined>();
  readonly #traced = new Map<FunctionInfo, TracedFunction>();
  readonly #project: CommandProject;

  constructor(project: CommandProject) {
    this.#project = project;
  }

  /** The traced function in whose text a place lies, and in no other's inside of it. `name`: what V8 calls it. */
  at({ file, line, column }: SourcePlace, name: string): TracedFunction | undefined {
    const functions = this.#functionsOf(file);
    if (!functions) return undefined;
    const info =
      column === undefined ? onLine(functions.all, line, name) : around(functions, { line, column });
    return info?.traced ? this.#tracedOf(functions, info) : undefined;
  }

  /** The traced function with that name on that line. */
  named(file: string, line: number, name: string): TracedFunction | undefined {
    const functions = this.#functionsOf(file);
    const info = functions?.all.find((each) => each.traced && each.line === line && each.ownName === name);
    return functions && info && this.#tracedOf(functions, info);
  }

  /** One object for each function. */
  #tracedOf({ file, all }: Functions, info: FunctionInfo): TracedFunction {
    const known = this.#traced.get(info) ?? { file, info, siblings: all };
    this.#traced.set(info, known);
    return known;
  }

  #functionsOf(file: string): Functions | undefined {
    if (!this.#files.has(file)) this.#files.set(file, this.#read(file));
    return this.#files.get(file);
  }

  #read(file: string): Functions | undefined {
    const source = readTraced(this.#project, file);
    if (!source) return undefined;
    const all = source.plan.functions;
    const offsetOf = offsetsOf(source.text);
    return { file, all, offsetOf, begins: all.map((each) => Math.min(each.start, offsetOf(each))) };
  }
}

/** Most of what runs is other people's code: only what may be traced is parsed. */
function readTraced(project: CommandProject, file: string): PlannedFile | undefined {
  try {
    if (!mayTrace(readFileSync(file, "utf8"), file, project.config)) return undefined;
    return planSource(project, file);
  } catch {
    // It is gone, or it is no text.
    return undefined;
  }
}

function around({ all, begins, offsetOf }: Functions, place: Position): FunctionInfo | undefined {
  const offset = offsetOf(place);
  return all.findLast(({ end }, index) => (begins[index] as number) <= offset && offset < end);
}

/** What a loader wrote has the source's lines and no columns of it. */
function onLine(all: readonly FunctionInfo[], line: number, name: string): FunctionInfo | undefined {
  const here = all.filter((each) => each.line === line);
  return (
    here.find(({ ownName }) => ownName.split(/[. ]/).at(-1) === name) ??
    (here.length === 1 ? here[0] : undefined)
  );
}
