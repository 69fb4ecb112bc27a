#!/usr/bin/env node
// The program `uno-trace`: process arguments in, process exit code out.
import { run } from "./run.js";

// A reader that has seen enough (`uno-trace list | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { NO_COLOR, FORCE_COLOR } = process.env;

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  color: NO_COLOR ? false : FORCE_COLOR ? FORCE_COLOR !== "0" : process.stdout.isTTY === true,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (cause: unknown) => {
    console.error(cause);
    process.exitCode = 70;
  },
);
