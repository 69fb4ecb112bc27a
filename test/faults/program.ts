// Starts a program of this folder, and asks it things over its channel.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** What a program says of itself. */
export interface Report {
  /** Microseconds. */
  readonly p99: number;
  readonly megabytes: number;
  readonly counts: { readonly ended: number; readonly exported: number };
}

/** A program that runs until the test ends. */
export interface Program {
  ask(word: string): Promise<Report>;
}

/** Starts one. */
export function startProgram(name: string, args: readonly string[]): Program {
  const child = fork(join(import.meta.dirname, name), args, {
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    ask: async (word) => {
      const answered = once(child, "message");
      child.send(word);
      return (await answered)[0] as Report;
    },
  };
}
