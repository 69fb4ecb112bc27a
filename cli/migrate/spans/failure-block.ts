// The catch clause of a span written by hand in; what a tracer does by itself, and what is the program's own, out.
import { type Node, unwrap } from "../../../transformer/source/parse.js";
import type { Origins } from "../tree/origin.js";
import { isFunction, keyName, type Tree, walk } from "../tree/tree.js";
import type { Left } from "./finding.js";

type CatchClause = Extract<Node, { readonly type: "CatchClause" }>;

/** What becomes of a catch clause. */
export type Failure =
  /** It records, sets the status and throws on, as every traced function does. */
  | { readonly kind: "gone" }
  /** It does more and throws on: these statements go, the rest stays. */
  | { readonly kind: "throws"; readonly removed: readonly Node[] }
  /** It throws nothing: all of it stays. */
  | { readonly kind: "handles" };

/** Reads the catch clause; `span` is the name of the span in it. */
export function readFailure(clause: CatchClause, span: string, tree: Tree, origins: Origins): Failure | Left {
  const statements = clause.body.body as Node[];
  const thrown = thrownNodes(clause.body);
  if (thrown.length === 0) return { kind: "handles" };
  const error = clause.param?.type === "Identifier" ? clause.param.name : undefined;
  const block = new FailureBlock(error, span, tree, origins);
  const last = statements.at(-1);
  if (thrown.length > 1 || last?.type !== "ThrowStatement" || !block.isError(last.argument))
    return {
      at: thrown[0]?.start ?? clause.start,
      why: "it does not always throw the error that it records",
    };
  if (returns(clause.body)) return { at: clause.start, why: "it throws some errors and not others" };
  const recorded = statements.filter((each) => block.records(each));
  const statuses = statements.filter((each) => block.setsStatus(each));
  if (recorded.length !== 1 || statuses.length !== 1)
    return { at: clause.start, why: "a failure would get a status or an exception that it has not got now" };
  const removed = [...recorded, ...statuses];
  const rest = statements.filter((each) => !removed.includes(each) && each !== last && !block.isAlias(each));
  return rest.length === 0 ? { kind: "gone" } : { kind: "throws", removed };
}

function thrownNodes(body: Node): readonly Node[] {
  const found: Node[] = [];
  walk(body, (node) => {
    if (node.type === "ThrowStatement") found.push(node);
    return !isFunction(node);
  });
  return found;
}

function returns(body: Node): boolean {
  let found = false;
  walk(body, (node) => {
    found ||= node.type === "ReturnStatement";
    return !isFunction(node);
  });
  return found;
}

/** Reads single statements of the clause. */
class FailureBlock {
  readonly #error: string | undefined;
  readonly #span: string;
  readonly #tree: Tree;
  readonly #origins: Origins;
  /** Other names of the error. */
  readonly #aliases = new Set<string>();

  constructor(error: string | undefined, span: string, tree: Tree, origins: Origins) {
    this.#error = error;
    this.#span = span;
    this.#tree = tree;
    this.#origins = origins;
  }

  /** The caught value itself, also through a type assertion. */
  isError(expression: Node | null): boolean {
    const node = expression && unwrap(expression);
    return node?.type === "Identifier" && node.name === this.#error;
  }

  /** `const err = e as Error`, or `e instanceof Error ? e : new Error(String(e))`. */
  isAlias(statement: Node): boolean {
    if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return false;
    const [declared, ...more] = statement.declarations;
    if (more.length > 0 || declared?.id.type !== "Identifier" || !declared.init) return false;
    if (!this.#isException(declared.init)) return false;
    this.#aliases.add(declared.id.name);
    return true;
  }

  records(statement: Node): boolean {
    this.isAlias(statement);
    const [argument, ...more] = this.#argumentsOf(statement, "recordException") ?? [];
    return argument !== undefined && more.length === 0 && this.#isException(argument);
  }

  setsStatus(statement: Node): boolean {
    const [given] = this.#argumentsOf(statement, "setStatus") ?? [];
    const status = given && unwrap(given);
    if (status?.type !== "ObjectExpression") return false;
    return status.properties.every((property) => {
      const name = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
      if (property.type !== "Property" || name === undefined) return false;
      return name === "code"
        ? isErrorCode(property.value, this.#origins)
        : name === "message" && this.#isMessage(property.value);
    });
  }

  #argumentsOf(statement: Node, method: string): readonly Node[] | undefined {
    const call = statement.type === "ExpressionStatement" ? unwrap(statement.expression) : undefined;
    const callee = call?.type === "CallExpression" ? call.callee : undefined;
    if (call?.type !== "CallExpression" || callee?.type !== "MemberExpression") return undefined;
    const isSpan = callee.object.type === "Identifier" && callee.object.name === this.#span;
    return isSpan && keyName(callee.property, callee.computed) === method
      ? (call.arguments as Node[])
      : undefined;
  }

  #isException(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type === "ConditionalExpression")
      return this.#isErrorTest(node.test) && this.#isOneOf(node.consequent);
    return this.#isOneOf(node);
  }

  #isOneOf(expression: Node): boolean {
    const node = unwrap(expression);
    return this.isError(node) || (node.type === "Identifier" && this.#aliases.has(node.name));
  }

  #isErrorTest(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type !== "BinaryExpression" || node.operator !== "instanceof") return false;
    return (
      this.#isOneOf(node.left as Node) && node.right.type === "Identifier" && node.right.name === "Error"
    );
  }

  /** `e.message`, `String(e)`, or a choice between them: what a tracer writes there. */
  #isMessage(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type === "ChainExpression") return this.#isMessage(node.expression);
    if (node.type === "ConditionalExpression")
      return this.#isErrorTest(node.test) && this.#isMessage(node.consequent);
    if (node.type === "MemberExpression")
      return this.#isOneOf(node.object) && keyName(node.property, node.computed) === "message";
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return false;
    const [argument] = node.arguments as Node[];
    const isString = node.callee.name === "String" && !this.#tree.scopeOf(node).bindingOf("String");
    return isString && argument !== undefined && this.#isOneOf(argument);
  }
}

function isErrorCode(value: Node, origins: Origins): boolean {
  const node = unwrap(value);
  if (node.type === "Literal") return node.value === 2;
  return origins.of(node) === "@opentelemetry/api#SpanStatusCode.ERROR";
}
