// A class in; out the parts of it that are evaluated by the function around it.
import type { Class, Node } from "./parse.js";

/** Whether a node is a class. */
export const isClass = (node: Node): node is Class & Node =>
  node.type === "ClassDeclaration" || node.type === "ClassExpression";

/** Visits decorators, the heritage and computed keys: all else of a class is functions of its own. */
export function forEachOuterPart(node: Class, visit: (part: Node) => void): void {
  for (const decorator of node.decorators ?? []) visit(decorator as Node);
  if (node.superClass) visit(node.superClass as Node);
  for (const element of node.body.body as Node[]) {
    if ("decorators" in element) for (const decorator of element.decorators ?? []) visit(decorator as Node);
    if ("computed" in element && element.computed && "key" in element) visit(element.key as Node);
  }
}
