// An expression in; whether it only reads, so that nothing is lost where it is not evaluated, out.
import { type Node, unwrap } from "../../../transformer/source/parse.js";

const PARTS: Readonly<Record<string, readonly string[]>> = {
  Identifier: [],
  Literal: [],
  ThisExpression: [],
  TemplateLiteral: ["expressions"],
  ArrayExpression: ["elements"],
  ObjectExpression: ["properties"],
  Property: ["key", "value"],
  MemberExpression: ["object", "property"],
  ChainExpression: ["expression"],
  UnaryExpression: ["argument"],
  BinaryExpression: ["left", "right"],
  LogicalExpression: ["left", "right"],
  ConditionalExpression: ["test", "consequent", "alternate"],
};

/** Calls that return a new value and do nothing else. */
const PURE = /^(?:String|Number|Boolean|Date\.now|performance\.now|Array\.isArray)$/;

/** Whether a call gives a new value that is no promise, and does nothing else. */
export function isPureCall(call: Node): boolean {
  return call.type === "CallExpression" && isPure(call.callee);
}

/** Whether evaluating an expression changes nothing. A getter and a `toString` of its own are taken to do nothing, either. */
export function onlyReads(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === "UnaryExpression" && node.operator === "delete") return false;
  if (node.type === "CallExpression")
    return isPure(node.callee) && (node.arguments as Node[]).every(onlyReads);
  if (node.type === "NewExpression")
    return isNamed(node.callee, /^(?:Date|Error)$/) && (node.arguments as Node[]).every(onlyReads);
  const parts = PARTS[node.type];
  if (!parts) return false;
  return parts.every((key) => {
    const part = (node as unknown as Record<string, Node | readonly (Node | null)[]>)[key];
    return [part ?? []].flat().every((each) => each === null || onlyReads(each as Node));
  });
}

function isNamed(node: Node, names: RegExp): boolean {
  return node.type === "Identifier" && names.test(node.name);
}

function isPure(callee: Node): boolean {
  if (callee.type === "Identifier") return isNamed(callee, PURE);
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type !== "Identifier")
    return false;
  return PURE.test(`${callee.object.name}.${(callee.property as { name: string }).name}`);
}
