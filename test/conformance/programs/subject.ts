// What a program to compare is: how it is built, started, and read when it has ended.
import type { Format } from "../../../bench/programs/table.js";

/** How a program is rewritten: by the host kit, or by TypeScript's transformer. */
export type Emitter = "text" | "ast";

/** Which build of a program. */
export type Build = "plain" | Emitter;

/** How a traced program runs, by the name of what sets it up: nobody turns tracing on, no trace is sampled, spans are dropped. */
export type State = "off" | "unsampled" | "dropped";

/** What a program is, before it is built. */
export interface Described {
  readonly name: string;
  readonly about: string;
  readonly format: Format;
  /** Arguments of each run. */
  readonly runs: readonly (readonly string[])[];
}

/** A program in one module kind, built as it is and by one emitter. */
export interface Subject extends Described {
  /** The folder of a build: what a program prints of it is not compared. */
  folder(build: Build): string;
  /** Arguments for Node. */
  command(build: Build, state: State, run: readonly string[]): readonly string[];
  /** What the run that has ended leaves: what it made as text or a hash of it, and its spans. */
  read(build: Build): { readonly output: string; readonly spans: number };
}
