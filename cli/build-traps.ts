// A project goes in; out come the ways in which its TypeScript build would trace nothing without a word.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { unfitCompiler } from "../transformer/diagnostics/build.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { unfitnessOf } from "../transformer/tsc/compiler-version.js";
import { type InstalledPackage, isPatched, packageAbove } from "./installed.js";
import { compilerCalls, packageOf } from "./package-json.js";
import { type Project, shownPath } from "./project.js";
import { type ListedPlugin, pluginOf } from "./tsconfig.js";

/** What was found: problems fail the check, notes do not. */
export interface BuildFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

const NONE: BuildFindings = { diagnostics: [], notes: [] };

/**
 * Looks at the tsconfig files of a project and at the compilers they will meet.
 * @param isTraced whether there is anything to trace
 */
export function checkBuild(project: Project, isTraced: boolean): BuildFindings {
  const files = tsconfigsOf(project);
  const plugins = pluginsOf(files);
  if (plugins.length === 0)
    return isTraced && files.length > 0 ? { ...NONE, notes: unlistedNotes(project) } : NONE;
  const findings = plugins.map((plugin) => checkPlugin(project, plugin));
  return {
    diagnostics: findings.flatMap(({ diagnostics }) => diagnostics),
    notes: [...new Set([...findings.flatMap(({ notes }) => notes), ...staleNotes(project)])],
  };
}

function tsconfigsOf({ cwd, config }: Project): readonly string[] {
  const folders = [...new Set([config.root, cwd])];
  const patterns = ["**/tsconfig.json", "**/tsconfig.*.json"];
  return [...new Set(folders.flatMap((folder) => filesBelow(folder, patterns)))].sort();
}

/** Each place that lists the transformer once, however many tsconfig files extend it. */
function pluginsOf(files: readonly string[]): readonly ListedPlugin[] {
  const found = files.flatMap((file) => pluginOf(file) ?? []);
  return [...new Map(found.map((plugin) => [`${plugin.file}:${plugin.start}`, plugin])).values()];
}

/** The packages of one repository may have compilers of their own. */
function checkPlugin(project: Project, plugin: ListedPlugin): BuildFindings {
  const compiler = packageAbove(dirname(plugin.file), "typescript");
  const unfit = compiler && unfitnessOf(compiler.version);
  if (unfit) return { ...NONE, diagnostics: [unfitCompiler(plugin, compiler.version, unfit)] };
  return { ...NONE, notes: patchNotes(project, plugin, compiler) };
}

function unlistedNotes({ config }: Project): readonly string[] {
  if (packageAbove(config.root, "esbuild")) return [];
  return [
    "no tsconfig lists uno-trace/transformer, and esbuild is not installed: what is built traces nothing",
  ];
}

function filesBelow(cwd: string, patterns: readonly string[]): readonly string[] {
  const how = { ignore: ["**/node_modules/**"], dot: true, absolute: true, followSymbolicLinks: false };
  return globSync([...patterns], { cwd, ...how }).map((file) => resolve(file));
}

function patchNotes(project: Project, plugin: ListedPlugin, compiler?: InstalledPackage): readonly string[] {
  const where = shownPath(project, plugin.file);
  if (!compiler) return [`${where} lists uno-trace/transformer, but no typescript is installed`];
  if (isPatched(compiler)) return [];
  if (!packageAbove(dirname(plugin.file), "ts-patch")) {
    return [`${where} lists uno-trace/transformer, but ts-patch is not installed: plain tsc ignores plugins`];
  }
  return unpatchedNotes(dirname(plugin.file));
}

/** Nothing is amiss where all scripts that write files call the compiler that runs transformers. */
function unpatchedNotes(folder: string): readonly string[] {
  const found = packageOf(folder);
  const calls = found ? compilerCalls(found) : [];
  const plain = calls.filter(({ program }) => program === "tsc").map(({ script }) => script);
  if (calls.length > 0 && plain.length === 0) return [];
  const where = plain.length > 0 ? ` (${[...new Set(plain)].join(", ")} in package.json)` : "";
  return [`tsc${where} is not patched and ignores plugins: build with tspc, or run ts-patch install`];
}

/** An incremental build does not write unchanged files again when only our configuration changed. */
function staleNotes(project: Project): readonly string[] {
  const { path, root } = project.config;
  if (!path) return [];
  const changed = statSync(path).mtimeMs;
  const stale = filesBelow(root, ["**/*.tsbuildinfo"]).filter((file) => statSync(file).mtimeMs < changed);
  return stale.map(
    (file) =>
      `${shownPath(project, file)} is older than ${shownPath(project, path)}: delete it or build with --force, or unchanged files keep their old code`,
  );
}
