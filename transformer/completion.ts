// A statement or an expression in; how it can complete out: by a jump, with a promise, after a wait.
import { isBodied } from "./functions.js";
import { forEachChild, type Node, unwrap } from "./parse.js";

const JUMPS: ReadonlySet<string> = new Set([
  "ReturnStatement",
  "BreakStatement",
  "ContinueStatement",
  "ThrowStatement",
]);

/** Whether a statement can leave its block by a jump of its own. */
export function mayJump(node: Node): boolean {
  if (JUMPS.has(node.type)) return true;
  if (isBodied(node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= mayJump(child);
  });
  return found;
}

/** Whether a node by itself suspends an async function. */
export const isWait = (node: Node): boolean =>
  node.type === "AwaitExpression" ||
  (node.type === "ForOfStatement" && node.await) ||
  (node.type === "VariableDeclaration" && node.kind === "await using");

const NO_PROMISE: ReadonlySet<string> = new Set([
  "Literal",
  "TemplateLiteral",
  "ThisExpression",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassExpression",
  "ObjectExpression",
  "ArrayExpression",
  "UnaryExpression",
  "UpdateExpression",
  "BinaryExpression",
  "JSXElement",
  "JSXFragment",
]);

/** Whether the value of an expression could be a promise, as far as its form tells. */
export function mayBePromise(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === "ConditionalExpression")
    return mayBePromise(node.consequent) || mayBePromise(node.alternate);
  if (node.type === "SequenceExpression")
    return mayBePromise(node.expressions[node.expressions.length - 1] as Node);
  return !NO_PROMISE.has(node.type);
}
