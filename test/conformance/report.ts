// Results of all tests in; counts, the list of failures, and docs/conformance.md out.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { EXCUSED, excuseOf } from "./excuses.js";
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

const DOCUMENT = "docs/conformance.md";
const COLUMNS = [
  "emitter",
  "node",
  "files",
  "run",
  "passedRaw",
  "traced",
  "passedBoth",
  "excused",
  "regressions",
  "crashes",
] as const;
const TITLES =
  "| emitter | Node | files | runs | passed raw | of these traced | passed both | excused | regressions | crashes |";

/** Puts the run into the table of docs/conformance.md, in place of an earlier one of the same emitter and Node. */
export function writeDocument(counts: Counts): void {
  const rows = existsSync(DOCUMENT) ? tableRows(readFileSync(DOCUMENT, "utf8")) : [];
  const kept = rows.filter((row) => !row.startsWith(`| ${counts.emitter} | ${counts.node} |`));
  const row = `| ${COLUMNS.map((column) => counts[column]).join(" | ")} |`;
  writeFileSync(DOCUMENT, documentOf([...kept, row].sort()));
}

// A formatter may have padded the cells.
const tableRows = (text: string) =>
  text
    .split("\n")
    .filter((line) => /^\| (?:text|ast) +\|/.test(line))
    .map((line) => line.replace(/ +\|/g, " |"));

const GENERATED_PROGRAMS = `## Generated programs

\`npm run conformance -- --fuzz --runs N\` writes N programs over the forms that tracing rewrites: functions of every kind and
colour, classes with all their members, \`super\`, \`arguments\`, \`new.target\`, generators that are driven by hand,
\`for await\`, \`try\` in all its forms, labels, destructuring, closures, \`var\` over parameters, strict and sloppy. Each
runs as it is, and from both emitters with tracing on and off. Compared are

- what it logs: every value with its type, every error with constructor and message, unhandled rejections as well;
- at each call of \`log\`, whether the current span is the open one of the function in which it stands;
- after each step, whether a context was left behind, and whether what one call began is one trace;
- at the end, whether every span has ended, and whether both emitters gave the same spans.

A traced async function may settle a microtask turn later, which is no fault. So programs never race two chains of
promises within a macrotask: a call that gives a promise is waited for, returned, or begun in a macrotask of its own.
The text of functions (\`toString\`) is not compared.

A failure is shrunk and printed with the \`--seed\` and \`--path\` that give it again. \`--mutants\` breaks the emitted code in
a dozen ways and tells after how many programs each is found. Every failure that was found is a folder in \`test/cases\`.
`;

function documentOf(rows: readonly string[]): string {
  return `# Conformance

Written by \`npm run conformance -- --test262 DIR --docs\`, where DIR is a checkout of tc39/test262. Each test of its
\`test/language\` that holds a function runs twice, each time in a realm of its own: as it is, and with every function
traced (all \`kinds\`, spans recorded). A regression is a test that passes as it is and fails traced. A test that runs in
strict and in sloppy mode counts twice. The AST emitter is compared with what TypeScript prints without a transformer.

${TITLES}
| ${COLUMNS.map(() => "---").join(" | ")} |
${rows.join("\n")}

${EXCUSED} tests are excused, each for one of two reasons: it asserts the source text of a function, or it counts
microtask turns exactly. They stand in \`test/conformance/excuses.ts\`.

${GENERATED_PROGRAMS}`;
}
