// A function's body in; a copy out, all of its nodes new, each with the one it was made of as its original.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/** TypeScript's own way to copy one node; it hands it to transformers without naming it in its types. */
interface CloningFactory {
  cloneNode<T extends TypeScript.Node>(node: T): T;
}

/** Copies the statements of a body, without the prologue that stands in front of them. */
export function copyOfBody(
  ts: TS,
  body: TypeScript.Block,
  prologue: number,
  context: TypeScript.TransformationContext,
): TypeScript.Block {
  const statements = body.statements.slice(prologue).map((statement) => copyOf(ts, statement, context));
  const copy = ts.setTextRange(context.factory.createBlock(statements, true), body);
  // From end to end behind the body's last brace: see `plainCopyOf`.
  const behind = { pos: body.end, end: body.end };
  ts.setTokenSourceMapRange(copy, ts.SyntaxKind.OpenBraceToken, behind);
  ts.setTokenSourceMapRange(copy, ts.SyntaxKind.CloseBraceToken, behind);
  return ts.setSourceMapRange(copy, behind);
}

/** By the originals TypeScript finds what a name refers to; by the positions its source maps do. */
function copyOf<T extends TypeScript.Node>(ts: TS, node: T, context: TypeScript.TransformationContext): T {
  const factory = context.factory as TypeScript.NodeFactory & CloningFactory;
  const copy = <N extends TypeScript.Node>(part: N): N => {
    const updated = ts.visitEachChild(part, copy, context, undefined, copy);
    return updated && updated !== part ? updated : ts.setTextRange(factory.cloneNode(part), part);
  };
  return copy(node);
}
