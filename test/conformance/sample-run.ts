// The sample of tests in test262's form: run by the command line, or in this process with changes of the product.
import { join } from "node:path";
import { type Finished, run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { runTest262, type Test262Options } from "./test262-run.js";
import type { TestResult } from "./worker.js";

const SAMPLE = join(import.meta.dirname, "sample");

/** Both emitters. */
export const EMITTERS = ["text", "ast"] as const;
/** One of them. */
export type Emitter = (typeof EMITTERS)[number];

/** What `npm run conformance` says about the sample. */
export async function conformance(...args: string[]): Promise<Finished> {
  const program = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--test262", SAMPLE];
  return run([...program, ...args], { cwd: REPOSITORY });
}

/** The result of each test of it. */
export async function results(
  emitter: Emitter,
  { filter, shard = "1/1", plugins = [], off = false }: Partial<Omit<Test262Options, "root" | "emitter">>,
): Promise<readonly TestResult[]> {
  return (await runTest262({ root: SAMPLE, emitter, filter, shard, json: true, off, plugins })).results;
}
