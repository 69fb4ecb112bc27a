// A shell command in; its exit code and what it printed out.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

// A project that hangs when it is traced is a regression as well.
const LIMIT_MS = 30 * 60_000;

/** Runs a command in a project's folder; one that does not end in time has the exit code 124. */
export function runCommand(
  command: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const begin = performance.now();
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    // A group of its own: servers that tests leave behind end with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...cleanEnvironment(folder), ...environment },
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, LIMIT_MS);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearTimeout(timer);
      // What it left behind would hold its pipes open.
      setTimeout(() => endGroup(child.pid), 1000).unref();
      child.on("close", () =>
        resolve({
          ...output,
          code: late ? 124 : (code ?? 1),
          seconds: Math.round((performance.now() - begin) / 1000),
        }),
      );
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** Without what npm and a test runner around this one say about themselves. */
function cleanEnvironment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?:package|lifecycle|command)|VITEST|NODE_TEST_CONTEXT$|NODE_ENV$|NODE_OPTIONS$|NO_COLOR$|FORCE_COLOR$)/.test(
        name,
      ),
  );
  const path = [join(folder, "node_modules/.bin"), dirname(process.execPath), process.env.PATH];
  const separator = process.platform === "win32" ? ";" : ":";
  return { ...Object.fromEntries(kept), PATH: path.join(separator), CI: "1" };
}
