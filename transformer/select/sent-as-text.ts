// Nodes of a file in; which functions it reads as text or hands on as text, to where nothing of the file is there, out.
import { type Node, unwrap } from "../source/parse.js";
import { hasText, keyOf, type LexicalScope, membersOf } from "./lexical-scope.js";

type Call = Extract<Node, { type: "CallExpression" | "NewExpression" }>;
type Binary = Extract<Node, { type: "BinaryExpression" }>;
type Member = Extract<Node, { type: "MemberExpression" }>;
type TextsOf = (call: Call) => readonly (Node | null | undefined)[];

const argument =
  (index: number): TextsOf =>
  (call) => [call.arguments[index]];
const everyArgument: TextsOf = (call) => call.arguments;

/** What a call takes as text, by how it is called: `.name` a method, `name` a function, `new Name` a class. */
const CALLS: ReadonlyMap<string, TextsOf> = new Map([
  // Puppeteer, Playwright, Selenium: the text goes to a page.
  [".$$eval", argument(1)],
  [".$eval", argument(1)],
  [".addInitScript", argument(0)],
  [".evaluate", argument(0)],
  [".evaluateAll", argument(0)],
  [".evaluateHandle", argument(0)],
  [".evaluateOnNewDocument", argument(0)],
  [".executeAsyncScript", argument(0)],
  [".executeScript", argument(0)],
  [".waitForFunction", argument(0)],
  // workerpool: `pool.exec(fn, [1])`; with one argument it may be the callback of a query or a transaction.
  [".exec", ({ arguments: [task, parameters] }) => (parameters ? [task] : [])],
  // `fn.toString()`, `Function.prototype.toString.call(fn)`
  [".toString", (call) => (call.arguments.length === 0 ? [receiverOf(call)] : [])],
  [".call", (call) => (isFunctionToString(receiverOf(call)) ? [call.arguments[0]] : [])],
  // `["(", fn, ")()"].join("")`, `"(".concat(fn, ")()")`
  [".join", (call) => elementsOf(receiverOf(call))],
  [".concat", (call) => (isString(receiverOf(call)) ? call.arguments : [])],
  ["String", argument(0)],
  ["Function", everyArgument],
  ["new Function", everyArgument],
  ["new Blob", (call) => elementsOf(call.arguments[0])],
  ["new File", (call) => elementsOf(call.arguments[0])],
  ["new Worker", argument(0)],
]);

/** A name at a place in the file, or a member of what it stands for. */
interface Mention {
  readonly name: string;
  readonly scope: LexicalScope;
  readonly member?: string | undefined;
}

/** Collects the functions and classes of one file that are used as text. */
export class SentAsText {
  readonly #values = new Set<Node>();
  readonly #mentions: Mention[] = [];
  readonly #assignments: (Mention & { readonly value: Node })[] = [];

  /** A node of the file, the one around it, and the scope it stands in. */
  note(node: Node, parent: Node | undefined, scope: LexicalScope): void {
    if (node.type === "AssignmentExpression") this.#noteAssignment(node.left, node.right, scope);
    for (const text of textsIn(node, parent)) {
      if (!text) continue;
      const value = unwrap(text);
      if (value.type === "Identifier") this.#mentions.push({ name: value.name, scope });
      else if (value.type === "MemberExpression") this.#noteMember(value, scope);
      else if (hasText(value)) this.#values.add(value);
    }
  }

  // Of what else an object may be, and of what others put there, nothing is known.
  #noteMember(text: Member, scope: LexicalScope): void {
    const object = unwrap(text.object);
    const member = text.computed && text.property.type !== "Literal" ? undefined : keyOf(text.property);
    if (member === undefined) return;
    if (object.type === "Identifier") this.#mentions.push({ name: object.name, scope, member });
    else if (object.type === "ThisExpression" && scope.self)
      for (const value of membersOf(scope.self, member)) this.#values.add(value);
  }

  /** Tells, after all nodes, whether a function is used as text, alone or within what is around it. */
  test(): (node: Node) => boolean {
    for (const { name, scope, value } of this.#assignments) scope.valuesOf(name)?.push(value);
    for (const mention of this.#mentions) for (const value of meantBy(mention)) this.#values.add(value);
    const sent = [...this.#values].filter((value) => !writesItself(value));
    return (node) => sent.some(({ start, end }) => start <= node.start && node.end <= end);
  }

  #noteAssignment(left: Node, right: Node, scope: LexicalScope): void {
    const value = unwrap(right);
    if (left.type === "Identifier" && hasText(value))
      this.#assignments.push({ name: left.name, scope, value });
  }
}

function meantBy({ name, scope, member }: Mention): readonly Node[] {
  const values = scope.valuesOf(name) ?? [];
  return member === undefined ? values.filter(hasText) : values.flatMap((value) => membersOf(value, member));
}

const NONE: readonly Node[] = [];

/** The expressions directly below a node that become text there, if they are functions. */
function textsIn(node: Node, parent: Node | undefined): ReturnType<TextsOf> {
  switch (node.type) {
    case "CallExpression":
    case "NewExpression":
      return CALLS.get(calledName(node))?.(node) ?? NONE;
    case "TemplateLiteral":
      // A tag gets the function itself.
      return parent?.type === "TaggedTemplateExpression" ? NONE : node.expressions;
    case "BinaryExpression":
      return comparedAsText(node) ? [node.left, node.right] : NONE;
    case "AssignmentExpression":
      return node.operator === "+=" ? [node.right] : NONE;
    default:
      return NONE;
  }
}

const TEXT_OPERATORS: ReadonlySet<string> = new Set(["+", "<", ">", "<=", ">="]);

// Two functions are equal if they are one; beside a string the text counts.
function comparedAsText({ operator, left, right }: Binary): boolean {
  if (operator === "==" || operator === "!=") return isString(unwrap(left)) || isString(unwrap(right));
  return TEXT_OPERATORS.has(operator);
}

function calledName(call: Call): string {
  const callee = unwrap(call.callee);
  if (callee.type === "Identifier") return call.type === "NewExpression" ? `new ${callee.name}` : callee.name;
  if (callee.type !== "MemberExpression" || call.type === "NewExpression") return "";
  return `.${memberName(callee) ?? ""}`;
}

const memberName = (node: Node): string | undefined =>
  node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier"
    ? node.property.name
    : undefined;

function receiverOf(call: Call): Node | undefined {
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" ? unwrap(callee.object) : undefined;
}

const elementsOf = (list: Node | undefined): ReturnType<TextsOf> =>
  list?.type === "ArrayExpression" ? list.elements : NONE;

const isString = (node: Node | undefined): boolean =>
  node?.type === "TemplateLiteral" || (node?.type === "Literal" && typeof node.value === "string");

/** `Function.prototype.toString`; that of `Object` writes `[object Function]`. */
function isFunctionToString(node: Node | undefined): boolean {
  if (node?.type !== "MemberExpression" || memberName(node) !== "toString") return false;
  const owner = unwrap(node.object);
  if (owner.type !== "MemberExpression" || memberName(owner) !== "prototype") return false;
  return owner.object.type === "Identifier" && owner.object.name === "Function";
}

/** A class with a static `toString` has text of its own making. */
function writesItself(node: Node): boolean {
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return false;
  return node.body.body.some(
    (member) =>
      "key" in member && member.static && member.key.type === "Identifier" && member.key.name === "toString",
  );
}
