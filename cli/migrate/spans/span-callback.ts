// The callback of startActiveSpan in; what of it is the program, and what its span alone, out.
import type { BodiedFunction, Node } from "../../../transformer/source/parse.js";
import type { Origins } from "../tree/origin.js";
import { keyName, type Tree } from "../tree/tree.js";
import { readFailure } from "./failure-block.js";
import { isLeft, type Left } from "./finding.js";
import { methodOf, reasonAgainst, spanUses } from "./span-uses.js";

type TryStatement = Extract<Node, { readonly type: "TryStatement" }>;

/** A range of the text that stays. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** What stays of a callback. */
export interface Program {
  /** In their order; what is between them goes. */
  readonly pieces: readonly Piece[];
  /** Statements within the pieces that go. */
  readonly removed: readonly Node[];
  /** The statements that are then at the top of the function. */
  readonly statements: readonly Node[];
  /** Uses of the span in what stays. */
  readonly uses: readonly Node[];
  /** What the span is called. */
  readonly span: string | undefined;
}

/** Reads `(span) => { try { … } catch (e) { … throw e } finally { span.end() } }`. */
export function readSpanCallback(callback: BodiedFunction, tree: Tree, origins: Origins): Program | Left {
  const found = spanUses(callback, tree);
  if (isLeft(found)) return found;
  const { name, uses } = found;
  if (name === undefined || callback.body?.type !== "BlockStatement")
    return { at: callback.start, why: "it does not end its span" };
  const statements = callback.body.body as Node[];
  const last = statements.at(-1);
  const before = statements.slice(0, -1);
  if (last?.type !== "TryStatement" || !endsSpan(last, name))
    return { at: callback.start, why: "its span does not end in a `finally` around all of it" };
  const early = before.find(
    (each) => !uses.some((use) => isWithin(use, each)) || each.type !== "ExpressionStatement",
  );
  if (early)
    return { at: early.start, why: "code stands before the `try`, where a failure would not end the span" };
  if (!last.handler) return { at: last.start, why: "it records no failure, and a directive's span does" };
  const failure = readFailure(last.handler, name, tree, origins);
  if (isLeft(failure)) return failure;
  const removed = [
    ...(failure.kind === "throws" ? failure.removed : []),
    ...successes(last.block.body as Node[], name, tree, origins),
  ];
  const kept =
    failure.kind === "gone"
      ? interiorOf(last.block as Node, tree)
      : { start: last.start, end: last.handler.end };
  const pieces = [...pieceOf(before), ...(kept.end > kept.start ? [kept] : [])];
  const staying = uses.filter(
    (use) => pieces.some((piece) => isWithin(use, piece)) && !removed.some((each) => isWithin(use, each)),
  );
  for (const use of staying) {
    const why = reasonAgainst(use, tree);
    if (why) return { at: use.start, why };
  }
  const top = failure.kind === "gone" ? (last.block.body as Node[]) : [last];
  return { pieces, removed, statements: [...before, ...top], uses: staying, span: name };
}

/** All of a block or of an expression body, for callbacks that need no code for their span. */
export function interiorOf(block: Node, tree: Tree): Piece {
  const inner = tree.text.slice(block.start + 1, block.end - 1);
  const start = block.start + 1 + (/^\s*/.exec(inner)?.[0].length ?? 0);
  return { start, end: Math.max(start, block.end - 1 - (/\s*$/.exec(inner)?.[0].length ?? 0)) };
}

function pieceOf(statements: readonly Node[]): readonly Piece[] {
  const [first] = statements;
  return first ? [{ start: first.start, end: (statements.at(-1) as Node).end }] : [];
}

/** Whether one range lies in another. */
export function isWithin(inner: Piece, outer: Piece): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function endsSpan({ finalizer }: TryStatement, span: string): boolean {
  const [statement, ...more] = (finalizer?.body ?? []) as Node[];
  const call = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  if (more.length > 0 || call?.type !== "CallExpression" || call.arguments.length > 0) return false;
  return isCallOf(call, span) && methodOf(call) === "end";
}

function isCallOf(call: Node, span: string): boolean {
  const callee = call.type === "CallExpression" ? call.callee : undefined;
  return (
    callee?.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === span
  );
}

/** `span.setStatus({ code: OK })` right before the function ends well, which a traced function says by itself. */
function successes(statements: readonly Node[], span: string, tree: Tree, origins: Origins): readonly Node[] {
  return statements.filter((statement, index) => {
    const call = statement.type === "ExpressionStatement" ? statement.expression : undefined;
    if (call?.type !== "CallExpression" || !isCallOf(call, span) || methodOf(call) !== "setStatus")
      return false;
    const next = statements[index + 1];
    const isEnd =
      !next || (next.type === "ReturnStatement" && (!next.argument || isSettled(next.argument, tree)));
    return isEnd && index >= statements.length - 2 && isOk(call.arguments as Node[], origins);
  });
}

/** Whether returning a value cannot fail any more: a promise among them could. */
function isSettled(value: Node, tree: Tree): boolean {
  if (value.type !== "Identifier") return value.type === "Literal";
  const values = tree.scopeOf(value).bindingOf(value.name)?.values ?? [];
  return values.length === 1 && values[0]?.node.type === "AwaitExpression" && !tree.assigned.has(value.name);
}

function isOk([status, ...more]: readonly Node[], origins: Origins): boolean {
  if (status?.type !== "ObjectExpression" || more.length > 0 || status.properties.length !== 1) return false;
  const [property] = status.properties;
  if (property?.type !== "Property" || keyName(property.key, property.computed) !== "code") return false;
  const { value } = property;
  return value.type === "Literal"
    ? value.value === 1
    : origins.of(value) === "@opentelemetry/api#SpanStatusCode.OK";
}
