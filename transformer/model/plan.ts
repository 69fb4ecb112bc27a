// The plan of one file: what the planner hands to emitters and hosts, plain data.
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { FunctionInfo } from "./function-info.js";
import type { Site } from "./site.js";

/** All that is known of one file at build time: plain data. */
export interface Plan {
  /** Every function with a body, outer before inner. */
  readonly functions: readonly FunctionInfo[];
  /** The functions to be traced, and the scopes, outer before inner. */
  readonly sites: readonly Site[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text does not parse: a host that accepts it all the same gives UNO2002. */
  readonly unparsable: boolean;
  /** Whether `import`, `export` or `import.meta` occurs. */
  readonly moduleSyntax: boolean;
  /** Where the import of the runtime goes: behind a hashbang and the file's own directive prologue. */
  readonly head: FileHead;
  /** What every generated name starts with; occurs nowhere in the source text. */
  readonly prefix: string;
}

/** A place behind a hashbang and the file's own directive prologue, as a range without characters. */
export interface FileHead {
  readonly start: number;
  readonly end: number;
  /** The prologue ends without one. */
  readonly needsSemicolon: boolean;
}
