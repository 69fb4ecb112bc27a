// The versions of TypeScript that `uno-trace build` is tried with; a project in, what the command did with one of them out.
import { join } from "node:path";
import { run as runCommand } from "../../cli/run.js";
import { type Finished, run } from "../toolchains/processes.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

/** A compiler in a folder of its own. */
export interface TriedCompiler {
  readonly version: string;
  readonly folder: string;
}

const native = (alias: string) => join(import.meta.dirname, "node_modules", alias);

/** All of them. Each run of one that is written in JavaScript takes a second, so what does not differ is tried with one. */
export const COMPILERS: readonly TriedCompiler[] = [
  { version: "6.0.3", folder: installed("typescript") },
  { version: "5.9.3", folder: installed("typescript5") },
  { version: "7.0.2", folder: native("typescript70") },
  { version: "7.1.0-beta", folder: native("typescript71") },
];

/** The one that everything is tried with: it has no other way to trace, and starts fast. */
export const NATIVE = "7.0.2";

/** A project that has the compiler for its own. */
export function projectFor(
  compiler: TriedCompiler,
  source: Parameters<typeof makeProject>[0],
): TemporaryProject {
  return makeProject(source, { typescript: compiler.folder });
}

/** Runs `uno-trace build`. */
export async function build(project: TemporaryProject, ...args: readonly string[]): Promise<Finished> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommand(["build", ...args], {
    cwd: project.folder,
    color: false,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { status, stdout: out.join("\n"), stderr: err.join("\n") };
}

/** Runs the compiler as it is. */
export function tsc(project: TemporaryProject, ...args: readonly string[]): Promise<Finished> {
  return run(["node_modules/typescript/bin/tsc", ...args], { cwd: project.folder });
}
