// A set of files goes in, a project on disk comes out in which commands can be run in-process.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../cli/run.js";

/** What a command printed, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface TempProject {
  readonly root: string;
  run(...argv: string[]): Promise<Ran>;
  read(file: string): string;
  write(file: string, text: string): void;
}

/** Writes the files into a folder that is gone after the test. */
export function tempProject(files: Readonly<Record<string, string>>): TempProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "uno-cli-")));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return {
    root,
    write,
    read: (file) => readFileSync(join(root, file), "utf8"),
    run: (...argv) => runIn(root, argv),
  };
}

async function runIn(cwd: string, argv: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    cwd,
    color: false,
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
  };
  const code = await run(argv, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** The files of a package that is installed. */
export const installed = (
  name: string,
  version: string,
  file = "index.js",
  text = "",
): Record<string, string> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
  [`node_modules/${name}/${file}`]: text,
});
