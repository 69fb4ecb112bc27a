// `npm run conformance -- --test262 DIR`: runs test262 raw and traced, and lists what tracing changed.
import { fork } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { printReport, summarise, writeDocument } from "./report.js";
import type { TestResult } from "./worker.js";

// Node keeps the realms of a process alive: a worker runs so many files and is then replaced.
const FILES_IN_PROCESS = 120;

const { values } = parseArgs({
  options: {
    test262: { type: "string" },
    emitter: { type: "string", default: "text" },
    filter: { type: "string" },
    shard: { type: "string", default: "1/1" },
    json: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
    fuzz: { type: "boolean", default: false },
    runs: { type: "string", default: "1000" },
    seed: { type: "string" },
    path: { type: "string" },
    mutants: { type: "boolean", default: false },
  },
});

if (values.fuzz) {
  const { runFuzzer } = await import("./fuzz/main.js");
  process.exit(await runFuzzer(values));
}

if (!values.test262) {
  console.error(
    "usage: npm run conformance -- --test262 DIR [--emitter text|ast] [--filter RE] [--shard i/n] [--json] [--docs]\n" +
      "       npm run conformance -- --fuzz [--runs N] [--seed S] [--path P] [--mutants] [--json]",
  );
  process.exit(2);
}

const root = resolve(values.test262);
const files = shardOf(filesIn(root));
const summary = summarise(await runAll(files), values.emitter, files.length);
printReport(summary, values.json);
// Only a whole run is worth writing down.
if (values.docs && values.filter === undefined && values.shard === "1/1") writeDocument(summary.counts);
process.exitCode = summary.failures.length > 0 ? 1 : 0;

function filesIn(folder: string): string[] {
  const filter = new RegExp(values.filter ?? "");
  return readdirSync(join(folder, "test/language"), { recursive: true, encoding: "utf8" })
    .map((name) => join("test/language", name))
    .filter((name) => name.endsWith(".js") && !name.includes("_FIXTURE") && filter.test(name))
    .filter((name) =>
      /function|=>|\bclass\b|\bget\b|\bset\b|\)\s*\{/.test(readFileSync(join(folder, name), "utf8")),
    )
    .sort();
}

function shardOf(all: readonly string[]): string[] {
  const [index, count] = (values.shard as string).split("/").map(Number) as [number, number];
  return all.filter((_, position) => position % count === index - 1);
}

async function runAll(all: readonly string[]): Promise<TestResult[]> {
  mkdirSync(".tmp", { recursive: true });
  const shared = { bundle: true, platform: "node", logLevel: "warning" } as const;
  await build({
    ...shared,
    entryPoints: ["test/conformance/worker.ts"],
    outfile: ".tmp/conformance-worker.mjs",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
  });
  await build({
    ...shared,
    entryPoints: ["runtime/index.ts"],
    outfile: ".tmp/conformance-runtime.cjs",
    format: "cjs",
  });
  const workers = availableParallelism();
  const parts = Array.from({ length: workers }, (_, n) =>
    all.filter((_, position) => position % workers === n),
  );
  return (await Promise.all(parts.map(runWorker))).flat();
}

/** A worker that dies is started again behind the test that killed it. */
async function runWorker(part: readonly string[], number: number): Promise<TestResult[]> {
  const results: TestResult[] = [];
  let rest = part;
  while (rest.length > 0) {
    const before = results.length;
    const slice = rest.slice(0, FILES_IN_PROCESS);
    if (await runProcess(slice, number, results)) {
      rest = rest.slice(slice.length);
      if (!values.json) console.error(`worker ${number}: ${rest.length} files to go`);
      continue;
    }
    const last = results.at(-1)?.file;
    const at = results.length > before && last ? rest.indexOf(last) : -1;
    const killer = rest[at + 1];
    if (killer) results.push(await deathOf(killer, number));
    rest = rest.slice(at + 2);
  }
  return results;
}

/** Some tests kill Node itself, whether traced or not. */
async function deathOf(file: string, number: number): Promise<TestResult> {
  const survives = await runProcess([file], number, [], values.emitter === "ast" ? "none" : "raw");
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
  emitter: string = values.emitter,
): Promise<boolean> {
  const list = `.tmp/conformance-${process.pid}-${number}.json`;
  writeFileSync(list, JSON.stringify([root, emitter, part]));
  const child = fork(".tmp/conformance-worker.mjs", [list, ".tmp/conformance-runtime.cjs"], {
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
