// TypeScript's nodes in, the functions of a plan out, and the other way round: both count offsets in one text.
import type * as TypeScript from "typescript";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Plan } from "../../transformer/model/plan.js";

type TS = typeof TypeScript;

/** The token of a file at an offset, also directly behind it, if it names something. */
export function nameAt(ts: TS, source: TypeScript.SourceFile, offset: number): TypeScript.Node | undefined {
  const isIn = (node: TypeScript.Node) => node.pos <= offset && offset <= node.end;
  const find = (node: TypeScript.Node): TypeScript.Node | undefined =>
    ts.forEachChild(node, (child) =>
      isIn(child) ? (find(child) ?? named(ts, child, source, offset)) : undefined,
    );
  return find(source);
}

function named(ts: TS, node: TypeScript.Node, source: TypeScript.SourceFile, offset: number) {
  if (ts.isConstructorDeclaration(node)) return isAtKeyword(node, source, offset) ? node : undefined;
  const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node);
  return isName && node.getStart(source) <= offset ? node : undefined;
}

function isAtKeyword(node: TypeScript.Node, source: TypeScript.SourceFile, offset: number): boolean {
  const at = source.text.indexOf("constructor", node.getStart(source));
  return at <= offset && offset <= at + "constructor".length;
}

/** The function that a name is declared to be, and the file in which it is. */
export function functionNamed(
  ts: TS,
  name: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): TypeScript.Node | undefined {
  return declaredBy(ts, name) ?? meantBy(ts, name, checker);
}

function declaredBy(ts: TS, name: TypeScript.Node): TypeScript.Node | undefined {
  if (ts.isConstructorDeclaration(name)) return name;
  const { parent } = name;
  if ((parent as TypeScript.NamedDeclaration).name === name && !ts.isPropertyAccessExpression(parent))
    return functionOf(ts, parent);
  // `object.handler = () => …`, or `handler = …`
  const left = ts.isPropertyAccessExpression(parent) && parent.name === name ? parent : name;
  const isAssigned = ts.isBinaryExpression(left.parent) && left.parent.left === left;
  return isAssigned ? functionOf(ts, left.parent) : undefined;
}

/** What a name stands for where it is used. */
function meantBy(ts: TS, name: TypeScript.Node, checker: TypeScript.TypeChecker) {
  const symbol = checker.getSymbolAtLocation(name);
  const isAlias = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  const bodies = (target?.declarations ?? []).map((each) => functionOf(ts, each));
  return bodies.find((each) => each !== undefined);
}

/** The function with a body that a declaration, or an assignment, holds. */
function functionOf(ts: TS, node: TypeScript.Node): TypeScript.Node | undefined {
  if (ts.isFunctionLike(node)) return "body" in node && node.body ? node : undefined;
  if (ts.isBinaryExpression(node)) return functionOf(ts, node.right);
  const isWrapper =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
  if (isWrapper) return functionOf(ts, node.expression);
  const { initializer } = node as { readonly initializer?: TypeScript.Node };
  return initializer && functionOf(ts, initializer);
}

/** The function of a plan that is a node of the same text: both end where the body does. */
export function infoOf(
  { functions }: Plan,
  node: TypeScript.Node,
  source: TypeScript.SourceFile,
): FunctionInfo | undefined {
  const start = node.getStart(source);
  return functions.find((info) => info.end === node.getEnd() && info.start >= start);
}

/** The node of a function of a plan. */
export function nodeOf(
  ts: TS,
  info: FunctionInfo,
  source: TypeScript.SourceFile,
): TypeScript.SignatureDeclaration | undefined {
  const find = (node: TypeScript.Node): TypeScript.SignatureDeclaration | undefined => {
    if (node.end < info.end || node.pos > info.start) return undefined;
    const inner = ts.forEachChild(node, find);
    const isFunction =
      ts.isFunctionLike(node) && node.end === info.end && node.getStart(source) <= info.start;
    return inner ?? (isFunction ? node : undefined);
  };
  return find(source);
}
