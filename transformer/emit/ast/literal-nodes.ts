// A value of plain data in, the TypeScript nodes of its literal out.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/** The literal of a text, number, boolean, array or object. */
export function literalNode(ts: TS, f: TypeScript.NodeFactory, value: unknown): TypeScript.Expression {
  if (typeof value === "string") return f.createStringLiteral(value);
  if (typeof value === "boolean") return value ? f.createTrue() : f.createFalse();
  if (typeof value === "number") return numberNode(ts, f, value);
  if (Array.isArray(value))
    return f.createArrayLiteralExpression(value.map((item) => literalNode(ts, f, item)));
  const members = Object.entries(value as object).map(([key, member]) =>
    f.createPropertyAssignment(f.createStringLiteral(key), literalNode(ts, f, member)),
  );
  return f.createObjectLiteralExpression(members);
}

function numberNode(ts: TS, f: TypeScript.NodeFactory, value: number): TypeScript.Expression {
  const literal = f.createNumericLiteral(Math.abs(value));
  return value < 0 ? f.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, literal) : literal;
}
