// The row of the Nest CLI: which builder it uses, and whether that runs transformers.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { configFile, objectIn, type TextFile } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, operandOf, optionValue, type ScriptCommand } from "../package/script-commands.js";
import { compilerTrap } from "./compiler.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

export const nest: Host = {
  name: "Nest CLI",
  usesIn(target) {
    const config = configFile(target, "nest-cli", ".nestcli", ".nest-cli");
    const calls = commandsOf(target).filter(
      (command) => command.program === "nest" && /^(?:build|start)$/.test(operandOf(command) ?? ""),
    );
    const builders = new Set(
      calls.length > 0 ? calls.map((call) => builderOf(config, call)) : [builderOf(config)],
    );
    if (calls.length === 0 && !config) return [];
    return [...builders].map((builder) => {
      const own = calls.filter((call) => builderOf(config, call) === builder);
      return useOf(target, config, builder, own);
    });
  },
};

/** The builders that compile with `typescript`, which can be patched. */
const COMPILING: ReadonlySet<string> = new Set(["tsc", "webpack"]);

function useOf(
  target: Package,
  config: TextFile | undefined,
  builder: string,
  calls: readonly ScriptCommand[],
): HostUse {
  const host = "Nest CLI";
  const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config?.file ?? "");
  if (COMPILING.has(builder)) {
    const tsconfigs = [tsconfigOf(target, config, calls)].filter(existsSync);
    const trap = compilerTrap(target, tsconfigs, "library");
    const entry = calls.some((call) => operandOf(call) === "start") ? { entry: entryOf(config) } : {};
    return {
      host,
      role: "build",
      ...place,
      tsconfigs,
      needsPatch: true,
      ...entry,
      ...(trap ? { trap } : {}),
    };
  }
  const where =
    calls.every((call) => flagOf(call) === undefined) && config ? builderPlace(target, config) : place;
  const trap = {
    why: `its builder "${builder}" runs no transformers`,
    mend: `Let Nest build with "builder": "tsc" in nest-cli.json, then run \`${target.manager.program} uno-trace init\`.`,
  };
  return { host, role: "build", ...where, tsconfigs: [], ignored: [tsconfigOf(target, config, calls)], trap };
}

function entryOf(config: TextFile | undefined): string {
  const { sourceRoot = "src", entryFile = "main" } = objectIn(config?.text ?? "");
  return `${sourceRoot}/${entryFile}.ts`;
}

function flagOf(call: ScriptCommand): string | undefined {
  return optionValue(call, "-b", "--builder") ?? (call.args.includes("--webpack") ? "webpack" : undefined);
}

function builderOf(config: TextFile | undefined, call?: ScriptCommand): string {
  const flag = call && flagOf(call);
  if (flag !== undefined) return flag;
  const { builder, webpack } = compilerOptionsOf(config);
  const type =
    typeof builder === "object" && builder !== null ? (builder as { type?: unknown }).type : builder;
  return typeof type === "string" ? type : webpack === true ? "webpack" : "tsc";
}

function compilerOptionsOf(config: TextFile | undefined) {
  return (objectIn(config?.text ?? "").compilerOptions ?? {}) as Readonly<Record<string, unknown>>;
}

/** As Nest finds it: what a script or the configuration names, else tsconfig.build.json, else tsconfig.json. */
function tsconfigOf(target: Package, config: TextFile | undefined, calls: readonly ScriptCommand[]): string {
  const flag = calls.flatMap((call) => optionValue(call, "-p", "--path") ?? [])[0];
  const { tsConfigPath } = compilerOptionsOf(config);
  const named = flag ?? (typeof tsConfigPath === "string" ? tsConfigPath : undefined);
  if (named !== undefined) return join(target.folder, named);
  const build = join(target.folder, "tsconfig.build.json");
  return existsSync(build) ? build : join(target.folder, "tsconfig.json");
}

function builderPlace(target: Package, { file, text }: TextFile): Pick<HostUse, "where" | "place"> {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, ["compilerOptions", "builder"]);
  const whole = fileAsPlace(target, file);
  return node ? { ...whole, place: { file, start: node.offset, end: node.offset + node.length } } : whole;
}
