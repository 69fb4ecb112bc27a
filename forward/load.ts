// The name of an entry of uno-trace-build goes in; that module comes out, or an error that says how to install what is missing.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { BUILD_PACKAGE, missingBuild } from "../install/missing-build.js";

const own = createRequire(import.meta.url);

/** The version of uno-trace, and of the uno-trace-build that belongs to it. */
export const VERSION: string = own("uno-trace/package.json").version;

/** An installed package of this project. */
export interface Installed {
  readonly version: string;
  /** Loads an entry of it. */
  readonly load: (entry: string) => Readonly<Record<string, unknown>>;
}

/**
 * Loads an entry; whatever it imports itself may still fail in its own words.
 * @param entry a name of `exports`, without the dot: `/esbuild-plugin`
 * @throws Error when uno-trace-build is not installed, or is of another release
 */
export function load(entry: string): Readonly<Record<string, unknown>> {
  const found = loadOrRefuse(entry);
  if (typeof found === "string") throw new Error(found);
  return found;
}

/**
 * The same for who goes on without: what is missing, in words.
 * @param folder where the search begins, if not where the process runs
 */
export function loadOrRefuse(
  entry: string,
  folder: string = process.cwd(),
): Readonly<Record<string, unknown>> | string {
  const build = findBuild(folder);
  if (build?.version === VERSION) return build.load(entry);
  const lack = { asked: `uno-trace${entry}`, version: VERSION, found: build?.version, folder };
  return `uno-trace: ${missingBuild(lack)}`;
}

/**
 * Finds the package from where the build runs, from the program that builds, and from here, since a package manager need
 * not link it to uno-trace: a peer dependency, which would ask for that, is installed in production as well (decision 23).
 * One of the right version goes before others.
 */
export function findBuild(folder: string): Installed | undefined {
  return findPackage(BUILD_PACKAGE, folder);
}

/** The same for any package of this project. */
export function findPackage(name: string, folder: string): Installed | undefined {
  const manifest = join(folder, "package.json");
  const [, program = manifest] = process.argv;
  const found = [createRequire(manifest), createRequire(resolve(program)), own].flatMap((require) =>
    installedFrom(require, name),
  );
  return found.find(({ version }) => version === VERSION) ?? found[0];
}

function installedFrom(require: NodeJS.Require, name: string): Installed[] {
  try {
    const { version } = require(`${name}/package.json`);
    return [{ version, load: (entry) => require(name + entry) }];
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return [];
    throw cause;
  }
}
