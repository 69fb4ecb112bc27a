// fast-check's arbitrary of whole programs: trees by the tables, and the text that one tree becomes.
import fc from "fast-check";
import type { Construct, Sort, Tree } from "./construct.js";
import { act } from "./statements.js";
import { TABLES } from "./tables.js";
import { Writer } from "./writer.js";

/** A program before it is written. */
export interface ProgramTree {
  readonly strict: boolean;
  /** What the driver runs, alternately a sync and an async function. */
  readonly acts: readonly (readonly Tree[])[];
  readonly statements: readonly Tree[];
  /** Capture parameters and what every function returns. */
  readonly captures: boolean;
  /** A language version to which TypeScript also lowers it. */
  readonly target: "ES2015" | "ES2017" | undefined;
}

/** A program, written. */
export interface Program {
  readonly source: string;
  readonly captures: boolean;
  readonly target: ProgramTree["target"];
  /** Some generator may never be finished. */
  readonly mayStall: boolean;
  readonly counts: ReadonlyMap<string, number>;
}

// Expressions nest on their own, or those inside deep statements would all be literals.
const DEPTHS = { expression: 3, pattern: 3, parameter: 3, statement: 4, function: 4, member: 4 } as const;
const PICKS = fc.tuple(fc.nat(63), fc.nat(63), fc.nat(63), fc.nat(63));

const { statement } = fc.letrec<Record<Sort, Tree>>((tie) => {
  const tree = (name: string, { kids }: Construct): fc.Arbitrary<Tree> =>
    fc.record({
      name: fc.constant(name),
      picks: PICKS,
      kids: fc.tuple(
        ...kids.map((kid) => {
          const sort = kid.replace("*", "") as Sort;
          const limits = {
            minLength: kid.endsWith("*") ? 0 : 1,
            maxLength: kid === "member*" ? 5 : kid.endsWith("*") ? 3 : 1,
          };
          return fc.array(tie(sort), { ...limits, size: "max" });
        }),
      ),
    });
  const oneOf = (sort: Sort): fc.Arbitrary<Tree> => {
    const entries = Object.entries(TABLES[sort]).map(([name, construct]) => ({
      arbitrary: tree(name, construct),
      weight: construct.weight ?? 2,
    }));
    const depthIdentifier = DEPTHS[sort] === 3 ? "values" : "statements";
    return fc.oneof(
      { maxDepth: DEPTHS[sort], depthIdentifier, depthSize: "max", withCrossShrink: true },
      ...entries,
    );
  };
  return Object.fromEntries((Object.keys(TABLES) as Sort[]).map((sort) => [sort, oneOf(sort)])) as {
    [sort in Sort]: fc.Arbitrary<Tree>;
  };
});

/** Generates programs. */
export const programs: fc.Arbitrary<ProgramTree> = fc.record({
  strict: fc.boolean(),
  statements: fc.array(statement, { minLength: 1, maxLength: 6, size: "max" }),
  acts: fc.array(fc.array(statement, { minLength: 1, maxLength: 5, size: "max" }), {
    minLength: 1,
    maxLength: 3,
  }),
  captures: fc.boolean(),
  target: fc.constantFrom(undefined, "ES2015" as const, "ES2017" as const),
});

/** Writes a program. */
export function writeProgram({ strict, statements, acts, captures, target }: ProgramTree): Program {
  const writer = new Writer(strict);
  const lines = [
    ...(strict ? ['"use strict";'] : []),
    ...writer.statements(statements),
    ...acts.map((trees, index) => act(writer, trees, index % 2 === 1)),
  ];
  writer.count(strict ? "strict" : "sloppy");
  if (target) writer.count(target);
  return {
    source: indent(lines.join("\n")),
    captures,
    target,
    mayStall: writer.mayStall,
    counts: writer.counts,
  };
}

function indent(text: string): string {
  let depth = 0;
  const lines = text.split("\n").map((line) => {
    if (/^[}\])]/.test(line)) depth--;
    const written = "  ".repeat(Math.max(depth, 0)) + line;
    if (/[{[(]$/.test(line)) depth++;
    return written;
  });
  return `${lines.filter((line) => line.trim() !== "").join("\n")}\n`;
}
