// A file in; whether it belongs to uno-trace's runtime out.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PART = /^(.*)[\\/]dist[\\/](?:cjs[\\/])?runtime[\\/].*\.js$/;

/** Tells by the folder that a package manager gives a package, and by the manifest where it is linked. */
export function isRuntimeFile(file: string): boolean {
  const folder = PART.exec(file)?.[1];
  if (folder === undefined) return false;
  return /[\\/]node_modules[\\/]uno-trace$/.test(folder) || nameIn(folder) === "uno-trace";
}

function nameIn(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name;
  } catch {
    return undefined;
  }
}
