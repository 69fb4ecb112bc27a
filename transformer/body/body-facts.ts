// What one pass over a function's body finds: the data between `read-body.ts` and `make-site.ts`.
import type { Range } from "../model/range.js";
import type { ReturnedValue, SuperUse } from "../model/site.js";
import type { FunctionNode } from "../source/parse.js";

/** What `readBody` finds; nested functions other than arrows are not entered. */
export interface BodyFacts {
  /** Expressions behind `return` that could be a native promise, or all of them with `anyReturn`. */
  readonly returns: readonly ReturnedValue[];
  /** It may end with a value: a `return` has one, or a `yield` in `finally` holds up the end that `return(value)` asks for. */
  readonly endsWithValue: boolean;
  /** Function declarations at the top level of the body. */
  readonly functions: readonly FunctionNode[];
  /** Names declared with `var`. */
  readonly varNames: ReadonlySet<string>;
  /** Names of functions in nested blocks, which sloppy mode hoists. */
  readonly blockFunctions: ReadonlySet<string>;
  /** Names declared with `let`, `const` or `class` at the top level of the body. */
  readonly lexicalNames: ReadonlySet<string>;
  readonly argumentsUses: readonly (Range & { readonly shorthand: boolean })[];
  readonly superUses: readonly SuperUse[];
  /** Some `super.x` is assigned to. */
  readonly superWritten: boolean;
  readonly directEval: boolean;
  /** `arguments` is declared as a variable of the body, or assigned to. */
  readonly ownArguments: boolean;
  /** A form that nobody writes and no emitter covers: why the function is left alone. */
  readonly oddity: string | undefined;
  /** The same for generators alone, whose body moves into a function of its own. */
  readonly superOddity: string | undefined;
}
