// What a command of the command line is: its words for --help, its options, and a function from arguments to an exit code.
import type { ParseArgsConfig } from "node:util";

/** Exit codes: nothing to report, something to report, wrong arguments. */
export const EXIT = { fine: 0, findings: 1, usage: 2 } as const;

/** The outside world of a command; tests bring their own. */
export interface Io {
  readonly cwd: string;
  readonly color: boolean;
  /** Prints one line of result. */
  out(line: string): void;
  /** Prints one line of remark. */
  err(line: string): void;
}

/** Arguments after parsing: option values by name, and the rest in order. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** One command. */
export interface Command {
  /** Arguments for the usage line. */
  readonly usage: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** A line for each option. */
  readonly help: readonly string[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** How many arguments it needs and takes. */
  readonly arity: { readonly least: number; readonly most: number };
  /** Its arguments are another program's: all but the options that every command has are handed over as they are. */
  readonly passesOn?: true;
  run(args: Arguments, io: Io): Promise<number>;
}

/** Wrong arguments: printed with the usage line, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads an option that is a string or absent. */
export function textOption(args: Arguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === "string" ? value : undefined;
}
