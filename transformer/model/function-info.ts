// One function of a file as `uno-trace list` shows it: what it is, whether it is traced, and why.
import type { Range } from "./range.js";
import type { SiteOptions } from "./site-options.js";

/** Where in the grammar a function can stand. */
export const FUNCTION_KINDS = [
  "functions",
  "arrows",
  "methods",
  "callbacks",
  "accessors",
  "constructors",
] as const;

/** Where in the grammar a function stands; words of a rule's `kinds`. */
export type FunctionKind = (typeof FUNCTION_KINDS)[number];

/** A word of a rule's `kinds`. */
export type RuleKind = FunctionKind | "generators";

/** All of them: a rule that has these traces every function. */
export const RULE_KINDS: readonly RuleKind[] = [...FUNCTION_KINDS, "generators"];

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
  /** The function's own name, which rules match: the span name unless a directive gives another. */
  readonly ownName: string;
  readonly kind: FunctionKind;
  readonly generator: boolean;
  readonly async: boolean;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  readonly traced: boolean;
  /** It is not traced, but makes spans by hand, pauses, and is written so that its caller never is inside of them. */
  readonly scope: boolean;
  readonly reason: Reason;
  readonly options: SiteOptions;
}
