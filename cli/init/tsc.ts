// A package and its tsconfig files go in; out come the edits by which tsc runs the transformer, and what is to be installed.
import { existsSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { type Edit, getNodeValue } from "jsonc-parser";
import { COMPILERS, isNative, unfitnessOf } from "../../hosts/tsc/compiler-version.js";
import { UsageError } from "../../terminal/arguments.js";
import { toPosix } from "../../transformer/config/globs.js";
import type { HostUse } from "../hosts/host.js";
import { isPatched, packageAbove } from "../package/installed.js";
import { addMember, containerAt, DIALECTS, edited, type JsonFile, readJson } from "../package/json-edit.js";
import {
  addToScript,
  type CompilerCall,
  compilerCalls,
  type Package,
  versionOf,
} from "../package/package-json.js";
import { optionOf, pluginOf, tsconfigAt, writesJavaScript } from "../package/tsconfig.js";

/** A file before and after the set-up; without `before` it is new. */
export interface FileChange {
  readonly file: string;
  readonly before?: string;
  readonly after: string;
  /** What is new, for the line that is printed. */
  readonly done: string;
}

/** The tsconfig files that are built from: those that the user names, else those of the hosts, else tsconfig.json. */
export function builtProjects(
  target: Package,
  named: readonly string[],
  uses: readonly HostUse[],
): readonly string[] {
  if (named.length > 0) {
    const files = named.map((name) => tsconfigAt(target.folder, name));
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new UsageError(`--project: no such file: ${missing}`);
    return files;
  }
  const used = [...new Set(uses.flatMap(({ tsconfigs }) => tsconfigs))];
  return (used.length > 0 ? used : [tsconfigAt(target.folder, ".")]).filter(writesJavaScript);
}

/**
 * Lists the transformer, and in a tsconfig.json the plugin that editors load; nothing is to be done where the transformer is
 * listed already, if only by a file that this one extends.
 */
export function listTransformer(file: string, config: string | undefined): FileChange | undefined {
  if (pluginOf(file)) return undefined;
  const json = readJson(file, DIALECTS.tsconfig);
  const transformer = objectText({
    transform: "uno-trace/transformer",
    ...(config ? { config: toPosix(relative(dirname(file), config)) } : {}),
  });
  const editor = editorPlugin(file);
  const entries = editor === undefined ? transformer : `${objectText({ name: editor })}, ${transformer}`;
  const done = `lists uno-trace/transformer${editor === undefined ? "" : `, and ${editor} for editors`}`;
  return { file, before: edited(json, []), after: edited(json, pluginEdits(json, entries)), done };
}

/** The plugin of the language service by the name that the compiler takes, where an editor reads the file and lacks it. */
function editorPlugin(file: string): string | undefined {
  if (basename(file) !== "tsconfig.json") return undefined;
  const listed: readonly unknown[] = optionOf(file, "plugins")?.node.children?.map(getNodeValue) ?? [];
  if (listed.some((each) => EDITOR_PLUGINS.includes(Object(each).name))) return undefined;
  const [major = 6, minor = 0] =
    packageAbove(dirname(file), "typescript")?.version.split(".").map(Number) ?? [];
  return EDITOR_PLUGINS[major > 5 || (major === 5 && minor >= 5) ? 0 : 1];
}

/** Before 5.5 the language service takes no name with a slash. */
const EDITOR_PLUGINS = ["uno-trace/language-service", "uno-trace-build"];

function pluginEdits(json: JsonFile, entry: string) {
  const options = containerAt(json, ["compilerOptions"], "object");
  const own = containerAt(json, ["compilerOptions", "plugins"], "array");
  if (own) return addMember(json, own, entry);
  // A list replaces the one of the file that is extended as a whole, so it goes on here.
  const inherited = optionOf(json.file, "plugins");
  const entries = inherited?.node.children?.map((node) => objectText(getNodeValue(node))) ?? [];
  const plugins = `"plugins": [${[...entries, entry].join(", ")}]`;
  return options
    ? addMember(json, options, plugins)
    : addMember(json, json.tree, `"compilerOptions": { ${plugins} }`);
}

function objectText(value: object) {
  return JSON.stringify(value, undefined, 1).replace(/\n\s*/g, " ");
}

/** Edits of package.json, and what they do in words. */
export interface ScriptEdits {
  readonly edits: readonly Edit[];
  readonly done: string;
}

/** Lets scripts call the compiler that runs transformers: `tspc`, or with `patch` a `tsc` that each installation patches. */
export function callTransformers(target: Package, patch: boolean): ScriptEdits | undefined {
  if (patchesCompiler(target)) return undefined;
  if (patch)
    return { edits: addToScript(target, "prepare", "ts-patch install -s"), done: "prepare patches tsc" };
  const calls = compilerCalls(target).filter(({ program }) => program === "tsc");
  const edits = calls.map(({ offset }) => ({ offset, length: 3, content: "tspc" }));
  return { edits, done: `${scriptNames(calls)} ${calls.length === 1 ? "calls" : "call"} tspc` };
}

/** Whether the compiler loads no transformer at all, so that `uno-trace build` takes its place. */
export function isCompiledNatively(target: Package): boolean {
  const version = versionOf(target, "typescript");
  return version !== undefined && isNative(version);
}

/** Lets scripts call `uno-trace build`, which takes the options of tsc. */
export function callBuild(target: Package): ScriptEdits {
  const calls = compilerCalls(target).filter(({ offset }) =>
    /^(?:tsc|tspc)\b/.test(target.json.text.slice(offset)),
  );
  const edits = calls.map(({ offset, program }) => ({
    offset,
    length: program.length,
    content: "uno-trace build",
  }));
  const verb = calls.length === 1 ? "calls" : "call";
  return { edits, done: `${scriptNames(calls)} ${verb} uno-trace build` };
}

function scriptNames(calls: readonly CompilerCall[]) {
  return [...new Set(calls.map(({ script }) => script))].join(", ");
}

/** Whether tsc is patched, or will be by a script. */
export function patchesCompiler({ folder, scripts }: Package): boolean {
  const compiler = packageAbove(folder, "typescript");
  return (
    scripts.some(({ raw }) => raw.includes("ts-patch install")) ||
    (compiler !== undefined && isPatched(compiler))
  );
}

/** What has to be installed beside uno-trace, with versions that go together. */
export function missingCompilers(target: Package): readonly string[] {
  if (isCompiledNatively(target)) return [];
  const version = versionOf(target, "typescript");
  const fits = version !== undefined && unfitnessOf(version) === undefined;
  const major = Number.parseInt(version ?? (refusesEngines(target) ? "5" : "6"), 10);
  const [typescript, tsPatch] = COMPILERS[major <= 5 ? "5" : "6"];
  const isRefused = major > 5 && refusesEngines(target);
  // On Node 20 this older ts-patch patches TypeScript 6 as well.
  const wanted = isRefused ? COMPILERS[5][1] : tsPatch;
  const patch = versionOf(target, "ts-patch")?.split(".")[0];
  return [
    ...(fits ? [] : [`typescript@${typescript}`]),
    ...(patch === wanted.split(".")[0] ? [] : [`ts-patch@${wanted}`]),
  ];
}

/** ts-patch 4 declares Node 22.15, and yarn 1 installs nothing that declares another Node than the one it runs in. */
function refusesEngines({ manager }: Package): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return manager.checksEngines && (major < 22 || (major === 22 && minor < 15));
}
