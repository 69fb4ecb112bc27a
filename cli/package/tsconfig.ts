// A tsconfig file goes in; out comes where it, or what it extends, sets an option or lists the uno-trace transformer.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";
import type { Place } from "../../transformer/diagnostics/diagnostic.js";

/** The entry of `compilerOptions.plugins`. */
export type ListedPlugin = Place;

const TRANSFORMER = "uno-trace/transformer";

/** An option where it is written. */
export interface SetOption {
  readonly file: string;
  readonly node: Node;
}

/** Finds the entry; a tsconfig that cannot be read is for tsc to complain about. */
export function pluginOf(file: string): ListedPlugin | undefined {
  // As in tsc a list replaces the inherited one as a whole.
  const plugins = optionOf(file, "plugins");
  return plugins && entryOf(plugins.node, plugins.file);
}

/** Finds a compiler option in this file, else in what it extends. */
export function optionOf(
  file: string,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): SetOption | undefined {
  const tree = seen.has(file) ? undefined : treeOf(file);
  if (!tree) return undefined;
  const node = findNodeAtLocation(tree, ["compilerOptions", name]);
  if (node) return { file, node };
  return extendsOf(tree, file).reduceRight<SetOption | undefined>(
    (found, base) => found ?? optionOf(base, name, new Set([...seen, file])),
    undefined,
  );
}

/** Whether tsc writes JavaScript for a file, or for a project that it refers to. */
export function writesJavaScript(file: string): boolean {
  const references = onlyReferences(file);
  if (references.length > 0) return references.some(writesJavaScript);
  return (
    existsSync(file) &&
    !["noEmit", "emitDeclarationOnly"].some((name) => optionOf(file, name)?.node.value === true)
  );
}

/** The projects that a file refers to when it compiles nothing itself. */
export function onlyReferences(file: string): readonly string[] {
  const tree = treeOf(file);
  const files = tree && findNodeAtLocation(tree, ["files"]);
  return files?.type === "array" && files.children?.length === 0 ? referencesIn(tree, file) : [];
}

/** All projects that a file refers to, and those that these do. */
export function referencesOf(file: string, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const tree = seen.has(file) ? undefined : treeOf(file);
  const known = new Set([...seen, file]);
  return referencesIn(tree, file).flatMap((each) => [each, ...referencesOf(each, known)]);
}

function referencesIn(tree: Node | undefined, file: string): readonly string[] {
  const node = tree && findNodeAtLocation(tree, ["references"]);
  if (node?.type !== "array") return [];
  return getNodeValue(node).flatMap((each: { path?: unknown } | null) =>
    typeof each?.path === "string" ? tsconfigAt(dirname(file), each.path) : [],
  );
}

/** A folder stands for the tsconfig.json in it. */
export function tsconfigAt(folder: string, name: string): string {
  const path = resolve(folder, name);
  return path.endsWith(".json") ? path : join(path, "tsconfig.json");
}

/** Whether a file takes its list of plugins from one of the others, by way of `extends`. */
export function inheritsPlugins(
  file: string,
  others: ReadonlySet<string>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const tree = seen.has(file) ? undefined : treeOf(file);
  if (!tree || findNodeAtLocation(tree, ["compilerOptions", "plugins"])) return false;
  return extendsOf(tree, file).some(
    (base) => others.has(base) || inheritsPlugins(base, others, new Set([...seen, file])),
  );
}

function treeOf(file: string): Node | undefined {
  try {
    return parseTree(readFileSync(file, "utf8").replace(/^\uFEFF/, ""), [], { allowTrailingComma: true });
  } catch {
    return undefined;
  }
}

function entryOf(plugins: Node, file: string): ListedPlugin | undefined {
  const entry = plugins.children?.find(
    (each) => findNodeAtLocation(each, ["transform"])?.value === TRANSFORMER,
  );
  const name = entry && findNodeAtLocation(entry, ["transform"]);
  return name && { file, start: name.offset, end: name.offset + name.length };
}

function extendsOf(tree: Node, file: string): readonly string[] {
  const node = findNodeAtLocation(tree, ["extends"]);
  const named = node ? [getNodeValue(node)].flat() : [];
  return named.flatMap((name) => (typeof name === "string" ? (baseOf(name, file) ?? []) : []));
}

function baseOf(name: string, file: string): string | undefined {
  if (/^\.{1,2}(?:[/\\]|$)/.test(name) || isAbsolute(name)) {
    const base = resolve(file, "..", name);
    return [base, `${base}.json`].find((each) => existsSync(each) && each.endsWith(".json"));
  }
  const require = createRequire(file);
  for (const candidate of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const found = require.resolve(candidate);
      if (found.endsWith(".json")) return found;
    } catch {}
  }
  return undefined;
}
