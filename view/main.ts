// The commands of uno-trace that are this package's: process arguments in, process exit code out.
import { run } from "./command/run.js";

// A reader that has seen enough (`uno-trace query | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** NO_COLOR and FORCE_COLOR as no-color.org and force-color.org have them. */
function isColourful(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR === undefined
    ? process.stdout.isTTY === true
    : !["", "0", "false"].includes(FORCE_COLOR);
}

/** The second signal ends the process as ever. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
  });
}

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  color: isColourful(),
  width: process.stdout.columns ?? 100,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  untilInterrupted,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (cause: unknown) => {
    console.error(cause);
    process.exitCode = 70;
  },
);
