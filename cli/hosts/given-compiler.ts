// The rows of what takes a compiler by name, so that `ts-patch/compiler` makes it trace: ts-loader, ts-node.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { configFile, objectIn, type TextFile } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, optionValue, runsJest, type ScriptCommand } from "../package/script-commands.js";
import { tsconfigAt } from "../package/tsconfig.js";
import { compilesByTsLoader } from "./bundlers.js";
import { compilerTrap } from "./compiler.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";
import { takesLoader } from "./loaded.js";

/** The compiler that runs transformers. */
export const COMPILER = "ts-patch/compiler";

/** What is known of one use, before its compiler is looked at. */
export interface Given {
  readonly host: string;
  readonly place: Pick<HostUse, "where" | "place">;
  readonly role: HostUse["role"];
  readonly tsconfig: string;
  readonly isGiven: boolean;
  /** What to write, and where. */
  readonly steps: readonly string[];
}

/** The use of a host that is given a compiler, or lacks it. */
export function useOf(target: Package, { host, place, role, tsconfig, isGiven, steps }: Given): HostUse {
  const tsconfigs = [tsconfig].filter(existsSync);
  const found = compilerTrap(target, tsconfigs, isGiven ? "given" : "library");
  const mend = `${steps.join(" ").replace(/^a/, "A").replace(/ +/g, " ")}.`;
  const isOurs = found && !isGiven && found.why.includes("not patched");
  const trap = isOurs ? { why: "it compiles with typescript, which runs no transformers", mend } : found;
  return { host, role, ...place, tsconfigs, ...(isGiven ? {} : { steps }), ...(trap ? { trap } : {}) };
}

export const webpack: Host = {
  name: "webpack with ts-loader",
  usesIn(target) {
    const calls = commandsOf(target).filter(({ program }) => /^webpack(?:-cli|-dev-server)?$/.test(program));
    const config = configFile(target, "webpack.config", "webpack.common", "webpack.prod");
    // Another loader leaves the text to our plugin.
    if (!config || !compilesByTsLoader(config)) return [];
    const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config.file);
    return [loaderUse(target, "webpack", place, config)];
  },
};

function loaderUse(
  target: Package,
  host: string,
  place: Pick<HostUse, "where" | "place">,
  { file, text }: TextFile,
): HostUse {
  const name = fileAsPlace(target, file).where;
  const tsconfig = /\bconfigFile["']?:\s*["']([^"']+)["']/.exec(text)?.[1] ?? "tsconfig.json";
  return useOf(target, {
    host: `${host} with ts-loader`,
    place,
    role: "build",
    tsconfig: tsconfigAt(target.folder, tsconfig),
    isGiven: text.includes(COMPILER),
    steps: [`add to the options of ts-loader in ${name}:`, `  compiler: "${COMPILER}"`],
  });
}

/** `node -r ts-node/register`, `node --loader ts-node/esm`, and its own commands. */
function runsTsNode(command: ScriptCommand) {
  const { program, args } = command;
  // Jest compiles what it runs itself; `nest new` gives it a process with ts-node for a debugger.
  if (runsJest(command)) return false;
  return (
    /^ts-node(?:-dev|-esm|-script|-transpile-only)?$|^tsnd$/.test(program) ||
    (program === "node" && args.some((arg) => /\bts-node\b/.test(arg)))
  );
}

export const tsNode: Host = {
  name: "ts-node",
  usesIn(target) {
    const calls = commandsOf(target).filter(runsTsNode);
    if (calls.length === 0) return [];
    const place = placeOf(target, calls);
    if (calls.every((call) => takesLoader(target, call)))
      return [{ host: "ts-node", ...place, tsconfigs: [], takesLoader: true }];
    const tsconfig = join(target.folder, "tsconfig.json");
    const options = (objectIn(configFile(target, "tsconfig.json")?.text ?? "")["ts-node"] ?? {}) as {
      compiler?: unknown;
    };
    const isGiven =
      options.compiler === COMPILER ||
      calls.every((call) => optionValue(call, "-C", "--compiler") === COMPILER);
    const steps = ["add to tsconfig.json:", `  "ts-node": { "compiler": "${COMPILER}" }`];
    const entry = calls.flatMap(({ args }) => args.filter((arg) => /\.[cm]?tsx?$/.test(arg)))[0];
    const use = useOf(target, { host: "ts-node", place, role: place.role, tsconfig, isGiven, steps });
    return [entry === undefined ? use : { ...use, entry }];
  },
};
