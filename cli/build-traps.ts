// A project goes in; out come the ways in which its TypeScript build would trace nothing without a word.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { type Diagnostic, nativeCompiler } from "../transformer/diagnostics.js";
import { type Project, shownPath } from "./project.js";
import { type ListedPlugin, pluginOf } from "./tsconfig.js";

/** What was found: problems fail the check, notes do not. */
export interface BuildFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

/** Looks at the tsconfig files of a project and at the compiler they will meet. */
export function checkBuild(project: Project): BuildFindings {
  const plugins = pluginsOf(project);
  const [plugin] = plugins;
  if (!plugin) return { diagnostics: [], notes: [] };
  const compiler = packageAbove(dirname(plugin.file), "typescript");
  if (compiler && Number.parseInt(compiler.version, 10) >= 7) {
    return { diagnostics: plugins.map((each) => nativeCompiler(each, compiler.version)), notes: [] };
  }
  return { diagnostics: [], notes: [...patchNotes(project, plugin, compiler), ...staleNotes(project)] };
}

/** Each place that lists the transformer once, however many tsconfig files extend it. */
function pluginsOf({ cwd, config }: Project): readonly ListedPlugin[] {
  const folders = new Set([config.root, cwd]);
  const files = [...folders].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^tsconfig(?:\..*)?\.json$/.test(name))
      .map((name) => join(folder, name)),
  );
  const found = files.flatMap((file) => pluginOf(file) ?? []);
  return [...new Map(found.map((plugin) => [`${plugin.file}:${plugin.start}`, plugin])).values()];
}

interface InstalledPackage {
  readonly folder: string;
  readonly version: string;
}

/** By folders and not by `require.resolve`: an `exports` map need not show package.json. */
function packageAbove(folder: string, name: string): InstalledPackage | undefined {
  const candidate = join(folder, "node_modules", name);
  try {
    const { version } = JSON.parse(readFileSync(join(candidate, "package.json"), "utf8"));
    return { folder: candidate, version: String(version) };
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : packageAbove(parent, name);
  }
}

function patchNotes(project: Project, plugin: ListedPlugin, compiler?: InstalledPackage): readonly string[] {
  const where = shownPath(project, plugin.file);
  if (!compiler) return [`${where} lists uno-trace/transformer, but no typescript is installed`];
  if (isPatched(compiler)) return [];
  if (!packageAbove(dirname(plugin.file), "ts-patch")) {
    return [`${where} lists uno-trace/transformer, but ts-patch is not installed: plain tsc ignores plugins`];
  }
  return ["tsc is not patched and ignores plugins: build with tspc, or run ts-patch install"];
}

/** The mark that ts-patch leaves at the head of the compiler. */
function isPatched({ folder }: InstalledPackage): boolean {
  return ["_tsc.js", "tsc.js"].some((name) => headOf(join(folder, "lib", name)).includes("/// tsp-module:"));
}

function headOf(file: string): string {
  try {
    const handle = openSync(file, "r");
    const head = Buffer.alloc(1024);
    readSync(handle, head, 0, head.length, 0);
    closeSync(handle);
    return head.toString("latin1");
  } catch {
    return "";
  }
}

/** An incremental build does not write unchanged files again when only our configuration changed. */
function staleNotes(project: Project): readonly string[] {
  const { path, root } = project.config;
  if (!path) return [];
  const changed = statSync(path).mtimeMs;
  const how = {
    cwd: root,
    ignore: ["**/node_modules/**"],
    dot: true,
    absolute: true,
    followSymbolicLinks: false,
  };
  const stale = globSync(["**/*.tsbuildinfo"], how).filter((file) => statSync(file).mtimeMs < changed);
  return stale.map(
    (file) =>
      `${shownPath(project, file)} is older than ${shownPath(project, path)}: delete it or build with --force, or unchanged files keep their old code`,
  );
}
