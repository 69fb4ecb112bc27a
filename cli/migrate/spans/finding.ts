// The words of this command: what can be migrated in a file, what is left, and the edits.
import type MagicString from "magic-string";
import type { Node } from "../../../transformer/source/parse.js";

/** What the directive in the place of other code says. */
export interface SpanWords {
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  readonly attributes: readonly (readonly [key: string, value: string])[];
}

/** Functions, mostly one, that can have a directive in the place of what makes their spans now. */
export interface Migration {
  /** The functions that the directive marks: several below a class. */
  readonly targets: readonly Node[];
  /** Where it stands, for the reader. */
  readonly at: number;
  readonly words: SpanWords;
  /** All that its edits touch. */
  readonly range: { readonly start: number; readonly end: number };
  /** The directive takes the place of this text; otherwise it is put where a reader expects it. */
  readonly inPlaceOf?: { readonly start: number; readonly end: number } | undefined;
  /** What the planner will call the function, if that is not what it calls it now. */
  readonly ownName?: string | undefined;
  /** Where the directive is best put, if that is not before the function as it stands now. */
  readonly anchor?: number | undefined;
  /** How many functions of the file go with what made the span. */
  readonly functionsLess: 0 | 1;
  /** The file needs `getCurrentSpan` of the runtime afterwards. */
  readonly usesCurrentSpan: boolean;
  /** Makes the edits, all but the directive. */
  edit(edited: MagicString): void;
}

/** Something that makes a span and stays as it is. */
export interface Left {
  /** An offset into the text. */
  readonly at: number;
  readonly why: string;
}

/** What was found of one span. */
export type Finding = Migration | Left;

/** Whether a finding stays as it is. */
export function isLeft(finding: object): finding is Left {
  return "why" in finding;
}
