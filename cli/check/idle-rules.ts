// The plans of all files go in, the rules whose patterns match no function, or none that is traced, come out.
import { ruleMatchesFile, ruleMatchesName } from "../../transformer/config/rules.js";
import { locateIn } from "../../transformer/config/schema.js";
import { unmatchedFunctions, unselectedKinds } from "../../transformer/diagnostics/configuration.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { PlannedFile } from "../command/project.js";

/** Finds rules that do nothing although their files exist. */
export function idleRules(config: Config, files: readonly PlannedFile[]): readonly Diagnostic[] {
  return config.rules.flatMap((_, index) => idleRule(config, index, files) ?? []);
}

function idleRule(config: Config, index: number, files: readonly PlannedFile[]): Diagnostic | undefined {
  const inFiles = files.filter(({ file }) => ruleMatchesFile(config, index, file));
  // Without a file there is another message; see unmatchedRules.
  if (inFiles.length === 0) return undefined;
  const functions = inFiles.flatMap(({ plan }) => plan.functions);
  const matched = functions.filter(({ ownName }) => ruleMatchesName(config, index, ownName));
  const locate = locateIn(config.text, config.path ?? config.root);
  if (matched.length === 0) return unmatchedFunctions(locate(["rules", index, "functions"]), index + 1);
  const rule = config.rules[index];
  if (!rule?.functions || rule.trace === false || !matched.every(isRefusedForKind)) return undefined;
  const kinds = [...new Set(matched.map(({ kind }) => `"${kind}"`))].join(", ");
  return unselectedKinds(locate(["rules", index, "functions"]), index + 1, kinds);
}

function isRefusedForKind({ reason }: FunctionInfo) {
  return reason.kind === "kind-not-selected";
}
