// Projects in; each one's tests run raw and traced, and what that found out.
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Emitter } from "../instrumentation.js";
import { type Comparison, compare, runTests } from "./comparison.js";
import { copyFolder, getCheckout, installProject, mustRun } from "./copies.js";
import { type Folders, foldersOf, type Project } from "./project.js";
import type { RunCounts } from "./promise-counts.js";
import { installRuntime, type Rewritten, rewriteSource } from "./rewriting.js";
import { PROJECTS } from "./table.js";

/** What a run of one project found. */
export interface ProjectResult extends Rewritten, Comparison {
  readonly project: Project;
  readonly emitter: string;
  readonly node: string;
  readonly counts: RunCounts;
  /** How long the tests took, raw and traced. */
  readonly seconds: readonly [number, number];
  /** Regressions that are expected, by reason. */
  readonly excused: Readonly<Record<string, readonly string[]>>;
}

/** The command line of `--project`. */
export interface ProjectOptions {
  /** A name of the table, `all`, or the folder of any other project. */
  readonly project: string;
  /** Where the projects are kept. */
  readonly folder: string;
  readonly emitter: "text" | "ast";
  readonly source: readonly string[];
  readonly tests: string | undefined;
  readonly install: string | undefined;
  readonly build: string | undefined;
}

/** A project and its checkout, if that is not among the kept ones. */
export interface Chosen {
  readonly project: Project;
  readonly checkout?: string;
}

/** Finds the rows of the table, or makes one for a folder. */
export function chooseProjects(options: ProjectOptions): readonly Chosen[] {
  const rows = PROJECTS.filter(({ name }) => options.project === "all" || name === options.project);
  if (rows.length > 0 && options.tests === undefined) return rows.map((project) => ({ project }));
  const checkout = resolve(options.project);
  if (!existsSync(checkout)) {
    const names = PROJECTS.map(({ name }) => name).join(", ");
    throw new Error(`--project: ${options.project} is neither in the table (${names}) nor a folder`);
  }
  if (options.tests === undefined || options.source.length === 0) {
    throw new Error("--project FOLDER needs --source GLOB and --tests COMMAND");
  }
  const { source, tests, build } = options;
  const isInstalled = existsSync(join(checkout, "node_modules"));
  const install = options.install ?? (isInstalled ? undefined : "npm install");
  const own = { name: basename(checkout), about: "", source, tests };
  return [{ checkout, project: { ...own, ...(install && { install }), ...(build && { build }) } }];
}

/** Runs one project. `say` hears of each step. */
export async function runProject(
  { project, checkout }: Chosen,
  { folder, emitter }: Pick<ProjectOptions, "folder" | "emitter">,
  say: (step: string) => void,
): Promise<ProjectResult> {
  const folders = foldersOf(project, resolve(folder), checkout);
  getCheckout(project, folders);
  say("installing");
  await installProject(project, folders);
  // What TypeScript prints differently is not ours.
  const names = { raw: emitter === "ast" ? "none" : "raw", traced: emitter } as const;
  await makeCopy(project, folders, names.raw);
  const rewritten = await makeCopy(project, folders, names.traced);
  say(`${rewritten.functions} functions of ${rewritten.files} files are traced`);
  const test = async (copy: "raw" | "traced") => {
    const run = await runTests(project, folders, names[copy]);
    const passed = [...run.results.values()].filter((outcome) => outcome === "passed").length;
    say(`${copy}: ${passed} of ${run.results.size} pass in ${run.seconds} s, ${run.counts.spans} spans`);
    return run;
  };
  const raw = await test("raw");
  const traced = await test("traced");
  const isExcused = (name: string) => reasonsFor(name, project).length > 0;
  const again = async (copy: "raw" | "traced") => (await test(copy)).results;
  const comparison = await compare(raw.results, traced.results, again, isExcused);
  return {
    ...rewritten,
    ...comparison,
    ...sortOut(comparison.regressions, project),
    project,
    emitter,
    node: process.version,
    counts: traced.counts,
    seconds: [raw.seconds, traced.seconds],
  };
}

async function makeCopy(project: Project, folders: Folders, emitter: Emitter): Promise<Rewritten> {
  const folder = folders.copy(emitter);
  copyFolder(folders.base, folder);
  const rewritten = rewriteSource(folder, project.source, emitter);
  if (emitter === "text" || emitter === "ast") installRuntime(folder, process.cwd());
  if (project.build) await mustRun(project, project.build, folder);
  return rewritten;
}

/** Takes the expected ones out of the regressions. */
function sortOut(
  regressions: readonly string[],
  project: Project,
): Pick<ProjectResult, "regressions" | "excused"> {
  const entries = Object.keys(project.excused ?? {}).map(
    (reason) => [reason, regressions.filter((name) => reasonsFor(name, project).includes(reason))] as const,
  );
  return {
    regressions: regressions.filter((name) => reasonsFor(name, project).length === 0),
    excused: Object.fromEntries(entries.filter(([, names]) => names.length > 0)),
  };
}

/** Why a test may fail traced: the reasons of the table that name it. */
function reasonsFor(name: string, { excused = {} }: Project): readonly string[] {
  const isName = (test: string | RegExp) => (typeof test === "string" ? test === name : test.test(name));
  return Object.entries(excused).flatMap(([reason, tests]) => (tests.some(isName) ? [reason] : []));
}
