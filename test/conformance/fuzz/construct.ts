// What generated programs are made of: trees of constructs, and how one construct is generated and written.
import type { Writer } from "./writer.js";

/** The grammar's categories. */
export type Sort = "expression" | "statement" | "function" | "parameter" | "pattern" | "member";

/** One construct with its choices. It knows no names: whoever writes it picks one that is in scope. */
export interface Tree {
  readonly name: string;
  /** Small numbers, for every choice that is no tree; 0 is the simplest. */
  readonly picks: readonly number[];
  readonly kids: readonly (readonly Tree[])[];
}

/** How a construct is generated, and written where its choices make sense. */
export interface Construct {
  readonly kids: readonly (Sort | `${Sort}*`)[];
  /** How often it is generated, compared with the others of its sort. @default 2 */
  readonly weight?: number;
  /** Its text; `undefined` where the language does not allow it, then something simpler stands there. */
  write(writer: Writer, tree: Tree): string | undefined;
}

/** Constructs of one sort by name. */
export type Table = Readonly<Record<string, Construct>>;

/** Chooses from a list that is not empty. */
export function choose<T>(tree: Tree, pick: number, list: readonly T[]): T {
  return list[pickOf(tree, pick) % list.length] as T;
}

/** One of the tree's numbers. */
export const pickOf = (tree: Tree, pick: number): number => tree.picks[pick] as number;

/** The only kid at a position. */
export const kid = (tree: Tree, position: number): Tree => tree.kids[position]?.[0] as Tree;

/** All kids at a position. */
export const kids = (tree: Tree, position: number): readonly Tree[] => tree.kids[position] as readonly Tree[];
