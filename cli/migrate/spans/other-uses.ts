// A tree in; out, every use of a tracing library that no other reader takes, with the reason why it stays.
import { type Node, unwrap } from "../../../transformer/source/parse.js";
import type { Origins } from "../tree/origin.js";
import { keyName, type Tree } from "../tree/tree.js";
import type { Left } from "./finding.js";
import { isWithin } from "./span-callback.js";

type Call = Extract<Node, { readonly type: "CallExpression" }>;

const OPENTELEMETRY = "@opentelemetry/api#";

/** Calls, by where the function comes from. */
const CALLS: readonly (readonly [origin: RegExp, why: string])[] = [
  [
    /^@opentelemetry\/api#trace\.(?:setSpan|setSpanContext|deleteSpan|wrapSpanContext)$/,
    "it puts a span into a context by hand",
  ],
  [/^@opentelemetry\/api#context\.(?:with|bind)$/, "it runs code in a context by hand"],
  [/^dd-trace#(?:(?:default|tracer)\.){0,2}(?:init\(\)\.)?startSpan$/, "a span that is ended by hand stays"],
  [
    /^dd-trace#(?:(?:default|tracer)\.){0,2}(?:init\(\)\.)?scope\(\)\.(?:activate|bind)$/,
    "it makes a span the current one by hand",
  ],
  [
    /^autotel(?:\/[\w-]+)?#(?:trace[A-Z.]\w*|with\w*(?:Trac|Span)\w*|span|instrument|define\w*Span)$/,
    "no directive does all that this function of autotel does",
  ],
  [/^nestjs-otel#TraceService\b/, "nestjs-otel's service makes spans by hand"],
];

const TRACER = /^@opentelemetry\/api#trace\.(?:getTracerProvider\(\)\.)?getTracer\(\)$/;
const METHOD = /\.getTracer\(\)\.(?:startSpan|startActiveSpan)$/;

/** Reads every such use of a file. */
export function findOtherUses(tree: Tree, origins: Origins): readonly Left[] {
  const calls = tree.nodes.flatMap((node) => {
    const why = node.type === "CallExpression" ? reasonOfCall(node, origins) : undefined;
    return why === undefined ? [] : [{ node, why }];
  });
  const outer = calls.filter(
    ({ node }) => !calls.some((each) => each.node !== node && isWithin(node, each.node)),
  );
  return [
    ...outer.map(({ node, why }) => ({ at: node.start, why })),
    ...tree.nodes.flatMap((node) => handedOn(node, tree, origins) ?? []),
    ...tree.nodes.flatMap((node) => ownDecorator(node, tree, origins) ?? []),
  ];
}

function reasonOfCall(call: Call, origins: Origins): string | undefined {
  const callee = unwrap(call.callee);
  const origin = origins.of(callee);
  if (origin !== undefined) return CALLS.find(([known]) => known.test(origin))?.[1];
  if (callee.type !== "MemberExpression") return undefined;
  const name = keyName(callee.property, callee.computed);
  if (name === undefined && TRACER.test(origins.of(callee.object) ?? ""))
    return "which of the tracer's methods it calls is computed";
  // Other libraries have a `startSpan` as well.
  return name === "startSpan" && /tracer\W*$/i.test(lastName(callee.object))
    ? "where its tracer comes from cannot be told in this file"
    : undefined;
}

function lastName(node: Node): string {
  const object = unwrap(node);
  if (object.type === "Identifier" || object.type === "PrivateIdentifier") return object.name;
  return object.type === "MemberExpression" ? lastName(object.property) : "";
}

/** A tracer, or one of its methods, that is more than called: who has it may make spans. */
function handedOn(node: Node, tree: Tree, origins: Origins): Left | undefined {
  if (node.type !== "Identifier" && node.type !== "MemberExpression") return undefined;
  const parent = tree.parentOf(node);
  if (!parent || !isValue(node, parent)) return undefined;
  const origin = origins.of(node) ?? "";
  if (!origin.startsWith(OPENTELEMETRY)) return undefined;
  if (METHOD.test(origin))
    return { at: node.start, why: "the method is handed on, and makes spans elsewhere" };
  return TRACER.test(origin)
    ? { at: node.start, why: "the tracer is handed on, and may make spans elsewhere" }
    : undefined;
}

/** Whether an expression is used as a value: not called, declared, asked for a member, imported or exported. */
function isValue(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "MemberExpression":
      return false;
    case "CallExpression":
    case "NewExpression":
      return parent.callee !== node;
    case "VariableDeclarator":
      return parent.init === node && parent.id.type !== "Identifier";
    case "Property":
      return parent.value === node;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "ArrayExpression":
    case "AssignmentExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "SpreadElement":
      return !("left" in parent && parent.type === "AssignmentExpression" && parent.left === node);
    default:
      return false;
  }
}

const MAKES_SPANS = /\bstart(?:Active)?Span\b/;

/** A decorator of the project itself, whose function makes spans. */
function ownDecorator(node: Node, tree: Tree, origins: Origins): Left | undefined {
  if (node.type !== "Decorator") return undefined;
  const expression = unwrap(node.expression as Node);
  const callee = expression.type === "CallExpression" ? unwrap(expression.callee) : expression;
  if (callee.type !== "Identifier") return undefined;
  const { name } = callee;
  const declared = tree.nodes.find((each) => isDeclarationOf(each, name));
  const text = declared ? tree.text.slice(declared.start, declared.end) : (origins.sourceOf(name) ?? "");
  return MAKES_SPANS.test(text)
    ? {
        at: node.start,
        why: `\`@${name}\` is a decorator of your own; a directive marks a method that it wraps`,
      }
    : undefined;
}

function isDeclarationOf(node: Node, name: string): boolean {
  if (node.type !== "FunctionDeclaration" && node.type !== "VariableDeclarator") return false;
  return node.id?.type === "Identifier" && node.id.name === name;
}
