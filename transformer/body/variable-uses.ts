// The uses of variables in one function's body in; who else may hold a promise that the function returns out.
import type { ReturnedValue } from "../model/site.js";
import { boundNames } from "../source/bound-names.js";
import { forEachChild, type Node, unwrap } from "../source/parse.js";

const HANDLERS: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

/** Counts how the names of a body are used; scopes inside are not told apart, which errs on the side of caution. */
export class VariableUses {
  readonly #uses = new Map<string, number>();
  readonly #declared = new Set<string>();
  readonly #assigned = new Set<string>();
  /** Where a handler is attached that no path can go around. */
  readonly #handled = new Map<string, number>();
  /** Nested functions and classes whose names were not counted yet: most bodies need not know. */
  #uncounted: Node[] = [];

  /** Each identifier in an expression or a pattern. */
  noteUse(name: string): void {
    this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
  }

  /** A name that the body declares; its own identifier is no use. Inside a block it may be another variable. */
  noteDeclaration(name: string, value: Node | null, topLevel: boolean): void {
    this.#declared.add(name);
    if (!topLevel) this.#assigned.add(name);
    this.#discount(name);
    if (value && this.ownerOf(value) === "others") this.noteUse(name);
  }

  /** A variable that is given what others hold is theirs as well. */
  noteValue(target: Node, value: Node): void {
    if (this.ownerOf(value) === "others") for (const name of boundNames(target)) this.noteUse(name);
  }

  /** What is assigned to is no use of it. */
  noteTarget(target: Node): void {
    for (const name of boundNames(target)) {
      this.#assigned.add(name);
      this.#discount(name);
    }
  }

  /** A variable behind `return` is no other use of it. */
  noteReturn(argument: Node): void {
    const node = unwrap(argument);
    if (node.type === "Identifier") this.#discount(node.name);
  }

  /** A statement of the body itself, which has run when one behind it runs: `p.catch(…);` handles the promise. */
  noteStatement(statement: Node): void {
    if (statement.type === "ExpressionStatement") this.#noteHandler(statement.expression);
    if (statement.type !== "VariableDeclaration") return;
    for (const { init } of statement.declarations) if (init) this.#noteHandler(init);
  }

  #noteHandler(expression: Node): void {
    const node = unwrap(expression);
    if (node.type === "AssignmentExpression" && node.operator === "=") this.#noteHandler(node.right);
    if (node.type === "UnaryExpression" || node.type === "AwaitExpression") this.#noteHandler(node.argument);
    if (node.type !== "CallExpression") return;
    const callee = unwrap(node.callee);
    if (callee.type !== "MemberExpression") return;
    const object = unwrap(callee.object);
    if (object.type !== "Identifier") this.#noteHandler(object);
    else if (!callee.computed && callee.property.type === "Identifier" && HANDLERS.has(callee.property.name))
      this.#handled.set(object.name, Math.min(node.start, this.#handled.get(object.name) ?? node.start));
  }

  /** All names inside a nested function or class may refer to the body's. */
  noteInside(node: Node): void {
    this.#uncounted.push(node);
  }

  #countInside(node: Node): void {
    if (node.type === "Identifier") this.noteUse(node.name);
    if (node.type === "AssignmentExpression" || node.type === "ForOfStatement")
      for (const name of boundNames(node.left)) this.#assigned.add(name);
    forEachChild(node, (child) => this.#countInside(child));
  }

  /** Who else may hold the promise that an expression behind `return` yields. */
  ownerOf(returned: Node): ReturnedValue["owner"] {
    const node = unwrap(returned);
    switch (node.type) {
      case "Identifier":
        if (this.#isHandled(node.name, node.start)) return "handler";
        return this.#isUnused(node.name) ? "nobody" : "others";
      case "ConditionalExpression":
        return this.#ownerOfBoth(node.consequent, node.alternate);
      case "LogicalExpression":
        return this.#ownerOfBoth(node.left, node.right);
      case "SequenceExpression":
        return this.ownerOf(node.expressions[node.expressions.length - 1] as Node);
      case "MemberExpression":
      case "AssignmentExpression":
        return "others";
      default:
        return "nobody";
    }
  }

  #ownerOfBoth(left: Node, right: Node): ReturnedValue["owner"] {
    const owner = this.ownerOf(left);
    return owner === this.ownerOf(right) ? owner : "others";
  }

  #isHandled(name: string, at: number): boolean {
    const handled = this.#handled.get(name);
    if (handled === undefined || handled >= at) return false;
    this.#countRest();
    return !this.#assigned.has(name);
  }

  #isUnused(name: string): boolean {
    if (!this.#declared.has(name) || (this.#uses.get(name) ?? 0) > 0) return false;
    this.#countRest();
    return (this.#uses.get(name) ?? 0) <= 0;
  }

  #countRest(): void {
    const nodes = this.#uncounted;
    this.#uncounted = [];
    for (const node of nodes) this.#countInside(node);
  }

  #discount(name: string): void {
    this.#uses.set(name, (this.#uses.get(name) ?? 0) - 1);
  }
}
