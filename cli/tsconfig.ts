// A tsconfig file goes in, the place where it (or what it extends) lists the uno-trace transformer comes out.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, resolve } from "node:path";
import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";
import type { Place } from "../transformer/diagnostics.js";

/** The entry of `compilerOptions.plugins`. */
export type ListedPlugin = Place;

const TRANSFORMER = "uno-trace/transformer";

/** Finds the entry; a tsconfig that cannot be read is for tsc to complain about. */
export function pluginOf(file: string, seen: ReadonlySet<string> = new Set()): ListedPlugin | undefined {
  const tree = seen.has(file) ? undefined : treeOf(file);
  if (!tree) return undefined;
  const plugins = findNodeAtLocation(tree, ["compilerOptions", "plugins"]);
  // As in tsc a list replaces the inherited one as a whole.
  if (plugins) return entryOf(plugins, file);
  const bases = extendsOf(tree, file);
  return bases.reduceRight<ListedPlugin | undefined>(
    (found, base) => found ?? pluginOf(base, new Set([...seen, file])),
    undefined,
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
