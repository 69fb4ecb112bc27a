// A source file and the options of its project in, as plain data; out, how the text that `tsc` compiles has to load the runtime.

import type { LoadKind } from "../../transformer/emit/text/emit-text.js";
import { type ModuleKind, moduleKindOf } from "../../transformer/source/module-kind.js";
import type { ShownOptions } from "./shown-config.js";

/** What the file says of itself. */
export interface ModuleFacts {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** Whether `import`, `export` or `import.meta` occurs. */
  readonly moduleSyntax: boolean;
}

/**
 * Decides as `isWrittenAsModule` of the transformer does, without a program. In what TypeScript lowers, an `import` of
 * a namespace would bring a helper of its own, so there the statement is the one that it would be lowered to.
 * @param major of TypeScript
 */
export function loadKindOf(facts: ModuleFacts, options: ShownOptions, major: number): LoadKind {
  const { path, moduleSyntax } = facts;
  const module = moduleOf(options, major);
  const isExternal = moduleSyntax || COMMON_JS_SYNTAX.test(facts.text) || isMadeModule(facts, options);
  if (module === "preserve") return preservedKind(facts);
  if (isLowered(path, options, module))
    return isExternal && /^(?:amd|umd|system)$/.test(module) ? "importEquals" : "cjs";
  return isExternal || moduleKindOf(path, { moduleSyntax: false }) === "esm" ? "esm" : "cjs";
}

const COMMON_JS_SYNTAX = /^\s*(?:export\s*=|(?:export\s+)?import\s+(?!type\b)[\w$]+\s*=\s*require\b)/m;

/** Whether a file becomes a script of SystemJS, where there is neither `import` nor `require`. */
export function isScriptOfSystem(facts: ModuleFacts, options: ShownOptions, major: number): boolean {
  return moduleOf(options, major) === "system" && !facts.moduleSyntax && !isMadeModule(facts, options);
}

/** In lower case, as all values of options here. */
function moduleOf(options: ShownOptions, major: number): string {
  const named = word(options, "module");
  if (named !== undefined) return named;
  const target = targetOf(options, major);
  return target < 2015 ? "commonjs" : "esnext";
}

/** The year of `target`; 5 for ES5 and older. */
export function targetOf(options: ShownOptions, major: number): number {
  const named = word(options, "target");
  if (named === undefined) return major < 6 ? 5 : LATEST;
  if (named === "esnext" || named === "latest") return LATEST;
  const year = Number(named.slice(2));
  return year === 6 ? 2015 : year;
}

const LATEST = 9999;

function word(options: ShownOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value.toLowerCase() : undefined;
}

/** Whether a file without module syntax is a module to TypeScript all the same. */
function isMadeModule({ path, text }: ModuleFacts, options: ShownOptions): boolean {
  const detection = word(options, "moduleDetection") ?? "auto";
  if (detection === "force") return true;
  if (detection === "legacy") return false;
  if (/\.m[jt]s$/.test(path)) return true;
  if (followsPackages(options) && moduleKindOf(path, { moduleSyntax: false }) === "esm") return true;
  return /^react-jsx/.test(word(options, "jsx") ?? "") && /\.[jt]sx$/.test(path) && /<[\w>]/.test(text);
}

function isLowered(path: string, options: ShownOptions, module: string): boolean {
  if (followsPackages(options)) return moduleKindOf(path, { moduleSyntax: false }) === "cjs";
  return /^(?:none|commonjs|amd|umd|system)$/.test(module);
}

function followsPackages(options: ShownOptions): boolean {
  return /^node(?:16|18|20|next)$/.test(word(options, "module") ?? "");
}

/** `"module": "preserve"`: each statement is written in the form that it has. */
function preservedKind({ path, text, moduleSyntax }: ModuleFacts): ModuleKind {
  const isNodeModule = moduleKindOf(path, { moduleSyntax: false }) === "esm";
  if (isNodeModule || /\.c[jt]s$/.test(path)) return isNodeModule ? "esm" : "cjs";
  return moduleSyntax && !COMMON_JS_SYNTAX.test(text) ? "esm" : "cjs";
}
