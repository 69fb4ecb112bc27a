// `uno-trace init`: edits tsconfig.json and the scripts of a package, writes uno-trace.json, and says what is left to do.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { noPackage } from "../../install/missing-build.js";
import { type Arguments, textOption } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { CONFIG_NAME, findConfig } from "../../transformer/config/config.js";
import { toPosix } from "../../transformer/config/globs.js";
import { type Command, EXIT } from "../command/command.js";
import { counted } from "../command/counted.js";
import { diffText } from "../command/diff.js";
import { folderOf, frameOf, shownPath } from "../command/project.js";
import type { HostUse } from "../hosts/host.js";
import { JEST } from "../hosts/jest.js";
import { LOADER } from "../hosts/loaded.js";
import { NEST_PLUGIN } from "../hosts/nest-config.js";
import { hostUses, trapText, untracedUse } from "../hosts/table.js";
import { packageAbove } from "../package/installed.js";
import { edited, Refusal } from "../package/json-edit.js";
import { type Package, readPackage } from "../package/package-json.js";
import { inheritsPlugins, onlyReferences } from "../package/tsconfig.js";
import { addPlugin, wrapExport } from "./bundler-config.js";
import { usesEsbuild } from "./esbuild.js";
import { addTransform, manifestTransform } from "./jest-config.js";
import { listNestPlugin, nestBuildEdits, nestStartEdits, newRspackConfig } from "./nest.js";
import { loaderEdits, type StartEdits, setsUpItself, startEdits } from "./start-commands.js";
import { stepsOf } from "./steps.js";
import {
  builtProjects,
  callBuild,
  callTransformers,
  type FileChange,
  isCompiledNatively,
  listTransformer,
  type ScriptEdits,
} from "./tsc.js";

/** The command `init`. */
export const init: Command = {
  usage: "[--dry-run] [--project FILE] [--patch]",
  summary: "Set a package up: tsconfig.json, package.json, uno-trace.json, and what is left to do.",
  help: [
    "--dry-run      show what would change and write nothing",
    "--project F    the tsconfig that is built from; repeat it for more (default: those that scripts name)",
    '--patch        patch tsc at each installation ("prepare") instead of calling tspc in scripts',
  ],
  options: {
    "dry-run": { type: "boolean" },
    project: { type: "string", multiple: true },
    patch: { type: "boolean" },
  },
  arity: { least: 0, most: 0 },
  run: async (args, io) => runInit(args, io),
};

interface Order {
  readonly cwd: string;
  /** Where the configuration is or will be, when the user says so. */
  readonly config: string | undefined;
  readonly projects: readonly string[];
  readonly patch: boolean;
  readonly dryRun: boolean;
}

/** What will be done, and what a user has to do. */
interface Setup {
  readonly changes: readonly FileChange[];
  /** Hosts that no set-up makes trace today. */
  readonly untraced: readonly string[];
  readonly steps: readonly string[];
}

function runInit(args: Arguments, io: Terminal): number {
  const order = orderOf(args, io);
  try {
    return report(planSetup(order), order, io);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    if (cause.diagnostic) io.out(frameOf(order, cause.diagnostic, io));
    else io.err(`uno-trace: ${cause.message}`);
    return EXIT.findings;
  }
}

function orderOf(args: Arguments, io: Terminal): Order {
  const { project, patch, "dry-run": dryRun } = args.values;
  const cwd = folderOf(args, io);
  const config = textOption(args, "config");
  return {
    cwd,
    config: config === undefined ? undefined : resolve(cwd, config),
    projects: Array.isArray(project) ? project.map(String) : [],
    patch: patch === true,
    dryRun: dryRun === true,
  };
}

/** All is read and found sound before the first file is written. */
function planSetup(order: Order): Setup {
  const target = readPackage(order.cwd);
  if (!target) throw new Refusal(noPackage(order.cwd));
  const uses = hostUses(target);
  const compiled = compiledProjects(target, order.projects, uses);
  const projects = compiled.filter((file) => !inheritsPlugins(file, new Set(compiled)));
  const native = projects.length > 0 && isCompiledNatively(target);
  // `uno-trace build` takes whatever tsc takes.
  if (!native) for (const file of projects) checkProject(target, file);
  const patch =
    !native && (order.patch || (projects.length > 0 && uses.some(({ needsPatch }) => needsPatch)));
  const isSetUp = setsUpItself(target);
  const inManifest = uses.flatMap((use) => jestInManifest(use, target, order.config));
  const plugged = uses
    .filter(({ edit }) => edit?.file !== target.json.file)
    .flatMap((use) => pluggedIn(use, order.config));
  const changes = [
    ...(native ? [] : projects.map((file) => listTransformer(file, order.config))),
    ...plugged.map(({ change }) => change),
    editScripts(target, [
      native ? callBuild(target) : projects.length > 0 ? callTransformers(target, patch) : undefined,
      isSetUp || uses.some(({ entry }) => entry)
        ? undefined
        : scriptEdits(startEdits(target), "sets tracing up", "set tracing up"),
      scriptEdits(loaderEdits(target), `traces by ${LOADER}`, `trace by ${LOADER}`),
      scriptEdits(nestBuildEdits(target), "calls uno-trace instrument", "call uno-trace instrument"),
      scriptEdits(nestStartEdits(target, isSetUp), "sets tracing up", "set tracing up"),
      ...inManifest.map(({ edits }) => edits),
    ]),
    newConfig(target, order.config),
  ].filter((change) => change !== undefined);
  return {
    changes,
    untraced:
      projects.length === 0 && order.projects.length > 0 ? [] : uses.filter(cannotTrace).map(untracedText),
    steps: stepsOf(
      target,
      projects,
      uses.filter((use) => ![...plugged, ...inManifest].some((each) => each.use === use)),
      { config: order.config, patch, isSetUp, setUp: uses.flatMap((use) => use.setUp ?? []) },
    ),
  };
}

/** Jest with its configuration in package.json, and the edits of that. */
function jestInManifest(use: HostUse, { json }: Package, config: string | undefined) {
  const edits = use.edit?.file === json.file ? manifestTransform(json.file, config) : undefined;
  return edits ? [{ use, edits: { edits, done: `jest uses ${JEST}` } }] : [];
}

/** A bundler whose configuration is edited, with that edit. */
function pluggedIn(use: HostUse, config: string | undefined) {
  if (!use.edit) return [];
  const change = changeOf(use.edit, config);
  return change ? [{ use, change }] : [];
}

function changeOf(
  { file, module, wrapper }: NonNullable<HostUse["edit"]>,
  config: string | undefined,
): FileChange | undefined {
  if (module === JEST) return addTransform(file, config);
  if (module === NEST_PLUGIN) return listNestPlugin(file, config);
  // Only Nest's Rspack does without a configuration.
  if (module === "uno-trace/rspack" && !existsSync(file)) return newRspackConfig(file, config);
  return wrapper ? wrapExport(file, { module, wrapper }, config) : addPlugin(file, module, config);
}

function scriptEdits({ edits, scripts }: StartEdits, one: string, many: string): ScriptEdits {
  return { edits, done: `${scripts.join(", ")} ${scripts.length === 1 ? one : many}` };
}

function editScripts(target: Package, all: readonly (ScriptEdits | undefined)[]): FileChange | undefined {
  const made = all.filter((each) => each !== undefined && each.edits.length > 0) as ScriptEdits[];
  if (made.length === 0) return undefined;
  const edits = made.flatMap((each) => each.edits);
  const { json } = target;
  const done = made.map((each) => each.done).join("; ");
  return { file: json.file, before: edited(json, []), after: edited(json, edits), done };
}

/** What tsc builds; where esbuild is at hand, tsc builds only what somebody says. */
function compiledProjects(
  target: Package,
  named: readonly string[],
  uses: readonly HostUse[],
): readonly string[] {
  const projects = builtProjects(target, named, uses);
  const isAsked =
    named.length > 0 || uses.some((use) => use.tsconfigs.length > 0 && use.place.file === target.json.file);
  if (target.hasWorkspaces && !isAsked)
    throw new Refusal(
      "the packages of this repository build themselves: go to the folder of each that is to be traced, or name it with --cwd",
    );
  if (usesEsbuild(target) || uses.some(({ takesPlugin, role }) => takesPlugin && role === "build"))
    return isAsked ? projects : [];
  const isLoaded = uses.some(({ takesLoader }) => takesLoader);
  if (projects.length > 0 && (isAsked || !isLoaded)) return projects;
  if (isLoaded || uses.some(({ takesPlugin }) => takesPlugin)) return [];
  const [use] = uses.filter(({ trap }) => trap);
  if (use) throw new Refusal(untracedUse(use));
  const why = existsSync(join(target.folder, "tsconfig.json"))
    ? "tsconfig.json writes no JavaScript"
    : "there is no tsconfig.json (`npx tsc --init` writes one)";
  throw new Refusal(
    `${why}, and esbuild is not among the dependencies: nothing here builds what could be traced`,
  );
}

/** No set-up of ours makes it trace. */
function cannotTrace({ trap, tsconfigs, steps, host, takesLoader }: HostUse) {
  return (
    trap !== undefined &&
    tsconfigs.length === 0 &&
    steps === undefined &&
    host !== "esbuild" &&
    takesLoader !== true
  );
}

function untracedText(use: HostUse) {
  return `${trapText(use)}. ${use.trap?.mend}`;
}

function checkProject(target: Package, file: string): void {
  const shown = (name: string) => toPosix(relative(target.folder, name));
  const references = onlyReferences(file);
  if (references.length === 0) return;
  const named = references.map((each) => `--project ${shown(each)}`).join(" ");
  throw new Refusal(
    `${shown(file)} only refers to other projects; name those to trace: uno-trace init ${named}`,
  );
}

/** A file that is there is the user's, also one further up: it is the one that counts here. */
function newConfig({ folder, name }: Package, named: string | undefined): FileChange | undefined {
  const file = named ?? findConfig(folder) ?? join(folder, CONFIG_NAME);
  if (existsSync(file)) return undefined;
  const home =
    packageAbove(dirname(file), "uno-trace")?.folder ?? join(dirname(file), "node_modules/uno-trace");
  const schema = toPosix(relative(dirname(file), join(home, "uno-trace.schema.json")));
  const content = {
    $schema: schema.startsWith(".") ? schema : `./${schema}`,
    include: [],
    ...(name === undefined ? {} : { monitoring: { serviceName: name } }),
  };
  return { file, after: `${JSON.stringify(content, undefined, 2)}\n`, done: "is new" };
}

function report({ changes, untraced, steps }: Setup, { cwd, dryRun }: Order, io: Terminal): number {
  for (const { file, before = "", after, done } of changes) {
    const name = shownPath({ cwd }, file);
    if (dryRun) {
      for (const line of diffText(name, before, after)) io.out(line);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
    io.out(`${name}: ${done}`);
  }
  const verb = dryRun ? "would change" : "changed";
  io.out(changes.length === 0 ? "nothing to change" : `${counted(changes.length, "file")} ${verb}`);
  if (untraced.length > 0) io.out("\nnot traced:");
  for (const line of untraced) io.out(`  ${line}`);
  io.out("\nnext:");
  for (const step of steps) io.out(`  ${step}`);
  return EXIT.fine;
}
