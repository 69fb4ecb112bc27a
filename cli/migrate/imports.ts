// A text before and after its migration in; the text without the imports and tracers that it has no use for any more out.
import MagicString from "magic-string";
import { boundNames } from "../../transformer/source/bound-names.js";
import type { Node } from "../../transformer/source/parse.js";
import { lineStart } from "../../transformer/source/source-position.js";
import { Origins } from "./tree/origin.js";
import { keyName, type Tree, treeOf } from "./tree/tree.js";

/** Packages whose names may go when nothing uses them any more. */
const SOURCES =
  /^(?:@opentelemetry\/api|dd-trace|autotel(?:\/.*)?|nestjs-otel|nestjs-ddtrace|@amplication\/opentelemetry-nestjs|opentelemetry-decorators)$/;

/** Removes what `before` used and `after` does not. */
export function withoutUnused(before: string, after: string, fileName: string): string {
  const old = treeOf(before, fileName);
  const used = usedNames(old);
  const values = usedNames(old, false);
  let text = after;
  for (;;) {
    const tree = treeOf(text, fileName);
    if (!tree) return after;
    const edited = new MagicString(text);
    const still = usedNames(tree);
    const isIdle = (name: string) => used.has(name) && !still.has(name);
    for (const statement of statementsOf(tree)) removeIdle(statement, { isIdle, values }, tree, edited);
    for (const node of tree.nodes) if (isIdleField(node, before, tree)) removeLine(node, tree, edited);
    if (!edited.hasChanged()) return text;
    text = edited.toString();
  }
}

function statementsOf({ program }: Tree): readonly Node[] {
  return program.type === "Program" ? (program.body as Node[]) : [];
}

/** Every name that something reads, types counted or not. */
function usedNames(tree: Tree | undefined, withTypes = true): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of tree?.nodes ?? []) {
    if (node.type !== "Identifier" && node.type !== "JSXIdentifier") continue;
    const parent = tree?.parentOf(node);
    const isTaken = parent?.type === "Property" && tree?.parentOf(parent)?.type === "ObjectPattern";
    if (!withTypes && parent?.type === "TSTypeReference") continue;
    if (parent && !isTaken && !isDeclared(node, parent)) names.add(node.name);
  }
  return names;
}

function isDeclared(node: Node, parent: Node): boolean {
  if (/^Import(?:Default|Namespace)?Specifier$/.test(parent.type)) return true;
  if (parent.type === "TSImportEqualsDeclaration" || parent.type === "VariableDeclarator")
    return parent.id === node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "Property") return parent.key === node && !parent.computed && !parent.shorthand;
  return false;
}

interface Idle {
  isIdle(name: string): boolean;
  /** What was read as more than a type. */
  readonly values: ReadonlySet<string>;
}

function removeIdle(statement: Node, { isIdle, values }: Idle, tree: Tree, edited: MagicString): void {
  if (statement.type === "ImportDeclaration") {
    const idle = statement.specifiers.filter(({ local }) => isIdle(local.name));
    if (idle.length === 0) return;
    if (idle.length === statement.specifiers.length) {
      // A file of the project may do more as it loads than give a name.
      const isElided = !idle.some(({ local }) => values.has(local.name));
      if (isElided || SOURCES.test(statement.source.value)) removeLine(statement, tree, edited);
      else
        edited.remove(
          statement.start + (/^import\s?/.exec(tree.text.slice(statement.start))?.[0].length ?? 0),
          statement.source.start,
        );
    } else removeSpecifiers(statement.specifiers as Node[], idle as Node[], tree.text, edited);
  } else if (isIdleTracer(statement, isIdle, tree)) removeLine(statement, tree, edited);
}

/** `const tracer = trace.getTracer("…");`, what `require` gives, or a constant that was a name. */
function isIdleTracer(statement: Node, isIdle: (name: string) => boolean, tree: Tree): boolean {
  if (statement.type === "TSImportEqualsDeclaration") {
    const { id, moduleReference: from } = statement;
    return (
      from.type === "TSExternalModuleReference" && SOURCES.test(from.expression.value) && isIdle(id.name)
    );
  }
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return false;
  const [declared] = statement.declarations;
  if (!declared?.init || !boundNames(declared.id as Node).every(isIdle)) return false;
  if (declared.init.type === "Literal" && statement.kind === "const") return true;
  const origin = new Origins(tree).of(declared.init) ?? "";
  return /\.getTracer\(\)$/.test(origin) || (origin.endsWith("#*") && SOURCES.test(origin.slice(0, -2)));
}

/** `private readonly tracer = trace.getTracer("…")`, which nothing of its class reads any more. */
function isIdleField(node: Node, before: string, tree: Tree): boolean {
  if (node.type !== "PropertyDefinition" || !node.value || node.decorators.length > 0) return false;
  const { key } = node;
  const name = key.type === "PrivateIdentifier" ? `#${key.name}` : keyName(key as Node, node.computed);
  if (name === undefined || (key.type !== "PrivateIdentifier" && node.accessibility !== "private"))
    return false;
  if (!/\.getTracer\(\)$/.test(new Origins(tree).of(node.value as Node) ?? "")) return false;
  const isRead = (text: string) => text.includes(`.${name}`);
  return isRead(before) && !isRead(tree.text);
}

/** Removes a statement with its line; a file that was a module by it alone stays one. */
function removeLine(statement: Node, tree: Tree, edited: MagicString): void {
  const { text } = tree;
  const isModule = (each: Node) => /^(?:Import|Export|TSImportEquals|TSExport)/.test(each.type);
  const isLast = isModule(statement) && statementsOf(tree).filter(isModule).length === 1;
  if (isLast) {
    edited.overwrite(statement.start, statement.end, "export {};");
    return;
  }
  const start = lineStart(text, statement.start);
  const behind = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(statement.end))?.[0].length;
  const isAlone = !/\S/.test(text.slice(start, statement.start)) && behind !== undefined;
  if (!isAlone) edited.remove(statement.start, statement.end);
  else edited.remove(start, endOfGap(text, start, statement.end + behind));
}

/** One of two empty lines goes along, and the empty line at the beginning of a file. */
function endOfGap(text: string, start: number, end: number): number {
  const above = text.slice(0, start);
  const isOpen = above === "" || /(?:^|\n)[ \t]*\r?\n$/.test(above);
  const blank = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end))?.[0].length ?? 0;
  return isOpen ? end + blank : end;
}

function removeSpecifiers(
  all: readonly Node[],
  idle: readonly Node[],
  text: string,
  edited: MagicString,
): void {
  const named = all.filter(({ type }) => type === "ImportSpecifier");
  const goes = (each: Node) => idle.includes(each);
  if (named.length > 0 && named.every(goes)) {
    // `import api, { trace } from …`: the braces go.
    const from = (all.find(({ type }) => type !== "ImportSpecifier") as Node).end;
    edited.remove(from, text.indexOf("}", (named.at(-1) as Node).end) + 1);
    return;
  }
  const first = all[0] as Node;
  if (first.type === "ImportDefaultSpecifier" && goes(first))
    edited.remove(first.start, text.indexOf(named[0] ? "{" : "*", first.end));
  named.forEach((each, index) => {
    if (!goes(each)) return;
    const next = named.slice(index + 1).find((other) => !goes(other));
    const previous = named[index - 1];
    const following = named[index + 1];
    if (following && next) edited.remove(each.start, following.start);
    else if (previous) edited.remove(previous.end, each.end);
  });
}

/** Imports `getCurrentSpan`, unless the file does; `undefined` where another thing has the name. */
export function withCurrentSpan(text: string, fileName: string): string | undefined {
  const tree = treeOf(text, fileName);
  if (!tree) return undefined;
  const origins = new Origins(tree);
  const named = tree.nodes.filter((node) => node.type === "Identifier" && node.name === "getCurrentSpan");
  const isDeclaredHere = (node: Node) => tree.scopeOf(node).bindingOf("getCurrentSpan") !== undefined;
  if (origins.imports.has("getCurrentSpan") || named.some(isDeclaredHere))
    return named.every((node) => isOurs(node, origins, tree)) ? text : undefined;
  const statements = statementsOf(tree);
  const last = statements.findLast(({ type }) => type === "ImportDeclaration");
  const quote = /from\s+'/.test(text) ? "'" : '"';
  const from = `${quote}uno-trace/runtime${quote}`;
  const isModule = statements.some(({ type }) => /^(?:Import|Export|TSImportEquals|TSExport)/.test(type));
  const line = isModule
    ? `import { getCurrentSpan } from ${from}`
    : `const { getCurrentSpan } = require(${from})`;
  const previous = last ?? statements.findLast((each) => isRequire(each));
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const semicolon = previous && text[previous.end - 1] !== ";" ? "" : ";";
  const at = previous?.end ?? endOfPrologue(statements, text);
  const inserted = previous ? `${end}${line}${semicolon}` : `${line}${semicolon}${end}`;
  return text.slice(0, at) + inserted + text.slice(at);
}

/** A use of `getCurrentSpan` of the runtime, or the import itself. */
function isOurs(node: Node, origins: Origins, tree: Tree): boolean {
  if (/^(?:ImportSpecifier|Property)$/.test(tree.parentOf(node)?.type ?? "")) return true;
  return /^uno-trace(?:\/runtime)?#getCurrentSpan$/.test(origins.of(node) ?? "");
}

function isRequire(statement: Node): boolean {
  if (statement.type !== "VariableDeclaration") return false;
  return statement.declarations.some(
    ({ init }) =>
      init?.type === "CallExpression" && init.callee.type === "Identifier" && init.callee.name === "require",
  );
}

/** The beginning of the line behind a hashbang and the file's directives. */
function endOfPrologue(statements: readonly Node[], text: string): number {
  const last = statements.findLast((each) => "directive" in each && each.directive);
  const from = last?.end ?? (text.startsWith("#!") ? 1 : 0);
  const rest = from === 0 ? 0 : text.slice(from).search(/\n/) + 1;
  return from + rest;
}
