// A program, a module kind and a state in; what one process did with it out.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Format, Program } from "./table.js";
import { folderOf, type Variant } from "./variants.js";

/** How a program runs. */
export type State = "untraced" | "off" | "unsampled" | "dropped" | "exported" | "sdk";

/** Which build that is, and which file of `inside/` sets it up; the untraced one comes first. */
export const STATES: Readonly<Record<State, { readonly variant: Variant; readonly inside: string }>> = {
  untraced: { variant: "plain", inside: "off" },
  off: { variant: "traced", inside: "off" },
  unsampled: { variant: "traced", inside: "unsampled" },
  dropped: { variant: "traced", inside: "dropped" },
  exported: { variant: "traced", inside: "exported" },
  sdk: { variant: "sdk", inside: "sdk" },
};

/** What a process did. */
export interface Run {
  /** Exit code. */
  readonly code: number;
  /** Hash of what it wrote. */
  readonly output: string;
  /** Length of that. */
  readonly bytes: number;
  /** Microseconds of processor time, of the whole process. */
  readonly cpu: number;
  /** Kilobytes, at most. */
  readonly memory: number;
  readonly spans?: number;
}

/** Runs one program: its arguments are folder, name, module kind, file of `inside/`, report, and those of the program. */
export const START: string = resolve("bench/programs/inside/start.mjs");

/** Runs a program to its end. @throws Error when it fails */
export function runProgram(
  { name }: Program,
  format: Format,
  state: State,
  options: { readonly node: string; readonly receiver: string },
): Run {
  const { variant, inside } = STATES[state];
  const root = folderOf(variant);
  const report = join(root, "report.json");
  const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: options.receiver };
  execFileSync(options.node, [START, root, name, format, inside, report], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  return JSON.parse(readFileSync(report, "utf8")) as Run;
}
