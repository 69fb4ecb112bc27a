// A generator in; out what its body is written a second time with, as it is, for calls that record nothing.
import type { Range } from "../model/range.js";
import type { Edit, PlainBody } from "../model/site.js";
import { forEachChild, forEachCode, isTypeKey, type Node, type ParsedFile } from "../source/parse.js";
import { isUsing, PLAIN_SYNTAX } from "./plain-syntax.js";

/**
 * The longest body that is written twice. What a generator pays for each item shows beside little work, so beside a
 * short body; of a longer one a second copy would only be more code.
 */
const LONGEST = 1000;
/** The same where the traced body moves: then each call makes two generators, and an item passes through both. */
const LONGEST_MOVED = 10_000;

/**
 * What may be written twice, of which one runs: nothing that is a thing of its own for each place in the text (a
 * function, a class, the strings of a tagged template), that reads or binds names at run time (`eval`, `with`), that
 * bundlers resolve (`import()`, `import.meta`), or that compilers write with helpers of their own (JSX, `using`, enums).
 */
const TWICE: ReadonlySet<string> = new Set([
  ...PLAIN_SYNTAX,
  "ArrayPattern",
  "AssignmentPattern",
  "AwaitExpression",
  "CallExpression",
  "ChainExpression",
  "DebuggerStatement",
  "ForInStatement",
  "ForOfStatement",
  "MemberExpression",
  "NewExpression",
  "ObjectPattern",
  "PrivateIdentifier",
  "RestElement",
  "SpreadElement",
  "Super",
  "YieldExpression",
]);

/** Statements that the end of a line may end. */
const TERMINATED: ReadonlySet<string> = new Set([
  "BreakStatement",
  "ContinueStatement",
  "DebuggerStatement",
  "DoWhileStatement",
  "ExpressionStatement",
  "ReturnStatement",
  "ThrowStatement",
  "VariableDeclaration",
]);

const NEWLINE = /[\n\r\u2028\u2029]/;
const NEWLINES = /\s*[\n\r\u2028\u2029]\s*/g;

/**
 * The body of a generator as it is written a second time; `undefined` where it is too long for that, or holds what
 * must not be there twice.
 * @param start behind the body's prologue, which stays in front of both
 * @param moves the traced body stands in a generator of its own
 */
export function plainBodyOf(
  body: Node,
  start: number,
  file: ParsedFile,
  moves: boolean,
): PlainBody | undefined {
  const end = body.end - 1;
  if (end - start > (moves ? LONGEST_MOVED : LONGEST)) return undefined;
  const ends: Edit[] = [];
  const statements = "body" in body && Array.isArray(body.body) ? (body.body as Node[]) : [];
  if (!statements.every((node) => node.start < start || mayBeTwice(node, body, file, ends))) return undefined;
  const comments = commentsIn(start, end, file);
  const remarks = commentEdits(comments, file);
  if (!remarks) return undefined;
  const edits = [...ends, ...remarks, ...newlineEdits(start, end, comments, file)];
  return { start, end, edits: edits.sort((a, b) => a.start - b.start || a.end - b.end) };
}

/** Whether what a body does may be written twice, however long it is and however many lines it takes. */
export function mayStandTwice(node: Node): boolean {
  if (!TWICE.has(node.type) || isOdd(node)) return false;
  let isFit = true;
  forEachCode(node, (child) => {
    isFit &&= mayStandTwice(child);
  });
  return isFit;
}

/** Whether a node may be written twice in one line; collects the semicolons that it lacks. */
function mayBeTwice(node: Node, parent: Node, file: ParsedFile, ends: Edit[]): boolean {
  if (!TWICE.has(node.type) || isOdd(node)) return false;
  if ((node.type === "Literal" || node.type === "TemplateElement") && !isOneLine(node, file)) return false;
  if (TERMINATED.has(node.type) && !isLoopHead(node, parent) && file.text[node.end - 1] !== ";")
    ends.push({ start: node.end, end: node.end, text: ";" });
  let isFit = true;
  forEachChild(node, (child, key) => {
    // A type is no code; but between its members a line may end.
    isFit &&= isTypeKey(key) ? isOneLine(child, file) : mayBeTwice(child, node, file, ends);
  });
  return isFit;
}

// Also `(eval)(code)`, and `(eval as any)(code)` once its types are gone.
function isOdd(node: Node): boolean {
  return node.type === "Identifier" ? node.name === "eval" : isUsing(node);
}

function isOneLine({ start, end }: Range, file: ParsedFile) {
  return !NEWLINE.test(file.text.slice(start, end));
}

function isLoopHead(node: Node, parent: Node): boolean {
  return (
    (parent.type === "ForStatement" && parent.init === node) ||
    ((parent.type === "ForInStatement" || parent.type === "ForOfStatement") && parent.left === node)
  );
}

/** Comments stay, for the tools that read them; none may end with its line. */
function commentEdits(comments: readonly Range[], file: ParsedFile): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const comment of comments) {
    const text = file.text.slice(comment.start, comment.end);
    // `<!--` and `-->` begin comments in sloppy mode.
    if (!/^\/[/*]/.test(text)) return undefined;
    const inner = text.slice(2).replace(NEWLINES, " ");
    if (text[1] === "/") edits.push({ ...comment, text: inner.includes("*/") ? " " : `/*${inner}*/` });
    else if (NEWLINE.test(text)) edits.push({ ...comment, text: `/*${inner}` });
  }
  return edits;
}

/** The ends of lines outside comments; no literal has one. */
function newlineEdits(start: number, end: number, comments: readonly Range[], file: ParsedFile): Edit[] {
  const edits: Edit[] = [];
  let from = start;
  for (const comment of [...comments, { start: end, end }]) {
    for (const match of file.text.slice(from, comment.start).matchAll(NEWLINES)) {
      const at = from + match.index;
      edits.push({ start: at, end: at + match[0].length, text: " " });
    }
    from = comment.end;
  }
  return edits;
}

function commentsIn(start: number, end: number, { comments }: ParsedFile): Range[] {
  return comments
    .filter((comment) => comment.start >= start && comment.end <= end)
    .map((comment) => ({ start: comment.start, end: comment.end }));
}
