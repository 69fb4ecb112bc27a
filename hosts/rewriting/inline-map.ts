// Written code and its map in; the code with the map in a comment out, composed with the one that the source brought.
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import remapping from "@jridgewell/remapping";
import { inlineMapOf, mapCommentOf } from "./map-comment.js";

/**
 * Appends the map. A file that some other tool has written already brings a map of its own: ours leads through it.
 * @param path absolute path of the source, from which a map in a file of its own is found
 * @param text the source
 */
export function withInlineMap(code: string, map: { toString(): string }, path: string, text: string): string {
  const own = ownMap(path, text);
  const composed = own ? remapping([map.toString(), own], () => null) : map;
  const encoded = Buffer.from(composed.toString()).toString("base64");
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

function ownMap(path: string, text: string): string | undefined {
  const url = mapCommentOf(text)?.url;
  if (!url) return undefined;
  try {
    const json = inlineMapOf(url) ?? readFileSync(resolve(dirname(path), url), "utf8");
    JSON.parse(json);
    return json;
  } catch {
    // A map that is missing or broken is no reason to fail a build; bundlers do not either.
    return undefined;
  }
}
