// Folders of the tests that have packages of their own in; they are installed, once, whoever asks first.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const SCRIPT = join(import.meta.dirname, "install.mjs");

/** What the tests beside other SDKs need. */
const PEERS = ["test/newer-node", "test/bridge", "test/bridge/otel3"];

/** Folders with a lock file of their own, by the tests that need them; in the order in which they are installed. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "test/bridge/bridge.test.ts": PEERS,
  "test/bridge/otel3.test.ts": PEERS,
  "test/bridge/sentry.test.ts": PEERS,
  "test/backends/backends.test.ts": ["test/backends"],
};

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

/**
 * The order of a run: tests that wait for packages come last, and their packages are installed while the others run.
 * Whoever runs other files installs nothing.
 */
export class InstallsBeforeUse extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const foldersOf = ({ moduleId }: TestSpecification) =>
      Object.entries(FOLDERS).find(([file]) => moduleId.endsWith(file))?.[1] ?? [];
    const waiting = sorted.filter((file) => foldersOf(file).length > 0);
    // Whether it fails is told to those who wait.
    const folders = [...new Set(waiting.flatMap(foldersOf))];
    if (folders.length > 0) spawn(process.execPath, [SCRIPT, ...folders], { stdio: "ignore" }).unref();
    return [...sorted.filter((file) => !waiting.includes(file)), ...waiting];
  }
}
