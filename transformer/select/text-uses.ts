// A node in; the expressions directly below it out whose text it reads or hands on, where they are functions or classes.
import { type Node, unwrap } from "../source/parse.js";

type Call = Extract<Node, { type: "CallExpression" | "NewExpression" }>;
type Binary = Extract<Node, { type: "BinaryExpression" }>;
type TextsOf = (call: Call) => readonly (Node | null | undefined)[];

function argument(index: number): TextsOf {
  return (call) => [call.arguments[index]];
}

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

const NONE: readonly Node[] = [];

/** The expressions directly below a node that become text there, if they are functions. */
export function textsIn(node: Node, parent: Node | undefined): readonly (Node | null | undefined)[] {
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

function memberName(node: Node): string | undefined {
  return node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier"
    ? node.property.name
    : undefined;
}

function receiverOf(call: Call): Node | undefined {
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" ? unwrap(callee.object) : undefined;
}

function elementsOf(list: Node | undefined): ReturnType<TextsOf> {
  return list?.type === "ArrayExpression" ? list.elements : NONE;
}

function isString(node: Node | undefined): boolean {
  return node?.type === "TemplateLiteral" || (node?.type === "Literal" && typeof node.value === "string");
}

/** `Function.prototype.toString`; that of `Object` writes `[object Function]`. */
function isFunctionToString(node: Node | undefined): boolean {
  if (node?.type !== "MemberExpression" || memberName(node) !== "toString") return false;
  const owner = unwrap(node.object);
  if (owner.type !== "MemberExpression" || memberName(owner) !== "prototype") return false;
  return owner.object.type === "Identifier" && owner.object.name === "Function";
}

/** Whether a place is within an error or a line for the console: what is quoted there is for a reader. */
export function isQuoted(ancestors: readonly Node[]): boolean {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const node = ancestors[i] as Node;
    if (node.type === "ThrowStatement") return true;
    if ((node.type === "CallExpression" || node.type === "NewExpression") && quotes(node)) return true;
    if (/Function|Class/.test(node.type)) return false;
  }
  return false;
}

function quotes({ callee }: Call): boolean {
  const called = unwrap(callee);
  if (called.type === "Identifier") return /(?:Error|Exception)$/.test(called.name);
  return (
    called.type === "MemberExpression" &&
    called.object.type === "Identifier" &&
    /^(?:console|log|logger|assert)$/.test(called.object.name)
  );
}
