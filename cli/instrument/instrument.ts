// `uno-trace instrument`: traces JavaScript that a compiler has written, where it stands or in a copy.
import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { scanProject, unmatchedRules } from "../../transformer/config/project-files.js";
import { nothingTraced } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { type Command, EXIT } from "../command/command.js";
import { counted } from "../command/counted.js";
import { type CommandProject, frameOf, projectOf, shownPath } from "../command/project.js";
import { copyOutput } from "./copy.js";
import { type InstrumentedFile, instrumentFile, javaScriptIn } from "./output-file.js";

/** The command `instrument`. */
export const instrument: Command = {
  usage: "DIR [--out OTHER]",
  summary: "Trace the JavaScript below a folder, which a compiler has written there.",
  help: ["--out OTHER    leave DIR as it is, and write a traced copy of it there"],
  options: { out: { type: "string" } },
  arity: { least: 1, most: 1 },
  run: async (args, io) => runInstrument(args, io),
};

function runInstrument(args: Arguments, io: Terminal): number {
  const project = projectOf(args, io);
  const folder = resolve(project.cwd, args.positionals[0] as string);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`no such folder: ${folder}`);
  const target = targetOf(folder, project, textOption(args, "out"));
  if (target !== folder) copyOutput(folder, target);
  const done = javaScriptIn(target).map((path) =>
    instrumentFile(project.config, path, resolve(folder, relative(target, path))),
  );
  if (done.length === 0) {
    io.err(`no .js, .mjs or .cjs file is in ${folder}`);
    return EXIT.findings;
  }
  const problems = problemsOf(project, done);
  for (const problem of problems) io.out(`${frameOf(project, problem, io)}\n`);
  io.out(summaryOf(shownPath(project, target), done));
  return problems.length > 0 ? EXIT.findings : EXIT.fine;
}

/** Where the files are to be written. Sources are no output: in place of them nothing is written. */
function targetOf(folder: string, { cwd, config }: CommandProject, out: string | undefined): string {
  const target = resolve(cwd, out ?? folder);
  const isWithin = (inner: string, outer: string) => !relative(outer, inner).startsWith("..");
  if (out === undefined && [cwd, config.root].some((each) => isWithin(each, folder)))
    throw new UsageError(`${folder} holds the project itself; name the folder that the compiler writes to`);
  if (out !== undefined && (isWithin(target, folder) || isWithin(folder, target)))
    throw new UsageError("--out: name a folder beside DIR, neither in it nor around it");
  return target;
}

function problemsOf({ config, diagnostics }: CommandProject, done: readonly InstrumentedFile[]) {
  const found: Diagnostic[] = [...diagnostics, ...done.flatMap((each) => each.diagnostics)];
  const known = done.flatMap(({ path, sources }) => [path, ...sources]);
  // The sources need not be there, and what the globs name need not be in this folder.
  if (!diagnostics.some(({ severity }) => severity === "error") && unmatchedRules(config, known).length > 0)
    found.push(...unmatchedRules(config, [...known, ...scanProject(config)]));
  const isTraced = done.some(({ count, isTracedBefore }) => count > 0 || isTracedBefore);
  const place = config.path ?? (done[0] as InstrumentedFile).path;
  return isTraced || found.length > 0 ? found : [nothingTraced(place)];
}

function summaryOf(folder: string, done: readonly InstrumentedFile[]): string {
  const traced = done.filter(({ count }) => count > 0);
  const before = done.filter(({ isTracedBefore }) => isTracedBefore).length;
  const count = traced.reduce((sum, each) => sum + each.count, 0);
  const rest = before === 0 ? "" : `; ${counted(before, "file")} had been instrumented before`;
  return `${counted(count, "function")} traced in ${traced.length} of ${counted(done.length, "file")} in ${folder}${rest}`;
}
