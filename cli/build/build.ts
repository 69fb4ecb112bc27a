// `uno-trace build`: the arguments of tsc in; what tsc does, with its JavaScript traced.
import { resolve } from "node:path";
import { build as runBuild } from "../../hosts/build/build.js";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import type { Command } from "../command/command.js";
import { isPatched, packageAbove } from "../package/installed.js";

/** The command `build`. */
export const build: Command = {
  usage: "[options of tsc]",
  summary: "Compile with tsc, any version, and trace what it writes.",
  help: [
    "-p PATH          the tsconfig.json to compile, as for tsc",
    "-b [PATH…]       build with references, as for tsc",
    "-w, --watch      compile again whenever a file changes",
    "--manifest PATH  write a manifest of what is traced there",
    "…                every other option goes to tsc as it is",
  ],
  options: { manifest: { type: "string" } },
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  passesOn: true,
  run: runTsc,
};

async function runTsc(args: Arguments, io: Terminal): Promise<number> {
  const folder = resolve(io.cwd, textOption(args, "cwd") ?? ".");
  const at = (option: string) => {
    const path = textOption(args, option);
    return path === undefined ? undefined : resolve(folder, path);
  };
  const compiler = packageAbove(folder, "typescript");
  if (!compiler) throw new UsageError(`no typescript is installed in ${folder} or above`);
  return runBuild({
    compiler: { ...compiler, isPatched: isPatched(compiler) },
    args: args.positionals,
    folder,
    configPath: at("config"),
    manifestPath: at("manifest"),
    isColourful: io.color,
    out: io.out,
    err: io.err,
  });
}
