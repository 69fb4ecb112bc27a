// The files that Bun has written in; their source maps led on to the sources, since Bun composes no map of a plugin's.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import remapping, { type SourceMapInput } from "@jridgewell/remapping";
import type { SourceMap } from "magic-string";
import { commentWith, inlineMapOf, mapCommentOf } from "../rewriting/map-comment.js";
import type { BuildOutput } from "./context.js";

/** What a source was made into. */
export interface Written {
  /** As it stands on disk. */
  readonly text: string;
  /** From the instrumented text to that. */
  readonly map: SourceMap;
}

/** A map as Bun writes it. */
interface Map3 {
  readonly sources: readonly string[];
  readonly debugId?: string;
}

/**
 * Rewrites the maps among the outputs, apart or inline. What is held in memory alone has no path on disk and stays.
 * @param written by absolute path of the source
 */
export function leadToSources(outputs: readonly BuildOutput[], written: ReadonlyMap<string, Written>): void {
  if (written.size === 0) return;
  for (const { path } of outputs) {
    const text = textOf(path);
    if (text === undefined) continue;
    if (path.endsWith(".map")) writeIfNew(path, text, composed(text, path, written));
    else if (/\.[cm]?js$/.test(path)) leadInline(path, text, written);
  }
}

function leadInline(path: string, code: string, written: ReadonlyMap<string, Written>): void {
  const comment = mapCommentOf(code);
  const map = comment && inlineMapOf(comment.url);
  if (!map) return;
  const better = commentWith(comment, composed(map, path, written));
  writeIfNew(
    path,
    code,
    code.slice(0, comment.index) + better + code.slice(comment.index + comment.text.length),
  );
}

function composed(json: string, path: string, written: ReadonlyMap<string, Written>): string {
  const { sources, debugId } = JSON.parse(json) as Map3;
  const writtenFrom = (source: string) => written.get(resolve(dirname(path), source));
  if (!sources.some(writtenFrom)) return json;
  const whole = remapping(json as SourceMapInput, (source, { depth }) => {
    const found = depth === 1 ? writtenFrom(source) : undefined;
    return found ? ownMap(found, source) : null;
  });
  return JSON.stringify({ ...whole, ...(debugId === undefined ? {} : { debugId }) });
}

/** A name in it counts from the folder of the map around it, so that it keeps the one that Bun has given. */
function ownMap({ text, map }: Written, source: string): SourceMapInput {
  return {
    ...map,
    sources: [source.slice(source.lastIndexOf("/") + 1)],
    sourcesContent: [text],
  } as SourceMapInput;
}

function writeIfNew(path: string, before: string, after: string): void {
  if (after !== before) writeFileSync(path, after);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
