// What a command of the command line is: its words for --help, its options, and a function from arguments to an exit code.
import type { ParseArgsConfig } from "node:util";
import type { Arguments } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";

/** Exit codes: nothing to report, something to report, wrong arguments. */
export const EXIT = { fine: 0, findings: 1, usage: 2 } as const;

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
  run(args: Arguments, io: Terminal): Promise<number>;
}
