// A function that is handed a span in; out, how its uses of it are written with the current span, or why they cannot be.
import type MagicString from "magic-string";
import { type BodiedFunction, type Node, unwrap } from "../../../transformer/source/parse.js";
import { onlyReads } from "../tree/inert.js";
import { keyName, realParent, type Tree, walk } from "../tree/tree.js";
import type { Left } from "./finding.js";

/** Methods that both kinds of span have, with the same meaning. */
const METHODS: ReadonlySet<string> = new Set([
  "addEvent",
  "addLink",
  "addLinks",
  "recordException",
  "setAttribute",
  "setAttributes",
  "setStatus",
  "updateName",
]);

/** The span's name in the function that is handed it, and where it is used. */
export interface SpanUses {
  readonly name: string | undefined;
  readonly uses: readonly Node[];
}

/** Every use of the first parameter. */
export function spanUses(callback: BodiedFunction, tree: Tree): SpanUses | Left {
  const [first, ...more] = callback.params as Node[];
  if (more[0]) return { at: more[0].start, why: "what makes the span is handed more than the span" };
  if (!first) return { name: undefined, uses: [] };
  if (first.type !== "Identifier") return { at: first.start, why: "the span is taken apart" };
  const { name } = first;
  const uses: Node[] = [];
  walk(callback.body as Node, (node) => {
    if (node.type === "Identifier" && node.name === name && isReference(node, tree)) uses.push(node);
    return true;
  });
  const other = uses.find((use) => tree.scopeOf(use).bindingOf(name)?.parameter?.owner !== callback);
  if (other) return { at: other.start, why: `\`${name}\` stands for something else here` };
  return { name, uses };
}

function isReference(node: Node, tree: Tree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === "MemberExpression") return parent.object === node || parent.computed;
  if (
    parent?.type === "Property" ||
    parent?.type === "PropertyDefinition" ||
    parent?.type === "MethodDefinition"
  )
    return parent.value === node || (parent.computed && parent.key === node);
  return true;
}

/** Why one use has no equal, or nothing. */
export function reasonAgainst(use: Node, tree: Tree): string | undefined {
  const call = callOn(use, tree);
  if (!call) return "the span itself is handed on or read here";
  const chain = chainOf(call, tree);
  for (const each of chain) {
    const name = each.type === "CallExpression" ? methodOf(each) : undefined;
    if (name === "end") return "the span does not end in the `finally` alone";
    if (name === undefined || !METHODS.has(name))
      return `\`${name ?? "this"}\` of the span gives a value, which may be absent`;
    if (each.type === "CallExpression" && !(each.arguments as Node[]).every(onlyReads))
      return "what is set is computed by a call, which would not be made with tracing off";
  }
  const last = chain.at(-1) as Node;
  let parent = realParent(tree, last);
  if (parent?.type === "ChainExpression") parent = realParent(tree, parent);
  return parent?.type === "ExpressionStatement" ? undefined : "the value of a call on the span is used";
}

/** Makes `span.x()` `span?.x()`. */
export function writeUse(use: Node, tree: Tree, edited: MagicString): void {
  const access = tree.parentOf(use);
  if (access?.type !== "MemberExpression" || access.optional) return;
  const dot = tree.text.indexOf(".", use.end);
  edited.appendLeft(dot, "?");
}

function callOn(use: Node, tree: Tree): Node | undefined {
  const access = tree.parentOf(use);
  if (access?.type !== "MemberExpression" || access.object !== use || access.computed) return undefined;
  if (/[/]/.test(tree.text.slice(use.end, access.property.start))) return undefined;
  const call = tree.parentOf(access);
  return call?.type === "CallExpression" && call.callee === access ? call : undefined;
}

/** The call, and those on its result: `span.setAttribute(…).addEvent(…)`. */
function chainOf(call: Node, tree: Tree): readonly Node[] {
  const access = tree.parentOf(call);
  const next =
    access?.type === "MemberExpression" && access.object === call ? tree.parentOf(access) : undefined;
  return next?.type === "CallExpression" && next.callee === access ? [call, ...chainOf(next, tree)] : [call];
}

/** The name of the method that a call calls. */
export function methodOf(call: Node): string | undefined {
  const callee = call.type === "CallExpression" ? unwrap(call.callee) : undefined;
  return callee?.type === "MemberExpression" ? keyName(callee.property, callee.computed) : undefined;
}
