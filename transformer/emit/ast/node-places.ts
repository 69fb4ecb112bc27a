// TypeScript nodes and where they begin in a text in; the nodes that a plan speaks of out, by their offsets.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/** Finds nodes by the offsets of a plan that was made of the same text. */
export class NodePlaces {
  /** Bodies of functions, with their braces when they are blocks. */
  readonly bodies: Map<number, TypeScript.ConciseBody> = new Map();
  /** By the begin of the expression behind `return`. */
  readonly returns: Map<number, TypeScript.ReturnStatement> = new Map();
  /** `await` and `yield`. */
  readonly pauses: Map<number, TypeScript.Node> = new Map();
  readonly blocks: Map<number, TypeScript.Block> = new Map();
  /** Uses of `arguments`; the name in `{ arguments }`. */
  readonly arguments: Map<number, TypeScript.Identifier> = new Map();
  /** `super.x` and `super[x]`. */
  readonly supers: Map<number, TypeScript.Node> = new Map();
  readonly declarations: Map<number, TypeScript.FunctionDeclaration> = new Map();

  readonly #ts: TS;
  // A body or a returned expression is known by what it belongs to, and not by its kind.
  readonly #functions = new Map<TypeScript.Node, TypeScript.FunctionLikeDeclaration>();
  readonly #returned = new Map<TypeScript.Node, TypeScript.ReturnStatement>();

  constructor(ts: TS) {
    this.#ts = ts;
  }

  /** The function that a body belongs to. */
  functionOf(body: TypeScript.ConciseBody): TypeScript.FunctionLikeDeclaration | undefined {
    return this.#functions.get(body);
  }

  /** Tells of a node, always before its children. */
  enter(node: TypeScript.Node): void {
    if (this.#ts.isReturnStatement(node) && node.expression) this.#returned.set(node.expression, node);
    const body = this.#ts.isFunctionLike(node) && "body" in node && node.body;
    if (body) this.#functions.set(body as TypeScript.Node, node as TypeScript.FunctionLikeDeclaration);
  }

  /** Whether a node that was entered is one to be found again. */
  isSought(node: TypeScript.Node): boolean {
    return this.#functions.has(node) || this.#returned.has(node) || this.#mapOf(node) !== undefined;
  }

  /**
   * Files a node that is sought.
   * @param start its first token, which may be a parenthesis around it
   * @param word its own first token
   */
  place(node: TypeScript.Node, start: number, word: number): void {
    if (this.#functions.has(node)) this.bodies.set(start, node as TypeScript.ConciseBody);
    const statement = this.#returned.get(node);
    if (statement) this.returns.set(start, statement);
    this.#mapOf(node)?.set(word, node);
  }

  #mapOf(node: TypeScript.Node): Map<number, TypeScript.Node> | undefined {
    const ts = this.#ts;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return this.pauses;
    if (ts.isBlock(node)) return this.blocks;
    if (ts.isIdentifier(node)) return node.text === "arguments" ? this.arguments : undefined;
    if (isSuperMember(ts, node)) return this.supers;
    return ts.isFunctionDeclaration(node) ? this.declarations : undefined;
  }
}

/** Whether a node is `super.x` or `super[x]`. */
export function isSuperMember(ts: TS, node: TypeScript.Node): boolean {
  return (
    (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    node.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}
