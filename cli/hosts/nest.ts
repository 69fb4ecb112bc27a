// The row of the Nest CLI: which builder it uses, and whether that traces.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { unfitnessOf } from "../../hosts/tsc/compiler-version.js";
import { packageAbove } from "../package/installed.js";
import type { TextFile } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { operandOf, type ScriptCommand } from "../package/script-commands.js";
import { pluginOf } from "../package/tsconfig.js";
import { usesPlugin } from "./bundlers.js";
import { compilerTrap } from "./compiler.js";
import { fileAsPlace, type Host, type HostUse, placeOf, type Trap } from "./host.js";
import { LOADER } from "./loaded.js";
import {
  builderFlag,
  builderOf,
  listsPlugin,
  NEST_PLUGIN,
  nestCalls,
  nestConfig,
  nestTsconfig,
  rspackConfig,
} from "./nest-config.js";

export const nest: Host = {
  name: "Nest CLI",
  usesIn(target) {
    const config = nestConfig(target);
    const calls = nestCalls(target);
    if (calls.length === 0 && !config) return [];
    const named = calls.length > 0 ? calls.map((call) => builderOf(config, call)) : [builderOf(config)];
    return [...new Set(named)].map((builder) => {
      const own = calls.filter((call) => builderOf(config, call) === builder);
      return useOf({ target, config, builder, calls: own });
    });
  },
};

/** One builder, and the scripts that use it. */
interface Use {
  readonly target: Package;
  readonly config: TextFile | undefined;
  readonly builder: string;
  readonly calls: readonly ScriptCommand[];
}

function useOf(use: Use): HostUse {
  const { target, config, builder, calls } = use;
  const tsconfig = nestTsconfig(target, config, calls);
  // Nest lets webpack leave what is installed outside as well.
  const leavesRuntime = builder === "rspack" ? {} : ({ leavesRuntime: true } as const);
  const place = placeIn(use);
  const found = { host: "Nest CLI", role: "build", ...place, tsconfigs: [], ...leavesRuntime } as const;
  if (builder === "swc") return { ...found, ignored: [tsconfig], takesLoader: true, ...swcTrap(use) };
  if (builder === "rspack") return { ...found, ignored: [tsconfig], takesPlugin: true, ...rspackLack(use) };
  const tsconfigs = [tsconfig].filter(existsSync);
  if (!listsPlugin(config) && tsconfigs.some((file) => pluginOf(file))) {
    const trap = compilerTrap(target, tsconfigs, "library");
    return { ...found, tsconfigs, needsPatch: true, ...(trap ? { trap } : {}) };
  }
  return { ...found, ignored: [tsconfig], takesPlugin: true, ...pluginLack(use, tsconfig) };
}

function placeIn({ target, config, builder, calls }: Use) {
  const isFlagged = calls.some((call) => builderFlag(call) !== undefined);
  if (config && !isFlagged && builder !== "tsc") return builderPlace(target, config);
  return calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config?.file ?? "");
}

function builderPlace(target: Package, { file, text }: TextFile): Pick<HostUse, "where" | "place"> {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, ["compilerOptions", "builder"]);
  const whole = fileAsPlace(target, file);
  return node ? { ...whole, place: { file, start: node.offset, end: node.offset + node.length } } : whole;
}

/** What keeps tsc and ts-loader from tracing by our plugin. */
function pluginLack({ target, config }: Use, tsconfig: string) {
  const compiler = packageAbove(dirname(tsconfig), "typescript");
  const unfit = compiler && unfitnessOf(compiler.version);
  if (unfit) return { trap: { why: `TypeScript ${compiler.version} ${unfit.why}`, mend: unfit.help } };
  if (listsPlugin(config)) return {};
  const file = config?.file ?? join(target.folder, "nest-cli.json");
  const name = fileAsPlace(target, file).where;
  const trap: Trap = {
    why: `${name} does not list ${NEST_PLUGIN}`,
    mend: `Add "${NEST_PLUGIN}" to "plugins" of its "compilerOptions", which \`${target.manager.program} uno-trace init\` does.`,
  };
  const steps = [`add to "plugins" of "compilerOptions" in ${name}:`, `  "${NEST_PLUGIN}"`];
  return { trap, steps, edit: { file, module: NEST_PLUGIN } };
}

function rspackLack({ target, config }: Use) {
  const own = rspackConfig(target, config);
  if (own && usesPlugin(own, "rspack")) return {};
  const name = own ? fileAsPlace(target, own.file).where : "rspack.config.js";
  const steps = [
    `let ${name} export a function that adds the plugin:`,
    '  import { unoTrace } from "uno-trace/rspack";',
    "  export default (options) => ({ ...options, plugins: [...options.plugins, unoTrace()] });",
  ];
  const trap: Trap = {
    why: `its builder "rspack" runs no transformers, and ${name} does not use uno-trace/rspack`,
    mend: `Let ${name} export a function that adds unoTrace() of uno-trace/rspack to \`plugins\`.`,
  };
  // One that is there may replace the list of plugins, which its user has to see.
  const edit = own ? {} : { edit: { file: join(target.folder, name), module: "uno-trace/rspack" } };
  return { trap, steps, ...edit };
}

/** SWC takes no plugin of ours: what it has written is traced, in its folder or as it is loaded. */
function swcTrap({ target, calls }: Use): { readonly trap?: Trap } {
  const plain = calls.filter((call) => !isTracedAfterwards(target, call));
  if (calls.length > 0 && plain.length === 0) return {};
  const isStarted = plain.length > 0 && plain.every((call) => operandOf(call) === "start");
  const why = 'its builder "swc" runs no transformers';
  const mend = isStarted
    ? `Start with nest start --exec "node --import ${LOADER}".`
    : `Trace what it has written: nest build && uno-trace instrument dist; start with nest start --exec "node --import ${LOADER}".`;
  return { trap: { why, mend } };
}

/** Whether a script lets what SWC has written be traced. */
export function isTracedAfterwards({ scripts }: Package, { script }: ScriptCommand): boolean {
  const raw = scripts.find(({ name }) => name === script)?.raw ?? "";
  return raw.includes(LOADER) || raw.includes("uno-trace instrument");
}
