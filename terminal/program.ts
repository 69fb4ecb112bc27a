// A command line as the process that it is: arguments and colour go in, lines and an exit code come out.

/** What a command sees of the terminal; tests bring their own. */
export interface Terminal {
  readonly cwd: string;
  readonly color: boolean;
  /** Prints one line of result. */
  out(line: string): void;
  /** Prints one line of remark. */
  err(line: string): void;
}

/** The exit code of a fault of ours: EX_SOFTWARE of sysexits.h. */
const FAULT = 70;

/** Runs a command line with the arguments of this process, which ends with its exit code. */
export async function runProgram(
  run: (argv: readonly string[], terminal: Terminal) => Promise<number>,
): Promise<void> {
  process.stdout.on("error", passOverClosedPipe);
  const terminal = {
    cwd: process.cwd(),
    color: isColourful(),
    out: (line: string) => void process.stdout.write(`${line}\n`),
    err: (line: string) => void process.stderr.write(`${line}\n`),
  };
  try {
    process.exitCode = await run(process.argv.slice(2), terminal);
  } catch (cause) {
    console.error(cause);
    process.exitCode = FAULT;
  }
}

/** A reader that has seen enough (`uno-trace list | head`) closes the pipe; that is no failure. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** NO_COLOR and FORCE_COLOR as no-color.org and force-color.org have them. */
function isColourful(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR === undefined
    ? process.stdout.isTTY === true
    : !["", "0", "false"].includes(FORCE_COLOR);
}
