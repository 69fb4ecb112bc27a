// A checkout of test262 in; each of its language tests run raw and traced, by worker processes, out.
import { fork } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { isOutOfTime } from "./realm.js";
import type { TestResult } from "./worker.js";

// A process takes a second to start: a few files are no reason for another one.
const FILES_FOR_PROCESS = 20;

// Node keeps the realms of a process alive: a worker runs so many files and is then replaced.
const FILES_IN_PROCESS = 120;

const LIMIT_MS = 4000;

const FOLDER = `.tmp/conformance-${process.pid}`;
const WORKER = join(FOLDER, "worker.mjs");
const RUNTIME = join(FOLDER, "runtime.cjs");

/** The command line of `--test262`. */
export interface Test262Options {
  /** The checkout. */
  readonly root: string;
  readonly emitter: string;
  /** A regular expression on paths. */
  readonly filter: string | undefined;
  /** `i/n`: the i-th of n parts. */
  readonly shard: string;
  readonly json: boolean;
  /** With tracing off: every function is traced, and nothing recorded. */
  readonly off: boolean;
  /** For the tests of this runner: they break an emitter while the workers are bundled. */
  readonly plugins?: Plugin[];
}

/** Runs the tests. */
export async function runTest262(
  options: Test262Options,
): Promise<{ readonly files: number; readonly results: readonly TestResult[] }> {
  const files = shardOf(filesIn(options), options.shard);
  mkdirSync(FOLDER, { recursive: true });
  try {
    await bundle(options);
    return { files: files.length, results: await repeatLate(await runAll(files, options), options) };
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

function filesIn({ root: folder, filter: pattern }: Test262Options): string[] {
  const filter = new RegExp(pattern ?? "");
  return readdirSync(join(folder, "test/language"), { recursive: true, encoding: "utf8" })
    .map((name) => join("test/language", name))
    .filter((name) => name.endsWith(".js") && !name.includes("_FIXTURE") && filter.test(name))
    .filter((name) =>
      /function|=>|\bclass\b|\bget\b|\bset\b|\)\s*\{/.test(readFileSync(join(folder, name), "utf8")),
    )
    .sort();
}

function shardOf(all: readonly string[], shard: string): string[] {
  const [index, count] = shard.split("/").map(Number) as [number, number];
  return all.filter((_, position) => position % count === index - 1);
}

async function bundle({ plugins = [] }: Test262Options): Promise<void> {
  const shared = { bundle: true, platform: "node", logLevel: "warning", plugins } as const;
  await build({
    ...shared,
    entryPoints: ["test/conformance/worker.ts"],
    outfile: WORKER,
    format: "esm",
    packages: "external",
    sourcemap: "inline",
  });
  await build({ ...shared, entryPoints: ["runtime/index.ts"], outfile: RUNTIME, format: "cjs" });
}

async function runAll(all: readonly string[], options: Test262Options): Promise<TestResult[]> {
  const workers = Math.min(availableParallelism(), Math.ceil(all.length / FILES_FOR_PROCESS));
  const parts = Array.from({ length: workers }, (_, n) =>
    all.filter((_, position) => position % workers === n),
  );
  return (await Promise.all(parts.map((part, number) => runWorker(part, number, options)))).flat();
}

/** On a busy machine a test may run out of time: those that did so traced have a second try, with more of it. */
async function repeatLate(results: TestResult[], options: Test262Options): Promise<TestResult[]> {
  const late = new Set(results.filter(({ traced }) => isOutOfTime(traced)).map(({ file }) => file));
  const again: TestResult[] = [];
  if (late.size === 0 || !(await runProcess([...late], 0, again, options, 10 * LIMIT_MS))) return results;
  return [...results.filter(({ file }) => !late.has(file)), ...again];
}

/** A worker that dies is started again behind the test that killed it. */
async function runWorker(
  part: readonly string[],
  number: number,
  options: Test262Options,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  let rest = part;
  while (rest.length > 0) {
    const before = results.length;
    const slice = rest.slice(0, FILES_IN_PROCESS);
    if (await runProcess(slice, number, results, options)) {
      rest = rest.slice(slice.length);
      if (!options.json) console.error(`worker ${number}: ${rest.length} files to go`);
      continue;
    }
    const last = results.at(-1)?.file;
    const at = results.length > before && last ? rest.indexOf(last) : -1;
    const killer = rest[at + 1];
    if (killer) results.push(await deathOf(killer, number, options));
    rest = rest.slice(at + 2);
  }
  return results;
}

/** Some tests kill Node itself, whether traced or not. */
async function deathOf(file: string, number: number, options: Test262Options): Promise<TestResult> {
  const emitter = options.emitter === "ast" ? "none" : "raw";
  const survives = await runProcess([file], number, [], { ...options, emitter });
  const death = "the process died";
  return {
    file,
    mode: "raw",
    raw: survives ? undefined : death,
    traced: undefined,
    ...(survives && { crash: death }),
  };
}

function runProcess(
  part: readonly string[],
  number: number,
  results: TestResult[],
  { root, emitter, off }: Test262Options,
  limit: number = LIMIT_MS,
): Promise<boolean> {
  const list = join(FOLDER, `${number}.json`);
  writeFileSync(list, JSON.stringify([root, emitter, part, limit, off]));
  const child = fork(WORKER, [list, RUNTIME], {
    execArgv: ["--experimental-vm-modules", "--no-warnings", "--max-old-space-size=6000"],
  });
  return new Promise((done) => {
    let finished = false;
    child.on("message", (message: TestResult | { done: true }) => {
      if ("done" in message) finished = true;
      else results.push(message);
    });
    child.on("exit", () => done(finished));
  });
}
