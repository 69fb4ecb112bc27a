// The process in; its entry script, the packages around that, and whether somebody asked for this very process to be traced.

import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { process } from "../ground/node.js";
import { isRecord } from "../ground/options.js";

/** A folder with a `package.json` that says more than `type`. */
export interface Package {
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** The script that Node was started with, through links; `undefined` for `-e`, a REPL, or what is no file. */
export function entryScript(): string | undefined {
  const [, script] = process.argv;
  if (script === undefined || script === "-") return undefined;
  // `node dist/main` may stand for a file with an extension, `node .` for what a package.json says.
  for (const path of [script, `${script}.js`, `${script}.cjs`, join(script, "index.js")]) {
    try {
      if (statSync(path).isFile()) return realpathSync(path);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Folders that hold programs of others: installed packages, and npm, yarn and pnpm as systems and corepack keep them. */
const FOREIGN = /[\\/](?:node_modules|\.yarn|yarn-v?[\d.]+|corepack|npm[\\/]bin|share[\\/]nodejs)[\\/]/;

/**
 * Whether the process is the user's own program, and not npm, npx, tsc, a linter or another tool that has inherited
 * NODE_OPTIONS: their entry script lies below `node_modules`, or where package managers are kept. A process without an
 * entry script (`node -e`, a REPL, the parent of `node --test` and `node --watch`) is nobody's program.
 */
export function isOwnProgram(script: string | undefined = entryScript()): script is string {
  return script !== undefined && !FOREIGN.test(script);
}

/** Whether uno-trace/loader traces what this thread loads: it may be named where no option shows it, as in bunfig.toml. */
export function isLoaderThere(): boolean {
  return Symbol.for("uno-trace.loader") in globalThis;
}

/** Packages from the entry script's folder, or else the working directory, upward; the nearest first. */
export function packagesAround(script: string | undefined): Package[] {
  const found: Package[] = [];
  let folder = script === undefined || FOREIGN.test(script) ? resolve(".") : dirname(script);
  for (let above = dirname(folder); ; above = dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest !== undefined) found.push({ folder, manifest });
    if (above === folder) return found.filter((each, index) => !isOutput(each, found[index + 1]));
    folder = above;
  }
}

/** Nuxt and others write a package of its own into a hidden folder; what is asked for stands in the one around it. */
function isOutput({ folder }: Package, outer: Package | undefined): boolean {
  return outer !== undefined && /(?:^|[\\/])\.[^\\/]/.test(relative(outer.folder, folder));
}

function readManifest(folder: string): Package["manifest"] | undefined {
  const manifest = readJson(join(folder, "package.json"));
  // Builds write files that only say `type` into their output folders.
  return manifest !== undefined && Object.keys(manifest).some((key) => key !== "type") ? manifest : undefined;
}

/** A file of JSON that holds an object; `undefined` for anything else. */
export function readJson(path: string): Record<string, unknown> | undefined {
  const text = readText(path);
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A file's text; `undefined` where there is none to read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Names of all packages that a manifest asks for, in any of its lists. */
export function dependenciesOf({ manifest }: Package): ReadonlySet<string> {
  const lists = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
  return new Set(lists.flatMap((list) => Object.keys(isRecord(manifest[list]) ? manifest[list] : {})));
}
