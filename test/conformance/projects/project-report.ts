// What runs of projects found, in; text, JSON, and the table of docs/conformance.md out.
import { rowsOfSection, writeSection } from "../document.js";
import type { ProjectResult } from "./run.js";

/** Whether a project's run says that tracing changed it, or says nothing because nothing was traced. */
export const hasFailed = ({ regressions, counts: { spans }, passedRaw }: ProjectResult): boolean =>
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
  const { project, notes, flaky, regressions, excused, seconds, counts, passedRaw } = result;
  const { spans, promises, derived, kept, reported, hidden } = counts;
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
  console.log(
    `  returned values by owner: ${JSON.stringify(result.returns)}; ${promises} promises, ${derived} derived, ` +
      `${kept} of these kept, ${reported} reported as unhandled, ${hidden} hidden thenables`,
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

const PROMISES = "Promises that functions return";

const PROMISE_COLUMNS = [
  "project",
  "returned values",
  "that others may hold",
  "of these with a handler somewhere",
  "promises returned in the run",
  "derived",
  "of these kept",
  "reported as unhandled",
  "hidden thenables",
];

/** Puts the runs into the table of what functions return, in place of earlier ones. */
export function writePromises(results: readonly ProjectResult[]): void {
  const rows = new Map(rowsOfSection(PROMISES).map((cells) => [cells[0], cells]));
  for (const result of results) {
    const { nobody, handler, others, sometimes } = result.returns;
    const { promises, derived, kept, reported, hidden } = result.counts;
    const counts = [nobody + handler + others, others, sometimes, promises, derived, kept, reported, hidden];
    rows.set(whereOf(result), [whereOf(result), ...counts.map(String)]);
  }
  const sorted = [...rows.values()].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  writeSection(PROMISES, { columns: PROMISE_COLUMNS, rows: sorted });
}

const whereOf = ({ project: { name, repository, ref } }: ProjectResult) =>
  `[${name}](https://github.com/${repository}) ${ref}`;

const keyOf = ([project, , emitter, node]: readonly string[]) => [project, emitter, node].join(" ");

function cellsOf(result: ProjectResult): string[] {
  const { project, emitter, node, functions, passedRaw, passedBoth, flaky, regressions } = result;
  const counts = [
    functions,
    result.counts.spans,
    passedRaw,
    passedBoth,
    flaky.length,
    excusedOf(result),
    regressions.length,
  ];
  return [whereOf(result), project.about, emitter, node, ...counts.map(String)];
}
