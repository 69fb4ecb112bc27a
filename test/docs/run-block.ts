// A program of a page, with some lines behind it, run in a folder of its own; how it ended, out.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../harness/folder.js";
import { type Finished, run } from "../toolchains/processes.js";
import { blocksOf } from "./page.js";

/** Runs the block whose first line names the file. */
export async function runBlock(
  page: string,
  file: string,
  { env = {}, behind = "" }: { env?: Readonly<Record<string, string>>; behind?: string } = {},
): Promise<Finished> {
  const block = blocksOf(page).find((each) => each.file === file);
  if (block === undefined) throw new Error(`there is no block ${file}`);
  const folder = makeFolder("block");
  try {
    writeFileSync(join(folder, file), `${block.text}\n${behind}\n`);
    return await run([file], { cwd: folder, env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
