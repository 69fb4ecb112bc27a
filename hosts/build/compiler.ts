// An installed TypeScript in; out, its `tsc` as processes, whatever its version.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** A TypeScript on disk. */
export interface InstalledCompiler {
  /** Absolute path of the package. */
  readonly folder: string;
  readonly version: string;
  /** ts-patch has been at it, so it runs the transformers of `plugins`. */
  readonly isPatched: boolean;
}

/** What a process of the compiler came to. */
export interface Finished {
  /** A signal counts as 128. */
  readonly code: number;
  readonly lines: readonly string[];
}

/** Starts `tsc` with both of its streams as pipes. */
export async function startCompiler(
  compiler: InstalledCompiler,
  args: readonly string[],
  cwd: string,
): Promise<ChildProcess> {
  const native = await nativeProgram(compiler);
  const command = native ? [] : [join(compiler.folder, "bin/tsc")];
  return spawn(native ?? process.execPath, [...command, ...args], {
    cwd,
    stdio: ["inherit", "pipe", "inherit"],
  });
}

/** Hands each line on as it comes, and waits for the end. */
export async function followCompiler(child: ChildProcess, each: (line: string) => void): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 128));
  });
  if (child.stdout) createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", each);
  return ended;
}

/** Runs `tsc` to its end. */
export async function runCompiler(
  compiler: InstalledCompiler,
  args: readonly string[],
  cwd: string,
): Promise<Finished> {
  const lines: string[] = [];
  const code = await followCompiler(await startCompiler(compiler, args, cwd), (line) => lines.push(line));
  return { code, lines };
}

/** The major version: 7 and newer are native programs. */
export function majorOf({ version }: InstalledCompiler): number {
  return Number.parseInt(version, 10);
}

/** The program itself, which `bin/tsc` of a native TypeScript would start by one process of Node more. */
async function nativeProgram({ folder }: InstalledCompiler): Promise<string | undefined> {
  const finder = join(folder, "lib/getExePath.js");
  if (!existsSync(finder)) return undefined;
  try {
    const found: unknown = (await import(pathToFileURL(finder).href)).default();
    return typeof found === "string" ? found : undefined;
  } catch {
    // bin/tsc says what is missing, in its own words.
    return undefined;
  }
}
