// What the compiler made of instrumented sources in; it takes the place of what it made of the sources, its map composed.

import { Buffer } from "node:buffer";
import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import remapping from "@jridgewell/remapping";
import type { Output, OutputMap } from "./second-emit.js";
import { type TracedSource, textAt } from "./traced-sources.js";

/** The map that the compiler wrote of the sources as they are: all but the mappings stays. */
interface WrittenMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

const COMMENT_RE = /\/\/# sourceMappingURL=(\S*)\s*$/;
const INLINE_RE = /^data:application\/json[^,]*;base64,(.*)$/;

/** Writes one output over the one that is there; `false` where there is none. */
export function putBack(output: Output, traced: ReadonlyMap<string, TracedSource>): boolean {
  const there = textAt(output.path);
  if (there === undefined) return false;
  const comment = COMMENT_RE.exec(there);
  const url = comment?.[1] ?? "";
  const inline = INLINE_RE.exec(url)?.[1];
  const [end, mapFile] = [
    comment?.[0] ?? "",
    resolve(dirname(output.path), decodeURIComponent(lastPart(url))),
  ];
  if (inline !== undefined) {
    const map = composed(Buffer.from(inline, "base64").toString(), output, traced);
    const encoded = Buffer.from(map).toString("base64");
    writeIfNew(output.path, there, output.code + end.replace(inline, () => encoded));
    return true;
  }
  const known = url === "" ? undefined : (textAt(`${output.path}.map`) ?? textAt(mapFile));
  if (known !== undefined) writeIfNew(`${output.path}.map`, known, composed(known, output, traced));
  writeIfNew(output.path, there, output.code + end);
  return true;
}

/** `mapRoot` puts a folder or an address in front. */
function lastPart(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1) || ".";
}

/** The map as it was written, with mappings that lead from the new code to the sources. */
function composed(written: string, { map }: Output, traced: ReadonlyMap<string, TracedSource>): string {
  const known = JSON.parse(written) as WrittenMap;
  // Both list the sources in one order: numbers stand for them while the maps are put together.
  const numbered: OutputMap = { ...map, sources: map.sources.map((_, index) => String(index)) };
  const joined = remapping(JSON.stringify(numbered), (number, { depth }) => {
    if (depth > 1) return null;
    const source = traced.get(map.sources[Number(number)] as string);
    return source && JSON.stringify({ ...source.map(), sources: [`${number}`] });
  });
  const order = joined.sources.map(Number);
  return JSON.stringify({
    ...known,
    sources: order.map((index) => known.sources[index]),
    ...(known.sourcesContent && {
      sourcesContent: order.map((index) => known.sourcesContent?.[index] ?? null),
    }),
    names: joined.names,
    mappings: joined.mappings,
  });
}

function writeIfNew(path: string, there: string, text: string): void {
  if (there !== text) writeFileSync(path, text);
}
