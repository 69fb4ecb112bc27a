// A folder and a package's name go in; which version Node would find from there, and whether its compiler is patched, come out.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package on disk. */
export interface InstalledPackage {
  readonly folder: string;
  readonly version: string;
}

/** The parts of an installed package.json that name packages. */
export interface InstalledManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The package.json of a package as Node would find it from a folder; `undefined` if it is not there. */
export function installedManifest(folder: string, name: string): InstalledManifest | undefined {
  const found = packageAbove(folder, name);
  return found && JSON.parse(readFileSync(join(found.folder, "package.json"), "utf8"));
}

/** By folders and not by `require.resolve`: an `exports` map need not show package.json. */
export function packageAbove(folder: string, name: string): InstalledPackage | undefined {
  const candidate = join(folder, "node_modules", name);
  try {
    const { version } = JSON.parse(readFileSync(join(candidate, "package.json"), "utf8"));
    return { folder: candidate, version: String(version) };
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : packageAbove(parent, name);
  }
}

/** The mark that ts-patch leaves at the head of the compiler. */
export function isPatched({ folder }: InstalledPackage): boolean {
  return ["_tsc.js", "tsc.js"].some((name) => headOf(join(folder, "lib", name)).includes("/// tsp-module:"));
}

function headOf(file: string): string {
  try {
    const handle = openSync(file, "r");
    const head = Buffer.alloc(1024);
    readSync(handle, head, 0, head.length, 0);
    closeSync(handle);
    return head.toString("latin1");
  } catch {
    return "";
  }
}
