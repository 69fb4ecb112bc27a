// The rows of what cannot trace today: a name, how it is recognised, and what its user can do instead.

import { configFile } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, operandOf, type ScriptCommand } from "../package/script-commands.js";
import { usesPlugin } from "./bundlers.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

/** A row as data; whoever writes a plugin for a host takes its row out of here. */
interface Unplugged {
  readonly name: string;
  /** Whether a command is one of its own. */
  readonly runs: (command: ScriptCommand) => boolean;
  /** Names of its configuration without endings; they count where `declared` is a dependency. */
  readonly config?: readonly string[];
  readonly declared?: string;
  /** The entry of uno-trace whose plugin may serve in the end. */
  readonly entry?: string;
  readonly why: string;
  readonly mend: string;
}

const BUNDLER = "uno-trace has no plugin for it yet";
const COMPILE_FIRST =
  "Compile the traced files with tspc or esbuild first and give it what they write, or wrap functions with trace() of uno-trace.";
const RUN_BUILT_BY_DENO =
  "Build with tspc or esbuild and run what they write: deno run -A --preload=npm:uno-trace/register dist/main.js.";

function named(...programs: readonly string[]) {
  return ({ program }: ScriptCommand) => programs.includes(program);
}

function bundler(name: string, programs: readonly string[], config: readonly string[], declared: string) {
  return {
    name,
    runs: named(...programs),
    config,
    declared,
    why: BUNDLER,
    mend: COMPILE_FIRST,
  };
}

/** Vite is in it, and takes our plugin by its configuration; which of its files go past Vite nobody has tried. */
function onVite(...row: Parameters<typeof bundler>) {
  return {
    ...bundler(...row),
    entry: "vite",
    why: "it does not use uno-trace/vite",
    mend: `Its Vite may trace what it builds for the server (untested): add unoTrace() of uno-trace/vite to Vite's \`plugins\` in its configuration. ${COMPILE_FIRST}`,
  };
}

/** React Native's bundler: it resolves no module of Node's, and fails with the first file that imports the runtime. */
function metro(name: string, programs: readonly string[], config: readonly string[], declared: string) {
  return {
    ...bundler(name, programs, config, declared),
    why: "apps of React Native have no modules of Node.js, which traced code needs",
    mend: "Leave what it bundles untraced, with // @no-trace or without directives; code that also runs on Node.js can be built for that by tspc or esbuild.",
  };
}

const ROWS: readonly Unplugged[] = [
  onVite("Nuxt", ["nuxt", "nuxi"], ["nuxt.config"], "nuxt"),
  onVite("Astro", ["astro"], ["astro.config"], "astro"),
  onVite("React Router", ["react-router", "remix"], ["vite.config"], "@react-router/dev"),
  onVite("electron-vite", ["electron-vite"], ["electron.vite.config"], "electron-vite"),
  bundler("Parcel", ["parcel"], [], "parcel"),
  bundler("unbuild", ["unbuild"], ["build.config"], "unbuild"),
  bundler("Angular CLI", ["ng"], ["angular.json"], "@angular/cli"),
  metro("Expo", ["expo"], ["metro.config"], "expo"),
  metro("Metro", ["metro", "react-native"], [], "metro"),
  {
    ...bundler("Wrangler", ["wrangler"], ["wrangler.json", "wrangler.jsonc", "wrangler.toml"], "wrangler"),
    why: "Cloudflare's workerd has no AsyncLocalStorage.enterWith, which traced code needs",
    mend: "Leave what it deploys untraced, with // @no-trace or without directives; code that also runs on Node.js can be built for that by tspc or esbuild.",
  },
  bundler("SWC", ["swc"], [], "@swc/cli"),
  bundler("Babel", ["babel", "babel-node"], [], "@babel/cli"),
  {
    name: "Deno",
    runs: (command) =>
      command.program === "deno" && !/^(?:fmt|lint|check|task|install)$/.test(operandOf(command) ?? ""),
    config: ["deno.json", "deno.jsonc"],
    why: BUNDLER,
    mend: RUN_BUILT_BY_DENO,
  },
];

export const withoutPlugin: readonly Host[] = ROWS.map((row) => ({
  name: row.name,
  usesIn: (target) => useOf(target, row),
}));

function useOf(target: Package, row: Unplugged): readonly HostUse[] {
  const calls = commandsOf(target).filter(row.runs);
  const isDeclared = row.declared === undefined || row.declared in target.declared;
  const config = isDeclared && row.config ? configFile(target, ...row.config) : undefined;
  if (calls.length === 0 && !config) return [];
  const place = calls.length > 0 ? placeOf(target, calls) : fileAsPlace(target, config?.file ?? "");
  const role = calls.length > 0 ? placeOf(target, calls).role : "build";
  const found = { host: row.name, ...place, role, tsconfigs: [] };
  if (config && row.entry !== undefined && usesPlugin(config, row.entry))
    return [{ ...found, takesPlugin: true }];
  const isMistaken = config?.text.includes("uno-trace/esbuild-plugin") === true;
  const why = isMistaken ? `it ignores the plugin for esbuild, and ${row.why}` : row.why;
  return [{ ...found, trap: { why, mend: row.mend } }];
}
