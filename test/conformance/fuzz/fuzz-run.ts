// Arguments of the fuzzer in, what it found out.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../..");

/** Runs it in a process of its own: programs leave rejections unhandled. */
export async function fuzz(...args: string[]): Promise<unknown> {
  const command = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--fuzz", "--json", ...args];
  const options = { cwd: ROOT, maxBuffer: 2 ** 26 };
  const { stdout } = await promisify(execFile)(process.execPath, command, options).catch(
    (failed: { stdout: string }) => failed,
  );
  return JSON.parse(stdout);
}
