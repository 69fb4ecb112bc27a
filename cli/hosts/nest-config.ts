// nest-cli.json in; out, which builder a command of the Nest CLI uses, its tsconfig, and whether our plugin is listed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { configFile, objectIn, type TextFile } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, operandOf, optionValue, type ScriptCommand } from "../package/script-commands.js";

/** What nest-cli.json lists so that the builders `tsc` and `webpack` trace. */
export const NEST_PLUGIN = "uno-trace/nest";

/** The configuration of the Nest CLI, by one of the names that it looks for. */
export function nestConfig(target: Package): TextFile | undefined {
  return configFile(target, "nest-cli", ".nestcli", ".nest-cli");
}

/** The scripts that build with the Nest CLI, those among them that start what was built as well. */
export function nestCalls(target: Package): readonly ScriptCommand[] {
  return commandsOf(target).filter(
    (command) => command.program === "nest" && /^(?:build|start)$/.test(operandOf(command) ?? ""),
  );
}

/** The builder that a command names by an option. */
export function builderFlag(call: ScriptCommand): string | undefined {
  return optionValue(call, "-b", "--builder") ?? (call.args.includes("--webpack") ? "webpack" : undefined);
}

/** `tsc`, `webpack`, `rspack` or `swc`; without a command what the configuration says. */
export function builderOf(config: TextFile | undefined, call?: ScriptCommand): string {
  const flag = call && builderFlag(call);
  if (flag !== undefined) return flag;
  const { builder, webpack } = compilerOptionsIn(objectIn(config?.text ?? ""));
  const { type } = recordOf(builder);
  const named = type ?? builder;
  return webpack === true ? "webpack" : typeof named === "string" ? named : "tsc";
}

/** As Nest finds it: what a script or the configuration names, else tsconfig.build.json, else tsconfig.json. */
export function nestTsconfig(
  target: Package,
  config: TextFile | undefined,
  calls: readonly ScriptCommand[],
): string {
  const flag = calls.flatMap((call) => optionValue(call, "-p", "--path") ?? [])[0];
  const { tsConfigPath } = compilerOptionsIn(objectIn(config?.text ?? ""));
  const named = flag ?? (typeof tsConfigPath === "string" ? tsConfigPath : undefined);
  if (named !== undefined) return join(target.folder, named);
  const build = join(target.folder, "tsconfig.build.json");
  return existsSync(build) ? build : join(target.folder, "tsconfig.json");
}

/** Where rspack's builder looks for changes of its configuration. */
export function rspackConfig(target: Package, config: TextFile | undefined): TextFile | undefined {
  const { configPath } = recordOf(recordOf(compilerOptionsIn(objectIn(config?.text ?? "")).builder).options);
  return configFile(target, typeof configPath === "string" ? configPath : "rspack.config.js");
}

/** The lists of plugins, by their paths: that of all projects first, which a project of a monorepo may replace. */
export function pluginLists(config: TextFile | undefined): readonly (readonly string[])[] {
  const root = objectIn(config?.text ?? "");
  const own = Object.entries(recordOf(root.projects)).filter(([, project]) =>
    Array.isArray(compilerOptionsIn(recordOf(project)).plugins),
  );
  return [
    ["compilerOptions", "plugins"],
    ...own.map(([name]) => ["projects", name, "compilerOptions", "plugins"]),
  ];
}

/** Whether each list of plugins has ours. */
export function listsPlugin(config: TextFile | undefined): boolean {
  const root = objectIn(config?.text ?? "");
  return pluginLists(config).every((path) => {
    const list = path.reduce<unknown>((value, key) => recordOf(value)[key], root);
    return Array.isArray(list) && list.some((each) => (recordOf(each).name ?? each) === NEST_PLUGIN);
  });
}

function compilerOptionsIn(value: Readonly<Record<string, unknown>>) {
  return recordOf(value.compilerOptions);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
