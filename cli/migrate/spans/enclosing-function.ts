// A call in; the function that consists of it, and how it hands the result on, out.
import { boundNames } from "../../../transformer/source/bound-names.js";
import { type BodiedFunction, type Node, unwrap } from "../../../transformer/source/parse.js";
import { onlyReads } from "../tree/inert.js";
import { isNoPromise, returnedValues, returnsNoPromise } from "../tree/no-promise.js";
import type { Origins } from "../tree/origin.js";
import { functionAround, realParent, type Tree, walk } from "../tree/tree.js";
import type { Left } from "./finding.js";

/** A function whose whole body is one call. */
export interface Enclosing {
  readonly node: BodiedFunction;
  /** From the first to the last statement of the body, or the expression that is the body. */
  readonly body: { readonly start: number; readonly end: number };
  /** The body is an expression. */
  readonly isExpression: boolean;
  readonly returned: boolean;
  readonly awaited: boolean;
}

const PART = "it is a part of its function, and a directive traces the whole of one";

/** Finds the function whose whole body a call is. */
export function enclosingOf(call: Node, tree: Tree, origins: Origins): Enclosing | Left {
  const left = (why: string): Left => ({ at: call.start, why });
  const parent = tree.parentOf(call);
  const node = parent && functionAround(tree, parent);
  if (!node?.body) return left("it stands in no function");
  let holder = realParent(tree, call) as Node;
  const awaited = holder.type === "AwaitExpression";
  if (awaited) holder = realParent(tree, holder) as Node;
  const refused = refusedKind(node, tree);
  if (refused) return left(refused);
  if (holder === node) {
    const { start, end } = node.body;
    return { node, body: { start, end }, isExpression: true, returned: true, awaited };
  }
  const returned = holder.type === "ReturnStatement";
  if (!returned && holder.type !== "ExpressionStatement") return left(PART);
  if (node.body.type !== "BlockStatement") return left(PART);
  const statements = node.body.body as Node[];
  const before = statements.slice(0, -1);
  if (statements.at(-1) !== holder || !before.every((each) => isTracer(each, origins))) return left(PART);
  if (before.some((each) => isUsedIn(call, each, tree)))
    return left("its tracer makes other spans inside of it");
  const body = { start: (statements[0] as Node).start, end: holder.end };
  return { node, body, isExpression: false, returned, awaited };
}

function refusedKind(node: BodiedFunction, tree: Tree): string | undefined {
  if (node.type !== "ArrowFunctionExpression" && node.generator)
    return "a generator's span lasts until its end";
  const parent = tree.parentOf(node);
  const kind = parent?.type === "MethodDefinition" || parent?.type === "Property" ? parent.kind : "method";
  return kind === "method" || kind === "init" ? undefined : "it is the body of a constructor or an accessor";
}

/** `const tracer = trace.getTracer("…");` */
function isTracer(statement: Node, origins: Origins): boolean {
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return false;
  const init = statement.declarations[0]?.init;
  return init ? /\.getTracer\(\)$/.test(origins.of(init) ?? "") : false;
}

/** Whether a call uses a tracer in its arguments as well. */
function isUsedIn(call: Node, declaration: Node, tree: Tree): boolean {
  const names = namesOf(declaration);
  const given = call.type === "CallExpression" ? call.arguments : [];
  return tree.nodes.some(
    (node) =>
      node.type === "Identifier" &&
      names.includes(node.name) &&
      given.some((each) => each.start <= node.start && node.end <= each.end),
  );
}

/**
 * Why a function's result would be another if the callback's body were its own; nothing if it would not.
 * @param endsEarly the span of an async callback ends with its last statement, and not with the promise that it returns
 */
export function reasonOfResult(
  enclosing: Enclosing,
  callback: BodiedFunction,
  tree: Tree,
  endsEarly: boolean,
): string | undefined {
  const { node, returned, awaited } = enclosing;
  const values = returnedValues(callback);
  const gives = values.length > 0;
  if (!returned && gives) return "what the callback returns is dropped here, and would be returned";
  if (!callback.async)
    return !returned || returnsNoPromise(tree, node, callback)
      ? undefined
      : "it may return a promise, whose span ends at once now and would end with the promise; a return type says that it does not";
  if (!returned && !awaited) return "nothing waits for the callback here, and the caller would";
  if (endsEarly && !values.every((value) => isNoPromise(value, tree)))
    return "it returns what may be a promise without awaiting it, so its span ends before that does; write `return await`";
  return node.async || canBecomeAsync(node)
    ? undefined
    : "it would have to become async, and a parameter or the return type stands against that";
}

/** A parameter that throws makes an async function reject; a result that is no `Promise` cannot be one's. */
function canBecomeAsync({ params, returnType }: BodiedFunction): boolean {
  const type = returnType?.typeAnnotation as Node | undefined;
  const isPromise =
    type === undefined ||
    (type.type === "TSTypeReference" &&
      type.typeName.type === "Identifier" &&
      type.typeName.name === "Promise");
  return isPromise && (params as Node[]).every(isSafe);
}

function isSafe(parameter: Node): boolean {
  if (parameter.type === "RestElement") return (parameter.argument as Node).type === "Identifier";
  if (parameter.type !== "AssignmentPattern") return parameter.type === "Identifier";
  return parameter.left.type === "Identifier" && parameter.right.type === "Literal";
}

/** Why the callback is no part of its function, nothing if it is. */
export function reasonOfCallback(callback: BodiedFunction): string | undefined {
  if (callback.type === "ArrowFunctionExpression") return undefined;
  if (callback.generator) return "its callback is a generator";
  const own = callback.id?.name;
  let found = false;
  walk(callback.body as Node, (node) => {
    found ||= node.type === "ThisExpression" || node.type === "Super" || node.type === "MetaProperty";
    found ||= node.type === "Identifier" && (node.name === "arguments" || node.name === own);
    return true;
  });
  return found ? "its callback has a `this`, `arguments` or name of its own" : undefined;
}

/** Names that would be declared in the function itself, where its parameters are. */
export function declaredNames(statements: readonly Node[]): ReadonlySet<string> {
  const names = statements.flatMap(namesOf);
  for (const statement of statements)
    walk(statement, (node) => {
      if (node.type === "VariableDeclaration" && node.kind === "var") names.push(...namesOf(node));
      return !/^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);
    });
  return new Set(names);
}

function namesOf(statement: Node): string[] {
  if (statement.type === "VariableDeclaration")
    return statement.declarations.flatMap(({ id }) => boundNames(id as Node));
  const id = "id" in statement ? (statement.id as Node | null) : undefined;
  return id?.type === "Identifier" ? [id.name] : [];
}

/** The names of a function's parameters. */
export function parameterNames({ params }: BodiedFunction): readonly string[] {
  return (params as Node[]).flatMap(boundNames);
}

/** Whether a parameter's default does more than read: what it throws is in the span of a wrapper, and in none of a directive. */
export function hasBusyDefault({ params }: BodiedFunction): boolean {
  let found = false;
  for (const parameter of params as Node[])
    walk(parameter, (node) => {
      if (node.type === "AssignmentPattern") found ||= !onlyReads(unwrap(node.right));
      return true;
    });
  return found;
}
