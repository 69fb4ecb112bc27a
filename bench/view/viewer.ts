// Options in; a viewer in a process of its own, with what it costs, out.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

const PROGRAM = "packages/view/dist/view/main.js";
/** Ticks of the clock in which Linux counts processor time, a second. */
const TICKS = 100;

/** A viewer that runs. */
export interface Viewer {
  readonly url: string;
  /** Milliseconds from its start until it listened. */
  readonly readyMs: number;
  /** Seconds of processor time so far, of all its threads. */
  cpu(): number;
  /** Bytes that it has in memory. */
  memory(): number;
  ask(path: string): Promise<unknown>;
  end(): Promise<void>;
}

/** Starts it on a free port. */
export async function startViewer(...args: readonly string[]): Promise<Viewer> {
  const start = performance.now();
  const child = spawn(process.execPath, [PROGRAM, "view", "--port", "0", ...args], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  const url = await addressOf(child);
  const readyMs = performance.now() - start;
  return {
    url,
    readyMs,
    cpu: () => cpuOf(child.pid as number),
    memory: () => memoryOf(child.pid as number),
    ask: async (path) => {
      const response = await fetch(url + path);
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
      return response.json();
    },
    async end() {
      child.kill("SIGINT");
      await once(child, "exit");
    },
  };
}

/** Goes on reading: a viewer whose pipe is closed ends, as any program in a pipe does. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stderr?.setEncoding("utf8").on("data", (part) => {
      text += part;
      const [, url] = /open (\S+)\n/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", () => reject(new Error(`the viewer did not start: ${text}`)));
  });
}

/** Fields 14 and 15 of proc_pid_stat(5); the name before them may hold spaces. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
