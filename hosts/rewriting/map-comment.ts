// The code of a file in; the comment out that says where its source map is, and the map that the comment holds itself.
import { Buffer } from "node:buffer";

const COMMENT_RE = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm;
const INLINE_RE = /^data:application\/json[^,]*;base64,(.*)$/;

/** Such a comment. */
export interface MapComment {
  /** Where it begins; in UTF-16 units. */
  readonly index: number;
  /** All of it, with the blanks behind. */
  readonly text: string;
  readonly url: string;
}

/** The last one counts, where no code follows: such a line in the middle may be one of a text (ECMA-426, "Linking generated code"). */
export function mapCommentOf(code: string): MapComment | undefined {
  const found = [...code.matchAll(COMMENT_RE)].at(-1);
  if (!found || !isWithoutCode(code.slice(found.index + found[0].length))) return undefined;
  return { index: found.index, text: found[0], url: found[1] as string };
}

function isWithoutCode(rest: string): boolean {
  return rest.split("\n").every((line) => /^\s*(?:\/\/.*)?$/.test(line));
}

/** The JSON that an address holds; `undefined` for one that leads elsewhere. */
export function inlineMapOf(url: string): string | undefined {
  const data = INLINE_RE.exec(url)?.[1];
  return data === undefined ? undefined : Buffer.from(data, "base64").toString();
}

/** A comment that held a map with another map in it. */
export function commentWith({ text, url }: MapComment, map: string): string {
  const head = url.slice(0, url.lastIndexOf(",") + 1);
  return text.replace(url, () => head + Buffer.from(map).toString("base64"));
}
