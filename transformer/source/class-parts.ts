// A class in; out the parts of it that are evaluated by the function around it.
import type { Class, Node } from "./parse.js";

/** Whether a node is a class. */
export function isClass(node: Node): node is Class & Node {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** Visits decorators, the heritage and computed keys: all else of a class is functions of its own. */
export function forEachOuterPart(node: Class, visit: (part: Node) => void): void {
  decoratorsOf(node).forEach(visit);
  if (node.superClass) visit(node.superClass as Node);
  for (const element of node.body.body as Node[]) {
    decoratorsOf(element).forEach(visit);
    if (element.type === "MethodDefinition")
      for (const parameter of element.value.params) decoratorsOf(parameter as Node).forEach(visit);
    if ("computed" in element && element.computed && "key" in element) visit(element.key as Node);
  }
}

/** The decorators of a class, a member or a parameter. */
export function decoratorsOf(node: Node): readonly Node[] {
  return "decorators" in node ? ((node.decorators ?? []) as Node[]) : [];
}

/** Whether the constructor of a class has parameter properties or fields to set when its `super()` returns. */
export function setsUpFieldsOf(owner: Node | undefined): boolean {
  if (!owner || !isClass(owner) || !owner.superClass) return false;
  return (owner.body.body as Node[]).some((element) => {
    if (element.type === "PropertyDefinition") return !element.static && element.value !== null;
    if (element.type !== "MethodDefinition" || element.kind !== "constructor") return false;
    return element.value.params.some(({ type }) => type === "TSParameterProperty");
  });
}
