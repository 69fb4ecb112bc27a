// A node in; whether it is, or holds, a use of `super.x` out.
import { forEachChild, type Node } from "./parse.js";

/** `super.x` or `super[x]`. */
export const isSuperMember = (node: Node): node is Node & { type: "MemberExpression" } =>
  node.type === "MemberExpression" && node.object.type === "Super";

/** Whether a node holds such a member, at any depth. */
export function holdsSuperMember(node: Node): boolean {
  let found = isSuperMember(node);
  forEachChild(node, (child) => {
    found ||= holdsSuperMember(child);
  });
  return found;
}
