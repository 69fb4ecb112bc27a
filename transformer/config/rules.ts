// A configuration and a file name go in; out comes, for each function of that file, whether and how it is traced.
import type { Config, Rule } from "../model/config-file.js";
import type { FunctionKind, Reason, RuleKind } from "../model/function-info.js";
import { optionsOfRule } from "../model/options.js";
import { mergeOptions, type SiteOptions } from "../model/site-options.js";
import { isDeclarationFile, matchFiles, matchNames, relativePath } from "./globs.js";

/** What the configuration says about one function; a directive may still overrule it. */
export interface Decision {
  readonly traced: boolean;
  readonly reason: Reason;
  /** Options of all rules that match, also when the function is not traced. */
  readonly options: SiteOptions;
}

/** The rules that hold in one file. */
export interface FileRules {
  /** `false`: nothing in this file is traced unless a directive says so. */
  readonly mayTrace: boolean;
  decide(name: string, kind: FunctionKind, generator: boolean): Decision;
}

interface CompiledRule {
  readonly index: number;
  readonly rule: Rule;
  readonly matchesFile: (path: string) => boolean;
  readonly matchesName: (name: string) => boolean;
  readonly options: SiteOptions;
}

interface CompiledConfig {
  readonly included: (path: string) => boolean;
  readonly excluded: (path: string) => boolean;
  readonly rules: readonly CompiledRule[];
}

/** The kinds that are traced in a selected file when no rule says otherwise. */
export const DEFAULT_KINDS: readonly RuleKind[] = ["functions", "arrows", "methods", "generators"];

// Beside the configuration and not in it: a Config stays plain data that a host can compare or print.
const compiledConfigs = new WeakMap<Config, CompiledConfig>();

/** Finds what the configuration says about one file. */
export function rulesForFile(config: Config, fileName: string): FileRules {
  const compiled = compiledOf(config);
  const path = relativePath(config.root, fileName);
  if (isDeclarationFile(path)) return nothingTraced("not-selected");
  if (compiled.excluded(path)) return nothingTraced("excluded");
  const included = compiled.included(path);
  const rules = compiled.rules.filter((each) => each.matchesFile(path));
  return {
    mayTrace: included || rules.some(({ rule }) => rule.files !== undefined && rule.trace !== false),
    decide: (name, kind, generator) => decide(included, rules, name, kind, generator),
  };
}

/** Whether a rule's name patterns match, whatever its files and kinds say. */
export function ruleMatchesName(config: Config, index: number, name: string): boolean {
  return compiledOf(config).rules[index]?.matchesName(name) ?? false;
}

/** Whether a rule's file globs match a file that is not excluded. */
export function ruleMatchesFile(config: Config, index: number, fileName: string): boolean {
  const compiled = compiledOf(config);
  const path = relativePath(config.root, fileName);
  return !compiled.excluded(path) && (compiled.rules[index]?.matchesFile(path) ?? false);
}

function nothingTraced(kind: "excluded" | "not-selected"): FileRules {
  const decision: Decision = { traced: false, reason: { kind }, options: {} };
  return { mayTrace: false, decide: () => decision };
}

function compiledOf(config: Config): CompiledConfig {
  const known = compiledConfigs.get(config);
  if (known) return known;
  const compiled: CompiledConfig = {
    included: matchFiles(config.include),
    excluded: matchFiles(config.exclude),
    rules: config.rules.map(compileRule),
  };
  compiledConfigs.set(config, compiled);
  return compiled;
}

function compileRule(rule: Rule, index: number): CompiledRule {
  return {
    index,
    rule,
    matchesFile: rule.files ? matchFiles(rule.files) : () => true,
    matchesName: matchNames(rule.functions ?? ["*"]),
    options: optionsOfRule(rule),
  };
}

function decide(
  included: boolean,
  rules: readonly CompiledRule[],
  name: string,
  kind: FunctionKind,
  generator: boolean,
): Decision {
  let selectedBy: Reason | undefined = included ? { kind: "include" } : undefined;
  let refusedBy: Reason | undefined;
  let kinds = DEFAULT_KINDS;
  const options: SiteOptions[] = [];
  for (const { rule, index, matchesName, options: own } of rules) {
    if (!matchesName(name)) continue;
    const takesOut = rule.trace === false;
    if (!takesOut && (rule.files || (selectedBy && rule.trace))) selectedBy = { kind: "rule", index };
    // In a rule that takes functions out, `kinds` narrows what is taken and admits nothing.
    if (rule.kinds && !takesOut) kinds = rule.kinds;
    if (rule.kinds && !admits(rule.kinds, kind, generator)) continue;
    options.push(own);
    if (takesOut) refusedBy = { kind: "rule", index };
    if (rule.trace === true) refusedBy = undefined;
  }
  const refusal = refusedBy ?? missing(selectedBy, admits(kinds, kind, generator));
  const merged = mergeOptions(...options);
  if (refusal || !selectedBy)
    return { traced: false, reason: refusal ?? { kind: "not-selected" }, options: merged };
  return { traced: true, reason: selectedBy, options: merged };
}

function missing(selectedBy: Reason | undefined, admitted: boolean): Reason | undefined {
  if (!selectedBy) return { kind: "not-selected" };
  return admitted ? undefined : { kind: "kind-not-selected" };
}

function admits(kinds: readonly RuleKind[], kind: FunctionKind, generator: boolean): boolean {
  return kinds.includes(kind) && (!generator || kinds.includes("generators"));
}
