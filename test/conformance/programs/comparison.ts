// Programs in; what each did traced beside what it did untraced out: files, both streams, exit code, to the byte.
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Build, Emitter, State, Subject } from "./subject.js";

const STATES: readonly State[] = ["off", "unsampled", "dropped"];

/** What one process did. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Hash of the files that it wrote, or its result. */
  readonly output: string;
}

/** What all runs of one program found. */
export interface Compared {
  readonly name: string;
  readonly about: string;
  readonly format: string;
  readonly emitter: Emitter;
  readonly node: string;
  /** Runs, each of which is compared in every state. */
  readonly runs: number;
  /** Of all runs in which spans are recorded. */
  readonly spans: number;
  /** What is not as untraced, a line each. */
  readonly differences: readonly string[];
}

const FOLDER = resolve(".tmp/programs/streams");
const LIMIT_MS = 30 * 60_000;

/** Runs a program as it is and traced in every state. */
export function compareProgram(
  subject: Subject,
  emitter: Emitter,
  note: (text: string) => void = () => {},
): Compared {
  const { name, about, format, runs } = subject;
  const differences: string[] = [];
  let spans = 0;
  for (const run of runs) {
    const raw = runOnce(subject, "plain", "off", run);
    for (const state of STATES) {
      const traced = runOnce(subject, emitter, state, run);
      spans += traced.spans;
      const found = differencesOf(raw.outcome, traced.outcome);
      note(
        `${name} ${format} ${run.join(" ")} ${emitter} ${state}: ${found.length > 0 ? "DIFFERS" : "same"}`,
      );
      differences.push(...found.map((what) => `${[state, ...run].join(" ")}: ${what}`));
    }
  }
  if (spans === 0) differences.push("nothing was recorded");
  return { name, about, format, emitter, node: process.version, runs: runs.length, spans, differences };
}

/** What is not as untraced, with the first line that differs. */
export function differencesOf(raw: Outcome, traced: Outcome): readonly string[] {
  return (Object.keys(raw) as (keyof Outcome)[]).flatMap((part) => {
    const [before, after] = [String(raw[part]).split("\n"), String(traced[part]).split("\n")];
    const at = before.findIndex((line, index) => line !== after[index]);
    if (at === -1 && before.length === after.length) return [];
    const line = at === -1 ? before.length : at;
    return [`${part}, line ${line + 1}: ${before[line] ?? "nothing"} became ${after[line] ?? "nothing"}`];
  });
}

/**
 * Node's own frames below a program depend on how long the modules took that `--import` loads, also where nothing is
 * traced (Node 24 and 26); its warnings name the process.
 */
function comparable(text: string): string {
  return text.replace(/^ +at .*\bnode:.*\n/gm, "");
}

function runOnce(subject: Subject, build: Build, state: State, run: readonly string[]) {
  mkdirSync(FOLDER, { recursive: true });
  const folder = subject.folder(build);
  const files = ["stdout.txt", "stderr.txt"].map((name) => join(FOLDER, name));
  // Files, since what a process has put into a pipe may be lost as it ends itself.
  const [out, error] = files.map((file) => openSync(file, "w"));
  const { pid, status, signal } = spawnSync(process.execPath, subject.command(build, state, run), {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", SPANS: join(folder, "spans.txt") },
    stdio: ["ignore", out, error],
    timeout: LIMIT_MS,
  });
  for (const file of [out, error]) if (file !== undefined) closeSync(file);
  const [stdout = "", stderr = ""] = files.map((file) =>
    comparable(readFileSync(file, "utf8").replaceAll(folder, ".").replaceAll(`(node:${pid})`, "(node)")),
  );
  const { output, spans } = subject.read(build);
  return { outcome: { code: status, signal, stdout, stderr, output }, spans };
}
