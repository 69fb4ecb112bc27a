// A folder inside of the repository, in which programs find its packages, and those that a folder of the tests has.
import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** Makes one in `.tmp`; whoever asks removes it. @param packages a folder with installed packages, such as `test/pools` */
export function makeFolder(name: string, packages?: string): string {
  mkdirSync(join(REPOSITORY, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, `.tmp/${name}-`));
  if (packages !== undefined)
    symlinkSync(join(REPOSITORY, packages, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}
