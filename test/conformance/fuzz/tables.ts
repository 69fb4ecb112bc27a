// All constructs of a sort by name.
import { CALLS } from "./calls.js";
import { CLASS_STATEMENTS, MEMBERS } from "./classes.js";
import type { Construct, Sort, Table, Tree } from "./construct.js";
import { DECLARATIONS } from "./declarations.js";
import { EXPRESSIONS } from "./expressions.js";
import { FUNCTIONS } from "./functions.js";
import { GENERATOR_STATEMENTS } from "./generators.js";
import { LOOPS } from "./loops.js";
import { ODD_EXPRESSIONS, ODD_STATEMENTS } from "./oddities.js";
import { PARAMETERS, PATTERNS } from "./patterns.js";
import { STATEMENTS } from "./statements.js";

/** Everything that is generated. The first of a sort is the simplest, to which the others shrink. */
export const TABLES: Readonly<Record<Sort, Table>> = {
  expression: { ...EXPRESSIONS, ...CALLS, ...ODD_EXPRESSIONS },
  statement: {
    ...STATEMENTS,
    ...DECLARATIONS,
    ...CLASS_STATEMENTS,
    ...LOOPS,
    ...GENERATOR_STATEMENTS,
    ...ODD_STATEMENTS,
  },
  function: FUNCTIONS,
  parameter: PARAMETERS,
  pattern: PATTERNS,
  member: MEMBERS,
};

/** The construct that a tree is made by. */
export const writtenAs = (sort: Sort, tree: Tree): Construct => TABLES[sort][tree.name] as Construct;
