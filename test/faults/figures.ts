// Figures of a test of faults, for docs/reliability.md: `npm run test:faults` leaves them, `npm run faults:page` puts them in.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isSample } from "../harness/sample.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** Keeps figures under a name; a sample measures nothing. */
export function writeFigures(name: string, figures: Readonly<Record<string, number | string>>): void {
  if (isSample) return;
  const folder = join(REPOSITORY, ".tmp/faults");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(figures));
}
