// Runs the tests of one shard; a line of JSON for each test goes to the parent.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emitter, instrumenter } from "./instrumentation.js";
import { type Failure, type Host, runInRealm } from "./realm.js";
import { type Mode, readTest262, type Test262File } from "./test262-file.js";

/** What became of one test in one mode. */
export interface TestResult {
  readonly file: string;
  readonly mode: Mode;
  readonly raw: Failure;
  readonly traced: Failure;
  /** The emitter changed the source: something in it is traced. */
  readonly instrumented?: boolean;
  /** The emitter threw. */
  readonly crash?: string;
}

const [root, emitter, files, limit, off] = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as [
  string,
  Emitter,
  string[],
  number,
  boolean,
];
const host: Host = { root, runtime: readFileSync(process.argv[3] as string, "utf8"), limit, recording: !off };
const baseline = instrumenter(emitter === "ast" ? "none" : "raw", root);
const traced = instrumenter(emitter, root);
// Tests are full of promises that nobody handles.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

for (const file of files) {
  for (const result of await runFile(file)) process.send?.(result);
}
process.send?.({ done: true }, () => process.exit(0));

async function runFile(file: string): Promise<TestResult[]> {
  const path = join(root, file);
  const test = readTest262(readFileSync(path, "utf8"));
  const results: TestResult[] = [];
  for (const mode of test.modes) results.push(await runMode({ ...test, modes: [mode] }, mode, path, file));
  return results;
}

async function runMode(test: Test262File, mode: Mode, path: string, file: string): Promise<TestResult> {
  const source = mode === "strict" ? `"use strict";\n${test.source}` : test.source;
  const isModule = mode === "module";
  const run = async (write: typeof traced) => {
    const dependency = (text: string, name: string) => write(text, name, true);
    const realmHost = write === traced ? host : { ...host, runtime: undefined };
    return runInRealm(realmHost, test, write(source, path, isModule), path, dependency);
  };
  // TypeScript itself throws at a few inputs.
  const raw = await run(baseline).catch((error) => `without tracing: ${String(error)}`);
  if (raw !== undefined) return { file, mode, raw, traced: undefined };
  try {
    const instrumented = traced(source, path, isModule) !== baseline(source, path, isModule);
    return { file, mode, raw, traced: await run(traced), instrumented };
  } catch (error) {
    return { file, mode, raw, traced: undefined, crash: (error as Error).stack ?? String(error) };
  }
}
