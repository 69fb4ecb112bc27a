// A package and its tsconfig files go in; out come the edits by which tsc runs the transformer, and what is to be installed.
import { existsSync } from "node:fs";
import { dirname, relative } from "node:path";
import { findNodeAtLocation, getNodeValue } from "jsonc-parser";
import { nativeCompiler } from "../transformer/diagnostics/build.js";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { toPosix } from "../transformer/globs.js";
import { UsageError } from "./command.js";
import { isPatched, packageAbove } from "./installed.js";
import { addMember, containerAt, DIALECTS, edited, type JsonFile, readJson } from "./json-edit.js";
import {
  addToScript,
  type CompilerCall,
  compilerCalls,
  type Package,
  projectsOf,
  tsconfigAt,
  versionOf,
} from "./package-json.js";
import { optionOf, pluginOf } from "./tsconfig.js";

/** A file before and after the set-up; without `before` it is new. */
export interface FileChange {
  readonly file: string;
  readonly before?: string;
  readonly after: string;
  /** What is new, for the line that is printed. */
  readonly done: string;
}

/** The versions that go together. */
export const COMPILERS: Readonly<Record<"5" | "6", readonly [typescript: string, tsPatch: string]>> = {
  5: ["5.9.3", "3.3.0"],
  6: ["6.0.3", "4.0.1"],
};

/** The tsconfig files that are built from: those that the user names, else those of the scripts, else tsconfig.json. */
export function builtProjects(target: Package, named: readonly string[]): readonly string[] {
  if (named.length > 0) {
    const files = named.map((name) => tsconfigAt(target.folder, name));
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new UsageError(`--project: no such file: ${missing}`);
    return files;
  }
  const called = compilerCalls(target).flatMap((call) => projectsOf(target, call));
  const found = called.length > 0 ? called : [tsconfigAt(target.folder, ".")];
  return [...new Set(found)].filter((file) => existsSync(file) && writesJavaScript(file));
}

function writesJavaScript(file: string): boolean {
  return !["noEmit", "emitDeclarationOnly"].some((name) => optionOf(file, name)?.node.value === true);
}

/** The projects that a file refers to when it compiles nothing itself. */
export function onlyReferences(file: string): readonly string[] {
  const { tree } = readJson(file, DIALECTS.tsconfig);
  const files = findNodeAtLocation(tree, ["files"]);
  const references = findNodeAtLocation(tree, ["references"]);
  if (files?.type !== "array" || files.children?.length !== 0 || references?.type !== "array") return [];
  return getNodeValue(references).flatMap(({ path }: { path?: unknown }) =>
    typeof path === "string" ? tsconfigAt(dirname(file), path) : [],
  );
}

/** Lists the transformer; nothing is to be done where it is listed already, if only by a file that this one extends. */
export function listTransformer(file: string, config: string | undefined): FileChange | undefined {
  if (pluginOf(file)) return undefined;
  const json = readJson(file, DIALECTS.tsconfig);
  const entry = objectText({
    transform: "uno-trace/transformer",
    ...(config ? { config: toPosix(relative(dirname(file), config)) } : {}),
  });
  const after = edited(json, pluginEdits(json, entry));
  return { file, before: edited(json, []), after, done: "lists uno-trace/transformer" };
}

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

const objectText = (value: object) => JSON.stringify(value, undefined, 1).replace(/\n\s*/g, " ");

/** Lets scripts call the compiler that runs transformers: `tspc`, or with `patch` a `tsc` that each installation patches. */
export function callTransformers(target: Package, patch: boolean): FileChange | undefined {
  const { json } = target;
  const before = edited(json, []);
  const change = (edits: Parameters<typeof edited>[1], done: string) =>
    edits.length > 0 ? { file: json.file, before, after: edited(json, edits), done } : undefined;
  if (patchesCompiler(target)) return undefined;
  if (patch) return change(addToScript(target, "prepare", "ts-patch install -s"), "prepare patches tsc");
  const calls = compilerCalls(target).filter(({ program }) => program === "tsc");
  const edits = calls.map(({ offset }) => ({ offset, length: 3, content: "tspc" }));
  return change(edits, `${scriptNames(calls)} ${calls.length === 1 ? "calls" : "call"} tspc`);
}

const scriptNames = (calls: readonly CompilerCall[]) =>
  [...new Set(calls.map(({ script }) => script))].join(", ");

/** Whether tsc is patched, or will be by a script. */
export function patchesCompiler({ folder, scripts }: Package): boolean {
  const compiler = packageAbove(folder, "typescript");
  return (
    scripts.some(({ raw }) => raw.includes("ts-patch install")) ||
    (compiler !== undefined && isPatched(compiler))
  );
}

/** The compiler, if it runs no transformers: nothing else can be mended before. */
export function unfitCompiler(target: Package, file: string): Diagnostic | undefined {
  const version = versionOf(target, "typescript");
  return version !== undefined && Number.parseInt(version, 10) >= 7
    ? nativeCompiler({ file, start: 0, end: 1 }, version)
    : undefined;
}

/** What has to be installed beside uno-trace, with versions that go together. */
export function missingCompilers(target: Package): readonly string[] {
  const version = versionOf(target, "typescript");
  const [major = 6, minor = 0] = version?.split(".").map(Number) ?? [];
  const [typescript, tsPatch] = COMPILERS[major <= 5 ? "5" : "6"];
  const fits = version !== undefined && (major === 6 || (major === 5 && minor >= 9));
  const patch = versionOf(target, "ts-patch")?.split(".")[0];
  return [
    ...(fits ? [] : [`typescript@${typescript}`]),
    ...(patch === tsPatch.split(".")[0] ? [] : [`ts-patch@${tsPatch}`]),
  ];
}
