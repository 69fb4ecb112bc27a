// Runs a measuring program in a process of its own and gives its answer back.
import { fork } from "node:child_process";

/** Starts a program with the given Node binary; its first message is the answer. @throws Error when it ends without */
export function askProgram<T>(
  program: string,
  args: readonly string[],
  options: { readonly node: string; readonly flags?: readonly string[] },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(program, args, {
      execPath: options.node,
      execArgv: [...(options.flags ?? [])],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("message", (message) => resolve(message as T));
    child.on("exit", (code) =>
      reject(new Error(`${program} ${args.join(" ")} ended with ${code}\n${errors}`)),
    );
  });
}
