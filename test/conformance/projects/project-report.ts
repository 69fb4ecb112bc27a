// What runs of projects found, in; text, JSON, and the table of docs/conformance.md out.
import { rowsOfSection, writeSection } from "../document.js";
import type { ProjectResult } from "./run.js";

/** Whether a project's run says that tracing changed it, or says nothing because nothing was traced. */
export const hasFailed = ({ regressions, spans, passedRaw }: ProjectResult): boolean =>
  regressions.length > 0 || spans === 0 || passedRaw === 0;

/** Prints the results, for people or as JSON. */
export function printProjects(results: readonly ProjectResult[], json: boolean): void {
  if (json) {
    const plain = results.map(({ project, ...rest }) => ({ name: project.name, ref: project.ref, ...rest }));
    console.log(JSON.stringify(plain, null, 2));
    return;
  }
  for (const result of results) printProject(result);
}

function printProject(result: ProjectResult): void {
  const { project, notes, flaky, regressions, excused, seconds, spans, passedRaw } = result;
  console.log(`\n${project.name} ${project.ref ?? ""} (${result.emitter}, Node ${result.node})`);
  for (const note of notes) console.log(`  ${note}`);
  for (const name of flaky) console.log(`  flaky: ${name}`);
  for (const [reason, names] of Object.entries(excused)) {
    for (const name of names) console.log(`  excused (${reason}): ${name}`);
  }
  for (const name of regressions) console.log(`  REGRESSION: ${name}`);
  if (spans === 0) console.log("  NOTHING WAS RECORDED: the tests did not call traced code");
  if (passedRaw === 0) console.log("  NO TEST PASSES RAW");
  console.log(
    `  ${result.files} files, ${result.functions} functions, ${spans} spans; ${passedRaw} tests passed raw, ` +
      `${result.passedBoth} also traced, ${flaky.length} flaky, ${excusedOf(result)} excused, ` +
      `${regressions.length} regressions; ${seconds[0]} s raw, ${seconds[1]} s traced`,
  );
}

const excusedOf = ({ excused }: ProjectResult) => Object.values(excused).flat().length;

const SECTION = "Real projects";

const COLUMNS = [
  "project",
  "what it is",
  "emitter",
  "Node",
  "functions",
  "spans",
  "passed raw",
  "passed both",
  "flaky",
  "excused",
  "regressions",
];

/** Puts the runs into the table of docs/conformance.md, in place of earlier ones of the same emitter and Node. */
export function writeProjects(results: readonly ProjectResult[]): void {
  const rows = new Map(rowsOfSection(SECTION).map((cells) => [keyOf(cells), cells]));
  for (const result of results) {
    const cells = cellsOf(result);
    rows.set(keyOf(cells), cells);
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cells]) => cells);
  writeSection(SECTION, { columns: COLUMNS, rows: sorted });
}

const keyOf = ([project, , emitter, node]: readonly string[]) => [project, emitter, node].join(" ");

function cellsOf(result: ProjectResult): string[] {
  const { project, emitter, node, functions, spans, passedRaw, passedBoth, flaky, regressions } = result;
  const where = `[${project.name}](https://github.com/${project.repository}) ${project.ref}`;
  const counts = [
    functions,
    spans,
    passedRaw,
    passedBoth,
    flaky.length,
    excusedOf(result),
    regressions.length,
  ];
  return [where, project.about, emitter, node, ...counts.map(String)];
}
