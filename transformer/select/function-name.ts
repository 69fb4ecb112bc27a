// The name and the kind of a function, from where it stands: its ancestors in, `Class.method` out.
import type { FunctionKind } from "../model/function-info.js";
import { type Class, isWrapper, type Node, unwrap } from "../source/parse.js";

/** A function as its place in the grammar describes it; no name for an anonymous callback. */
export interface FunctionPlace {
  readonly name: string | undefined;
  readonly kind: FunctionKind;
  /** What a stack trace shows for the moved body, if that has it as its name; only where the source tells. */
  readonly label: string | undefined;
}

type Ancestors = readonly Node[];

/** `ancestors` leads from the program down to the parent of `node`. */
export function placeOf(node: Node, ancestors: Ancestors, text: string): FunctionPlace {
  const own = "id" in node && node.id?.type === "Identifier" ? node.id.name : undefined;
  const depth = ownerDepth(ancestors);
  const owner = ancestors[depth];
  const label = own ?? (owner && labelOf(node, owner, ancestors.slice(0, depth), text));
  if (node.type === "FunctionDeclaration") return { name: own, kind: "functions", label };
  const member = owner && memberPlace(owner, ancestors.slice(0, depth), text);
  if (member) return { ...member, name: own ?? member.name, label };
  const name = own ?? boundName(ancestors, depth, text);
  const anonymousDefault = owner?.type === "ExportDefaultDeclaration";
  if (name === undefined && !anonymousDefault) return { name, kind: "callbacks", label };
  return { name, kind: node.type === "ArrowFunctionExpression" ? "arrows" : "functions", label };
}

function labelOf(node: Node, owner: Node, above: Ancestors, text: string): string | undefined {
  switch (owner.type) {
    case "VariableDeclarator":
      return owner.id.type === "Identifier" ? owner.id.name : undefined;
    // V8 infers a name also for `a.b = …`, where the language gives none.
    case "AssignmentExpression":
      return targetName(owner.left, text);
    case "MethodDefinition":
    case "Property":
    case "PropertyDefinition":
    case "AccessorProperty":
      return isDynamic(owner.key, owner.computed, text) ? undefined : memberLabel(node, owner, above, text);
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return undefined;
  }
}

interface Member {
  readonly type: string;
  readonly key: Node;
  readonly computed: boolean;
}

// V8 puts the name of the receiver's class before a method's, but an arrow, which async bodies become, has no receiver.
function memberLabel(node: Node, owner: Member, above: Ancestors, text: string): string {
  const key = keyText(owner.key, owner.computed, text);
  const isAsyncMethod = node.type === "FunctionExpression" && node.async && !node.generator;
  if (!isAsyncMethod || owner.key.type === "PrivateIdentifier") return key;
  if (owner.type === "Property") return `Object.${key}`;
  return owner.type === "MethodDefinition" ? qualify(above, key, text) : key;
}

/** Only the running program knows the name. */
function isDynamic(key: Node, computed: boolean, text: string) {
  return computed && key.type !== "Literal" && !/^Symbol\.\w+$/.test(text.slice(key.start, key.end));
}

/** Index of the nearest ancestor that is no mere wrapper. */
function ownerDepth(ancestors: Ancestors, from = ancestors.length - 1): number {
  let depth = from;
  while (depth >= 0 && isWrapper(ancestors[depth] as Node)) depth--;
  return depth;
}

function memberPlace(owner: Node, above: Ancestors, text: string): Omit<FunctionPlace, "label"> | undefined {
  if (owner.type === "MethodDefinition" || (owner.type === "Property" && isMethod(owner))) {
    const { kind } = owner;
    if (kind === "constructor") return { name: qualify(above, "constructor", text), kind: "constructors" };
    const key = keyText(owner.key, owner.computed, text);
    if (kind === "get" || kind === "set") {
      return { name: qualify(above, `${kind} ${key}`, text), kind: "accessors" };
    }
    return { name: qualify(above, key, text), kind: "methods" };
  }
  return undefined;
}

function isMethod(property: Node & { type: "Property" }) {
  return property.method || property.kind !== "init";
}

/** What a function or object is assigned to: variable, property, field, member expression. */
function boundName(ancestors: Ancestors, depth: number, text: string): string | undefined {
  const owner = ancestors[depth];
  const above = ancestors.slice(0, depth);
  switch (owner?.type) {
    case "VariableDeclarator":
      return owner.id.type === "Identifier" ? owner.id.name : undefined;
    case "AssignmentExpression":
      return assignedName(owner.left, above, text);
    case "Property":
    case "PropertyDefinition":
    case "AccessorProperty":
      return qualify(above, keyText(owner.key, owner.computed, text), text);
    default:
      return undefined;
  }
}

/** `this.f = …` in a constructor names a member of its class: so compilers write fields for older targets. */
function assignedName(target: Node, above: Ancestors, text: string): string | undefined {
  const name = targetName(target, text);
  const member = unwrap(target);
  if (name === undefined || member.type !== "MemberExpression" || member.object.type !== "ThisExpression")
    return name;
  const depth = above.findLastIndex(({ type }) => /^(?:Function|StaticBlock|PropertyDefinition)/.test(type));
  const owner = above[depth - 1];
  const isConstructor = owner?.type === "MethodDefinition" && owner.kind === "constructor";
  return isConstructor ? qualify(above.slice(0, depth - 1), name, text) : name;
}

/** Puts the name of the enclosing class or object literal before a member's name. */
function qualify(above: Ancestors, member: string, text: string): string {
  const holder = above[above.length - 1];
  const isClass = holder?.type === "ClassBody";
  const depth = isClass ? above.length - 2 : above.length - 1;
  const own = isClass ? (above[depth] as Class).id?.name : undefined;
  const name = own ?? boundName(above, ownerDepth(above, depth - 1), text);
  return name ? `${name}.${member}` : member;
}

function keyText(key: Node, computed: boolean, text: string): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return String(key.value);
  const source = text.slice(key.start, key.end);
  return computed ? `[${source}]` : source;
}

const IMPLICIT_HOLDERS = /^(?:module\.exports|exports|this)\.|\.prototype(?=\.)/g;

/** `Foo.prototype.bar` becomes `Foo.bar`; `module.exports.f` becomes `f`. */
function targetName(target: Node, text: string): string | undefined {
  const node = unwrap(target);
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  const source = text.slice(node.start, node.end);
  if (source === "module.exports") return undefined;
  return /^[\w$.#]+$/.test(source) ? source.replace(IMPLICIT_HOLDERS, "") : undefined;
}
