// A function that consists of a call with a callback in; the edits that make the callback's code its own body out.
import type MagicString from "magic-string";
import type { BodiedFunction, Node } from "../../../transformer/source/parse.js";
import { lineStart } from "../../../transformer/source/source-position.js";
import type { Tree } from "../tree/tree.js";
import type { Enclosing } from "./enclosing-function.js";
import type { Piece } from "./span-callback.js";
import { isWithin } from "./span-callback.js";

/** What a function's body is to become. */
export interface NewBody {
  /** What stays of the callback, in order. */
  readonly pieces: readonly Piece[];
  /** Statements within the pieces that go. */
  readonly removed: readonly Node[];
  /** Statements before the pieces. */
  readonly prelude: readonly string[];
}

/** Writes the new body, and `async` and the return type where the callback alone had them. */
export function writeBody(
  enclosing: Enclosing,
  callback: BodiedFunction,
  body: NewBody,
  tree: Tree,
  edited: MagicString,
): void {
  const { text } = tree;
  const own = indentAt(
    text,
    enclosing.isExpression ? startOfMember(enclosing.node, tree) : enclosing.body.start,
  );
  const [first] = body.pieces;
  const step = first && indentAt(text, first.start).includes("\t") ? "\t" : "  ";
  const indent = enclosing.isExpression ? own + step : own;
  const end = lineEndOf(text);
  const separator = `${end}${indent}`;
  let at = enclosing.isExpression ? endOfArrow(enclosing.body.start, text) : enclosing.body.start;
  let before = [
    enclosing.isExpression ? ` {${end}${indent}` : "",
    ...body.prelude.map((line) => line + separator),
  ].join("");
  if (body.pieces.length === 0) before = before.replace(/\s+$/, "");
  for (const piece of body.pieces) {
    replace(edited, at, piece.start, before);
    dedent(piece, indent, tree, edited);
    at = piece.end;
    before = separator;
  }
  const closing = enclosing.isExpression ? `${end}${own}}` : "";
  replace(edited, at, enclosing.body.end, body.pieces.length === 0 ? before + closing : closing);
  for (const statement of body.removed) removeStatement(statement, body.pieces, text, edited);
  if (callback.async && !enclosing.node.async)
    edited.appendRight(startOfMember(enclosing.node, tree, true), "async ");
  moveReturnType(enclosing.node, callback, tree, edited);
}

/** A body that begins on a line of its own begins behind its arrow now. */
function endOfArrow(start: number, text: string): number {
  return text.slice(0, start).trimEnd().length;
}

function replace(edited: MagicString, start: number, end: number, text: string): void {
  if (start < end) edited.overwrite(start, end, text || " ");
  if (start < end && text === "") edited.remove(start, end);
}

/** Where a function's line is indented, or where its `async` goes. */
function startOfMember(node: BodiedFunction, tree: Tree, forAsync = false): number {
  const parent = tree.parentOf(node);
  const isMember = parent?.type === "MethodDefinition" || (parent?.type === "Property" && parent.method);
  if (!isMember) return node.start;
  if (!forAsync) return parent.start;
  return parent.computed ? tree.text.lastIndexOf("[", parent.key.start) : parent.key.start;
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** Moves the lines of a piece to the left, all but those that begin inside a literal. */
function dedent(piece: Piece, indent: string, { text, nodes }: Tree, edited: MagicString): void {
  const from = indentAt(text, piece.start);
  if (!from.startsWith(indent) || from === indent) return;
  const literals = nodes.filter(
    (node) =>
      /^(?:TemplateElement|Literal)$/.test(node.type) &&
      isWithin(node, piece) &&
      /[\r\n]/.test(text.slice(node.start, node.end)),
  );
  const surplus = from.length - indent.length;
  for (const match of text.slice(piece.start, piece.end).matchAll(/(?:\r\n|\n|\r)([ \t]+)/g)) {
    const spaces = match[1] as string;
    const start = piece.start + match.index + match[0].length - spaces.length;
    if (literals.some((node) => node.start < start && start <= node.end)) continue;
    const gone = spaces.startsWith(from)
      ? surplus
      : Math.max(0, Math.min(surplus, spaces.length - indent.length));
    if (gone > 0) edited.remove(start, start + gone);
  }
}

/** Removes a statement with its line, if it has one of its own. */
function removeStatement(statement: Node, pieces: readonly Piece[], text: string, edited: MagicString): void {
  const piece = pieces.find((each) => isWithin(statement, each));
  if (!piece) return;
  const before = lineStart(text, statement.start);
  const behind = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(statement.end))?.[0].length;
  const isAlone = !/\S/.test(text.slice(before, statement.start));
  if (isAlone && before > piece.start && statement.end < piece.end) {
    // The line break before it goes, so that the indentation of the next line is left to `dedent`.
    const breakLength = text.slice(before - 2, before) === "\r\n" ? 2 : 1;
    edited.remove(before - breakLength, statement.end);
  } else if (behind !== undefined && statement.end + behind <= piece.end) {
    const next = /^\s*/.exec(text.slice(statement.end))?.[0].length ?? 0;
    edited.remove(statement.start, Math.min(statement.end + next, piece.end));
  } else edited.remove(statement.start, statement.end);
}

function moveReturnType(
  node: BodiedFunction,
  callback: BodiedFunction,
  tree: Tree,
  edited: MagicString,
): void {
  if (node.returnType || !callback.returnType) return;
  const last = node.params.at(-1) as Node | undefined;
  const from = last?.end ?? node.typeParameters?.end ?? node.id?.end ?? node.start;
  const body = node.body as Node;
  const close = tree.text.slice(from, body.start).indexOf(")");
  if (close === -1) return;
  const { start, end } = callback.returnType;
  edited.appendLeft(from + close + 1, tree.text.slice(start, end));
}
