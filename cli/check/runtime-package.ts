// A package that traces something and what builds it in; out comes whether an installation for production has what the output imports.
import { findNodeAtLocation } from "jsonc-parser";
import { runtimeForDevelopment } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { HostUse } from "../hosts/host.js";
import { LISTS, type Package } from "../package/package-json.js";
import { packagesUpward, placeOf } from "./build-package.js";

/** Looks for the runtime among development dependencies, where nothing bundles it. */
export function checkRuntimePackage(target: Package, uses: readonly HostUse[]): Diagnostic | undefined {
  const use = uses.find(({ leavesRuntime, role, trap }) => leavesRuntime && role === "build" && !trap);
  const around = packagesUpward(target);
  const user = around.find(({ declared }) => "uno-trace" in declared);
  if (!use || !user || around.some(isShipped)) return undefined;
  return runtimeForDevelopment(placeOf(user), use.where, `Run \`${user.manager.move} uno-trace\`.`);
}

/** As a dependency, or as a peer that whoever installs the package brings. */
function isShipped({ json }: Package): boolean {
  return LISTS.some(
    (list) => list !== "devDependencies" && findNodeAtLocation(json.tree, [list, "uno-trace"]),
  );
}
