// The nodes of one function's body in; its uses of `super.x`, and which of them cannot move into another function, out.
import type { SuperUse } from "../model/site.js";
import { forEachChild, type Node, type ParsedFile, tokenAfter, unwrap } from "../source/parse.js";
import type { BodyFacts } from "./body-facts.js";

/** Collects the uses of `super.x` in one body. */
export class SuperUses {
  readonly #file: ParsedFile;
  readonly #uses: SuperUse[] = [];
  #written = false;
  #oddity: string | undefined;

  constructor(file: ParsedFile) {
    this.#file = file;
  }

  /** What there was. */
  facts(): Pick<BodyFacts, "superUses" | "superWritten" | "superOddity"> {
    return { superUses: this.#uses, superWritten: this.#written, superOddity: this.#oddity };
  }

  /** An expression, before those inside it. */
  note(node: Node): void {
    if (node.type === "MemberExpression" && isSuperMember(node)) this.#add(node, undefined);
    if (node.type === "CallExpression" && isSuperMember(unwrap(node.callee))) this.#noteCall(node);
    if (node.type === "TaggedTemplateExpression" && isSuperMember(unwrap(node.tag)))
      this.#oddity = "it uses a member of `super` as a template tag";
    if (node.type === "UnaryExpression" && node.operator === "delete" && isSuperMember(unwrap(node.argument)))
      this.#oddity = "it deletes a member of `super`";
  }

  /** What is assigned to. */
  noteTarget(target: Node): void {
    this.#written ||= holdsSuperMember(target);
  }

  // `super.x(…)` needs the right `this`, so the use is entered with its call.
  #noteCall(node: Node & { type: "CallExpression" }): void {
    if (!isSuperMember(node.callee)) {
      this.#oddity = "it calls a member of `super` in parentheses or through a type assertion";
      return;
    }
    if (node.optional) this.#oddity = "it calls a member of `super` with `?.`";
    const open = tokenAfter(this.#file, node.typeArguments?.end ?? node.callee.end) + 1;
    this.#add(node.callee, { open, empty: node.arguments.length === 0 });
  }

  #add(node: Node & { type: "MemberExpression" }, call: SuperUse["call"]): void {
    if (this.#uses.some((use) => use.start === node.start)) return;
    const { property } = node;
    const key = node.computed
      ? { start: property.start, end: property.end }
      : "name" in property
        ? String(property.name)
        : "";
    this.#uses.push({ start: node.start, end: node.end, key, call });
  }
}

function isSuperMember(node: Node): node is Node & { type: "MemberExpression" } {
  return node.type === "MemberExpression" && node.object.type === "Super";
}

function holdsSuperMember(node: Node): boolean {
  let found = isSuperMember(node);
  forEachChild(node, (child) => {
    found ||= holdsSuperMember(child);
  });
  return found;
}
