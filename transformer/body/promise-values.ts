// An expression in; whether its value could be a promise, as far as its form tells, out.
import { type Node, unwrap } from "../source/parse.js";

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
