// A project in; its folders on disk out: the checkout, the copy with dependencies, the copies for the runs.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runCommand } from "./commands.js";
import type { Folders, Project } from "./project.js";

/** Clones the project unless its folder is there. */
export function getCheckout({ repository, ref, name }: Project, { checkout }: Folders): void {
  if (existsSync(checkout)) return;
  if (!repository) throw new Error(`${name}: there is no folder ${checkout}`);
  const url = `https://github.com/${repository}`;
  mkdirSync(dirname(checkout), { recursive: true });
  try {
    execFileSync("git", ["clone", "--quiet", "--depth", "1", "--branch", ref ?? "HEAD", url, checkout], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    const reason = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(
      `${name}: ${url} could not be cloned (${reason}). Put a checkout of ${ref ?? "it"} into ${checkout}.`,
    );
  }
}

/** Makes the copy with dependencies, unless the same was made before. */
export async function installProject(project: Project, { checkout, base }: Folders): Promise<void> {
  const made = JSON.stringify([project.ref, project.install, process.version]);
  const mark = `${base}.json`;
  const isTable = project.repository !== undefined;
  if (isTable && existsSync(mark) && readFileSync(mark, "utf8") === made) return;
  rmSync(mark, { force: true });
  copyFolder(checkout, base);
  if (project.install) await mustRun(project, project.install, base);
  writeFileSync(mark, made);
}

/** Copies a project, with its dependencies and whatever links there are among them. */
export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  // A folder that is a link would be copied as one, and the run would write into the project itself.
  const folder = realpathSync(from);
  cpSync(folder, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => basename(path) !== ".git",
  });
}

/** Runs a command that has to succeed. */
export async function mustRun({ name }: Project, command: string, folder: string): Promise<void> {
  const { code, stdout, stderr } = await runCommand(command, folder);
  if (code === 0) return;
  const log = join(folder, "..", "failed.log");
  writeFileSync(log, stdout + stderr);
  throw new Error(`${name}: \`${command}\` failed with ${code} in ${folder}; its output is in ${log}`);
}
