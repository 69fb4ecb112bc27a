// A function's body in; whether anything can run inside its span out: where nothing is called, nothing asks for it.
import { forEachCode, type Node } from "./parse.js";

/** Statements and expressions that call nothing themselves. Not listed: whatever reads members, which may be getters. */
const QUIET: ReadonlySet<string> = new Set([
  "ArrayExpression",
  "ArrowFunctionExpression",
  "AssignmentExpression",
  "BinaryExpression",
  "BlockStatement",
  "BreakStatement",
  "CatchClause",
  "ConditionalExpression",
  "ContinueStatement",
  "DoWhileStatement",
  "EmptyStatement",
  "ExpressionStatement",
  "ForStatement",
  "FunctionDeclaration",
  "FunctionExpression",
  "Identifier",
  "IfStatement",
  "LabeledStatement",
  "Literal",
  "LogicalExpression",
  "MetaProperty",
  "ObjectExpression",
  "ParenthesizedExpression",
  "Property",
  "ReturnStatement",
  "SequenceExpression",
  "SwitchCase",
  "SwitchStatement",
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "TemplateElement",
  "TemplateLiteral",
  "ThisExpression",
  "ThrowStatement",
  "TryStatement",
  "UnaryExpression",
  "UpdateExpression",
  "VariableDeclaration",
  "VariableDeclarator",
  "WhileStatement",
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
  if (node.type === "VariableDeclaration") return node.kind === "using" || node.kind === "await using";
  return node.type === "BinaryExpression" && (node.operator === "in" || node.operator === "instanceof");
}
