// A configuration of the right shape goes in; what the schema cannot say about it comes out: bad globs, idle rules.
import { badGlob, idleRule, queueTooSmall } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ConfigFile, Rule } from "../model/config-file.js";
import { flawOf, isNegated } from "./globs.js";
import type { JsonPath, Locate } from "./json-place.js";
import { nameOf } from "./schema-error.js";

/** Checks what is beyond a schema. */
export function lintConfig(config: ConfigFile, locate: Locate): readonly Diagnostic[] {
  const rules = config.rules ?? [];
  const selects = (config.include ?? []).length > 0 || rules.some(({ files }) => files !== undefined);
  return [
    ...lintGlobs(config.include, ["include"], locate),
    ...lintGlobs(config.exclude, ["exclude"], locate),
    ...rules.flatMap((rule, index) => [
      ...lintGlobs(rule.files, ["rules", index, "files"], locate),
      ...lintRule(rule, selects, ["rules", index], locate),
    ]),
    ...lintBatch(config, locate),
  ];
}

function lintGlobs(
  globs: readonly string[] | undefined,
  path: JsonPath,
  locate: Locate,
): readonly Diagnostic[] {
  const found = (globs ?? []).flatMap((glob, index) => {
    const flaw = flawOf(glob);
    return flaw ? [badGlob(locate([...path, index]), glob, flaw)] : [];
  });
  const first = globs?.[0];
  if (found.length > 0 || first === undefined || !isNegated(first)) return found;
  return [badGlob(locate([...path, 0]), first, "there is nothing before it that it could take out")];
}

function lintRule(rule: Rule, selects: boolean, path: JsonPath, locate: Locate): readonly Diagnostic[] {
  const { files, functions, kinds, trace, ...options } = rule;
  const place = locate(path);
  const name = nameOf(path);
  if (files?.length === 0) return [idleRule(place, name, "its files are an empty list")];
  if (functions?.length === 0) return [idleRule(place, name, "its functions are an empty list")];
  if (files || Object.keys(options).length > 0) return [];
  if (trace === undefined && !kinds) return [idleRule(place, name, "it has neither files nor an option")];
  return selects
    ? []
    : [idleRule(place, name, "neither include nor the files of a rule select any function")];
}

function lintBatch(config: ConfigFile, locate: Locate): readonly Diagnostic[] {
  const { maxBatchSize = 512, maxQueueSize = 2048 } = config.monitoring?.batch ?? {};
  if (maxBatchSize <= maxQueueSize) return [];
  const key = config.monitoring?.batch?.maxBatchSize === undefined ? "maxQueueSize" : "maxBatchSize";
  return [queueTooSmall(locate(["monitoring", "batch", key]), maxBatchSize, maxQueueSize)];
}
