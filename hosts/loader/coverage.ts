// Whether V8 counts coverage of this process for a report that reads source maps, and what follows from it.
import { closeSync, openSync, writeSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * For c8 or its like. Node's own report names its folder so, and looks a place up in the last mapping before it, on whatever
 * line (Node 24.22): it has to meet none that leads to nothing.
 */
export function isCounted(): boolean {
  const folder = process.env.NODE_V8_COVERAGE ?? "";
  return folder !== "" && !isOfNode(folder);
}

function isOfNode(folder: string): boolean {
  return basename(folder).startsWith("node-coverage-");
}

/** Node's own report looks places of what is written up in the source, unless it was told to read maps. */
export function tellOfReport(): void {
  const folder = process.env.NODE_V8_COVERAGE ?? "";
  const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  if (!isOfNode(folder) || options.includes("--enable-source-maps") || !isFirstIn(folder)) return;
  const why = "counts lines of instrumented code, which are not those of the source";
  const mend = "Add --enable-source-maps, or run c8 around the tests";
  writeSync(2, `uno-trace/loader: the report of --experimental-test-coverage ${why}. ${mend}.\n`);
}

/** Each test file has a process of its own; Node takes the folder away in the end, and reads no file of such a name. */
function isFirstIn(folder: string): boolean {
  try {
    closeSync(openSync(join(folder, "uno-trace"), "wx"));
    return true;
  } catch {
    return false;
  }
}

/** Stacks lead through the maps as well: what is written for coverage has lines of its own. */
export function mapStacks(): void {
  if (isCounted()) process.setSourceMapsEnabled(true);
}
