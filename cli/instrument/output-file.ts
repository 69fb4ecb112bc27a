// A file of JavaScript that a compiler has written goes in; it is instrumented where it stands, its map composed.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { globSync } from "tinyglobby";
import { rewrite } from "../../hosts/rewriting/rewrite.js";
import { withoutByteOrderMark } from "../../hosts/source-text.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { lostDirectives, unreadableSource } from "../../transformer/diagnostics/functions.js";
import { isInstrumented } from "../../transformer/emit/instrumented.js";
import type { Config } from "../../transformer/model/config-file.js";
import { mayHoldDirective } from "../../transformer/select/directive.js";
import { parseFile } from "../../transformer/source/parse.js";
import { type OutputMap, outputMapOf, sourcesOf, sourceTextOf, throughMap, withMap } from "./output-map.js";
import { configFor } from "./selection.js";

/** What became of one file. */
export interface InstrumentedFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute paths of the files that it was made of, as its map says. */
  readonly sources: readonly string[];
  /** Functions that got spans now. */
  readonly count: number;
  /** It was left alone, since it has been instrumented before. */
  readonly isTracedBefore: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The files that Node runs below a folder, as absolute paths in alphabetical order. */
export function javaScriptIn(folder: string): readonly string[] {
  const ignore = ["**/node_modules/**"];
  const found = globSync("**/*.{js,mjs,cjs}", { cwd: folder, ignore, followSymbolicLinks: false });
  return found.map((path) => resolve(folder, path)).sort();
}

/**
 * Instruments one file.
 * @param path absolute, where it is read and written
 * @param name absolute, where the compiler wrote it: globs may mean that
 */
export function instrumentFile(config: Config, path: string, name: string): InstrumentedFile {
  const raw = readFileSync(path, "utf8");
  const text = withoutByteOrderMark(raw);
  const map = outputMapOf(path, text);
  const sources = map ? sourcesOf(map) : [];
  const file = { path, sources, count: 0, isTracedBefore: false, diagnostics: [] };
  if (isTraced(text, path)) return { ...file, isTracedBefore: true };
  const own = configFor(config, { path, name, sources });
  const written = rewrite(path, text, own, { listFunctions: true });
  const diagnostics = [...written.diagnostics];
  if (written.isUnreadable) diagnostics.push(unreadableSource(path));
  if (written.code === undefined || !written.map)
    return { ...file, diagnostics: [...diagnostics, ...lossOf(path, text, map)] };
  write(path, { raw, code: written.code, map: map && throughMap(written.map, map) }, map);
  const count = (written.functions ?? []).filter(({ traced }) => traced).length;
  return { ...file, count, diagnostics };
}

function isTraced(text: string, path: string): boolean {
  const parsed = text.includes("__uno") ? parseFile(text, path) : undefined;
  return parsed !== undefined && isInstrumented(parsed);
}

/** Compilers drop comments, all of them or some, and nobody notices. */
function lossOf(path: string, text: string, map: OutputMap | undefined): readonly Diagnostic[] {
  const source = map && sourceTextOf(map);
  const isLost = source !== undefined && mayHoldDirective(source) && !mayHoldDirective(text);
  return isLost ? [lostDirectives(path)] : [];
}

interface Written {
  readonly raw: string;
  readonly code: string;
  readonly map: string | undefined;
}

function write(path: string, { raw, code, map }: Written, own: OutputMap | undefined): void {
  const mark = raw.startsWith("\uFEFF") ? "\uFEFF" : "";
  if (own && map !== undefined && own.file !== path) writeFileSync(own.file, map);
  writeFileSync(path, mark + (own && map !== undefined && own.file === path ? withMap(code, map) : code));
}
