// The folder of a package goes in; out come its package.json, what its scripts build with, and edits of them.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Edit, getNodeValue, type Node, parseTree } from "jsonc-parser";
import { type PackageManager, packageManagerOf } from "../../install/package-manager.js";
import { packageAbove } from "./installed.js";
import { addMember, containerAt, DIALECTS, type JsonFile, readJson } from "./json-edit.js";
import { commandsOf, type Script, type ScriptCommand } from "./script-commands.js";
import { tsconfigAt } from "./tsconfig.js";

/** A package that is to be set up. */
export interface Package {
  readonly folder: string;
  readonly json: JsonFile;
  readonly manager: PackageManager;
  /** `serviceName` of the new configuration. */
  readonly name: string | undefined;
  readonly scripts: readonly Script[];
  readonly scriptsNode: Node | undefined;
  /** It is the root of a repository of several packages. */
  readonly hasWorkspaces: boolean;
  /** Ranges of packages by name: `dependencies`, and all there are. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly declared: Readonly<Record<string, string>>;
}

/** The members of package.json that name packages, `dependencies` last. */
export const LISTS = ["devDependencies", "peerDependencies", "optionalDependencies", "dependencies"] as const;

/** Reads package.json; `undefined` where there is none. */
export function readPackage(folder: string): Package | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const json = readJson(file, DIALECTS.package);
  const scriptsNode = containerAt(json, ["scripts"], "object");
  const lists = LISTS.map((list) => ({ list, node: containerAt(json, [list], "object") }));
  const rangesOf = (node: Node | undefined) => (node ? getNodeValue(node) : {}) as Record<string, string>;
  const { name, packageManager, workspaces } = getNodeValue(json.tree);
  return {
    folder,
    json,
    manager: packageManagerOf(folder, packageManager),
    name: typeof name === "string" && name !== "" ? name : undefined,
    scripts: (scriptsNode?.children ?? []).flatMap((property) => scriptOf(property, json)),
    scriptsNode,
    hasWorkspaces: workspaces !== undefined || existsSync(join(folder, "pnpm-workspace.yaml")),
    dependencies: rangesOf(lists.at(-1)?.node),
    declared: Object.assign({}, ...lists.map(({ node }) => rangesOf(node))),
  };
}

function scriptOf({ children = [] }: Node, { text }: JsonFile): Script[] {
  const [key, value] = children;
  if (!key || value?.type !== "string") return [];
  return [
    { name: key.value, raw: text.slice(value.offset, value.offset + value.length), offset: value.offset },
  ];
}

/** A call of the compiler in a script. */
export interface CompilerCall extends ScriptCommand {
  readonly program: "tsc" | "tspc";
}

/** All calls that write files. */
export function compilerCalls(target: Package): readonly CompilerCall[] {
  return commandsOf(target)
    .flatMap((command) => (isCompiler(command) ? [command] : []))
    .filter(({ args }) => !args.some((arg) => /^--(?:noEmit|emitDeclarationOnly)$/i.test(arg)));
}

function isCompiler(command: ScriptCommand): command is CompilerCall {
  return command.program === "tsc" || command.program === "tspc";
}

/** The tsconfig files that a call compiles, as absolute paths. */
export function projectsOf({ folder }: Package, { args }: CompilerCall): readonly string[] {
  const flag = args.findIndex((arg) => /^(?:-p|--project|-b|--build)$/i.test(arg));
  const rest = flag === -1 ? [] : args.slice(flag + 1);
  const end = rest.findIndex((arg) => arg.startsWith("-"));
  const named = (end === -1 ? rest : rest.slice(0, end)).filter((arg) => arg !== "");
  return (named.length > 0 ? named : ["."]).map((name) => tsconfigAt(folder, name));
}

/** The script that patches tsc. */
export function patchScript({ scripts }: Package): string | undefined {
  return scripts.find(({ raw }) => raw.includes("ts-patch install"))?.name;
}

/** The version that is installed, else the one that package.json asks for; `undefined`: neither. */
export function versionOf({ folder, declared }: Package, name: string): string | undefined {
  return packageAbove(folder, name)?.version ?? /\d+(?:\.\d+)*/.exec(declared[name] ?? "")?.[0];
}

/** Stands for the package where there is no package.json. */
export function packageWithout(folder: string): Package {
  const json = { file: join(folder, "package.json"), text: "{}", bom: false, tree: parseTree("{}") as Node };
  const manager = packageManagerOf(folder, undefined);
  return {
    folder,
    json,
    manager,
    name: undefined,
    scripts: [],
    scriptsNode: undefined,
    hasWorkspaces: false,
    dependencies: {},
    declared: {},
  };
}

/** The package that a folder belongs to; `undefined` also where its package.json is for npm to complain about. */
export function packageOf(folder: string): Package | undefined {
  try {
    const found = readPackage(folder);
    if (found) return found;
  } catch {
    return undefined;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : packageOf(parent);
}

/** Adds a command to a script, or the script to the others. */
export function addToScript(target: Package, name: string, command: string): readonly Edit[] {
  const { json, scripts, scriptsNode } = target;
  const script = scripts.find((each) => each.name === name);
  if (script) {
    const end = script.offset + script.raw.length - 1;
    return [{ offset: end, length: 0, content: script.raw === '""' ? command : ` && ${command}` }];
  }
  const member = `${JSON.stringify(name)}: ${JSON.stringify(command)}`;
  return scriptsNode
    ? addMember(json, scriptsNode, member)
    : addMember(json, json.tree, `"scripts": { ${member} }`);
}
