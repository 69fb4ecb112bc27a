// A JSON file goes in; out come its tree, the edits that add a member to it, and the text after them, all else untouched.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import {
  applyEdits,
  type Edit,
  findNodeAtLocation,
  type Node,
  type ParseError,
  type ParseOptions,
  parseTree,
} from "jsonc-parser";
import { syntaxWords } from "../../transformer/config/schema.js";
import { uneditableFile } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { lineStart } from "../../transformer/source/source-position.js";

/** A JSON file that was read; offsets count from behind a byte order mark. */
export interface JsonFile {
  readonly file: string;
  readonly text: string;
  readonly bom: boolean;
  readonly tree: Node;
}

/** Why nothing can be done before the user has done something: words, and a place where there is one. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly diagnostic: Diagnostic | undefined;

  constructor(why: string | Diagnostic) {
    super(typeof why === "string" ? why : why.text);
    this.diagnostic = typeof why === "string" ? undefined : why;
  }
}

/** `tsconfig.json` is JSON with comments and trailing commas, `package.json` is not. */
export const DIALECTS: Readonly<Record<"tsconfig" | "package", ParseOptions>> = {
  tsconfig: { allowTrailingComma: true },
  package: { disallowComments: true },
};

/** Reads a file whose root is an object. */
export function readJson(file: string, dialect: ParseOptions): JsonFile {
  const raw = readFileSync(file, "utf8");
  const text = raw.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, dialect);
  const [error] = errors;
  if (error) throw refusal(file, error, syntaxWords(error));
  if (tree?.type !== "object") throw refusal(file, { offset: 0, length: text.length }, "it is no object");
  return { file, text, bom: raw !== text, tree };
}

/** Finds a member that has to be an object or a list where it is there at all. */
export function containerAt(json: JsonFile, path: string[], type: "object" | "array"): Node | undefined {
  const node = findNodeAtLocation(json.tree, path);
  if (node && node.type !== type) {
    const what = type === "array" ? "a list" : "an object";
    throw refusal(json.file, node, `"${path.at(-1)}" is not ${what}`);
  }
  return node;
}

function refusal(file: string, { offset, length }: Pick<Node, "offset" | "length">, why: string): Refusal {
  return new Refusal(uneditableFile({ file, start: offset, end: offset + length }, basename(file), why));
}

/** The text of a file after the edits, as it goes to the disk. */
export function edited({ text, bom }: JsonFile, edits: readonly Edit[]): string {
  return `${bom ? "\uFEFF" : ""}${applyEdits(text, [...edits])}`;
}

/**
 * Adds a member behind the last one. The comments behind that stay with it, and so does the style: a line of its own
 * where the others have one, and a trailing comma where there was one.
 * @param member its text: `"key": value`, or a value where the container is a list
 */
export function addMember({ text }: JsonFile, container: Node, member: string): readonly Edit[] {
  const close = container.offset + container.length - 1;
  const last = container.children?.at(-1);
  if (!last) return addFirst(text, container, close, member);
  const end = last.offset + last.length;
  const rest = text.slice(end, close);
  const comma = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*,/.exec(rest);
  if (!rest.includes("\n")) return [insert(end, `, ${member}`)];
  const from = end + (comma ? comma[0].length : 0);
  const at = from + trailingComments(text.slice(from, close));
  const line = `${lineBreak(text)}${indentAt(text, last.offset)}${member}`;
  if (comma) return [insert(at, `${line},`)];
  return at === end ? [insert(end, `,${line}`)] : [insert(end, ","), insert(at, line)];
}

function addFirst(text: string, container: Node, close: number, member: string): readonly Edit[] {
  const inside = text.slice(container.offset + 1, close);
  if (!inside.includes("\n")) {
    return [insert(close, container.type === "array" ? member : ` ${member} `)];
  }
  // The white space before the bracket that closes stays the bracket's.
  const at = close - (/\s*$/.exec(inside) as RegExpExecArray)[0].length;
  return [insert(at, `${lineBreak(text)}${indentAt(text, close)}  ${member}`)];
}

function insert(offset: number, content: string): Edit {
  return { offset, length: 0, content };
}

/** Comments on the rest of a line; a block comment may end on a later one. */
function trailingComments(text: string) {
  return (/^(?:[^\S\r\n]*(?:\/\*[\s\S]*?\*\/|\/\/[^\r\n]*))*/.exec(text) as RegExpExecArray)[0].length;
}

function lineBreak(text: string) {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The white space that the line of an offset begins with. */
function indentAt(text: string, offset: number) {
  return (/^[^\S\r\n]*/.exec(text.slice(lineStart(text, offset), offset)) as RegExpExecArray)[0];
}
