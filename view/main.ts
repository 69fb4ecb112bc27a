// The commands of uno-trace that are this package's: process arguments in, process exit code out.
import { runProgram } from "../terminal/program.js";
import { run } from "./command/run.js";

/** The second signal ends the process as ever. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
  });
}

void runProgram((argv, terminal) =>
  run(argv, { ...terminal, width: process.stdout.columns ?? 100, untilInterrupted }),
);
