// Every function with a body in a file, and the offsets at which a directive's comment may point to it.
import { boundNames } from "../source/bound-names.js";
import { decoratorsOf, isClass, setsUpFieldsOf } from "../source/class-parts.js";
import {
  type BodiedFunction,
  forEachChild,
  isBodied,
  isWrapper,
  type Node,
  type ParsedFile,
  tokenAfter,
} from "../source/parse.js";
import { type FunctionPlace, placeOf } from "./function-name.js";
import { LexicalScope } from "./lexical-scope.js";
import { SentAsText } from "./sent-as-text.js";

/** One function found in a file. */
export interface FoundFunction extends FunctionPlace {
  readonly node: BodiedFunction;
  /** Offset of a member's name, where its definition begins for a reader. */
  readonly memberStart: number | undefined;
  /** Certainly strict mode: module, class or `"use strict"`. */
  readonly strict: boolean;
  /** Stands inside a `with` statement, where every name is looked up in an object first. */
  readonly insideWith: boolean;
  /** A constructor whose `super()` is followed by parameter properties or fields, which a compiler of TypeScript may write. */
  readonly setsUpFields: boolean;
  /** This file uses its text: `page.evaluate(fn)`, `fn.toString()`. */
  sentAsText?: boolean;
}

/** What a comment before an offset marks; `group` when it reaches the function through its class or object. */
export interface Anchor {
  readonly found: FoundFunction;
  readonly group: boolean;
}

/** Result of {@link findFunctions}. */
export interface FoundFunctions {
  readonly functions: readonly FoundFunction[];
  /** From the first offset of a node to the functions that a directive before it marks. */
  readonly anchors: ReadonlyMap<number, readonly Anchor[]>;
}

interface Scope {
  readonly strict: boolean;
  readonly insideWith: boolean;
}

/** Finds every function with a body, outer before inner. */
export function findFunctions(file: ParsedFile): FoundFunctions {
  const functions: FoundFunction[] = [];
  const anchors = new Map<number, Anchor[]>();
  const ancestors: Node[] = [];
  const sent = new SentAsText();

  const visit = (node: Node, outer: Scope, names: LexicalScope): void => {
    const scope = scopeOf(node, outer);
    sent.note(node, ancestors, names);
    const inner = names.enter(node);
    if (isBodied(node)) {
      const memberStart = memberStartOf(ancestors[ancestors.length - 1]);
      const place = placeOf(node, ancestors, file.text);
      const setsUpFields = place.kind === "constructors" && setsUpFieldsOf(ancestors[ancestors.length - 3]);
      const found: FoundFunction = { node, memberStart, setsUpFields, ...place, ...scope };
      functions.push(found);
      anchor(found, ancestors, anchors, file);
    }
    ancestors.push(node);
    forEachChild(node, (child) => visit(child, scope, inner));
    ancestors.pop();
  };

  visit(file.program, { strict: file.moduleSyntax, insideWith: false }, new LexicalScope());
  const isSent = sent.test();
  for (const found of functions) found.sentAsText = isSent(found.node);
  return { functions, anchors };
}

function memberStartOf(owner: Node | undefined): number | undefined {
  if (owner?.type === "MethodDefinition") return owner.key.start;
  return owner?.type === "Property" && (owner.method || owner.kind !== "init") ? owner.key.start : undefined;
}

function scopeOf(node: Node, outer: Scope): Scope {
  const strict = outer.strict || isClass(node) || hasUseStrict(node);
  const insideWith = outer.insideWith || node.type === "WithStatement";
  return strict === outer.strict && insideWith === outer.insideWith ? outer : { strict, insideWith };
}

function hasUseStrict(node: Node): boolean {
  const block = isBodied(node) ? (node.body as Node) : node;
  if (block.type !== "Program" && block.type !== "BlockStatement") return false;
  return block.body.some((s) => s.type === "ExpressionStatement" && s.directive === "use strict");
}

/** Registers the offsets of a function and of all that stands for it: `const f =`, `export`, its class. */
function anchor(
  found: FoundFunction,
  ancestors: readonly Node[],
  anchors: Map<number, Anchor[]>,
  file: ParsedFile,
): void {
  let group = false;
  let child: Node = found.node;
  const add = (starts: readonly number[]) => {
    for (const start of starts) {
      const list = anchors.get(start);
      if (!list) anchors.set(start, [{ found, group }]);
      else if (list[list.length - 1]?.found !== found) list.push({ found, group });
    }
  };
  add(startsOf(child, file));
  add(signatureStarts(child, ancestors[ancestors.length - 1], file));
  for (let depth = ancestors.length - 1; depth >= 0; depth--) {
    const parent = ancestors[depth] as Node;
    if (!standsFor(parent, child)) return;
    if (isHolder(parent)) {
      if (group) return;
      group = true;
    }
    add(startsOf(parent, file));
    add(signatureStarts(parent, ancestors[depth - 1], file));
    child = parent;
  }
}

function isHolder(node: Node) {
  return isClass(node) || node.type === "ObjectExpression";
}

/** Whether a directive before `parent` is a directive before `child`. */
function standsFor(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case "VariableDeclaration":
    case "ExpressionStatement":
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
    case "ReturnStatement":
    case "ClassBody":
    case "ClassDeclaration":
    case "ClassExpression":
      return child.type !== "Decorator";
    case "ObjectExpression":
      return child.type === "Property";
    case "VariableDeclarator":
      return parent.init === child;
    case "AssignmentExpression":
      return parent.right === child;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return parent.value === child;
    default:
      return isWrapper(parent);
  }
}

/** A node's own start, and those of and behind its decorators, where a comment may stand as well. */
function startsOf(node: Node, file: ParsedFile): number[] {
  const decorators = decoratorsOf(node);
  const last = decorators[decorators.length - 1];
  if (!last) return [node.start];
  return [node.start, ...decorators.map((decorator) => decorator.start), tokenAfter(file, last.end)];
}

/** Overload signatures directly above an implementation count as its beginning. */
function signatureStarts(node: Node, parent: Node | undefined, file: ParsedFile): number[] {
  const siblings = parent && "body" in parent && Array.isArray(parent.body) ? (parent.body as Node[]) : [];
  const starts: number[] = [];
  for (let i = indexIn(siblings, node) - 1; i >= 0; i--) {
    const signature = siblings[i] as Node;
    if (!isSignature(signature) || nameIn(signature) !== nameIn(node)) break;
    starts.push(...startsOf(signature, file));
  }
  return starts;
}

/** Siblings stand in the order of the source, thousands of them in generated files. */
function indexIn(siblings: readonly Node[], node: Node): number {
  let low = 0;
  for (let high = siblings.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((siblings[middle] as Node).start < node.start) low = middle + 1;
    else high = middle;
  }
  return siblings[low] === node ? low : -1;
}

function isSignature(node: Node): boolean {
  if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") {
    return node.declaration?.type === "TSDeclareFunction";
  }
  if (node.type === "MethodDefinition") return node.value.type === "TSEmptyBodyFunctionExpression";
  return node.type === "TSDeclareFunction";
}

function nameIn(node: Node): string | undefined {
  if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") {
    return node.declaration ? nameIn(node.declaration as Node) : undefined;
  }
  if (node.type === "MethodDefinition") return "name" in node.key ? String(node.key.name) : undefined;
  return "id" in node && node.id?.type === "Identifier" ? node.id.name : undefined;
}

/** Names that a function's parameters bind. */
export function parameterNames(found: FoundFunction): string[] {
  return found.node.params.flatMap((parameter) => boundNames(parameter as Node));
}
