// A text in; its syntax tree out, with the parent and the scope of each node.
import { LexicalScope } from "../../../transformer/select/lexical-scope.js";
import {
  type BodiedFunction,
  type Comment,
  forEachChild,
  isBodied,
  isWrapper,
  type Node,
  parseFile,
} from "../../../transformer/source/parse.js";

interface Place {
  readonly parent: Node | undefined;
  readonly scope: LexicalScope;
}

/** A parsed file whose nodes know where they stand. */
export interface Tree {
  readonly text: string;
  readonly fileName: string;
  readonly program: Node;
  readonly comments: readonly Comment[];
  /** Every node, outer before inner. */
  readonly nodes: readonly Node[];
  /** Names that something is assigned to after their declaration. */
  readonly assigned: ReadonlySet<string>;
  parentOf(node: Node): Node | undefined;
  scopeOf(node: Node): LexicalScope;
}

/** Parses a text; `undefined` where it does not parse. */
export function treeOf(text: string, fileName: string): Tree | undefined {
  const file = parseFile(text, fileName);
  if (!file) return undefined;
  const places = new Map<Node, Place>();
  const assigned = new Set<string>();
  const visit = (node: Node, parent: Node | undefined, outer: LexicalScope): void => {
    const scope = outer.enter(node);
    places.set(node, { parent, scope });
    const target =
      node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" && node.argument;
    if (target && target.type === "Identifier") assigned.add(target.name);
    forEachChild(node, (child) => visit(child, node, scope));
  };
  const program = file.program as Node;
  visit(program, undefined, new LexicalScope());
  return {
    text,
    fileName,
    program,
    comments: file.comments,
    nodes: [...places.keys()],
    assigned,
    parentOf: (node) => places.get(node)?.parent,
    scopeOf: (node) => (places.get(node) as Place).scope,
  };
}

/** The nearest function around a node, which may be the node itself. */
export function functionAround(tree: Tree, node: Node): BodiedFunction | undefined {
  for (let at: Node | undefined = node; at; at = tree.parentOf(at)) if (isBodied(at)) return at;
  return undefined;
}

/** Calls `visit` for a node and all below it; `false` from it leaves out what is below. */
export function walk(node: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  forEachChild(node, (child) => walk(child, visit));
}

/** The nearest node around one that is more than parentheses or a type assertion. */
export function realParent(tree: Tree, node: Node): Node | undefined {
  let parent = tree.parentOf(node);
  while (parent && isWrapper(parent)) parent = tree.parentOf(parent);
  return parent;
}

/** The text of a string or of a template without expressions. */
export function constantText(node: Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name of a key that is not computed. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === "Identifier") return computed ? undefined : key.name;
  if (key.type === "Literal") return typeof key.value === "string" ? key.value : undefined;
  return undefined;
}

/** Whether a node has returns and throws of its own. */
export function isFunction(node: Node): boolean {
  return /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node.type);
}
