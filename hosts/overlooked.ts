// What a build read in; warnings out for files with something to trace that never came by.
import { existsSync, readFileSync } from "node:fs";
import { isSourceFile } from "../transformer/config/globs.js";
import { overlookedFile } from "../transformer/diagnostics/build.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { mayHoldDirective } from "../transformer/select/directive.js";
import { isInstalled } from "../transformer/select/may-rewrite.js";
import type { Project } from "./project.js";
import { withoutByteOrderMark } from "./source-text.js";

/**
 * Looks for files that another plugin has loaded in front of ours.
 * @param inputs absolute paths of all that the build read
 * @param describe what is said of such a file
 */
export async function overlookedFiles(
  project: Project,
  inputs: readonly string[],
  describe: (path: string) => Diagnostic = overlookedFile,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const path of inputs) {
    if (isSourceFile(path) && !project.hasSeen(path) && existsSync(path) && (await isTraced(project, path)))
      found.push(describe(path));
  }
  return found;
}

async function isTraced(project: Project, path: string): Promise<boolean> {
  const isSelected = project.isSelected(path);
  if (!isSelected && isInstalled(path)) return false;
  const text = withoutByteOrderMark(readFileSync(path, "utf8"));
  if (!isSelected && !mayHoldDirective(text)) return false;
  const { planFile } = await import("../transformer/plan.js");
  return planFile(text, path, project.config).functions.some(({ traced }) => traced);
}
