// The body of an async function or a generator in; where it pauses out, or nothing where no call can be put there.
import type { Range } from "../model/range.js";
import type { Pause, Suspensions } from "../model/site.js";
import { forEachOuterPart, isClass } from "../source/class-parts.js";
import {
  forEachChild,
  forEachCode,
  isBodied,
  type Node,
  type ParsedFile,
  tokenAfter,
} from "../source/parse.js";

/** What {@link readSuspensions} finds. */
export interface FoundSuspensions extends Suspensions {
  /** The function pauses, or goes on, where no call can stand: its body cannot stay. */
  readonly isHidden: boolean;
  /** It has a `using`: what a failed pause leads to first is a disposal, where no call can stand either. */
  readonly hasUsing: boolean;
}

/**
 * Finds the pauses of a function's own body. `for await`, `await using`, `yield*`, a pause inside `with` and one that may
 * lead to a `catch` whose parameter runs code are hidden.
 */
export function readSuspensions(body: Node, file: ParsedFile): FoundSuspensions {
  const reader = new SuspensionReader(file);
  reader.visit(body);
  return reader;
}

class SuspensionReader implements FoundSuspensions {
  readonly pauses: Pause[] = [];
  readonly landings: Range[] = [];
  isHidden = false;
  hasUsing = false;
  #withs = 0;
  readonly #file: ParsedFile;

  constructor(file: ParsedFile) {
    this.#file = file;
  }

  visit(node: Node): void {
    switch (node.type) {
      case "AwaitExpression":
        this.#addPause(node);
        break;
      case "YieldExpression":
        if (node.delegate) this.isHidden = true;
        this.#addPause(node);
        break;
      case "ForOfStatement":
        if (node.await) this.isHidden = true;
        break;
      case "VariableDeclaration":
        if (node.kind === "using") this.hasUsing = true;
        if (node.kind === "await using") this.isHidden = true;
        break;
      case "TryStatement":
        this.#visitTry(node);
        return;
      case "WithStatement":
        this.visit(node.object);
        this.#withs++;
        this.visit(node.body as Node);
        this.#withs--;
        return;
    }
    if (isBodied(node)) return;
    if (isClass(node)) forEachOuterPart(node, (part) => this.visit(part));
    else forEachCode(node, (child) => this.visit(child));
  }

  #addPause(node: Node & { type: "AwaitExpression" | "YieldExpression" }): void {
    const { start, end, argument } = node;
    if (this.#withs > 0) this.isHidden = true;
    const range = argument ? { start: argument.start, end: argument.end } : undefined;
    const isYield = node.type === "YieldExpression";
    this.pauses.push({
      start,
      end,
      isYield,
      argument: range,
      endsStatement: !range && this.#endsStatement(end),
    });
  }

  #endsStatement(end: number): boolean {
    const { text } = this.#file;
    const next = tokenAfter(this.#file, end);
    return /[\n\r\u2028\u2029]/.test(text.slice(end, next)) && /[([`/+\-<]/.test(text[next] ?? "");
  }

  #visitTry({ block, handler, finalizer }: Node & { type: "TryStatement" }): void {
    const before = this.pauses.length;
    this.visit(block as Node);
    if (handler) {
      if (this.pauses.length > before) this.#addCatch(handler as Node & { type: "CatchClause" });
      this.visit(handler as Node);
    }
    if (!finalizer) return;
    if (this.pauses.length > before) this.#addLanding(finalizer as Node);
    this.visit(finalizer as Node);
  }

  #addCatch({ param, body }: Node & { type: "CatchClause" }): void {
    if (param && runsCode(param as Node)) this.isHidden = true;
    this.#addLanding(body as Node);
  }

  #addLanding({ start, end }: Node): void {
    this.landings.push({ start, end });
  }
}

/** Whether a pattern evaluates expressions of its own: defaults and computed keys. */
function runsCode(pattern: Node): boolean {
  if (pattern.type === "AssignmentPattern") return true;
  if (pattern.type === "Property" && pattern.computed) return true;
  let found = false;
  forEachChild(pattern, (child) => {
    found ||= runsCode(child);
  });
  return found;
}
