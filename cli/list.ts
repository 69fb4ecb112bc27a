// `uno-trace list`: every function of the project, traced or not, and why.
import { resolve } from "node:path";
import { partOf } from "../hosts/manifest/manifest.js";
import { packageFolderOf, replaceManifest } from "../hosts/manifest/manifest-file.js";
import { kindText, reasonText } from "../hosts/manifest/reason.js";
import { type Arguments, textOption, UsageError } from "../terminal/arguments.js";
import type { Terminal } from "../terminal/program.js";
import type { FunctionInfo } from "../transformer/model/function-info.js";
import { type Command, EXIT } from "./command/command.js";
import { counted } from "./command/counted.js";
import {
  type CommandProject,
  frameOf,
  meansNothing,
  type PlannedFile,
  planSources,
  projectOf,
  shownPath,
} from "./command/project.js";

/** One function in the output of `list --json`; members are only ever added. */
export interface ListedFunction {
  /** Relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Span name. */
  readonly name: string;
  readonly kind: FunctionInfo["kind"];
  readonly async: boolean;
  readonly generator: boolean;
  readonly traced: boolean;
  /** Not traced, but makes spans by hand: its caller is never inside of them. */
  readonly scope: boolean;
  readonly reason: FunctionInfo["reason"];
  /** The reason in words. */
  readonly why: string;
  readonly options: FunctionInfo["options"];
}

/** The command `list`. */
export const list: Command = {
  usage: "[GLOB...] [--json] [--traced] [--manifest PATH] [--hot PATH]",
  summary: "List every function, whether it is traced, and why.",
  help: [
    "--json           print objects",
    "--traced         only what is traced",
    "--manifest PATH  write the manifest there, and print nothing else",
    "--hot PATH       only what costs more than it tells, with the rule that takes it out: PATH is a CPU profile",
    "                 (node --cpu-prof), counted calls (UNO_TRACE_COUNT), or a folder of both; repeat it for more",
  ],
  options: {
    json: { type: "boolean" },
    traced: { type: "boolean" },
    manifest: { type: "string" },
    hot: { type: "string", multiple: true },
  },
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  run: async (args, io) => {
    const { hot } = args.values;
    // Whoever lists functions does not pay for reading profiles.
    return Array.isArray(hot) ? (await import("./hot/hot.js")).runHot(hot, args, io) : runList(args, io);
  },
};

function runList(args: Arguments, io: Terminal): number {
  const project = projectOf(args, io);
  for (const diagnostic of project.diagnostics) io.err(frameOf(project, diagnostic, io));
  const files = planSources(project, args.positionals, io);
  const all = files.flatMap((file) => listed(project, file));
  const shown = args.values.traced ? all.filter(({ traced }) => traced) : all;
  const manifest = textOption(args, "manifest");
  if (manifest !== undefined) writeManifest(project, files, manifest);
  else if (args.values.json) io.out(JSON.stringify(shown, undefined, 2));
  else for (const line of [...table(shown, io), summary(all, files.length)]) io.out(line);
  remark(project, files, io);
  const isBroken = project.diagnostics.some(({ severity }) => severity === "error");
  return isBroken || meansNothing(args.positionals, files) ? EXIT.findings : EXIT.fine;
}

/** The same that a build writes, of all files that were listed. */
function writeManifest(project: CommandProject, files: readonly PlannedFile[], named: string): void {
  const folder = packageFolderOf(project.cwd);
  const parts = files.map(({ file, plan }) => partOf(folder, file, plan.functions, project.config));
  const [fault] = replaceManifest(resolve(project.cwd, named), parts);
  if (fault !== undefined) throw new UsageError(`--manifest: ${fault.text}. ${fault.help}`);
}

function listed(project: CommandProject, { file, plan }: PlannedFile): readonly ListedFunction[] {
  return plan.functions.map((info) => ({
    file: shownPath(project, file),
    line: info.line,
    column: info.column,
    name: info.name,
    kind: info.kind,
    async: info.async,
    generator: info.generator,
    traced: info.traced,
    scope: info.scope,
    reason: info.reason,
    why: reasonText(info, project.config),
    options: info.options,
  }));
}

function table(functions: readonly ListedFunction[], io: Terminal): readonly string[] {
  const rows = functions.map((each) => [
    `${each.file}:${each.line}:${each.column}`,
    each.traced ? "traced" : each.scope ? "scope" : "-",
    each.name,
    kindText(each),
    each.why,
  ]);
  const widths = [0, 1, 2, 3].map((column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  return rows.map((row, index) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
    return io.color && !functions[index]?.traced ? `\u001b[90m${line}\u001b[0m` : line;
  });
}

function summary(all: readonly ListedFunction[], files: number): string {
  const traced = all.filter((each) => each.traced).length;
  return `${counted(all.length, "function")} in ${counted(files, "file")}, ${traced} traced`;
}

/** What this list cannot show, but `check` can. */
function remark(project: CommandProject, files: readonly PlannedFile[], io: Terminal): void {
  for (const { file } of files.filter(({ parsed }) => !parsed))
    io.err(`not parsed: ${shownPath(project, file)}`);
  const problems = files.reduce((sum, { plan }) => sum + plan.diagnostics.length, 0);
  if (problems > 0) io.err(`${counted(problems, "problem")}: run uno-trace check`);
}
