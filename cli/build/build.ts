// `uno-trace build`: the arguments of tsc in; what tsc does, with its JavaScript traced.
import { resolve } from "node:path";
import { build as runBuild } from "../../hosts/build/build.js";
import { type Arguments, type Command, type Io, UsageError } from "../command/command.js";
import { isPatched, packageAbove } from "../package/installed.js";

/** The command `build`. */
export const build: Command = {
  usage: "[options of tsc]",
  summary: "Compile with tsc, any version, and trace what it writes.",
  help: [
    "-p PATH        the tsconfig.json to compile, as for tsc",
    "-b [PATH…]     build with references, as for tsc",
    "-w, --watch    compile again whenever a file changes",
    "…              every other option goes to tsc as it is",
  ],
  options: {},
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  passesOn: true,
  run: runTsc,
};

async function runTsc({ values, positionals }: Arguments, io: Io): Promise<number> {
  const folder = resolve(io.cwd, String(values.cwd ?? "."));
  const compiler = packageAbove(folder, "typescript");
  if (!compiler) throw new UsageError(`no typescript is installed in ${folder} or above`);
  const { config } = values;
  return runBuild({
    compiler: { ...compiler, isPatched: isPatched(compiler) },
    args: positionals,
    folder,
    configPath: typeof config === "string" ? resolve(folder, config) : undefined,
    isColourful: io.color,
    out: io.out,
    err: io.err,
  });
}
