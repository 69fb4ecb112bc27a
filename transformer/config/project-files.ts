// A configuration goes in, the source files of the project on disk come out, and the globs that match none of them.
import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { unmatchedInclude, unmatchedRule } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Config } from "../model/config-file.js";
import { expandGlob, isDeclarationFile, isNegated, isSourceFile, matchFiles, relativePath } from "./globs.js";
import { ruleMatchesFile } from "./rules.js";
import { locateIn } from "./schema.js";

/** Folders of output and of other people's code: entered only when a pattern names them. */
const SKIPPED = ["node_modules", "dist", "build", "out", "coverage"];

/**
 * Lists the source files of a project, as absolute paths in alphabetical order.
 * @param patterns globs relative to the root of the configuration that narrow the list
 */
export function scanProject(config: Config, patterns?: readonly string[]): readonly string[] {
  const skipped = SKIPPED.map((folder) => `**/${folder}/**`);
  const files = new Set(list(config, ["**/*"], { ignore: skipped, dot: false }));
  const written = [
    ...config.include,
    ...config.rules.flatMap((rule) => rule.files ?? []),
    ...(patterns ?? []),
  ];
  const globs = written.filter((glob) => !isNegated(glob));
  // What a glob selects is traced wherever it is; other people's code and dot folders only where a glob says so.
  const elsewhere = globs.filter((glob) => !namesSkipped(glob)).flatMap(expandGlob);
  const named = globs.filter(namesSkipped).flatMap(expandGlob);
  const ignore = ["**/node_modules/**"];
  for (const file of listAny(config, elsewhere, { ignore, dot: false })) files.add(file);
  for (const file of listAny(config, named, { ignore: [], dot: true })) files.add(file);
  const wanted = patterns ? matchFiles(patterns) : () => true;
  return [...files].filter((file) => wanted(relativePath(config.root, file))).sort();
}

/** Finds the globs of `include` and the rules that match none of the files. */
export function unmatchedRules(config: Config, files: readonly string[]): readonly Diagnostic[] {
  const paths = files.map((file) => relativePath(config.root, file));
  const include = [...config.include.entries()].filter(
    ([, glob]) => !isNegated(glob) && !paths.some(matchFiles([glob])),
  );
  const rules = [...config.rules.entries()].filter(
    ([index, rule]) =>
      rule.files && rule.files.length > 0 && !files.some((file) => ruleMatchesFile(config, index, file)),
  );
  if (include.length + rules.length === 0) return [];
  const locate = locateIn(config.text, config.path ?? config.root);
  return [
    ...include.map(([index, glob]) => unmatchedInclude(locate(["include", index]), glob)),
    ...rules.map(([index]) => unmatchedRule(locate(["rules", index, "files"]), index + 1)),
  ];
}

function listAny(config: Config, globs: readonly string[], options: { ignore: string[]; dot: boolean }) {
  return globs.length > 0 ? list(config, globs, options) : [];
}

function list(
  config: Config,
  patterns: readonly string[],
  options: { ignore: string[]; dot: boolean },
): readonly string[] {
  // Symbolic links are not followed: workspaces link to each other in circles.
  const how = {
    cwd: config.root,
    absolute: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ...options,
  };
  const found = globSync([...patterns], how).filter((file) => isSourceFile(file) && !isDeclarationFile(file));
  return found.map((file) => resolve(file));
}

function namesSkipped(glob: string): boolean {
  return glob.split("/").some((part) => SKIPPED.includes(part) || /^\.[^/]+/.test(part));
}
