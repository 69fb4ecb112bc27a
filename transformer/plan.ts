// The centre: which functions of one file are traced, and everything an emitter needs to write them.
import type { Config } from "./config.js";
import type { Diagnostic } from "./diagnostics.js";
import type { SiteOptions } from "./site-options.js";

/** Where in the grammar a function stands; the words of a rule's `kinds`. */
export type FunctionKind = "functions" | "arrows" | "methods" | "callbacks" | "accessors" | "constructors";

/** The generated form (docs/generated-code.md). */
export type SiteForm = "sync" | "async" | "generator" | "asyncGenerator";

/** UTF-16 offsets into the source text, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Why a function is traced or not. */
export type Reason =
  | { readonly kind: "directive"; readonly line: number }
  | { readonly kind: "no-trace"; readonly line: number }
  | { readonly kind: "include" }
  | { readonly kind: "rule"; readonly index: number }
  | { readonly kind: "excluded" }
  | { readonly kind: "not-selected" }
  | { readonly kind: "kind-not-selected" }
  | { readonly kind: "skipped"; readonly why: string };

/** One function with a body, traced or not: what `uno-trace list` shows. */
export interface FunctionInfo extends Range {
  /** Span name. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly generator: boolean;
  readonly async: boolean;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  readonly traced: boolean;
  readonly reason: Reason;
  readonly options: SiteOptions;
}

/** All that is known of one file at build time. */
export interface Plan {
  readonly functions: readonly FunctionInfo[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Plans one file.
 * @param text source text
 * @param fileName absolute path
 * @param config the project's configuration
 */
export declare function planFile(text: string, fileName: string, config: Config): Plan;
