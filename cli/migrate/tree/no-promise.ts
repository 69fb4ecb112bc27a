// A function in; whether its value is no promise, by its return type or by the expressions that it returns, out.
import { mayBePromise } from "../../../transformer/body/promise-values.js";
import type { BodiedFunction, Node } from "../../../transformer/source/parse.js";
import { isFunction, walk } from "./tree.js";

const PLAIN: ReadonlySet<string> = new Set([
  "TSArrayType",
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
export function returnsNoPromise(...functions: readonly BodiedFunction[]): boolean {
  if (functions.some(({ returnType }) => returnType && isPlain(returnType.typeAnnotation as Node)))
    return true;
  const inner = functions.at(-1) as BodiedFunction;
  if (inner.body?.type !== "BlockStatement") return !mayBePromise(inner.body as Node);
  return returnedValues(inner).every((value) => !mayBePromise(value));
}

/** The values of the `return` statements of a function. */
export function returnedValues(node: BodiedFunction): readonly Node[] {
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
  if (type.type !== "TSTypeReference") return PLAIN.has(type.type);
  return type.typeName.type === "Identifier" && GLOBALS.test(type.typeName.name);
}
