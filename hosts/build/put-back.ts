// What the compiler made of instrumented sources in; it takes the place of what it made of the sources, its map composed.

import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { commentWith, inlineMapOf, mapCommentOf } from "../rewriting/map-comment.js";
import { numbered, type WrittenMap, withMappingsOf } from "../rewriting/other-mappings.js";
import type { Output } from "./second-emit.js";
import { type TracedSource, textAt } from "./traced-sources.js";

/** Writes one output over the one that is there; `false` where there is none. */
export function putBack(output: Output, traced: ReadonlyMap<string, TracedSource>): boolean {
  const there = textAt(output.path);
  if (there === undefined) return false;
  const comment = mapCommentOf(there);
  const inline = comment && inlineMapOf(comment.url);
  if (comment && inline !== undefined) {
    const map = composed(inline, output, traced);
    writeIfNew(output.path, there, output.code + commentWith(comment, map));
    return true;
  }
  const known = comment && (textAt(`${output.path}.map`) ?? textAt(mapFileOf(output.path, comment.url)));
  if (known !== undefined) writeIfNew(`${output.path}.map`, known, composed(known, output, traced));
  writeIfNew(output.path, there, output.code + (comment?.text ?? ""));
  return true;
}

/** `mapRoot` puts a folder or an address in front. */
function mapFileOf(path: string, url: string): string {
  return resolve(dirname(path), decodeURIComponent(url.slice(url.lastIndexOf("/") + 1) || "."));
}

/** The map as it was written, with mappings that lead from the new code to the sources. */
function composed(written: string, { map }: Output, traced: ReadonlyMap<string, TracedSource>): string {
  // Both list the sources in one order.
  return withMappingsOf(JSON.parse(written) as WrittenMap, numbered(map), (number, { depth }) => {
    if (depth > 1) return null;
    const source = traced.get(map.sources[Number(number)] as string);
    return source && JSON.stringify({ ...source.map(), sources: [`${number}`] });
  });
}

function writeIfNew(path: string, there: string, text: string): void {
  if (there !== text) writeFileSync(path, text);
}
