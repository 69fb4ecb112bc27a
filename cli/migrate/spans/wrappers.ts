// A tree in; every call that wraps a function in a span, by dd-trace or autotel, out.
import type MagicString from "magic-string";
import { type BodiedFunction, isBodied, type Node, unwrap } from "../../../transformer/source/parse.js";
import { isPlain, returnsNoPromise } from "../tree/no-promise.js";
import type { Origins } from "../tree/origin.js";
import { constantText, keyName, realParent, type Tree, walk } from "../tree/tree.js";
import { hasBusyDefault } from "./enclosing-function.js";
import { type Finding, isLeft, type Left, type Migration, type SpanWords } from "./finding.js";
import { isWithin } from "./span-callback.js";
import { readDatadogOptions } from "./span-options.js";

type Call = Extract<Node, { readonly type: "CallExpression" }>;

const DATADOG = /^dd-trace#(?:(?:default|tracer)\.){0,2}(?:init\(\)\.)?wrap$/;

/** Reads every such call of a file. */
export function findWrappers(tree: Tree, origins: Origins): readonly Finding[] {
  return tree.nodes.flatMap((node) => {
    if (node.type !== "CallExpression") return [];
    const origin = origins.of(node.callee) ?? "";
    if (DATADOG.test(origin))
      return [readWrapper(node, tree, (given) => datadogWords(given), reasonOfDatadog)];
    if (origin !== "autotel#trace") return [];
    return [
      readWrapper(
        node,
        tree,
        (given, wrapped) => autotelWords(given, wrapped, node, tree),
        (wrapped) => reasonOfAutotel(wrapped, origins),
      ),
    ];
  });
}

function readWrapper(
  call: Call,
  tree: Tree,
  wordsOf: (given: readonly Node[], wrapped: BodiedFunction) => SpanWords | Left,
  reasonOf: (wrapped: BodiedFunction) => string | undefined,
): Finding {
  const left = (why: string): Left => ({ at: call.start, why });
  const given = call.arguments as Node[];
  const last = given.at(-1);
  const wrapped = last && unwrap(last);
  if (!wrapped || !isBodied(wrapped)) return left("the function that it wraps stands elsewhere");
  const words = wordsOf(given.slice(0, -1), wrapped);
  if (isLeft(words)) return words;
  const why = reasonOf(wrapped) ?? reasonOfPlace(call, wrapped, tree) ?? reasonOfFunction(wrapped, tree);
  if (why) return left(why);
  if (tree.comments.some((each) => isWithin(each, call) && !isWithin(each, wrapped)))
    return left("a comment stands in what would go");
  return migrationOf(call, wrapped, words, tree);
}

function migrationOf(call: Call, wrapped: BodiedFunction, words: SpanWords, tree: Tree): Migration {
  return {
    targets: [wrapped],
    at: call.start,
    words,
    range: call,
    anchor: anchorOf(call, tree),
    ownName: heldAs(call, wrapped, tree),
    functionsLess: 0,
    usesCurrentSpan: false,
    edit(edited: MagicString) {
      edited.remove(call.start, wrapped.start);
      edited.remove(wrapped.end, call.end);
    },
  };
}

const CARRIERS =
  /^(?:AssignmentExpression|ExportDefaultDeclaration|ExportNamedDeclaration|ExpressionStatement|ParenthesizedExpression|Property|PropertyDefinition|ReturnStatement|TS\w+|VariableDeclaration|VariableDeclarator)$/;

/** The beginning of what only holds the call: `export const f =`, a property, a field. */
function anchorOf(call: Node, tree: Tree): number {
  const parent = tree.parentOf(call);
  if (!parent || !CARRIERS.test(parent.type)) return call.start;
  if (parent.type === "VariableDeclaration" && parent.declarations[0] !== call) return call.start;
  return anchorOf(parent, tree);
}

function reasonOfFunction(wrapped: BodiedFunction, tree: Tree): string | undefined {
  if (wrapped.type !== "ArrowFunctionExpression" && wrapped.generator)
    return "a generator's span ends at once now, and would last until its end";
  if (!wrapped.async && !returnsNoPromise(tree, wrapped))
    return "it may return a thenable that is no promise; `async` or a return type says that it does not";
  return hasBusyDefault(wrapped)
    ? "what a parameter's default throws is in its span now, and would be in none"
    : undefined;
}

/** Where the function alone means the same as the call that wraps it. */
function reasonOfPlace(call: Call, wrapped: BodiedFunction, tree: Tree): string | undefined {
  const parent = realParent(tree, call);
  const isValue =
    parent &&
    (/^(?:VariableDeclarator|Property|PropertyDefinition|ReturnStatement|ArrowFunctionExpression)$/.test(
      parent.type,
    ) ||
      (parent.type === "AssignmentExpression" && parent.operator === "=") ||
      (parent.type === "ExportDefaultDeclaration" && wrapped.type === "ArrowFunctionExpression"));
  return isValue ? undefined : "what takes it may look at how many parameters it has";
}

function datadogWords(given: readonly Node[]): SpanWords | Left {
  const [nameNode, options, ...more] = given;
  const name = nameNode && constantText(unwrap(nameNode));
  if (!nameNode || name === undefined || more.length > 0)
    return { at: nameNode?.start ?? 0, why: "its name is computed" };
  const read = readDatadogOptions(options);
  return isLeft(read) ? read : { ...read.words, name };
}

/** A function in the last place of a call is a callback for dd-trace, with which the span ends. */
function reasonOfDatadog({ params }: BodiedFunction): string | undefined {
  const last = params.at(-1) as Node | undefined;
  if (!last) return undefined;
  const type =
    last.type === "Identifier" ? (last.typeAnnotation?.typeAnnotation as Node | undefined) : undefined;
  return type && (isPlain(type) || type.type === "TSTypeLiteral")
    ? undefined
    : "its last argument may be a function, which dd-trace takes for a callback; a type says that it is none";
}

function autotelWords(
  given: readonly Node[],
  wrapped: BodiedFunction,
  call: Call,
  tree: Tree,
): SpanWords | Left {
  const [first, ...more] = given;
  const left = (why: string): Left => ({ at: first?.start ?? call.start, why });
  if (more.length > 0) return left("it has arguments that are not known");
  if (first) {
    const node = unwrap(first);
    const name = constantText(node) ?? onlyName(node);
    return name === undefined
      ? left("its name is computed, or no directive can say its options")
      : { name, attributes: [] };
  }
  const name = heldAs(call, wrapped, tree);
  return name === undefined ? left("autotel guesses its name where it runs") : { name, attributes: [] };
}

/** The name of a function expression, or of the variable that holds it. */
function heldAs(call: Call, wrapped: BodiedFunction, tree: Tree): string | undefined {
  const parent = realParent(tree, call);
  const own = wrapped.type === "ArrowFunctionExpression" ? undefined : wrapped.id?.name;
  if (own !== undefined || parent?.type !== "VariableDeclarator") return own;
  return parent.id.type === "Identifier" ? parent.id.name : undefined;
}

/** The name in `{ name: "…" }`. */
function onlyName(node: Node): string | undefined {
  const [property, ...more] = node.type === "ObjectExpression" ? node.properties : [];
  if (property?.type !== "Property" || more.length > 0) return undefined;
  return keyName(property.key, property.computed) === "name"
    ? constantText(unwrap(property.value))
    : undefined;
}

const CONTEXT = /^autotel#(?:ctx|requestCtx|getActiveTraceContext)\b/;

function reasonOfAutotel(wrapped: BodiedFunction, origins: Origins): string | undefined {
  let found = false;
  walk(wrapped.body as Node, (node) => {
    found ||= node.type === "Identifier" && CONTEXT.test(origins.of(node) ?? "");
    return true;
  });
  return found ? "autotel's context is used in it" : undefined;
}
