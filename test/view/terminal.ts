// Arguments of a command of the viewer in; what it prints, and its exit code, out.
import type { Io } from "../../view/command/command.js";
import { run } from "../../view/command/run.js";

/** A command that goes on until it has ended, or `end` is called. */
export interface Started {
  readonly printed: { readonly out: string; readonly err: string };
  readonly end: () => void;
  readonly ended: Promise<number>;
}

/** Starts it in a folder. */
export function start(argv: readonly string[], cwd: string): Started {
  const printed = { out: "", err: "" };
  let end = () => {};
  const interrupted = new Promise<void>((resolve) => {
    end = resolve;
  });
  const io: Io = {
    cwd,
    color: false,
    width: 100,
    out(line) {
      printed.out += `${line}\n`;
    },
    err(line) {
      printed.err += `${line}\n`;
    },
    untilInterrupted: () => interrupted,
  };
  return { printed, end, ended: run(argv, io) };
}

/** Runs one that ends by itself. */
export async function ran(
  cwd: string,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { printed, ended } = start(argv, cwd);
  return { code: await ended, ...printed };
}
