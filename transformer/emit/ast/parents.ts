// A tree with made and updated nodes in; each of them knows its parent afterwards, for transformers that come later.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/**
 * Gives a parent to each node that has none. What the parser made keeps the one that it has: by that the type checker
 * works. Other transformers ask nodes for their parents, their source file and their text.
 */
export function setMissingParents(ts: TS, sourceFile: TypeScript.SourceFile): void {
  const waiting: TypeScript.Node[] = [sourceFile];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    const owner = parent;
    ts.forEachChild(owner, (child) => {
      if (ts.isParseTreeNode(child)) return;
      if (!child.parent && mayKnowParent(ts, child)) (child as { parent: TypeScript.Node }).parent = owner;
      waiting.push(child);
    });
  }
}

/** With a parent, TypeScript prints a literal as the source has it at its place: that has to be what it says. */
function mayKnowParent(ts: TS, node: TypeScript.Node): boolean {
  if (!ts.isLiteralExpression(node) && !ts.isTemplateMiddleOrTemplateTail(node) && !ts.isTemplateHead(node))
    return true;
  const original = ts.getOriginalNode(node) as typeof node;
  const isAtPlace = original.pos === node.pos && original.end === node.end && original.kind === node.kind;
  return node.pos < 0 || (original !== node && isAtPlace && original.text === node.text);
}
