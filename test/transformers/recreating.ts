// A transformer that makes every node anew, as others do to some: what comes before and after uno-trace's has to get on with it.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/**
 * What a new node keeps of the old one. `clone`: its original and its place. `updated`: its original alone.
 * `placed`: its place alone.
 */
export type Keeping = "clone" | "updated" | "placed";

interface CloningFactory {
  cloneNode<T extends TypeScript.Node>(node: T): T;
}

/** Re-creates all nodes of a file. */
export function recreating(ts: TS, keeping: Keeping): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return (context) => {
    const factory = context.factory as TypeScript.NodeFactory & CloningFactory;
    const anew = <T extends TypeScript.Node>(node: T): T => {
      const children = ts.visitEachChild(node, anew, context, undefined, anew) ?? node;
      const made = children === node ? factory.cloneNode(node) : children;
      if (keeping === "placed") delete (made as { original?: TypeScript.Node }).original;
      return ts.setTextRange(made, keeping === "updated" ? { pos: -1, end: -1 } : node);
    };
    return (sourceFile) => ts.visitEachChild(sourceFile, anew, context);
  };
}
