// Folders of the tests that have packages of their own in; they are installed, once, whoever asks first.
import { spawn } from "node:child_process";
import { join } from "node:path";

const SCRIPT = join(import.meta.dirname, "install.mjs");

/** Waits until the packages of a folder are installed; rejects if they cannot be. */
export function packagesOf(...folders: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, ...folders], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ci failed for ${folders.join(", ")}`)),
    );
  });
}

/** Begins to install them, and does not wait: whether it fails is told to those who do. */
export function beginInstalling(folders: readonly string[]): void {
  if (folders.length > 0) spawn(process.execPath, [SCRIPT, ...folders], { stdio: "ignore" }).unref();
}
