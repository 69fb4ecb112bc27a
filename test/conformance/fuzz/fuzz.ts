// Generates programs from a seed and compares them; what differs comes out as the smallest program that does.
import fc from "fast-check";
import { compare, type Difference, findDifferent } from "./comparison.js";
import { MUTATIONS } from "./mutations.js";
import { type Program, programs, writeProgram } from "./programs.js";

/** What a run is told. */
export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Where a failure was: fast-check prints it. */
  readonly path?: string | undefined;
}

/** What a run found. */
export interface FuzzReport {
  readonly runs: number;
  readonly seed: number;
  readonly path: string | undefined;
  readonly program: Program | undefined;
  readonly difference: Difference | undefined;
  /** How many programs hold each construct. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Generates and compares programs until one differs. */
export async function fuzz({ runs, seed, path }: FuzzOptions): Promise<FuzzReport> {
  const counts: Record<string, number> = {};
  const property = fc.asyncProperty(programs, async (tree) => {
    const program = writeProgram(tree);
    for (const name of program.counts.keys()) counts[name] = (counts[name] ?? 0) + 1;
    return (await compare(program)) === undefined;
  });
  const details = await fc.check(property, { numRuns: runs, seed, ...(path !== undefined && { path }) });
  const smallest = details.counterexample?.[0];
  const program = smallest && writeProgram(smallest);
  return {
    runs: details.numRuns,
    seed,
    path: details.counterexamplePath ?? undefined,
    program,
    difference: program && (await compare(program)),
    counts,
  };
}

/** Breaks the emitters on purpose; says after how many programs each fault is found, 0 for never. */
export async function findMutations({ runs, seed }: FuzzOptions): Promise<Record<string, number>> {
  const found = Object.fromEntries(Object.keys(MUTATIONS).map((name) => [name, 0]));
  const missing = new Map(Object.entries(MUTATIONS));
  let count = 0;
  // Each program is tried with all faults that are not found yet.
  const property = fc.asyncProperty(programs, async (tree) => {
    count++;
    for (const name of await findDifferent(writeProgram(tree), missing)) {
      found[name] = count;
      missing.delete(name);
    }
    return missing.size > 0;
  });
  await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  return found;
}
