// What a test runner wrote, in; the outcome of each test, by name, out.

/** What became of a test. */
export type Outcome = "passed" | "failed" | "skipped";

/** Outcomes by the tests' full names. */
export type Results = ReadonlyMap<string, Outcome>;

/** The name under which the command's own exit status counts as a test. */
export const EXIT_STATUS = "(exit status)";

/** Tests of one name are told apart by their order. */
class Collected {
  readonly outcomes: Map<string, Outcome> = new Map();
  readonly #seen = new Map<string, number>();

  add(name: string, outcome: Outcome): void {
    const count = (this.#seen.get(name) ?? 0) + 1;
    this.#seen.set(name, count);
    this.outcomes.set(count === 1 ? name : `${name} #${count}`, outcome);
  }
}

/**
 * Reads the JSON of Jest, Vitest or Mocha, TAP, the dots of uvu, or lines with ticks and crosses. The exit status counts as one test
 * more, the only one when there is nothing to be read.
 * @param folder the project's folder, which is taken out of names
 */
export function readResults(text: string, exitCode: number, folder: string): Results {
  const collected = new Collected();
  const clean = text.replaceAll(`${folder}/`, "").replaceAll(folder, "");
  const json = jsonIn(clean);
  if (json) readJson(json, collected);
  else if (/^\s*(?:not )?ok \d/m.test(clean)) readTap(clean, collected);
  else if (UVU.test(uncoloured(clean))) readUvu(uncoloured(clean), collected);
  else readMarks(uncoloured(clean), collected);
  collected.add(EXIT_STATUS, exitCode === 0 ? "passed" : "failed");
  return collected.outcomes;
}

interface Reports {
  readonly testResults?: readonly FileReport[];
  readonly passes?: readonly MochaTest[];
  readonly failures?: readonly MochaTest[];
  readonly pending?: readonly MochaTest[];
}

interface FileReport {
  readonly name?: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

interface MochaTest {
  readonly fullTitle: string;
  readonly file?: string;
}

/** Programs print before and after it, also what begins like it: so many begins are tried. */
const MOST_BEGINS = 50;

function jsonIn(text: string): Reports | undefined {
  const end = text.lastIndexOf("}") + 1;
  let begin = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
  for (let tries = 0; tries < MOST_BEGINS && text[begin] === "{"; tries++) {
    const found = parsed(text.slice(begin, end));
    if (found?.testResults || found?.passes) return found;
    const next = text.indexOf("\n{", begin) + 1;
    if (next === 0) break;
    begin = next;
  }
  return undefined;
}

function parsed(text: string): Reports | undefined {
  try {
    return JSON.parse(text) as Reports;
  } catch {
    return undefined;
  }
}

// Titles may hold what ends a line for `.` and `$` alone (\r, U+2028, U+2029): hence the flag `s` below.
const linesOf = (text: string) => text.split(/\r?\n/);

function readJson({ testResults, passes, failures, pending }: Reports, collected: Collected): void {
  for (const file of testResults ?? []) {
    const name = file.name ?? "";
    // A file that does not load has no tests.
    if (file.assertionResults.length === 0)
      collected.add(name, file.status === "passed" ? "passed" : "failed");
    for (const { fullName, status } of file.assertionResults) {
      const isKnown = status === "passed" || status === "failed";
      collected.add(`${name}: ${fullName}`, isKnown ? status : "skipped");
    }
  }
  for (const { fullTitle } of passes ?? []) collected.add(fullTitle, "passed");
  for (const { fullTitle } of Array.isArray(failures) ? failures : []) collected.add(fullTitle, "failed");
  for (const { fullTitle } of pending ?? []) collected.add(fullTitle, "skipped");
}

// Node nests subtests by indentation under `# Subtest:`, tape puts `# name` before the assertions of a test.
function readTap(text: string, collected: Collected): void {
  const groups: string[] = [];
  // Where subtests are announced, other comments are what tests print.
  const hasSubtests = /^\s*# Subtest: /m.test(text);
  let last = 0;
  for (const line of linesOf(text)) {
    const [, indent = "", rest = ""] = /^(\s*)(.*)$/s.exec(line) as RegExpExecArray;
    const depth = indent.length >> 2;
    const group = groupOf(rest, depth > 0 || hasSubtests);
    if (group !== undefined) groups.splice(depth, Number.POSITIVE_INFINITY, group);
    const [, not, title] = /^(not )?ok \d+(?: - | )?(.*)$/s.exec(rest) ?? [];
    if (title === undefined) continue;
    // The line behind deeper ones only sums these up.
    const isSum = depth < last;
    last = depth;
    if (isSum) continue;
    // A `#` behind a backslash is one of the title.
    const skipped = /(?<!\\)#\s*(?:skip|todo)\b/i.test(title);
    const name = title.replace(/\s+#\s*(?:skip|todo|time)\b.*$/is, "");
    const path = groups.slice(0, depth + 1).filter((each) => each !== name);
    collected.add([...path, name].join(" > "), skipped ? "skipped" : not ? "failed" : "passed");
  }
}

function groupOf(line: string, mustBeSubtest: boolean): string | undefined {
  const subtest = /^# Subtest: (.*)$/s.exec(line)?.[1];
  if (subtest !== undefined || mustBeSubtest) return subtest;
  return /^# (?!(?:tests|pass|fail|ok|skip)\b)(.*)$/s.exec(line)?.[1];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour is
const uncoloured = (text: string) => text.replace(/\x1b\[[\d;]*m/g, "");

const UVU = /^((?:[•✘]\s+)+)\(\d+ \/ \d+\)$/m;

/** A line with the name of the file, then a line with a dot for each test: they are told apart by their order. */
function readUvu(text: string, collected: Collected): void {
  let file = "";
  for (const line of linesOf(text).map((each) => each.trim())) {
    const marks = UVU.exec(line)?.[1];
    if (marks === undefined) file = line || file;
    else
      for (const mark of marks.trim().split(/\s+/)) collected.add(file, mark === "•" ? "passed" : "failed");
  }
}

/** Ticks and crosses as Mocha, Jest, Vitest, AVA and Node print them, under headings by indentation. */
function readMarks(text: string, collected: Collected): void {
  const headings: { readonly indent: number; readonly title: string }[] = [];
  for (const line of linesOf(text)) {
    const [, indent, mark, title] = /^(\s*)(?:([✓✔√✗✘✖×✕﹣↓○]|\d+\))\s+)?(\S.*)$/su.exec(line) ?? [];
    if (indent === undefined || title === undefined) continue;
    while ((headings.at(-1)?.indent ?? -1) >= indent.length) headings.pop();
    const name = title.replace(/\s*[([]?\d+(?:\.\d+)?\s*m?s[)\]]?$/, "");
    if (mark === undefined) headings.push({ indent: indent.length, title: name });
    else collected.add([...headings.map((each) => each.title), name].join(" > "), outcomeOf(mark));
    // What follows the tests of Mocha tells of its failures again.
    if (/^\s*\d+ (?:passing|failing)\b/.test(line)) return;
  }
}

function outcomeOf(mark: string): Outcome {
  if (/[✓✔√]/u.test(mark)) return "passed";
  return /[﹣↓○]/u.test(mark) ? "skipped" : "failed";
}
