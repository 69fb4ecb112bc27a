// A statement or an expression in; how it can complete out: by a jump, with a promise.
import { forEachChild, isBodied, type Node, unwrap } from "../source/parse.js";

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

/** Whether an async function that returns the value of an expression could have to wait for it. */
export function mayBeThenable(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === "AwaitExpression") return false;
  if (node.type === "ObjectExpression") return node.properties.some(mayAddThen);
  return node.type === "ClassExpression" || mayBePromise(node);
}

/** Whether a part of an object literal could make it a thenable. */
function mayAddThen(part: Node): boolean {
  if (part.type !== "Property" || part.computed) return true;
  const { key } = part;
  return ("name" in key ? key.name : "value" in key ? key.value : "then") === "then";
}

/** Whether the value of an expression could be a promise, as far as its form tells. */
export function mayBePromise(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === "ConditionalExpression")
    return mayBePromise(node.consequent) || mayBePromise(node.alternate);
  if (node.type === "SequenceExpression")
    return mayBePromise(node.expressions[node.expressions.length - 1] as Node);
  return !NO_PROMISE.has(node.type);
}
