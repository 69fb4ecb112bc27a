// A written file of JavaScript goes in, its source map comes out: the sources that it names, and itself behind another map.
import { Buffer } from "node:buffer";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import remapping from "@jridgewell/remapping";

/** The members of a source map, version 3, that are read here; all others are kept. */
interface WrittenMap {
  readonly version: 3;
  readonly sourceRoot?: string;
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly ignoreList?: readonly number[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** A map, and where it stands. */
export interface OutputMap {
  /** Absolute path: a file of its own, or that of the code with the map in a comment. */
  readonly file: string;
  readonly json: WrittenMap;
}

const COMMENT_RE = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm;
const INLINE_RE = /^(data:application\/json[^,]*;base64,)(.*)$/;

/** Reads the map of a file, from its comment or from beside it; `undefined` without one that can be read. */
export function outputMapOf(path: string, text: string): OutputMap | undefined {
  const url = [...text.matchAll(COMMENT_RE)].at(-1)?.[1];
  if (url === undefined) return undefined;
  const inline = INLINE_RE.exec(url)?.[2];
  if (inline !== undefined) return parsed(path, Buffer.from(inline, "base64").toString());
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
    const json = JSON.parse(text) as WrittenMap;
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
  // Numbers stand for the sources while the maps are put together: nothing then resolves their paths.
  const numbered = JSON.stringify({
    version: 3,
    sources: json.sources.map((_, index) => String(index)),
    names: json.names ?? [],
    mappings: json.mappings,
  });
  const joined = remapping([edit.toString(), numbered], () => null);
  const order = joined.sources.map(Number);
  return JSON.stringify({
    ...json,
    sources: order.map((index) => json.sources[index] ?? null),
    ...(json.sourcesContent && {
      sourcesContent: order.map((index) => json.sourcesContent?.[index] ?? null),
    }),
    ...(json.ignoreList && {
      ignoreList: json.ignoreList.map((index) => order.indexOf(index)).filter((index) => index >= 0),
    }),
    names: joined.names,
    mappings: joined.mappings,
  });
}

/** Puts a map in the place of the one that the last comment of a code holds. */
export function withMap(code: string, map: string): string {
  const comment = [...code.matchAll(COMMENT_RE)].at(-1);
  const head = INLINE_RE.exec(comment?.[1] ?? "")?.[1];
  if (!comment || head === undefined) return code;
  const url = head + Buffer.from(map).toString("base64");
  const whole = comment[0].replace(comment[1] as string, () => url);
  return code.slice(0, comment.index) + whole + code.slice(comment.index + comment[0].length);
}
