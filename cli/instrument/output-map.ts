// A written file of JavaScript goes in, its source map comes out: the sources that it names, and itself behind another map.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commentWith, inlineMapOf, mapCommentOf } from "../../hosts/rewriting/map-comment.js";
import { numbered, type WrittenMap, withMappingsOf } from "../../hosts/rewriting/other-mappings.js";

/** A map, and where it stands. */
export interface OutputMap {
  /** Absolute path: a file of its own, or that of the code with the map in a comment. */
  readonly file: string;
  readonly json: WrittenMap & { readonly sourceRoot?: string };
}

/** Reads the map of a file, from its comment or from beside it; `undefined` without one that can be read. */
export function outputMapOf(path: string, text: string): OutputMap | undefined {
  const url = mapCommentOf(text)?.url;
  if (url === undefined) return undefined;
  const inline = inlineMapOf(url);
  if (inline !== undefined) return parsed(path, inline);
  // `mapRoot` puts a folder or an address in front.
  const files = [resolve(dirname(path), decoded(url)), `${path}.map`];
  const file = files.find((each) => existsSync(each));
  return file === undefined ? undefined : parsed(file, readFileSync(file, "utf8"));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** A map that is broken is no reason to trace nothing. */
function parsed(file: string, text: string): OutputMap | undefined {
  try {
    const json = JSON.parse(text) as OutputMap["json"];
    return Array.isArray(json.sources) && typeof json.mappings === "string" ? { file, json } : undefined;
  } catch {
    return undefined;
  }
}

/** Absolute paths of the sources; what is an address is none. */
export function sourcesOf({ file, json }: OutputMap): readonly string[] {
  return json.sources.flatMap((source) => {
    if (source === null) return [];
    const whole = json.sourceRoot ? `${json.sourceRoot.replace(/\/$/, "")}/${source}` : source;
    if (whole.startsWith("file:///")) return [fileURLToPath(whole)];
    return /^[a-z][a-z+.-]+:/i.test(whole) ? [] : [resolve(dirname(file), whole)];
  });
}

/** The text of all its sources, from the map or from disk. */
export function sourceTextOf(map: OutputMap): string | undefined {
  const kept = map.json.sourcesContent?.filter((text) => text !== null);
  if (kept && kept.length > 0) return kept.join("\n");
  const files = sourcesOf(map).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return files.length > 0 ? files.map((path) => readFileSync(path, "utf8")).join("\n") : undefined;
}

/** The map as it was written, with mappings that lead from the new code to the sources. */
export function throughMap(edit: { toString(): string }, { json }: OutputMap): string {
  return withMappingsOf(json, [edit.toString(), numbered(json)]);
}

/** Puts a map in the place of the one that the last comment of a code holds. */
export function withMap(code: string, map: string): string {
  const comment = mapCommentOf(code);
  if (!comment || inlineMapOf(comment.url) === undefined) return code;
  return (
    code.slice(0, comment.index) + commentWith(comment, map) + code.slice(comment.index + comment.text.length)
  );
}
