// A node's type in; whether it only moves values and control: it calls nothing itself, and is no thing of its own.
import type { Node } from "../source/parse.js";

/** Statements and expressions of which lists of what is harmless begin. None reads members, which may be getters. */
export const PLAIN_SYNTAX: readonly string[] = [
  "ArrayExpression",
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
  "Identifier",
  "IfStatement",
  "LabeledStatement",
  "Literal",
  "LogicalExpression",
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
];

/** Whether a declaration disposes of what it declares. */
export function isUsing(node: Node): boolean {
  return node.type === "VariableDeclaration" && (node.kind === "using" || node.kind === "await using");
}
