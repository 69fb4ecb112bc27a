// A function of a plan goes in, its kind and the reason why it is traced or not come out in words.
import { basename } from "node:path";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";

/** Says why a function is traced or not. */
export function reasonText({ traced, scope, reason }: FunctionInfo, config: Config): string {
  if (scope) return "makes spans by hand";
  const rule = (index: number) =>
    `rule ${index + 1} of ${config.path ? basename(config.path) : "the configuration"}`;
  switch (reason.kind) {
    case "directive":
      return `directive at line ${reason.line}`;
    case "no-trace":
      return `@no-trace at line ${reason.line}`;
    case "include":
      return "include";
    case "rule":
      return traced ? rule(reason.index) : `taken out by ${rule(reason.index)}`;
    case "excluded":
      return "exclude";
    case "not-selected":
      return "not selected";
    case "kind-not-selected":
      return "not selected: its kind is not among the kinds";
    case "skipped":
      return `skipped: ${reason.why}`;
  }
}

/** Names the kind of a function: `async generator method`. */
export function kindText({
  async,
  generator,
  kind,
}: Pick<FunctionInfo, "async" | "generator" | "kind">): string {
  return [async && "async", generator && "generator", kind.replace(/s$/, "")].filter(Boolean).join(" ");
}
