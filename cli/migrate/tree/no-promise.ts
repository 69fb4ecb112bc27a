// A function in; whether its value is no promise, by its return type or by what it returns, out.
import { mayBePromise } from "../../../transformer/body/promise-values.js";
import { boundNames } from "../../../transformer/source/bound-names.js";
import { type BodiedFunction, type Node, unwrap } from "../../../transformer/source/parse.js";
import { isPureCall } from "./inert.js";
import { isFunction, keyName, type Tree, walk } from "./tree.js";

const PLAIN: ReadonlySet<string> = new Set([
  "TSBigIntKeyword",
  "TSBooleanKeyword",
  "TSLiteralType",
  "TSNeverKeyword",
  "TSNullKeyword",
  "TSNumberKeyword",
  "TSStringKeyword",
  "TSSymbolKeyword",
  "TSTupleType",
  "TSTypePredicate",
  "TSUndefinedKeyword",
  "TSVoidKeyword",
]);

const GLOBALS =
  /^(?:Array|Buffer|Date|Error|Map|ReadonlyArray|ReadonlyMap|ReadonlySet|RegExp|Set|URL|Uint8Array)$/;

/** Whether no call of a function that is not async returns a promise; of several, the inner one has the returns. */
export function returnsNoPromise(tree: Tree, ...functions: readonly BodiedFunction[]): boolean {
  if (functions.some(({ returnType }) => returnType && isPlain(returnType.typeAnnotation as Node)))
    return true;
  const inner = functions.at(-1) as BodiedFunction;
  return returnedValues(inner).every((value) => isNoPromise(value, tree));
}

/** Methods of arrays, texts, numbers and dates that give such a value again. */
const METHODS: ReadonlySet<string> = new Set(
  "concat every filter flat flatMap includes indexOf join map padEnd padStart repeat replace replaceAll slice some sort split startsWith endsWith toFixed toISOString toLowerCase toReversed toSorted toString toUpperCase trim".split(
    " ",
  ),
);

/**
 * Whether a value is no promise, as far as its form and the constants that it is made of tell. A member of something that
 * was awaited, or whose type says what it is, is taken for none.
 */
export function isNoPromise(expression: Node, tree: Tree): boolean {
  const node = unwrap(expression);
  const all = (...parts: readonly Node[]) => parts.every((part) => isNoPromise(part, tree));
  switch (node.type) {
    case "AwaitExpression":
      return true;
    case "Identifier":
      return isNoPromiseName(node, tree);
    case "MemberExpression":
      return node.object.type !== "ThisExpression" && all(node.object);
    case "ChainExpression":
      return all(node.expression);
    case "LogicalExpression":
      return all(node.left, node.right);
    case "ConditionalExpression":
      return all(node.consequent, node.alternate);
    case "NewExpression":
      return node.callee.type === "Identifier" && node.callee.name !== "Promise";
    case "CallExpression":
      return isPureCall(node) || isPlainMethod(node.callee, tree);
    default:
      return !mayBePromise(node);
  }
}

function isPlainMethod(callee: Node, tree: Tree): boolean {
  if (callee.type !== "MemberExpression") return false;
  const name = keyName(callee.property, callee.computed);
  return name !== undefined && METHODS.has(name) && isNoPromise(callee.object, tree);
}

/** A constant that was given no promise, or a parameter whose type says that it is none. */
function isNoPromiseName(node: Extract<Node, { readonly type: "Identifier" }>, tree: Tree): boolean {
  const { name } = node;
  const binding = tree.scopeOf(node).bindingOf(name);
  if (!binding) return name === "undefined" || name === "NaN" || name === "Infinity";
  if (tree.assigned.has(name)) return false;
  const { parameter, values } = binding;
  if (parameter) return values.length === 0 && isPlainParameter(parameter.owner, name);
  const [value, ...more] = values;
  if (value) return more.length === 0 && isNoPromise(value.node, tree);
  const patterns = tree.nodes.filter((each) => /Pattern$/.test(each.type) && boundNames(each).includes(name));
  const [declarator, ...others] = tree.nodes.filter(
    (each) => each.type === "VariableDeclarator" && boundNames(each.id as Node).includes(name),
  );
  const isOnly = others.length === 0 && patterns.every((each) => declarator && isIn(each, declarator));
  const init = declarator?.type === "VariableDeclarator" ? declarator.init : undefined;
  return isOnly && init ? isNoPromise(init, tree) : false;
}

function isIn(inner: Node, outer: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isPlainParameter(owner: Node, name: string): boolean {
  const params = "params" in owner ? (owner.params as Node[]) : [];
  const found = params.find((each) => each.type === "Identifier" && each.name === name);
  const type =
    found?.type === "Identifier" ? (found.typeAnnotation?.typeAnnotation as Node | undefined) : undefined;
  return type !== undefined && isPlain(type);
}

/** The values of the `return` statements of a function. */
export function returnedValues(node: BodiedFunction): readonly Node[] {
  if (node.body?.type !== "BlockStatement") return [node.body as Node];
  const values: Node[] = [];
  walk(node.body as Node, (each) => {
    if (each.type === "ReturnStatement" && each.argument) values.push(each.argument);
    return !isFunction(each);
  });
  return values;
}

/** Whether a type is that of no promise and of no function. */
export function isPlain(type: Node): boolean {
  if (type.type === "TSUnionType") return (type.types as Node[]).every(isPlain);
  if (type.type === "TSArrayType") return !isNamed(type.elementType as Node, /Promise/);
  return PLAIN.has(type.type) || isNamed(type, GLOBALS);
}

function isNamed(type: Node, names: RegExp): boolean {
  return (
    type.type === "TSTypeReference" && type.typeName.type === "Identifier" && names.test(type.typeName.name)
  );
}
