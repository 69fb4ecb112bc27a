// One build in; what it took out: in a process of its own.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Base } from "./bases.js";
import type { Build } from "./rows.js";

/** What a build took. */
export interface Taken {
  readonly ms: number;
  /** Largest resident set of the process; that of esbuild's own is not in it. */
  readonly kilobytes: number;
}

const COMMANDS: Readonly<Partial<Record<Build["host"], readonly string[]>>> = {
  tsc: [resolve("node_modules/typescript/bin/tsc"), "-p", "."],
  tspc: [resolve("node_modules/ts-patch/bin/tspc.js"), "-p", "."],
  "tsc 7": [resolve("bench/build/node_modules/typescript7/bin/tsc"), "-p", "."],
  "uno-trace build": [resolve("dist/forward/command.js"), "build", "-p", "."],
};

/**
 * Builds.
 * @param folder of the project
 * @throws Error with what the build said when it fails
 */
export function runBuild(node: string, base: Base, build: Build, folder: string): Taken {
  rmSync(join(folder, "out"), { recursive: true, force: true });
  if (build.isCold) rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true });
  const command = COMMANDS[build.host];
  const inside = [resolve("bench/build/inside/build.mjs"), build.host, build.way, base.entry];
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(node, [...(command ?? inside)], {
    cwd: folder,
    encoding: "utf8",
  });
  const ms = performance.now() - start;
  // Types of strangers' sources are not what is measured.
  if (command) return { ms, kilobytes: Number.NaN };
  if (status !== 0) throw new Error(`${build.host} ${build.way}: ${stderr}`);
  return JSON.parse(stdout) as Taken;
}
