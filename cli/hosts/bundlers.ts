// The rows of what takes a plugin of ours in its own configuration: how it is recognised, and the lines that it lacks.

import { configFile, type TextFile, textWithImports } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf } from "../package/script-commands.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

/** A row as data. */
interface Bundler {
  readonly name: string;
  readonly programs: readonly string[];
  /** Names of its configuration without endings, the usual one first. */
  readonly config: readonly string[];
  /** The configuration alone counts where this is a dependency. */
  readonly declared: string;
  /** The entry of uno-trace; others of its family serve as well. */
  readonly entry: string;
  readonly role?: "test";
  /** It takes no plugin: this function of the entry goes around what its configuration exports. */
  readonly wrapper?: string;
  readonly setUp?: readonly string[];
}

const INSTRUMENTATION: readonly string[] = [
  "write into instrumentation.ts, beside the folder app or pages:",
  "  export async function register() {",
  '    if (process.env.NEXT_RUNTIME === "nodejs") {',
  '      const { setupMonitoring } = await import("uno-trace");',
  "      setupMonitoring();",
  "    }",
  "  }",
];

/** Entries that export one and the same plugin. */
const FAMILIES: readonly (readonly string[])[] = [
  ["vite", "rollup", "rolldown"],
  ["webpack", "rspack"],
];

const ROWS: readonly Bundler[] = [
  {
    name: "Next.js",
    programs: ["next"],
    config: ["next.config"],
    declared: "next",
    entry: "next",
    wrapper: "withUnoTrace",
    setUp: INSTRUMENTATION,
  },
  { name: "Vite", programs: ["vite", "vite-node"], config: ["vite.config"], declared: "vite", entry: "vite" },
  { name: "tsdown", programs: ["tsdown"], config: ["tsdown.config"], declared: "tsdown", entry: "rolldown" },
  {
    name: "Rolldown",
    programs: ["rolldown"],
    config: ["rolldown.config"],
    declared: "rolldown",
    entry: "rolldown",
  },
  { name: "Rollup", programs: ["rollup"], config: ["rollup.config"], declared: "rollup", entry: "rollup" },
  {
    name: "webpack",
    programs: ["webpack", "webpack-cli", "webpack-dev-server"],
    config: ["webpack.config", "webpack.common", "webpack.prod"],
    declared: "webpack",
    entry: "webpack",
  },
  {
    name: "Rspack",
    programs: ["rspack"],
    config: ["rspack.config"],
    declared: "@rspack/cli",
    entry: "rspack",
  },
  {
    name: "Rsbuild",
    programs: ["rsbuild", "rslib"],
    config: ["rsbuild.config", "rslib.config"],
    declared: "@rsbuild/core",
    entry: "rsbuild",
  },
  { name: "Farm", programs: ["farm"], config: ["farm.config"], declared: "@farmfe/core", entry: "farm" },
  {
    name: "Vitest",
    programs: ["vitest"],
    config: ["vitest.config", "vite.config", "vitest.workspace"],
    declared: "vitest",
    entry: "vite",
    role: "test",
  },
];

export const bundlers: readonly Host[] = ROWS.map((row) => ({
  name: row.name,
  usesIn: (target) => useOf(target, row),
}));

function useOf(target: Package, row: Bundler): readonly HostUse[] {
  const { name, programs, role, setUp } = row;
  const calls = commandsOf(target).filter(({ program }) => programs.includes(program));
  const config = configFile(target, ...row.config);
  const isConfigured = row.declared in target.declared && config !== undefined;
  // Vitest brings Vite, and reads its configuration.
  const isOfVitest = name === "Vite" && "vitest" in target.declared;
  if (calls.length === 0 && (!isConfigured || isOfVitest)) return [];
  if (name === "webpack" && config && compilesByTsLoader(config)) return [];
  const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config?.file ?? "");
  const found = {
    host: name,
    role: "build",
    ...place,
    ...(role ? { role } : {}),
    ...(setUp ? { setUp } : {}),
    tsconfigs: [],
  } as const;
  if (config && usesPlugin(config, row.entry)) return [{ ...found, takesPlugin: true }];
  return [{ ...found, ...lackOf(target, row, config) }];
}

/** ts-loader checks types, of generated code as well, and has a compiler of its own that traces. */
export function compilesByTsLoader(config: TextFile): boolean {
  return config.text.includes("ts-loader") && !usesPlugin(config, "webpack");
}

/** Whether a configuration, or what it imports, has the plugin of an entry or of its family. */
export function usesPlugin(config: TextFile, entry: string): boolean {
  const names = FAMILIES.find((family) => family.includes(entry)) ?? [entry];
  const text = textWithImports(config);
  return names.some((name) => text.includes(`uno-trace/${name}`));
}

function lackOf(
  target: Package,
  { entry, config: [usual = ""], role, wrapper }: Bundler,
  config: TextFile | undefined,
) {
  const module = `uno-trace/${entry}`;
  const file = config ? fileAsPlace(target, config.file).where : `${usual}.ts`;
  const isMistaken = config?.text.includes("uno-trace/esbuild-plugin") === true;
  const why = `it does not use ${module}${isMistaken ? ", and takes no plugin for esbuild" : ""}`;
  if (wrapper) return wrapperLack({ module, wrapper, file, why }, config);
  const mend = `Add plugins: [unoTrace()] from ${module} to ${file}.`;
  if (role === "test") return { trap: { why, mend: `Tests run untraced; to see spans in them: ${mend}` } };
  const steps = [`add to ${file}:`, `  import { unoTrace } from "${module}";`, "  plugins: [unoTrace()],"];
  const edit = config ? { edit: { file: config.file, module } } : {};
  return { takesPlugin: true, steps, trap: { why, mend }, ...edit };
}

interface Wrapping {
  readonly module: string;
  readonly wrapper: string;
  /** As its user knows it. */
  readonly file: string;
  readonly why: string;
}

function wrapperLack({ module, wrapper, file, why }: Wrapping, config: TextFile | undefined) {
  const mend = `Wrap what ${file} exports in ${wrapper}() from ${module}.`;
  const steps = [
    `let ${file} export the same through ${wrapper}:`,
    `  import { ${wrapper} } from "${module}";`,
    `  export default ${wrapper}({ /* what it exports now */ });`,
  ];
  const edit = config ? { edit: { file: config.file, module, wrapper } } : {};
  return { takesPlugin: true, steps, trap: { why, mend }, ...edit };
}
