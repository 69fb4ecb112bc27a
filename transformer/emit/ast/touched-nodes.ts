// A tree and some of its nodes in; these and all that they stand in out: elsewhere nothing changes.
import type * as TypeScript from "typescript";

/** A subtree that is not among them stays as it is and need not be walked, however deep it is. */
export function touchedNodes(
  ts: typeof TypeScript,
  sourceFile: TypeScript.SourceFile,
  changed: ReadonlySet<TypeScript.Node>,
): ReadonlySet<TypeScript.Node> {
  const touched = new Set<TypeScript.Node>();
  const path: TypeScript.Node[] = [];
  // `undefined`: all below the last node of the path has been seen.
  const waiting: (TypeScript.Node | undefined)[] = [sourceFile];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (!node) {
      path.pop();
      continue;
    }
    path.push(node);
    if (changed.has(node)) for (const outer of path) touched.add(outer);
    waiting.push(undefined);
    ts.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
  return touched;
}
