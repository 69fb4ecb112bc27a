// Where uno-trace-build is asked for and not found goes in; what is said of it, with the command that installs it, comes out.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PackageManager, packageManagerOf } from "./package-manager.js";

/** The package of all that builds. */
export const BUILD_PACKAGE = "uno-trace-build";

/** What is said where a folder has no package.json. */
export function noPackage(folder: string): string {
  return `no package.json in ${folder}: go to the folder of a package, or name it with --cwd`;
}

/** What was asked for, and what is there. */
export interface Lack {
  /** As the user writes it: `uno-trace/esbuild-plugin`. */
  readonly asked: string;
  /** The version of uno-trace, which is that of its other packages. */
  readonly version: string;
  /** The version that was found instead. */
  readonly found: string | undefined;
  /** The folder of the build. */
  readonly folder: string;
}

/** What is missing, why, and how to mend it. */
export function missingBuild({ asked, version, found, folder }: Lack): string {
  const manifest = nearestManifest(folder);
  const install = `Run \`${installCommand(packageManagerOf(folder, manifest?.packageManager), version)}\`.`;
  if (found !== undefined)
    return `${asked} needs ${BUILD_PACKAGE} ${version}, which belongs to the uno-trace that is installed, and ${found} was found. ${install}`;
  const isDeclared = LISTS.some((list) => BUILD_PACKAGE in Object(manifest?.[list]));
  return isDeclared
    ? `${asked} needs ${BUILD_PACKAGE}, which package.json names and which is not installed: an installation for production (--omit=dev, --prod, NODE_ENV=production) leaves it out. Build before that, or install development dependencies as well.`
    : `${asked} needs ${BUILD_PACKAGE}, which is not installed: uno-trace alone is what runs in production, and builds nothing. ${install}`;
}

/** What installs it, or another package of this project, in this very version. */
export function installCommand(
  { addForDevelopment }: PackageManager,
  version: string,
  name: string = BUILD_PACKAGE,
): string {
  return `${addForDevelopment} ${name}@${version}`;
}

const LISTS = ["devDependencies", "dependencies", "optionalDependencies"] as const;

/** The package.json of the folder, or of the nearest one around it; `undefined` also where it cannot be read. */
export function nearestManifest(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  } catch (cause) {
    const parent = dirname(folder);
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    return isMissing && parent !== folder ? nearestManifest(parent) : undefined;
  }
}
