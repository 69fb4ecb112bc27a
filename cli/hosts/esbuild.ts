// The rows of what takes the esbuild plugin: programs that call esbuild, its command line, and tsup.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, configFile, type TextFile, textWithImports } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf } from "../package/script-commands.js";
import { optionOf } from "../package/tsconfig.js";
import { fileAsPlace, type Host, type HostUse, placeOf, type Trap } from "./host.js";

const PLUGIN = "uno-trace/esbuild-plugin";

/** What a program of Vite's or another's imports is no call of esbuild. */
export const CALLS_ESBUILD: RegExp = /(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*)["']esbuild(?:-wasm)?["']/;

export const esbuild: Host = {
  name: "esbuild",
  usesIn(target) {
    const programs = buildPrograms(target).filter(({ text }) => CALLS_ESBUILD.test(text));
    const calls = commandsOf(target).filter(({ program }) => program === "esbuild");
    const used = programs.map((program) => programUse(target, program));
    if (calls.length === 0) return used;
    const trap = {
      why: "its command line takes no plugins",
      mend: "Call build() of esbuild in a program, with plugins: [unoTrace()] from uno-trace/esbuild-plugin.",
    };
    return [...used, { host: "esbuild", ...placeOf(target, calls), tsconfigs: [], takesPlugin: true, trap }];
  },
};

function programUse(target: Package, program: TextFile): HostUse {
  const where = fileAsPlace(target, program.file);
  const place = { host: "esbuild", role: "build", ...where, tsconfigs: [] } as const;
  if (textWithImports(program).includes(PLUGIN)) return { ...place, takesPlugin: true };
  const mend = "Add plugins: [unoTrace()] from uno-trace/esbuild-plugin to its options.";
  return { ...place, takesPlugin: true, trap: { why: "it does not use uno-trace/esbuild-plugin", mend } };
}

export const tsup: Host = {
  name: "tsup",
  usesIn(target) {
    const calls = commandsOf(target).filter(({ program }) => program === "tsup" || program === "tsup-node");
    const config = configFile(target, "tsup.config");
    if (calls.length === 0 && !config) return [];
    const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config?.file ?? "");
    const trap = tsupTrap(target, config);
    const name = config ? fileAsPlace(target, config.file).where : "tsup.config.ts";
    const steps = trap ? { steps: tsupSteps(name, config) } : {};
    return [
      {
        host: "tsup",
        role: "build",
        ...place,
        tsconfigs: [],
        takesPlugin: true,
        ...steps,
        ...(trap ? { trap } : {}),
      },
    ];
  },
};

/** Seen with tsup 8 and 9: its plugin `swc` answers every file before `esbuildPlugins`, and esbuild asks nobody else. */
const METADATA: Trap = {
  why: "with emitDecoratorMetadata its SWC plugin reads every file before esbuildPlugins are asked",
  mend: "Put unoTrace() into `plugins` of tsup and not into `esbuildPlugins`: there it is asked first.",
};

function tsupTrap(target: Package, config: TextFile | undefined): Trap | undefined {
  const text = config?.text ?? "";
  if (text.includes(PLUGIN))
    return writesMetadata(target, text) && !OWN_LIST.test(text) ? METADATA : undefined;
  return {
    why: "it does not use uno-trace/esbuild-plugin",
    mend: "Add plugins: [unoTrace()] from uno-trace/esbuild-plugin to tsup.config.ts.",
  };
}

/** tsup's own list with our plugin in it, or with what cannot be told from the text. */
const OWN_LIST = /\bplugins\b(?!\s*:\s*\[(?![^\]]*(?:unoTrace|\.\.\.)))/;

function writesMetadata({ folder }: Package, config: string): boolean {
  const named = /\btsconfig:\s*["']([^"']+)["']/.exec(config)?.[1] ?? "tsconfig.json";
  const tsconfig = join(folder, named);
  return existsSync(tsconfig) && optionOf(tsconfig, "emitDecoratorMetadata")?.node.value === true;
}

function tsupSteps(file: string, config: TextFile | undefined) {
  return config?.text.includes(PLUGIN)
    ? [`move from esbuildPlugins to plugins in ${file}:`, "  plugins: [unoTrace()],"]
    : [
        `add to ${file}:`,
        '  import { unoTrace } from "uno-trace/esbuild-plugin";',
        "  plugins: [unoTrace()],",
      ];
}
