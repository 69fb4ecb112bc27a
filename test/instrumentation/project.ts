// A folder inside of the repository, where programs find its packages.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** A folder that is removed in the end. */
export interface Project {
  readonly folder: string;
  remove(): void;
}

/** Makes one. */
export function makeProject(): Project {
  mkdirSync(join(REPOSITORY, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, ".tmp/instrumentation-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
