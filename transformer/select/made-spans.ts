// A file in; which of its functions make spans by hand, by `createSpan` in their own body, out.
import { boundNames } from "../source/bound-names.js";
import { forEachOuterPart, isClass } from "../source/class-parts.js";
import {
  type BodiedFunction,
  forEachChild,
  forEachCode,
  isBodied,
  type Node,
  type ParsedFile,
  unwrap,
} from "../source/parse.js";
import { mayMakeSpans } from "./may-rewrite.js";

/**
 * Tells which functions of a file make spans by hand: `tracer.createSpan("job")` on whatever object, or by the name to
 * which a variable or a parameter of this file binds that member. Functions inside of them speak for themselves.
 */
export function madeSpansIn(file: ParsedFile): (fn: BodiedFunction) => boolean {
  if (!mayMakeSpans(file.text)) return () => false;
  const names = new Set<string>();
  noteNames(file.program, names);
  return ({ body }) => makesSpan(body as Node, names);
}

function makesSpan(node: Node, names: ReadonlySet<string>): boolean {
  if (isBodied(node)) return false;
  if (isCreation(node, names)) return true;
  let found = false;
  const look = (child: Node) => {
    found ||= makesSpan(child, names);
  };
  if (isClass(node)) forEachOuterPart(node, look);
  else forEachCode(node, look);
  return found;
}

// A span has a name, so there is an argument.
function isCreation(node: Node, names: ReadonlySet<string>): boolean {
  if (node.type !== "CallExpression" || node.arguments.length === 0) return false;
  const callee = plain(node.callee);
  return callee.type === "Identifier" ? names.has(callee.name) : isMember(callee);
}

/** `tracer.createSpan`, `tracer?.["createSpan"]`. */
function isMember(node: Node): boolean {
  if (node.type !== "MemberExpression") return false;
  const { property, computed } = node;
  if (computed) return property.type === "Literal" && property.value === "createSpan";
  return property.type === "Identifier" && property.name === "createSpan";
}

/** `const { createSpan } = tracer`, `({ createSpan: make }) => …`, `const make = tracer.createSpan`, `….bind(tracer)`. */
function noteNames(node: Node, names: Set<string>): void {
  if (node.type === "ObjectPattern") {
    for (const property of node.properties)
      if (property.type === "Property" && isKey(property.key)) noteBound(property.value, names);
  } else if (node.type === "VariableDeclarator" && node.init && isMember(unbound(plain(node.init)))) {
    noteBound(node.id, names);
  }
  forEachChild(node, (child) => noteNames(child, names));
}

function isKey(key: Node): boolean {
  return key.type === "Identifier" && key.name === "createSpan";
}

function noteBound(pattern: Node, names: Set<string>): void {
  for (const name of boundNames(pattern)) names.add(name);
}

/** What a call of `bind` binds. */
function unbound(node: Node): Node {
  if (node.type !== "CallExpression") return node;
  const callee = plain(node.callee);
  const isBind =
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    callee.property.name === "bind";
  return isBind ? plain(callee.object) : node;
}

function plain(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === "ChainExpression" ? plain(inner.expression) : inner;
}
