// A tree in; every span that a call with a callback makes, by OpenTelemetry's API or dd-trace, out.
import type MagicString from "magic-string";
import { type BodiedFunction, isBodied, type Node, unwrap } from "../../../transformer/source/parse.js";
import type { Origins } from "../tree/origin.js";
import { constantText, keyName, type Tree, walk } from "../tree/tree.js";
import {
  declaredNames,
  type Enclosing,
  enclosingOf,
  parameterNames,
  reasonOfCallback,
  reasonOfResult,
} from "./enclosing-function.js";
import { type Finding, isLeft, type Left, type Migration } from "./finding.js";
import { interiorOf, isWithin, type Program, readSpanCallback } from "./span-callback.js";
import { type ReadOptions, readDatadogOptions, readSpanOptions } from "./span-options.js";
import { spanUses, writeUse } from "./span-uses.js";
import { writeBody } from "./unwrap-body.js";

type Call = Extract<Node, { readonly type: "CallExpression" }>;

const OPENTELEMETRY = /^@opentelemetry\/api#trace\.(?:getTracerProvider\(\)\.)?getTracer\(\)\.(\w+)$/;
const DATADOG = /^dd-trace#(?:(?:default|tracer)\.){0,2}(?:init\(\)\.)?(\w+)$/;

/** What a call is that makes a span; `undefined` if it makes none. */
export function spanCall(
  call: Call,
  origins: Origins,
): "active" | "detached" | "datadog" | "unknown" | undefined {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? keyName(callee.property, callee.computed) : undefined;
  if (method !== "startActiveSpan" && method !== "startSpan" && method !== "trace") return undefined;
  const origin = origins.of(callee) ?? "";
  if (DATADOG.exec(origin)?.[1] === "trace") return "datadog";
  if (OPENTELEMETRY.test(origin)) return method === "startActiveSpan" ? "active" : "detached";
  return method === "startActiveSpan" ? "unknown" : undefined;
}

/** Reads every such call of a file. */
export function findPyramids(tree: Tree, origins: Origins): readonly Finding[] {
  return tree.nodes.flatMap((node) =>
    node.type === "CallExpression" ? [readCall(node, tree, origins) ?? []].flat() : [],
  );
}

function readCall(call: Call, tree: Tree, origins: Origins): Finding | undefined {
  const kind = spanCall(call, origins);
  const left = (why: string, at = call.start): Left => ({ at, why });
  if (kind === undefined) return undefined;
  if (kind === "unknown") return left("where its tracer comes from cannot be told in this file");
  if (kind === "detached") return left("`startSpan` makes a span that is not the current one");
  const [nameNode, ...rest] = call.arguments as Node[];
  const callback = rest.at(-1) && unwrap(rest.at(-1) as Node);
  if (!nameNode || !callback || !isBodied(callback)) return left("its callback stands elsewhere");
  if (rest.length > 2) return left("it is given a context");
  const name = nameOf(nameNode, tree);
  if (name === undefined) return left("its name is computed", nameNode.start);
  const read = kind === "active" ? readSpanOptions : readDatadogOptions;
  const options = read(rest.length === 2 ? rest[0] : undefined, origins);
  if (isLeft(options)) return options;
  const enclosing = enclosingOf(call, tree, origins);
  if (isLeft(enclosing)) return enclosing;
  const why =
    reasonOfCallback(callback) ??
    reasonOfResult(enclosing, callback, tree, kind === "active") ??
    nestedReason(callback, tree, origins);
  if (why) return left(why);
  const program =
    kind === "active" ? readSpanCallback(callback, tree, origins) : readPlainCallback(callback, tree);
  if (isLeft(program)) return program;
  const clash = clashOf(enclosing, program, options);
  if (clash !== undefined) return left(`\`${clash}\` would be declared twice in its function`);
  if (losesComment(enclosing, program, tree))
    return left("a comment stands in what would go; move it into the `try`, or remove it");
  return migrationOf({ call, name, options, enclosing, callback, program }, tree);
}

/** A text, or a constant of this file that is one. */
function nameOf(node: Node, tree: Tree): string | undefined {
  const text = constantText(unwrap(node));
  if (text !== undefined || node.type !== "Identifier" || tree.assigned.has(node.name)) return text;
  const binding = tree.scopeOf(node).bindingOf(node.name);
  const [value, ...more] = binding?.values ?? [];
  return value && more.length === 0 && !binding?.parameter ? constantText(value.node) : undefined;
}

/** A span that stays as it is would have its parent from another library. */
function nestedReason(callback: BodiedFunction, tree: Tree, origins: Origins): string | undefined {
  let found: string | undefined;
  walk(callback.body as Node, (node) => {
    if (node.type !== "CallExpression" || spanCall(node, origins) === undefined) return true;
    const inner = enclosingOf(node, tree, origins);
    if (isLeft(inner) || inner.node === callback)
      found = "another span is made inside of it, which stays as it is";
    return true;
  });
  return found;
}

function readPlainCallback(callback: BodiedFunction, tree: Tree): Program | Left {
  const found = spanUses(callback, tree);
  if (isLeft(found)) return found;
  const [use] = found.uses;
  if (use) return { at: use.start, why: "dd-trace's span is used here, which has methods of its own" };
  const body = callback.body as Node;
  const isBlock = body.type === "BlockStatement";
  const piece = isBlock ? interiorOf(body, tree) : { start: body.start, end: body.end };
  const statements = isBlock ? (body.body as Node[]) : [];
  return {
    pieces: piece.end > piece.start ? [piece] : [],
    removed: [],
    statements,
    uses: [],
    span: undefined,
  };
}

function clashOf(enclosing: Enclosing, program: Program, { inCode }: ReadOptions): string | undefined {
  const declared = new Set(declaredNames(program.statements));
  if (program.span !== undefined) declared.add(program.span);
  const taken = [...parameterNames(enclosing.node), "arguments"];
  for (const property of inCode)
    walk(property, (node) => {
      if (node.type === "Identifier") taken.push(node.name);
      return true;
    });
  return taken.find((name) => declared.has(name));
}

function losesComment({ body }: Enclosing, { pieces, removed }: Program, tree: Tree): boolean {
  return tree.comments.some(
    (comment) =>
      isWithin(comment, body) &&
      (!pieces.some((piece) => isWithin(comment, piece)) || removed.some((each) => isWithin(comment, each))),
  );
}

interface Pyramid {
  readonly call: Call;
  readonly name: string;
  readonly options: ReadOptions;
  readonly enclosing: Enclosing;
  readonly callback: BodiedFunction;
  readonly program: Program;
}

function migrationOf({ call, name, options, enclosing, callback, program }: Pyramid, tree: Tree): Migration {
  const prelude = preludeOf(options, program, tree);
  return {
    targets: [enclosing.node],
    at: call.start,
    words: { ...options.words, name },
    range: enclosing.node,
    functionsLess: 1,
    usesCurrentSpan: prelude.length > 0,
    edit(edited: MagicString) {
      const isExpression = callback.body?.type !== "BlockStatement";
      const [piece] = program.pieces;
      if (isExpression && piece) {
        edited.appendRight(piece.start, enclosing.returned ? "return " : "");
        edited.appendLeft(piece.end, ";");
      }
      for (const use of program.uses) writeUse(use, tree, edited);
      writeBody(enclosing, callback, { ...program, prelude }, tree, edited);
    },
  };
}

/** The statements that get the span where the code needs it. */
function preludeOf({ inCode }: ReadOptions, { uses, span }: Program, tree: Tree): readonly string[] {
  const current = uses.length > 0 ? span : undefined;
  const lines = current === undefined ? [] : [`const ${current} = getCurrentSpan();`];
  if (inCode.length > 0) {
    const properties = inCode.map(({ start, end }) => tree.text.slice(start, end)).join(", ");
    lines.push(`${current ?? "getCurrentSpan()"}?.setAttributes({ ${properties} });`);
  }
  return lines;
}
