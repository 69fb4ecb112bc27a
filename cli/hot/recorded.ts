// Paths of CPU profiles and of counted calls in; what they say together out, or why they say nothing.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../terminal/arguments.js";
import type { CommandProject } from "../command/project.js";
import { shownPath } from "../command/project.js";
import { type Judged, judge } from "./advice.js";
import { CodeFiles } from "./code-files.js";
import { CostSum, type Costs } from "./costs.js";
import { type CallCounts, callsOf, estimatedCosts, readCounts } from "./counts.js";
import { NoProfile, readProfile } from "./profile.js";
import { SourceFunctions } from "./source-functions.js";

/** What was recorded of a program. */
export interface Recorded {
  readonly costs: Costs;
  readonly judged: readonly Judged[];
  /** From samples; otherwise estimated from counted calls. */
  readonly isSampled: boolean;
  /** What makes the result doubtful. */
  readonly remarks: readonly string[];
}

/** Nothing can be said, and what mends that. */
export class NothingRecorded extends Error {
  override readonly name = "NothingRecorded";
}

const RECORD = "record one with `node --cpu-prof --cpu-prof-dir=profiles app.js`";

/**
 * Reads all files.
 * @throws UsageError for a file that there is not
 * @throws NothingRecorded for one that is something else, or that is not of this project's traced functions
 */
export function readRecorded(paths: readonly string[], project: CommandProject): Recorded {
  const code = new CodeFiles();
  const source = new SourceFunctions(project);
  const sum = new CostSum(code, source);
  const counts: CallCounts[] = [];
  let profiled = Number.POSITIVE_INFINITY;
  const files = paths.flatMap((each) => filesOf(resolve(project.cwd, each)));
  for (const path of files) {
    const text = readFileSync(path, "utf8");
    const counted = readCounts(text);
    if (counted) counts.push(counted);
    else addProfile(sum, text, shownPath(project, path));
    if (!counted) profiled = Math.min(profiled, statSync(path).mtimeMs);
  }
  const isSampled = counts.length < files.length;
  const calls = callsOf(counts, ({ file, line, name }) =>
    source.named(resolve(project.config.root, file), line, name),
  );
  const costs = isSampled ? sum.costs : estimatedCosts(counts, calls);
  checkCosts(costs, project);
  const remarks = remarksOf(
    costs,
    code.newerThan(profiled).map((file) => shownPath(project, file)),
  );
  return { costs, judged: judge(costs, calls, isSampled), isSampled, remarks };
}

/** A file, or what was recorded into a folder. */
function filesOf(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return [path];
  if (!stat) throw new UsageError(`--hot: no such file or folder: ${path}; ${RECORD}`);
  const names = readdirSync(path).filter((name) => /\.cpuprofile$|^calls\..*\.json$/.test(name));
  if (names.length > 0) return names.sort().map((name) => join(path, name));
  throw new UsageError(`--hot: no .cpuprofile and no counted calls in ${path}; ${RECORD}`);
}

function addProfile(sum: CostSum, text: string, shown: string): void {
  try {
    sum.add(readProfile(text));
  } catch (error) {
    if (!(error instanceof NoProfile)) throw error;
    throw new NothingRecorded(`${shown} is no CPU profile: ${error.message}; ${RECORD}`);
  }
}

function checkCosts({ functions, tracing }: Costs, project: CommandProject): void {
  if (tracing === 0)
    throw new NothingRecorded(
      "nothing of tracing is in it: the program was not traced, tracing was off, or the runtime is in a bundle without " +
        "a source map. `uno-trace check` says whether the build traces; turn tracing on, and build with source maps",
    );
  if (functions.size === 0)
    throw new NothingRecorded(
      `none of its functions is one that ${shownPath(project, project.config.path ?? project.config.root)} traces: name the ` +
        "project by --cwd or --config, keep the built files where they ran, and build with source maps",
    );
}

function remarksOf({ elsewhere, tracing }: Costs, newer: readonly string[]): string[] {
  const share = Math.round((100 * elsewhere) / tracing);
  return [
    ...(share >= 10
      ? [
          `${share} % of tracing is of functions that are not found: of other projects, or built without a source map`,
        ]
      : []),
    ...newer.slice(0, 3).map((file) => `${file} was written after the profile, which may be of other code`),
  ];
}
