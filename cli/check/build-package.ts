// A package that traces something in; out comes whether the next installation of it still brings what builds.
import { dirname } from "node:path";
import { findNodeAtLocation } from "jsonc-parser";
import { BUILD_PACKAGE, installCommand } from "../../install/missing-build.js";
import { ownVersion } from "../../install/own-version.js";
import { missingBuildPackage } from "../../transformer/diagnostics/build.js";
import type { Diagnostic, Place } from "../../transformer/diagnostics/diagnostic.js";
import { type CommandProject, shownPath } from "../command/project.js";
import { installedManifest } from "../package/installed.js";
import { LISTS, type Package, packageOf } from "../package/package-json.js";

/** What was found about one package. */
export interface BuildPackageFinding {
  readonly diagnostic?: Diagnostic;
  readonly note?: string;
}

/** This program comes from uno-trace-build, so it is there; whether it is where the next installation puts it is the question. */
export function checkBuildPackage(
  project: CommandProject,
  target: Package,
  isTraced: boolean,
): BuildPackageFinding {
  const around = packagesUpward(target);
  const mend = `Run \`${installCommand(target.manager, ownVersion())}\`.`;
  const shipping = around.find(({ dependencies }) => BUILD_PACKAGE in dependencies);
  if (shipping) {
    const text = `has ${BUILD_PACKAGE} among its dependencies, so that an installation for production brings what builds`;
    return { note: `${shownPath(project, shipping.json.file)} ${text}. ${mend}` };
  }
  const user = around.find(({ declared }) => "uno-trace" in declared);
  if (!user || around.some(isBrought)) return {};
  if (isTraced) return { diagnostic: missingBuildPackage(placeOf(user), mend) };
  const text = `names uno-trace and not ${BUILD_PACKAGE}, which builds: the next installation may lack it`;
  return { note: `${shownPath(project, user.json.file)} ${text}. ${mend}` };
}

/** A package, and those of the folders around it. */
export function packagesUpward(target: Package): readonly Package[] {
  const parent = packageOf(dirname(target.folder));
  return parent ? [target, ...packagesUpward(parent)] : [target];
}

/** It is named, or one of the packages that are named brings it, as a shared set-up of a company's may. */
function isBrought({ folder, declared }: Package): boolean {
  if (BUILD_PACKAGE in declared) return true;
  return Object.keys(declared).some((name) => {
    if (name === "uno-trace") return false;
    const { dependencies, peerDependencies } = installedManifest(folder, name) ?? {};
    return [dependencies, peerDependencies].some((list) => Object.keys(list ?? {}).includes(BUILD_PACKAGE));
  });
}

/** Where a package names uno-trace. */
export function placeOf({ json }: Package): Place {
  const found = LISTS.flatMap((list) => findNodeAtLocation(json.tree, [list, "uno-trace"])?.parent ?? [])[0];
  const start = found?.offset ?? 0;
  return { file: json.file, start, end: start + (found?.length ?? 0) };
}
