// Two copies of a project in; the tests that pass raw and fail traced out.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { runCommand } from "./commands.js";
import type { Folders, Project } from "./project.js";
import { type RunCounts, readCounts } from "./promise-counts.js";
import { EXIT_STATUS, type Results, readResults } from "./test-results.js";

/** One run of a project's tests. */
export interface TestRun {
  readonly results: Results;
  readonly counts: RunCounts;
  readonly seconds: number;
}

/** Raw against traced. */
export interface Comparison {
  readonly passedRaw: number;
  readonly passedBoth: number;
  /** Differed once, and not when they were run again. */
  readonly flaky: readonly string[];
  readonly regressions: readonly string[];
}

// Real projects have tests that fail now and then, whether traced or not.
const RETRIES = 2;

/** Runs the tests in one copy; what they print is kept beside it. */
export async function runTests({ tests }: Project, folders: Folders, copy: string): Promise<TestRun> {
  const folder = folders.copy(copy);
  const file = `${folder}.results`;
  const recordings = `${folder}.spans`;
  rmSync(file, { force: true });
  rmSync(recordings, { recursive: true, force: true });
  mkdirSync(recordings);
  const command = tests.replaceAll("{results}", file);
  const ended = await runCommand(command, folder, { UNO_TRACE_RECORDINGS: recordings });
  writeFileSync(`${folder}.log`, ended.stdout + ended.stderr);
  const text = existsSync(file) ? readFileSync(file, "utf8") : ended.stdout;
  const results = readResults(text, ended.code, folder);
  return { results, counts: readCounts(recordings), seconds: ended.seconds };
}

/**
 * Compares, and runs both again while tests differ that are not excused: a regression passes in every raw run and in
 * no traced one.
 * @param again runs the tests of a copy once more
 */
export async function compare(
  raw: Results,
  traced: Results,
  again: (copy: "raw" | "traced") => Promise<Results>,
  isExcused: (name: string) => boolean = () => false,
): Promise<Comparison> {
  const passed = [...raw.keys()].filter(passedIn(raw));
  const differing = passed.filter((name) => !passedIn(traced)(name));
  let suspects = withoutExit(differing);
  for (let retry = 0; retry < RETRIES && !suspects.every(isExcused); retry += 1) {
    const tracedAgain = await again("traced");
    suspects = suspects.filter((name) => !passedIn(tracedAgain)(name));
    if (suspects.every(isExcused)) break;
    suspects = suspects.filter(passedIn(await again("raw")));
  }
  return {
    passedRaw: passed.length,
    passedBoth: passed.length - differing.length,
    flaky: withoutExit(differing).filter((name) => !suspects.includes(name)),
    regressions: suspects,
  };
}

const passedIn = (results: Results) => (name: string) => results.get(name) === "passed";

// A test that fails gives the command its exit status.
const withoutExit = (names: readonly string[]) =>
  names.length > 1 ? names.filter((name) => name !== EXIT_STATUS) : names;
