// What a build remembers for the next one: with which configuration it traced, and what it wrote, so that neither gets lost in an incremental build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One project's memory: a file below the cache of the nearest `node_modules`. */
export interface Memory {
  /** Of the configuration and of this package; empty before the first build. */
  readonly version: string;
  /** The traced files of JavaScript, with what the disk said of each. */
  readonly outputs: Readonly<Record<string, string>>;
}

const NOTHING: Memory = { version: "", outputs: {} };

/**
 * Where the memory of a project is; `undefined` where there is no place for one, and every build begins anew.
 * @param project absolute path of its configuration
 * @param options of the command line, with which the same project may be compiled to another place
 */
export function memoryFile(project: string, options: readonly string[]): string | undefined {
  const name = createHash("sha256")
    .update(JSON.stringify([project, options]))
    .digest("hex")
    .slice(0, 16);
  for (let folder = dirname(project); ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (existsSync(packages)) return join(packages, ".cache/uno-trace/build", `${name}.json`);
    if (folder === dirname(folder)) return undefined;
  }
}

/** Reads it; a broken one is none. */
export function recall(file: string | undefined): Memory {
  try {
    return file === undefined ? NOTHING : { ...NOTHING, ...JSON.parse(readFileSync(file, "utf8")) };
  } catch {
    return NOTHING;
  }
}

/** Writes it. A folder that may not be written to costs speed and nothing else. */
export function remember(file: string | undefined, version: string, outputs: readonly string[]): void {
  if (file === undefined) return;
  const known = Object.fromEntries(outputs.map((path) => [path, stampOf(path)]));
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ version, outputs: known }));
  } catch {
    // See above.
  }
}

/**
 * Whether somebody else has written to one of the outputs since, as plain `tsc` does.
 * @param emitted absolute paths that this build has just written itself
 */
export function isOverwritten({ outputs }: Memory, emitted: ReadonlySet<string>): boolean {
  return Object.entries(outputs).some(
    ([path, stamp]) => !emitted.has(path) && existsSync(path) && stampOf(path) !== stamp,
  );
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : "";
}
