// A path and a text in; the file is replaced in one step.
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { threadId } from "node:worker_threads";

/**
 * Whoever reads the file meanwhile sees all of the old text, or of the new one; so do other threads that write it.
 * @throws what the file system says; the old text then stays
 */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}-${threadId}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}
