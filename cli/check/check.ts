// `uno-trace check`: everything that is wrong with directives, rules and the surroundings of the build.

import type { Arguments } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { scanProject, unmatchedRules } from "../../transformer/config/project-files.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { unreadableSource } from "../../transformer/diagnostics/functions.js";
import { mayHoldDirective } from "../../transformer/select/directive.js";
import { codeFrame } from "../../transformer/source/source-position.js";
import { type Command, EXIT } from "../command/command.js";
import { counted } from "../command/counted.js";
import {
  type CommandProject,
  frameOf,
  meansNothing,
  type PlannedFile,
  planSources,
  projectOf,
  shownPath,
} from "../command/project.js";
import { checkBuild } from "./build-traps.js";
import { idleRules } from "./idle-rules.js";

/** The command `check`. */
export const check: Command = {
  usage: "[GLOB...]",
  summary: "Check directives, rules, and whether the build can run the transformer at all.",
  help: [],
  options: {},
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  run: async (args, io) => runCheck(args, io),
};

function runCheck(args: Arguments, io: Terminal): number {
  const project = projectOf(args, io);
  const files = planSources(project, args.positionals, io);
  const isTraced = files.some(({ plan }) => plan.functions.some(({ traced }) => traced));
  const build = checkBuild(project, files);
  // A file that may hold nothing to trace need not parse; one that does is a silent loss.
  const unread = files.filter(({ parsed, text }) => !parsed && mayHoldDirective(text));
  const problems = [
    ...project.diagnostics,
    ...ruleProblems(project, files, args),
    ...build.diagnostics,
    ...unread.map(({ file }) => unreadableSource(file)),
  ];
  for (const problem of problems) io.out(`${frameOf(project, problem, io)}\n`);
  for (const file of files) printFile(project, file, io);
  const skipped = files.filter((file) => !file.parsed && !unread.includes(file));
  const notes = skipped.map(({ file }) => `${shownPath(project, file)} does not parse and was not checked`);
  const idle = isTraced || unread.length > 0 || args.positionals.length > 0 ? [] : [NOTHING_MARKED];
  for (const note of [...idle, ...build.notes, ...notes]) io.out(`note: ${note}`);
  const count = problems.length + files.reduce((sum, { plan }) => sum + plan.diagnostics.length, 0);
  io.out(`${counted(count, "problem")} in ${counted(files.length, "file")}`);
  return count > 0 || meansNothing(args.positionals, files) ? EXIT.findings : EXIT.fine;
}

const NOTHING_MARKED =
  'nothing is to be traced: write // @trace above a function, or globs of files into "include" of uno-trace.json';

/** A broken configuration says so itself; its rules are not in force. */
function ruleProblems(
  project: CommandProject,
  files: readonly PlannedFile[],
  args: Arguments,
): readonly Diagnostic[] {
  const { config, diagnostics } = project;
  if (diagnostics.some(({ severity }) => severity === "error")) return [];
  // Only the whole project can tell that a pattern matches no function.
  if (args.positionals.length > 0) return unmatchedRules(config, scanProject(config));
  const names = files.map(({ file }) => file);
  return [...unmatchedRules(config, names), ...idleRules(config, files)];
}

function printFile(project: CommandProject, { file, text, plan }: PlannedFile, io: Terminal): void {
  const fileName = shownPath(project, file);
  const sorted = [...plan.diagnostics].sort((a, b) => a.start - b.start);
  for (const diagnostic of sorted) io.out(`${codeFrame(diagnostic, text, { color: io.color, fileName })}\n`);
}
