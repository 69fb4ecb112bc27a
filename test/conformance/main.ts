// `npm run conformance`: runs test262, generated programs, whole programs, or the tests of real projects, raw and traced, and
// lists what tracing changed; or the W3C's suite for Trace Context.
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareProgram } from "./programs/comparison.js";
import { printPrograms, writePrograms } from "./programs/program-report.js";
import { buildSubjects } from "./programs/subjects.js";
import { hasFailed, printProjects, writeProjects, writePromises } from "./projects/project-report.js";
import { chooseProjects, type ProjectResult, runProject } from "./projects/run.js";
import { printReport, summarise, writeDocument } from "./report.js";
import { runTest262 } from "./test262-run.js";
import { hasFailed as hasSuiteFailed, printSuite, runSuite, writeSuite } from "./trace-context/suite.js";

const USAGE = `\
usage: npm run conformance -- --test262 DIR [--emitter text|ast] [--off] [--filter RE] [--shard i/n] [--json] [--docs]
   or: npm run conformance -- --fuzz [--runs N] [--seed S] [--path P] [--mutants] [--json]
   or: npm run conformance -- --project NAME|all [--emitter text|ast] [--projects-dir DIR] [--json] [--docs]
   or: npm run conformance -- --program NAME|all [--emitter text|ast] [--json] [--docs]
   or: npm run conformance -- --w3c DIR [--python COMMAND] [--docs]
   or: npm run conformance -- --project DIR --source GLOB --tests COMMAND [--install COMMAND] [--build COMMAND]`;

const { values } = parseArgs({
  options: {
    test262: { type: "string" },
    project: { type: "string" },
    program: { type: "string" },
    "projects-dir": { type: "string", default: join(tmpdir(), "uno-trace-projects") },
    source: { type: "string", multiple: true, default: [] },
    tests: { type: "string" },
    install: { type: "string" },
    build: { type: "string" },
    emitter: { type: "string", default: "text" },
    off: { type: "boolean", default: false },
    filter: { type: "string" },
    shard: { type: "string", default: "1/1" },
    json: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
    fuzz: { type: "boolean", default: false },
    runs: { type: "string", default: "1000" },
    seed: { type: "string" },
    path: { type: "string" },
    mutants: { type: "boolean", default: false },
    w3c: { type: "string" },
    python: { type: "string", default: "python3" },
  },
});

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { emitter, fuzz, program, project, test262, w3c } = values;
  if (emitter !== "text" && emitter !== "ast") throw new Error(`--emitter ${emitter}: text or ast`);
  if (fuzz) await testGenerated();
  else if (w3c !== undefined) await testTraceContext(w3c);
  else if (program !== undefined) testPrograms(program, emitter);
  else if (project !== undefined) await testProjects(project, emitter);
  else if (test262 !== undefined) await testLanguage(test262);
  else throw new Error(USAGE);
}

async function testGenerated(): Promise<void> {
  const { runFuzzer } = await import("./fuzz/main.js");
  process.exit(await runFuzzer(values));
}

async function testTraceContext(folder: string): Promise<void> {
  const result = await runSuite(resolve(folder), values.python);
  printSuite(result);
  if (values.docs) writeSuite(result);
  process.exitCode = hasSuiteFailed(result) ? 1 : 0;
}

async function testLanguage(folder: string): Promise<void> {
  const { emitter, off, filter, shard, json, docs } = values;
  const { files, results } = await runTest262({ root: resolve(folder), emitter, filter, shard, json, off });
  const summary = summarise(results, off ? `${emitter}, off` : emitter, files);
  printReport(summary, json);
  // Only a whole run is worth writing down.
  if (docs && filter === undefined && shard === "1/1") writeDocument(summary.counts);
  process.exitCode = summary.failures.length > 0 ? 1 : 0;
}

function testPrograms(name: string, emitter: "text" | "ast"): void {
  const subjects = buildSubjects(name, emitter);
  const results = subjects.map((subject) => compareProgram(subject, emitter, (text) => console.error(text)));
  printPrograms(results, values.json);
  if (values.docs) writePrograms(results);
  process.exitCode = results.some(({ differences }) => differences.length > 0) ? 1 : 0;
}

async function testProjects(name: string, emitter: "text" | "ast"): Promise<void> {
  const { json, docs, source, tests, install, build, "projects-dir": folder } = values;
  const options = { project: name, folder, emitter, source, tests, install, build };
  const results: ProjectResult[] = [];
  const faults: unknown[] = [];
  const chosen = chooseProjects(options);
  for (const each of chosen) {
    const say = (step: string) => console.error(`${each.project.name}: ${step}`);
    try {
      const result = await runProject(each, options, say);
      results.push(result);
      if (docs && result.project.repository) writeProjects([result]);
      // Both emitters give the same.
      if (docs && result.project.repository && emitter === "text") writePromises([result]);
    } catch (error) {
      // The others have their turn all the same.
      faults.push(error);
      say((error as Error).message);
    }
  }
  printProjects(results, json);
  process.exitCode = faults.length > 0 || results.some(hasFailed) ? 1 : 0;
}
