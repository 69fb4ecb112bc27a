// A site: one function to be traced, with every decision about its generated code, as plain data.
import type { SiteForm } from "./form.js";
import type { FunctionInfo } from "./function-info.js";
import type { Range } from "./range.js";

/** Static data of a site as the runtime reads it (docs/generated-code.md). */
export interface SiteData {
  readonly name: string;
  /** `code.function.name`: the function's own name, whatever the span is called. */
  readonly fn: string;
  /** Span kind as OpenTelemetry numbers it, 0 to 4. */
  readonly kind: number;
  /** Path relative to the project's root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly args?: readonly string[];
  readonly result?: readonly string[];
  /** Milliseconds. */
  readonly min?: number;
  readonly root?: boolean;
  readonly expectedErrors?: readonly string[];
  readonly sampleRatio?: number;
}

/** A function to be traced, or a scope, with every decision about its generated code. */
export interface Site extends FunctionInfo {
  readonly form: SiteForm;
  /** Nothing can run inside its span (sync form): the context stays as it is. */
  readonly leaf: boolean;
  /** The body, with its braces when it is a block. */
  readonly body: Range;
  /** The body is an expression: `x => x + 1`. */
  readonly expression: boolean;
  /** The last directive of the body's prologue (`"use strict"`), behind which code may begin. */
  readonly prologue: (Range & { readonly terminated: boolean }) | undefined;
  /** It makes spans by hand, which are to be current again where it goes on. */
  readonly makesSpans: boolean;
  /** Where a function pauses whose body stays (async and generator form). */
  readonly suspensions: Suspensions;
  /** Where a moved body yields that makes spans by hand. */
  readonly keeps: readonly Pause[];
  /** Expressions that pass through the runtime on their way out (forms whose body stays). */
  readonly returns: readonly ReturnedValue[];
  /** It may end with a value. */
  readonly endsWithValue: boolean;
  /** Top-level function declarations that become `var g=function…` at the head of the body (forms whose body stays). */
  readonly hoists: readonly HoistedFunction[];
  /** Parameters that the body declares again with `var`: the moved body takes their values along (other forms). */
  readonly redeclared: readonly string[];
  /** Uses of `arguments` in a moved body. */
  readonly argumentsUses: readonly (Range & { readonly shorthand: boolean })[];
  /** Uses of `super.x` in a generator's moved body. */
  readonly superUses: readonly SuperUse[];
  /** Some of them are assigned to. */
  readonly superWritten: boolean;
  /** A constructor whose `super()` is followed by what sets fields: for compilers that look for it outside of blocks alone. */
  readonly setsUpFields: boolean;
  /** The body of a generator as it is, for calls that record nothing; `undefined`: they run the traced one. */
  readonly plainBody: PlainBody | undefined;
  /** The name that the moved body shall have in stack traces. */
  readonly label: string | undefined;
  /** Names of the parameters to capture, one for each entry of `data.args`. */
  readonly captures: readonly string[];
  readonly data: SiteData;
}

/** A function declaration that has to move: see `hoistsOf`. */
export interface HoistedFunction extends Range {
  /** The declared name. */
  readonly id: Range & { readonly name: string };
}

/** An `await` or a `yield` expression. */
export interface Pause extends Range {
  readonly isYield: boolean;
  /** `undefined` for a mere `yield`. */
  readonly argument: Range | undefined;
  /** A mere `yield`, over at the end of its line, though what begins the next one could go on with a call. */
  readonly endsStatement: boolean;
}

/** Where a function gives its thread away, and where it gets it back. */
export interface Suspensions {
  /** Outer before inner. */
  readonly pauses: readonly Pause[];
  /** Blocks of `catch` and `finally` that a pause may lead to. */
  readonly landings: readonly Range[];
}

/** A use of `super.x` or `super[x]`. */
export interface SuperUse extends Range {
  /** The property: its name, or the range of the expression in brackets. */
  readonly key: string | Range;
  /** When it is called, `super.x(…)`: the offset behind `(`, and whether no argument follows. */
  readonly call: { readonly open: number; readonly empty: boolean } | undefined;
}

/** An expression behind `return`. */
export interface ReturnedValue extends Range {
  /**
   * Who else may hold a promise that it yields: `nobody` (a call's result goes straight out), `handler` (the function
   * itself has attached one: `p.catch(log); return p`), `others` (a parameter, a member, a variable used elsewhere).
   */
  readonly owner: "nobody" | "handler" | "others";
  /** A `finally` block of the function runs behind it: that may wait, or throw, and then nobody takes the value. */
  readonly guarded: boolean;
}

/** What stands in place of a part of the source, or between two parts. */
export interface Edit extends Range {
  readonly text: string;
}

/** The statements of a body, and the edits that bring them into one line: so the source keeps its lines. */
export interface PlainBody extends Range {
  /** In the order of the source; none overlaps another. */
  readonly edits: readonly Edit[];
}
