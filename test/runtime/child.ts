// For tests: bundles the runtime in both formats into a temporary folder and runs scripts against it in a new process.
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

let folder: string | undefined;

/** A folder with runtime.mjs and runtime.cjs. */
export function bundled(): string {
  if (folder !== undefined) return folder;
  folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
  for (const [format, name] of [
    ["esm", "runtime.mjs"],
    ["cjs", "runtime.cjs"],
  ] as const) {
    buildSync({
      entryPoints: [join(import.meta.dirname, "../../runtime/index.ts")],
      outfile: join(folder, name),
      bundle: true,
      platform: "node",
      format,
      logLevel: "error",
    });
  }
  return folder;
}

let count = 0;

/** Writes a module into the folder; it may import ./runtime.mjs. */
export function writeScript(text: string): string {
  const path = join(bundled(), `script${count++}.mjs`);
  writeFileSync(path, text);
  return path;
}

/** Runs a module to its end. */
export function run(text: string, cwd?: string): SpawnSyncReturns<string> {
  const env = { ...process.env, NO_COLOR: "1" };
  return spawnSync(process.execPath, [writeScript(text)], { encoding: "utf8", env, cwd, timeout: 20_000 });
}

/** How a process ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  /** Milliseconds from its last output to its end. */
  readonly lingered: number;
}

/** Runs a module to its end while this process goes on: it may answer the other's requests. */
export function runBeside(
  text: string,
  { cwd = bundled(), env = {} }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [writeScript(text)], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  const output = { stdout: "", stderr: "" };
  let last = performance.now();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (data) => {
      output[name] += String(data);
      if (name === "stdout") last = performance.now();
    });
  }
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ ...output, code, lingered: performance.now() - last })),
  );
}
