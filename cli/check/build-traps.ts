// A project and its plans go in; out come the ways in which its hosts would trace nothing without a word.
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { unfitnessOf } from "../../hosts/tsc/compiler-version.js";
import { noHost, unfitCompiler } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { type CommandProject, type PlannedFile, shownPath } from "../command/project.js";
import type { HostUse } from "../hosts/host.js";
import { hostUses, trapText, untracedUse } from "../hosts/table.js";
import { packageAbove } from "../package/installed.js";
import { isInside } from "../package/own-files.js";
import { type Package, packageOf, packageWithout } from "../package/package-json.js";
import { type ListedPlugin, pluginOf } from "../package/tsconfig.js";
import { checkBuildPackage } from "./build-package.js";
import { checkRuntimePackage } from "./runtime-package.js";

/** What was found: problems fail the check, notes do not. */
export interface BuildFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

/** Looks at what builds and runs the packages that hold something to trace, and at the compilers it will meet. */
export function checkBuild(project: CommandProject, files: readonly PlannedFile[]): BuildFindings {
  const plugins = pluginsOf(tsconfigsOf(project));
  const traced = files.filter(({ plan }) => tracedIn(plan) > 0);
  const packages = packagesOf(project, traced);
  const findings = packages.map((target) => checkPackage(project, target, traced));
  const stale = plugins.length > 0 ? staleNotes(project) : [];
  const installed = packages.map((target) => checkBuildPackage(project, target, traced.length > 0));
  const shipped = traced.length === 0 ? [] : packages;
  return {
    diagnostics: unique([
      ...plugins.flatMap(unfitPlugin),
      ...findings.flatMap((each) => each.diagnostics),
      ...installed.flatMap(({ diagnostic }) => diagnostic ?? []),
      ...shipped.flatMap((target) => checkRuntimePackage(target, usesAround(project, target)) ?? []),
    ]),
    notes: [
      ...new Set([
        ...findings.flatMap(({ notes }) => notes),
        ...installed.flatMap(({ note }) => note ?? []),
        ...stale,
      ]),
    ],
  };
}

function tracedIn({ functions }: PlannedFile["plan"]): number {
  return functions.filter(({ traced }) => traced).length;
}

/** The packages of one repository may share what builds them. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [`${each.file}:${each.start}:${each.text}`, each])).values()];
}

/** The packages that own files, else the one that is looked at. */
function packagesOf(project: CommandProject, files: readonly PlannedFile[]): readonly Package[] {
  const folders = files.length > 0 ? files.map(({ file }) => dirname(file)) : [project.cwd];
  const owners = [...new Set(folders)].map(
    (folder) => packageOf(folder) ?? packageWithout(project.config.root),
  );
  return [...new Map(owners.map((owner) => [owner.folder, owner])).values()];
}

function checkPackage(
  project: CommandProject,
  target: Package,
  traced: readonly PlannedFile[],
): BuildFindings {
  const all = usesAround(project, target);
  const uses = all.filter(isNotReported);
  const trapped = uses.filter(({ trap }) => trap);
  const isTraced = trapped.length < uses.length;
  const isNoLoss = isTraced || traced.length === 0;
  const builds = trapped.filter(({ role }) => role === "build");
  const lost = isNoLoss ? [] : builds.length > 0 ? builds : trapped;
  const count = traced.reduce((sum, { plan }) => sum + tracedIn(plan), 0);
  const place = { file: target.json.file, start: 0, end: 0 };
  const isUnknown = traced.length > 0 && all.length === 0;
  return {
    diagnostics: [...lost.map(untracedUse), ...(isUnknown ? [noHost(place, count)] : [])],
    notes: [
      ...trapped.filter((use) => !lost.includes(use)).map((use) => `${trapText(use)}. ${use.trap?.mend}`),
      ...uses.flatMap(({ where, host, note }) => (note === undefined ? [] : `${where} (${host}): ${note}`)),
    ],
  };
}

/** An unfit compiler is an error of its own where a tsconfig lists the transformer. */
function isNotReported({ trap, tsconfigs }: HostUse) {
  return !(trap?.isUnfit && tsconfigs.some((file) => pluginOf(file)));
}

/** What builds a package: its own hosts, else those of the repository around it, else those of its other packages. */
function usesAround(project: CommandProject, target: Package): readonly HostUse[] {
  const own = usesUpward(project, target);
  return own.some(({ role }) => role === "build") ? own : [...own, ...usesBeside(project, target)];
}

function usesUpward(project: CommandProject, target: Package): readonly HostUse[] {
  const own = hostUses(target);
  if (own.some(({ role }) => role === "build")) return own;
  const parent = packageOf(dirname(target.folder));
  const belongs = parent && (parent.hasWorkspaces || isInside(parent.folder, project.config.root));
  return belongs ? [...own, ...usesUpward(project, parent)] : own;
}

/** An internal package is built by whoever imports it. */
function usesBeside({ config }: CommandProject, { folder }: Package): readonly HostUse[] {
  const manifests = filesBelow(config.root, ["**/package.json"]).map(dirname);
  const others = manifests.filter((each) => each !== folder).flatMap((each) => packageOf(each) ?? []);
  return others.flatMap(hostUses).filter(({ role }) => role === "build");
}

function tsconfigsOf({ cwd, config }: CommandProject): readonly string[] {
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
function unfitPlugin(plugin: ListedPlugin): readonly Diagnostic[] {
  const compiler = packageAbove(dirname(plugin.file), "typescript");
  const unfit = compiler && unfitnessOf(compiler.version);
  return unfit ? [unfitCompiler(plugin, compiler.version, unfit)] : [];
}

function filesBelow(cwd: string, patterns: readonly string[]): readonly string[] {
  const how = { ignore: ["**/node_modules/**"], dot: true, absolute: true, followSymbolicLinks: false };
  return globSync([...patterns], { cwd, ...how }).map((file) => resolve(file));
}

/** An incremental build does not write unchanged files again when only our configuration changed. */
function staleNotes(project: CommandProject): readonly string[] {
  const { path, root } = project.config;
  if (!path) return [];
  const changed = statSync(path).mtimeMs;
  const stale = filesBelow(root, ["**/*.tsbuildinfo"]).filter((file) => statSync(file).mtimeMs < changed);
  return stale.map(
    (file) =>
      `${shownPath(project, file)} is older than ${shownPath(project, path)}: delete it or build with --force, or unchanged files keep their old code`,
  );
}
