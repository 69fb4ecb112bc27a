// Files in; a project out that has this package's two halves as npm installs them: as copies in its node_modules.
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import {
  installed,
  type Links,
  makeProject,
  REPOSITORY,
  type TemporaryProject,
} from "../toolchains/temporary-project.js";

const RUNTIME = ["dist", "package.json"];
const BUILD = ["dist", "package.json"];
const DEPENDENCIES = [
  "@jridgewell",
  "jsonc-parser",
  "leven",
  "magic-string",
  "oxc-parser",
  "@oxc-parser",
  "@oxc-project",
];
const MORE = ["picomatch", "tinyglobby", "fdir"];

/**
 * Makes the project. Links to the repository would not do: a loader that leaves installed packages alone compiles what lies
 * elsewhere, this library as well.
 * @param withBuild whether uno-trace-build is there
 */
export function makeInstalled(
  files: Readonly<Record<string, string | object>>,
  links: Links = {},
  withBuild = true,
): TemporaryProject {
  const project = makeProject(files, links);
  const modules = project.path("node_modules");
  rmSync(join(modules, "uno-trace"));
  copy(REPOSITORY, join(modules, "uno-trace"), RUNTIME);
  if (!withBuild) return project;
  copy(join(REPOSITORY, "packages/build"), join(modules, "uno-trace-build"), BUILD);
  for (const name of [...DEPENDENCIES, ...MORE]) symlinkSync(installed(name), join(modules, name), "dir");
  return project;
}

function copy(from: string, to: string, names: readonly string[]): void {
  mkdirSync(to);
  for (const name of names) cpSync(join(from, name), join(to, name), { recursive: true });
}
