// Programs in, rounds of runs out: each state in turn in each round, and every output compared with the untraced one.
import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { type Run, runProgram, STATES, type State } from "./run.js";
import type { Format, Program } from "./table.js";

/** Runs of one program in one module kind, by state, one for each round; a state in which it fails has none. */
export interface Measured {
  readonly program: string;
  readonly format: Format;
  readonly runs: Readonly<Partial<Record<State, readonly Run[]>>>;
  /** States in which it failed, or did something else than untraced, and how. */
  readonly failures: Readonly<Partial<Record<State, string>>>;
}

/** How much to measure. */
export interface Effort {
  readonly node: string;
  readonly rounds: number;
  readonly states: readonly State[];
}

/** Measures one program. */
export async function measureProgram(
  program: Program,
  format: Format,
  effort: Effort,
  note: (text: string) => void,
): Promise<Measured> {
  const receiver = fork(resolve("bench/programs/inside/receiver.mjs"));
  const [{ url }] = (await once(receiver, "message")) as [{ url: string }];
  const runs: Partial<Record<State, Run[]>> = {};
  const failures: Partial<Record<State, string>> = {};
  for (let round = 0; round < effort.rounds; round++) {
    for (const state of effort.states) {
      if (failures[state] !== undefined) continue;
      try {
        const run = runProgram(program, format, state, { node: effort.node, receiver: url });
        runs[state] = [...(runs[state] ?? []), run];
        if (run.output !== runs.untraced?.[0]?.output) failures[state] = "another output";
        note(`${program.name} ${format} ${state}: ${(run.cpu / 1e6).toFixed(2)} s`);
      } catch (error) {
        failures[state] = (error as Error).message;
      }
    }
  }
  receiver.kill();
  return { program: program.name, format, runs, failures };
}

/** Every state, the untraced one first: the others are compared with it. */
export const ALL_STATES: readonly State[] = Object.keys(STATES) as State[];
