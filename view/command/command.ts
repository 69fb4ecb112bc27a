// What a command of the viewer is: its words for --help, its options, and a function from arguments to an exit code.
import type { ParseArgsConfig } from "node:util";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";

/** Exit codes: fine, something is wrong, wrong arguments. */
export const EXIT = { fine: 0, failed: 1, usage: 2 } as const;

/** The outside world of a command; tests bring their own. */
export interface Io extends Terminal {
  /** Columns of the terminal. */
  readonly width: number;
  /** Resolves when the user ends the program, which from then on does not end by itself. */
  untilInterrupted(): Promise<void>;
}

/** Arguments after parsing. */
export interface ViewArguments extends Arguments {
  /** What stands after `--`. */
  readonly rest: readonly string[];
}

/** One command. */
export interface Command {
  /** Arguments for the usage line. */
  readonly usage: string;
  readonly summary: string;
  /** A line for each option. */
  readonly help: readonly string[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** How many arguments it takes. */
  readonly most: number;
  run(args: ViewArguments, io: Io): Promise<number>;
}

/** Something that the user can mend: printed as it is, exit code 1. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/**
 * Reads an option that means something else than its text.
 * @param read gives `undefined` for what it does not know
 * @throws UsageError
 */
export function readOption<T>(
  args: Arguments,
  name: string,
  read: (text: string) => T | undefined,
  expected: string,
): T | undefined {
  const text = textOption(args, name);
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) throw new UsageError(`"--${name} ${text}": expected ${expected}`);
  return value;
}

/** A whole number in bounds, for `readOption`. */
export function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return number >= least && number <= most ? number : undefined;
  };
}
