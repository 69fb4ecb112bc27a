// A Node script and its arguments in; what it printed and how it ended out.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/** How a process ended. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what environment a process runs. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another Node than this process has. */
  readonly node?: string | undefined;
}

/** Runs a script to its end. */
export async function run(args: readonly string[], options: RunOptions): Promise<Finished> {
  const child = start(args, options);
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  const [status] = (await once(child, "close")) as [number | null];
  return { status, ...texts };
}

/** A process that goes on until it is stopped. */
export interface Watcher {
  /** Waits until the text was printed once more than at the last call. */
  until(text: string): Promise<void>;
  stop(): Promise<void>;
  readonly printed: () => string;
}

/** Starts a script that watches files. */
export function watch(args: readonly string[], options: RunOptions): Watcher {
  const child = start(args, options);
  let printed = "";
  let read = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  return {
    printed: () => printed,
    async until(text) {
      await eventually(
        () => printed.indexOf(text, read) >= 0,
        () => `"${text}" in:\n${printed}`,
      );
      read = printed.indexOf(text, read) + text.length;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const closed = once(child, "close");
      child.kill();
      await closed;
    },
  };
}

/** Waits until a condition holds. */
export async function eventually(holds: () => boolean, what: () => string, limit = 30_000): Promise<void> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what()}`);
    await delay(25);
  }
}

function start(args: readonly string[], { cwd, env, node }: RunOptions): ChildProcess {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return spawn(node ?? process.execPath, [...args], {
    cwd,
    env: { ...inherited, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
