// The repository as it is built goes in; its two packages as tarballs come out, and ways to install and run them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** The command line of npm that belongs to this Node. */
const NPM = join(process.execPath, "../../lib/node_modules/npm/bin/npm-cli.js");

/** How a program ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Runs a program without what this process says of itself. */
export async function runNode(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const own = { NODE_OPTIONS: "", NO_COLOR: "1", npm_config_user_agent: "", ...env };
  const { stdout, stderr, status } = await run([...args], { cwd, env: own });
  return { stdout, stderr, status };
}

/** Runs npm in a folder, which takes what it can from its cache; rejects where it fails. */
export async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--prefer-offline", "--ignore-scripts"];
  const { stdout, stderr, status } = await run([NPM, ...args, ...quiet], { cwd });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** Packs both; the names of the tarballs in the folder. */
export async function pack(folder: string): Promise<{ readonly runs: string; readonly builds: string }> {
  mkdirSync(folder, { recursive: true });
  const packages = ["-w", "uno-trace-build", "--include-workspace-root"];
  const written = JSON.parse(
    await npm(REPOSITORY, "pack", "--json", "--pack-destination", folder, ...packages),
  ) as { name: string; filename: string }[];
  const fileOf = (name: string) => written.find((each) => each.name === name)?.filename as string;
  return { runs: fileOf("uno-trace"), builds: fileOf("uno-trace-build") };
}
