// A function's body in; whether anything can run inside its span out: where nothing is called, nothing asks for it.
import { forEachCode, type Node } from "../source/parse.js";
import { isUsing, PLAIN_SYNTAX } from "./plain-syntax.js";

/** Statements and expressions that call nothing themselves. Not listed: whatever reads members, which may be getters. */
const QUIET: ReadonlySet<string> = new Set([
  ...PLAIN_SYNTAX,
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
  "MetaProperty",
]);

/**
 * Whether a body calls nothing: no call, no member that may be a getter, no iterator. Operators count as quiet, though
 * an object's `valueOf` or `toString` may run for them.
 */
export function callsNothing(node: Node): boolean {
  if (!QUIET.has(node.type) || isLoud(node)) return false;
  if (FUNCTIONS.has(node.type)) return true;
  let isQuiet = true;
  forEachCode(node, (child) => {
    isQuiet &&= callsNothing(child);
  });
  return isQuiet;
}

// A function that is made here runs later.
const FUNCTIONS: ReadonlySet<string> = new Set([
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
]);

function isLoud(node: Node): boolean {
  // `using` disposes; `in` and `instanceof` ask proxies and `Symbol.hasInstance`.
  if (isUsing(node)) return true;
  return node.type === "BinaryExpression" && (node.operator === "in" || node.operator === "instanceof");
}
