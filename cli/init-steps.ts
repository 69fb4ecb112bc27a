// A package that is set up goes in; what its user has to do next comes out, as lines to copy.
import { relative } from "node:path";
import { toPosix } from "../transformer/globs.js";
import { esbuildSteps, usesEsbuild } from "./init-esbuild.js";
import { compilerCalls, type Package } from "./init-package.js";
import { missingCompilers, patchesCompiler } from "./init-tsc.js";
import { isPatched, packageAbove } from "./installed.js";

/** What the user has asked for. */
export interface Wishes {
  readonly config: string | undefined;
  readonly patch: boolean;
}

/**
 * All that is left to do.
 * @param projects the tsconfig files that tsc builds from
 */
export function stepsOf(
  target: Package,
  projects: readonly string[],
  { config, patch }: Wishes,
): readonly string[] {
  const relativeConfig = config && toPosix(relative(target.folder, config));
  return [
    ...installSteps(target, projects),
    ...(usesEsbuild(target) ? esbuildSteps(target, relativeConfig) : []),
    `write // @trace above a function, or globs of files into "include" of ${relativeConfig ?? "uno-trace.json"}`,
    `${target.manager.program} uno-trace check`,
    ...buildSteps(target, projects, patch || patchesCompiler(target)),
    startStep(target),
  ];
}

/** What is built imports the runtime, unless esbuild bundles it. */
function installSteps(target: Package, projects: readonly string[]): readonly string[] {
  const { manager, folder, declared, dependencies } = target;
  const isThere = "uno-trace" in (projects.length > 0 ? dependencies : declared);
  const compilers = projects.length > 0 ? missingCompilers(target) : [];
  const steps = [
    ...(isThere ? [] : [`${"uno-trace" in declared ? manager.move : manager.add} uno-trace`]),
    ...(compilers.length > 0 ? [`${manager.addForDevelopment} ${compilers.join(" ")}`] : []),
  ];
  const isInstalled = ["uno-trace", "typescript", "ts-patch", "esbuild"].every(
    (name) => !(name in declared) || packageAbove(folder, name),
  );
  return steps.length > 0 || isInstalled ? steps : [manager.install];
}

function buildSteps(target: Package, projects: readonly string[], patch: boolean): readonly string[] {
  const { manager, folder } = target;
  const called = compilerCalls(target).map(({ script }) => script);
  const script = called.includes("build") ? "build" : called[0];
  const [project] = projects;
  if (project === undefined) return [`${manager.script} build`];
  const compiler = packageAbove(folder, "typescript");
  const isReady = !patch || (compiler !== undefined && isPatched(compiler));
  const name = toPosix(relative(folder, project));
  const command = `${manager.program} ${patch ? "tsc" : "tspc"}${name === "tsconfig.json" ? "" : ` -p ${name}`}`;
  return [
    ...(isReady ? [] : [`${manager.program} ts-patch install`]),
    script === undefined ? command : `${manager.script} ${script}`,
  ];
}

/** Tracing is set up before the program begins, so that no file of it has to change. */
function startStep({ manager, scripts }: Package): string {
  const start = scripts.find(({ name }) => name === "start");
  if (start?.raw.includes("uno-trace/register")) return `${manager.script} start`;
  const program = /^"node ([^&|;"\\]+)"$/.exec(start?.raw ?? "")?.[1];
  return program === undefined
    ? "start the program with: node --import uno-trace/register FILE"
    : `node --import uno-trace/register ${program}`;
}
