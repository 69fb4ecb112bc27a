// Results of all tests in; counts, the list of failures, and docs/conformance.md out.
import { relative } from "node:path";
import { rowsOfSection, writeSection } from "./document.js";
import { excuseOf } from "./excuses.js";
import type { TestResult } from "./worker.js";

/** The numbers of one run; a test that runs in two modes counts twice. */
export interface Counts {
  readonly emitter: string;
  readonly node: string;
  readonly files: number;
  readonly run: number;
  readonly passedRaw: number;
  /** Passed raw, and at least one function in it was traced. */
  readonly traced: number;
  readonly passedBoth: number;
  readonly excused: number;
  readonly regressions: number;
  readonly crashes: number;
}

/** What a run found. */
export interface Summary {
  readonly counts: Counts;
  /** Regressions and crashes without an excuse. */
  readonly failures: readonly TestResult[];
}

const shortName = (file: string) => relative("test/language", file);

/** Counts the results and sorts out what is excused. */
export function summarise(results: readonly TestResult[], emitter: string, files: number): Summary {
  const passedRaw = results.filter((result) => result.raw === undefined);
  const failed = passedRaw.filter((result) => result.crash !== undefined || result.traced !== undefined);
  const failures = failed.filter(({ file, crash }) => crash !== undefined || !excuseOf(shortName(file)));
  const crashes = failures.filter(({ crash }) => crash !== undefined).length;
  const counts = {
    emitter,
    node: process.version,
    files,
    run: results.length,
    passedRaw: passedRaw.length,
    traced: passedRaw.filter((result) => result.instrumented).length,
    passedBoth: passedRaw.length - failed.length,
    excused: failed.length - failures.length,
    regressions: failures.length - crashes,
    crashes,
  };
  return { counts, failures };
}

/** Prints the failures and the counts, or all of it as JSON. */
export function printReport({ counts, failures }: Summary, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ ...counts, failures }, null, 2));
    return;
  }
  for (const { file, mode, traced, crash } of failures) {
    console.log(`${shortName(file)} (${mode}): ${crash ? `crash: ${crash}` : traced}`);
  }
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${name}: ${count}`)
      .join(", "),
  );
}

const SECTION = "test262";

const COLUMNS = {
  emitter: "emitter",
  node: "Node",
  files: "files",
  run: "runs",
  passedRaw: "passed raw",
  traced: "of these traced",
  passedBoth: "passed both",
  excused: "excused",
  regressions: "regressions",
  crashes: "crashes",
} as const;

/** Puts the run into the table of docs/conformance.md, in place of an earlier one of the same emitter and Node. */
export function writeDocument(counts: Counts): void {
  const kept = rowsOfSection(SECTION).filter(
    ([emitter, node]) => emitter !== counts.emitter || node !== counts.node,
  );
  const row = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map((column) => String(counts[column]));
  const rows = [...kept, row].sort((a, b) => (a.join() < b.join() ? -1 : 1));
  writeSection(SECTION, { columns: Object.values(COLUMNS), rows });
}
