// The command line of the fuzzer: options in; what it found, printed, and an exit code out.
import { catchEverything } from "./execution.js";
import { type FuzzReport, findMutations, fuzz } from "./fuzz.js";

/** Options of `npm run conformance -- --fuzz`. */
export interface FuzzArguments {
  readonly runs: string;
  readonly seed?: string | undefined;
  readonly path?: string | undefined;
  readonly mutants: boolean;
  readonly json: boolean;
}

/** Runs the fuzzer as the options say. */
export async function runFuzzer(values: FuzzArguments): Promise<number> {
  catchEverything();
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const options = { runs: Number(values.runs), seed, path: values.path };
  if (values.mutants) return printMutants(await findMutations(options), values.json);
  const report = await fuzz(options);
  console.log(values.json ? JSON.stringify(report) : describe(report));
  return report.difference ? 1 : 0;
}

function printMutants(found: Readonly<Record<string, number>>, json: boolean): number {
  if (json) console.log(JSON.stringify(found));
  else for (const [name, runs] of Object.entries(found)) console.log(`${runs || "not found"}: ${name}`);
  return Object.values(found).includes(0) ? 1 : 0;
}

function describe({ runs, seed, path, program, difference }: FuzzReport): string {
  if (!program || !difference) return `${runs} programs, seed ${seed}: no difference`;
  const options = program.captures ? " (parameters and results are captured)" : "";
  return [
    `--- the program${options}`,
    program.source,
    `--- instrumented: ${difference.variant}`,
    difference.code,
    `--- ${difference.text}`,
    `after ${runs} programs; again: npm run conformance -- --fuzz --seed ${seed} --path ${path}`,
  ].join("\n");
}
