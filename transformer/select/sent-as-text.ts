// Calls in; which functions they hand to another place as text, where nothing of this file is there, out.
import { type Node, unwrap } from "../parse.js";

/** Methods of Puppeteer, Playwright and the like that send a function's text to a page, and which argument it is. */
const SENDERS: ReadonlyMap<string, number> = new Map([
  ["$$eval", 1],
  ["$eval", 1],
  ["addInitScript", 0],
  ["evaluate", 0],
  ["evaluateAll", 0],
  ["evaluateHandle", 0],
  ["evaluateOnNewDocument", 0],
  ["executeAsyncScript", 0],
  ["executeScript", 0],
  ["waitForFunction", 0],
]);

/** Collects the functions of one file that are sent as text, by node and by name. */
export class SentAsText {
  readonly #nodes = new Set<Node>();
  readonly #names = new Set<string>();

  /** A node of the file. */
  note(node: Node): void {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
    const { property, computed } = node.callee;
    if (computed || property.type !== "Identifier") return;
    const sent = node.arguments[SENDERS.get(property.name) ?? -1];
    if (!sent) return;
    const value = unwrap(sent as Node);
    if (value.type === "Identifier") this.#names.add(value.name);
    else this.#nodes.add(value);
  }

  /** Whether a function is sent; `name` where it is a declaration or the value of a variable. */
  has(node: Node, name: string | undefined): boolean {
    return this.#nodes.has(node) || (name !== undefined && this.#names.has(name));
  }
}
