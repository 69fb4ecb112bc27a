// Options of the command line go in, the project they mean comes out: configuration, files, plans.
import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, posix, relative, resolve } from "node:path";
import { withoutByteOrderMark } from "../../hosts/source-text.js";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { loadConfig } from "../../transformer/config/config.js";
import { isNegated, relativePath, toPosix } from "../../transformer/config/globs.js";
import { scanProject } from "../../transformer/config/project-files.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { Plan } from "../../transformer/model/plan.js";
import { planFile } from "../../transformer/plan.js";
import { codeFrame } from "../../transformer/source/source-position.js";

/** The project a command works on. */
export interface CommandProject {
  /** Absolute folder that names on the screen are relative to. */
  readonly cwd: string;
  readonly config: Config;
  /** What is wrong with the configuration itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One source file with its plan. */
export interface PlannedFile {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly bom: boolean;
  readonly plan: Plan;
  /** `false`: the file does not parse, so nothing is known of it. */
  readonly parsed: boolean;
}

/** The project that `--cwd` and `--config` mean. */
export function projectOf(args: Arguments, io: Terminal): CommandProject {
  const cwd = folderOf(args, io);
  const named = textOption(args, "config");
  const path = named === undefined ? undefined : resolve(cwd, named);
  if (path && !existsSync(path)) throw new UsageError(`--config: no such file: ${path}`);
  return { cwd, ...loadConfig(path ? { path } : { root: cwd }) };
}

/** The folder to work in. */
export function folderOf(args: Arguments, io: Terminal): string {
  const cwd = resolve(io.cwd, textOption(args, "cwd") ?? ".");
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return cwd;
  throw new UsageError(`--cwd: no such folder: ${cwd}`);
}

/** Plans the files that the globs of the command line mean, without any all of the project; says so if there are none. */
export function planSources(
  project: CommandProject,
  globs: readonly string[],
  io: Terminal,
): readonly PlannedFile[] {
  const patterns = globs.map((glob) => patternOf(project, glob));
  const files = scanProject(project.config, patterns.length > 0 ? patterns : undefined);
  if (meansNothing(globs, files)) io.err(`no source file matches ${globs.join(" ")}`);
  return files.map((file) => planSource(project, file));
}

/** Whether globs were given that no file matches: a slip, and no empty result. */
export function meansNothing(globs: readonly string[], files: readonly unknown[]): boolean {
  return globs.length > 0 && files.length === 0;
}

/** Reads and plans one file. */
export function planSource(project: CommandProject, file: string): PlannedFile {
  const raw = readFileSync(file, "utf8");
  const text = withoutByteOrderMark(raw);
  const plan = planFile(text, file, project.config);
  return { file, text, bom: raw !== text, plan, parsed: !plan.unparsable };
}

/** The name of a file on the screen. */
export function shownPath(project: Pick<CommandProject, "cwd">, file: string): string {
  return toPosix(relative(project.cwd, file)) || ".";
}

/** Writes a diagnostic with its source for the terminal. */
export function frameOf(project: Pick<CommandProject, "cwd">, diagnostic: Diagnostic, io: Terminal): string {
  const fileName = shownPath(project, diagnostic.file);
  return codeFrame(diagnostic, textOf(diagnostic.file), { color: io.color, fileName });
}

function textOf(file: string): string {
  try {
    return withoutByteOrderMark(readFileSync(file, "utf8"));
  } catch {
    // A folder (an inline configuration) or a file that is gone: the words alone have to do.
    return "";
  }
}

/** A glob of the command line is relative to the working folder, those of the scan to the configuration's. */
function patternOf(project: CommandProject, glob: string): string {
  if (isNegated(glob)) return `!${patternOf(project, glob.slice(1))}`;
  const { cwd, config } = project;
  const absolute = isAbsolute(glob) ? toPosix(glob) : posix.join(toPosix(cwd), glob);
  const pattern = relativePath(config.root, absolute).replace(/\/$/, "");
  const stat = statSync(resolve(cwd, glob), { throwIfNoEntry: false });
  if (!stat) return pattern;
  // What exists is meant literally: a shell completes `app/[id]/page.tsx` to just that.
  const literal = pattern.replace(/[[\]{}()*?!+@]/g, "\\$&");
  return stat.isDirectory() ? [literal, "**"].filter(Boolean).join("/") : literal;
}
