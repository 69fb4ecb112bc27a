// A package in; whether something in it asks to be traced (a directive, a glob), and whether a build has traced anything.
import { type Dirent, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readJsonc } from "../ground/jsonc.js";
import { isRecord } from "../ground/options.js";
import { type Package, readText } from "./own-program.js";

/** What a search has found. */
export interface AskedFor {
  /** What asks to be traced, `src/checkout.ts:8` or `include of uno-trace.json`. */
  readonly by: string | undefined;
  /** A file that a build has traced, from the package's folder. */
  readonly built: string | undefined;
}

/** Files that are read at most, and bytes of each: a note may take some milliseconds, not a second. */
const MAX_FILES = 400;
const MAX_BYTES = 500_000;
/** The entry script may be a bundle of everything. */
const MAX_ENTRY_BYTES = 10_000_000;
const SOURCE = /\.[cm]?[jt]sx?$/;
const NO_SOURCE = /\.d\.[cm]?ts$|\.(?:test|spec|config)\.|\.min\.js$/;
const SKIPPED_FOLDER = /^(?:\.|node_modules$|coverage$|__\w+__$)/;
/** A comment that begins with the directive; tsc keeps it in what it writes. */
const DIRECTIVE = /^[ \t]*(?:\/\/|\/?\*+)[ \t]*@trace(?=[\s*:]|$)/m;
/** The name of a site's function, in code that was built and not minified. */
const TRACED = /\b__uno(?:\$\d+)?_\d/;

/**
 * Looks for it file by file, the entry script and its folder first; yields between files, so that a server may do
 * something else meanwhile. At most 400 files are read.
 */
export function* searchPackage(
  { folder }: Package,
  script: string | undefined,
): Generator<undefined, AskedFor, unknown> {
  // Where there is none, what an unpatched tsc has written has the comment, too.
  let source: string | undefined;
  let output: string | undefined;
  let built: string | undefined;
  for (const path of candidates(folder, script)) {
    const text = sizeOf(path) <= (path === script ? MAX_ENTRY_BYTES : MAX_BYTES) ? readText(path) : undefined;
    if (text !== undefined && TRACED.test(text)) built ??= relative(folder, path);
    else if (text !== undefined && /tsx?$/.test(path)) source ??= markIn(text, relative(folder, path));
    else if (text !== undefined) output ??= markIn(text, relative(folder, path));
    if (built !== undefined && source !== undefined) break;
    yield;
  }
  return { by: source ?? askedByFile(folder) ?? output, built };
}

/** The same, at once: for the last moments of a process. */
export function searchAtOnce(from: Package, script: string | undefined): AskedFor {
  const search = searchPackage(from, script);
  for (let step = search.next(); ; step = search.next()) if (step.done === true) return step.value;
}

function markIn(text: string, path: string): string | undefined {
  const found = DIRECTIVE.exec(text);
  return found === null ? undefined : `${path}:${text.slice(0, found.index).split("\n").length}`;
}

function askedByFile(folder: string): string | undefined {
  const text = readText(join(folder, "uno-trace.json"));
  try {
    const value: unknown = text === undefined ? undefined : readJsonc(text).value;
    const { include } = isRecord(value) ? value : {};
    return Array.isArray(include) && include.length > 0 ? "`include` of uno-trace.json" : undefined;
  } catch {
    // A broken file was reported as the program was set up.
    return undefined;
  }
}

function* candidates(folder: string, script: string | undefined): Generator<string> {
  const seen = new Set<string>();
  for (const file of allOf(folder, script)) {
    if (seen.has(file)) continue;
    if (seen.size >= MAX_FILES) return;
    seen.add(file);
    yield file;
  }
}

/** The entry script and its folder come first: what a build has written is there. */
function* allOf(folder: string, script: string | undefined): Generator<string> {
  if (script?.startsWith(folder)) {
    yield script;
    yield* filesBelow(dirname(script));
  }
  yield* filesBelow(folder);
}

function* filesBelow(folder: string): Generator<string> {
  const entries = entriesOf(folder);
  for (const entry of entries) {
    if (entry.isFile() && SOURCE.test(entry.name) && !NO_SOURCE.test(entry.name))
      yield join(folder, entry.name);
  }
  for (const entry of entries) {
    if (entry.isDirectory() && !SKIPPED_FOLDER.test(entry.name)) yield* filesBelow(join(folder, entry.name));
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
