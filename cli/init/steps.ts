// A package that is set up goes in; what its user has to do next comes out, as lines to copy.
import { relative } from "node:path";
import { BUILD_PACKAGE } from "../../install/missing-build.js";
import { ownVersion } from "../../install/own-version.js";
import { toPosix } from "../../transformer/config/globs.js";
import type { HostUse } from "../hosts/host.js";
import { isPatched, packageAbove } from "../package/installed.js";
import { compilerCalls, type Package } from "../package/package-json.js";
import { esbuildSteps, usesEsbuild } from "./esbuild.js";
import { nestStartEdits } from "./nest.js";
import { foreignStarts, loaderEdits, startEdits } from "./start-commands.js";
import { isCompiledNatively, missingCompilers, patchesCompiler } from "./tsc.js";

/** What the user has asked for, and what is there. */
export interface Wishes {
  readonly config: string | undefined;
  readonly patch: boolean;
  /** A program of the package sets tracing up. */
  readonly isSetUp: boolean;
  /** The lines by which hosts of the package set it up in files of theirs. */
  readonly setUp: readonly string[];
}

/**
 * All that is left to do.
 * @param projects the tsconfig files that hosts compile
 */
export function stepsOf(
  target: Package,
  projects: readonly string[],
  uses: readonly HostUse[],
  { config, patch, isSetUp, setUp }: Wishes,
): readonly string[] {
  const relativeConfig = config && toPosix(relative(target.folder, config));
  const native = isCompiledNatively(target);
  const patches = !native && projects.length > 0 && (patch || patchesCompiler(target));
  const entry = uses.flatMap((use) => use.entry ?? [])[0];
  return [
    ...installSteps(target, projects, uses),
    ...(patches ? patchSteps(target) : []),
    ...(usesEsbuild(target) ? esbuildSteps(target, relativeConfig) : []),
    ...uses.flatMap(({ steps, needsPatch }) => (steps === undefined || (needsPatch && patches) ? [] : steps)),
    ...(entry === undefined || isSetUp
      ? []
      : [`add as the first line of ${entry}:`, '  import "uno-trace/register";']),
    ...(entry === undefined && !isSetUp ? (setUp.length > 0 ? setUp : foreignSteps(target, uses)) : []),
    `write // @trace above a function, or globs of files into "include" of ${relativeConfig ?? "uno-trace.json"}`,
    `${target.manager.program} uno-trace check`,
    ...buildSteps(target, projects, uses, patches),
    startStep(target, entry !== undefined || isSetUp || setUp.length > 0),
  ];
}

/** A start that nothing can be added to, of a host that traces. */
function foreignSteps(target: Package, uses: readonly HostUse[]): readonly string[] {
  const untraced = uses.filter(
    ({ trap, tsconfigs, takesPlugin }) => trap && tsconfigs.length === 0 && !takesPlugin,
  );
  const named = new Set(untraced.flatMap(({ where }) => where.replace(" in package.json", "").split(", ")));
  const names = foreignStarts(target).filter((name) => !named.has(name));
  if (names.length === 0) return [];
  return [
    `add as the first line of the program that ${names.join(", ")} runs:`,
    '  import "uno-trace/register";',
  ];
}

/** What is built imports the runtime, unless it is bundled. */
function installSteps(
  target: Package,
  projects: readonly string[],
  uses: readonly HostUse[],
): readonly string[] {
  const { manager, folder, declared, dependencies } = target;
  const leavesRuntime = projects.length > 0 || uses.some((use) => use.leavesRuntime);
  const isThere = "uno-trace" in (leavesRuntime ? dependencies : declared);
  const wanted = [
    ...(BUILD_PACKAGE in declared || packageAbove(folder, BUILD_PACKAGE)
      ? []
      : [`${BUILD_PACKAGE}@${ownVersion()}`]),
    ...(projects.length > 0 ? missingCompilers(target) : []),
  ];
  const steps = [
    ...(wanted.length > 0 ? [`${manager.addForDevelopment} ${wanted.join(" ")}`] : []),
    ...(isThere ? [] : [`${"uno-trace" in declared ? manager.move : manager.add} uno-trace`]),
  ];
  const isInstalled = ["uno-trace", BUILD_PACKAGE, "typescript", "ts-patch", "esbuild"].every(
    (name) => !(name in declared) || packageAbove(folder, name),
  );
  return steps.length > 0 || isInstalled ? steps : [manager.install];
}

function patchSteps({ manager, folder }: Package): readonly string[] {
  const compiler = packageAbove(folder, "typescript");
  return compiler && isPatched(compiler) ? [] : [`${manager.program} ts-patch install`];
}

function buildSteps(
  target: Package,
  projects: readonly string[],
  uses: readonly HostUse[],
  patch: boolean,
): readonly string[] {
  const { manager, folder, scripts } = target;
  const [project] = projects;
  const build = `${manager.script} build`;
  if (project === undefined) {
    const isBuilt =
      !uses.some(({ takesLoader }) => takesLoader) || scripts.some(({ name }) => name === "build");
    return isBuilt ? [build] : [];
  }
  const called = compilerCalls(target).map(({ script }) => script);
  const script = called.includes("build") ? "build" : called[0];
  const hasBuild = scripts.some(({ name }) => name === "build");
  // A host of the table compiles them in its own way, which the steps before have mended.
  const isKnown = uses.some(({ host, tsconfigs }) => !/^tsp?c$/.test(host) && tsconfigs.includes(project));
  if (script === undefined && isKnown) return hasBuild ? [build] : [];
  if (script === undefined && hasBuild && !patch)
    return [isCompiledNatively(target) ? HIDDEN_NATIVE : HIDDEN_COMPILER, build];
  const name = toPosix(relative(folder, project));
  const compiler = isCompiledNatively(target) ? "uno-trace build" : patch ? "tsc" : "tspc";
  const command = `${manager.program} ${compiler}${name === "tsconfig.json" ? "" : ` -p ${name}`}`;
  return [script !== undefined ? `${manager.script} ${script}` : hasBuild ? build : command];
}

const HIDDEN_COMPILER =
  "let the script build compile with tspc; or, if a tool calls the compiler there: uno-trace init --patch";

const HIDDEN_NATIVE = "let the script build compile with uno-trace build in the place of tsc";

/** Tracing is set up before the program begins, so that no file of it has to change. */
function startStep(target: Package, isSetUp: boolean): string {
  const { manager, scripts } = target;
  const starts = scripts.filter(({ name }) => /^(?:start|serve|dev)\b/.test(name));
  const edited = new Set(
    [startEdits(target), loaderEdits(target), nestStartEdits(target, isSetUp)].flatMap(
      (each) => each.scripts,
    ),
  );
  const ready = starts.find(
    ({ name, raw }) => isSetUp || edited.has(name) || /uno-trace\/(?:register|loader)/.test(raw),
  );
  return ready
    ? `${manager.script} ${ready.name}`
    : "start the program with: node --import uno-trace/register FILE";
}
