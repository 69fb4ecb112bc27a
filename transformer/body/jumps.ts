// A statement in; whether it can leave its block by a jump of its own out.
import { forEachChild, isBodied, type Node } from "../source/parse.js";

const JUMPS: ReadonlySet<string> = new Set([
  "ReturnStatement",
  "BreakStatement",
  "ContinueStatement",
  "ThrowStatement",
]);

/** Whether a statement can leave its block by a jump of its own. */
export function mayJump(node: Node): boolean {
  if (JUMPS.has(node.type)) return true;
  if (isBodied(node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= mayJump(child);
  });
  return found;
}
