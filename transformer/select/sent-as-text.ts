// Nodes of a file in; which functions it reads as text or hands on as text, to where nothing of the file is there, out.
import { type Node, unwrap } from "../source/parse.js";
import { hasText, keyOf, type LexicalScope, membersOf, type Value } from "./lexical-scope.js";
import { isQuoted, textsIn } from "./text-uses.js";

type Call = Extract<Node, { type: "CallExpression" | "NewExpression" }>;
type Member = Extract<Node, { type: "MemberExpression" }>;

/** An expression at a place that becomes text if it is a function. */
interface Text extends Value {
  /** Within an error or a line for the console. */
  readonly quoted: boolean;
}

/** A name, and what it is given. */
interface Naming {
  readonly name: string | undefined;
  readonly value: Node | null | undefined;
}

interface PlacedCall extends Value {
  readonly node: Call;
}

const NONE: readonly Value[] = [];

/** Collects the functions and classes of one file that are used as text. */
export class SentAsText {
  readonly #texts: Text[] = [];
  /** By the name that is called; under `undefined` those of what has none, as of a function on the spot. */
  readonly #calls = new Map<string | undefined, PlacedCall[]>();
  /** The names that functions and classes are given, wherever that is. */
  readonly #names = new Map<Node, string[]>();
  readonly #callsOf = new Map<Node, readonly PlacedCall[]>();
  readonly #assignments: (Value & { readonly name: string })[] = [];
  /** Where the object literals and classes stand whose members may be meant. */
  readonly #places = new Map<Node, LexicalScope>();

  /** A node of the file, those around it, and the scope it stands in. */
  note(node: Node, ancestors: readonly Node[], scope: LexicalScope): void {
    if (node.type === "AssignmentExpression") this.#noteAssignment(node.left, node.right, scope);
    if (node.type === "CallExpression" || node.type === "NewExpression")
      addTo(this.#calls, calledName(node), { node, scope });
    if (node.type === "ObjectExpression" || hasText(node)) this.#places.set(node, scope);
    this.#noteName(namingIn(node));
    const texts = textsIn(node, ancestors[ancestors.length - 1]);
    if (texts.length === 0) return;
    const quoted = isQuoted(ancestors);
    for (const text of texts) if (text) this.#texts.push({ node: unwrap(text), scope, quoted });
  }

  /** Tells, after all nodes, whether a function is used as text, alone or within what is around it. */
  test(): (node: Node) => boolean {
    for (const { name, ...value } of this.#assignments) value.scope.bindingOf(name)?.values.push(value);
    const sent = [...this.#follow()].filter((value) => !writesItself(value));
    return (node) => sent.some(({ start, end }) => start <= node.start && node.end <= end);
  }

  #noteAssignment(left: Node, right: Node, scope: LexicalScope): void {
    if (left.type === "Identifier") this.#assignments.push({ name: left.name, scope, node: unwrap(right) });
  }

  #noteName(naming: Naming | undefined): void {
    const value = naming?.value && unwrap(naming.value);
    if (value && naming.name !== undefined && hasText(value))
      addTo(this.#names, constructorOf(value) ?? value, naming.name);
  }

  /** The functions and classes that the texts may be, by the names and parameters that stand for them. */
  #follow(): Set<Node> {
    const found = new Set<Node>();
    const seen = new Set<Node>();
    // Those that say more come first, from the end. No recursion: a chain of conditions may be thousands deep.
    const waiting = this.#texts.toSorted((a, b) => Number(b.quoted) - Number(a.quoted));
    for (let text = waiting.pop(); text; text = waiting.pop()) {
      const { quoted } = text;
      if (hasText(text.node)) found.add(text.node);
      if (seen.has(text.node)) continue;
      seen.add(text.node);
      for (const value of this.#behind(text)) waiting.push({ ...value, quoted });
      // What a function quotes of its parameter is mostly a value that is no function: that it found none.
      if (!quoted) for (const value of this.#argumentsFor(text)) waiting.push({ ...value, quoted });
    }
    return found;
  }

  /** The expressions that one may stand for. */
  #behind({ node, scope }: Value): readonly Value[] {
    const here = (...nodes: readonly Node[]) => nodes.map((each) => ({ node: unwrap(each), scope }));
    switch (node.type) {
      case "Identifier":
        return scope.bindingOf(node.name)?.values ?? NONE;
      case "MemberExpression":
        return this.#membersOf(node, scope);
      case "ConditionalExpression":
        return here(node.consequent, node.alternate);
      case "LogicalExpression":
        return here(node.left, node.right);
      case "AssignmentExpression":
        return node.operator === "=" ? here(node.right) : NONE;
      default:
        return NONE;
    }
  }

  // Of what else an object may be, and of what others put there, nothing is known.
  #membersOf(text: Member, scope: LexicalScope): readonly Value[] {
    const object = unwrap(text.object);
    const name = text.computed && text.property.type !== "Literal" ? undefined : keyOf(text.property);
    if (name === undefined) return NONE;
    const owners: readonly Node[] =
      object.type === "Identifier"
        ? (scope.bindingOf(object.name)?.values ?? NONE).map(({ node }) => node)
        : object.type === "ThisExpression" && scope.self
          ? [scope.self]
          : [];
    return owners.flatMap((owner) =>
      membersOf(owner, name).map((node) => ({ node, scope: this.#places.get(owner) ?? scope })),
    );
  }

  /** What the calls in this file give to a parameter. */
  #argumentsFor({ node, scope }: Value): readonly Value[] {
    const parameter = node.type === "Identifier" ? scope.bindingOf(node.name)?.parameter : undefined;
    if (!parameter) return NONE;
    return this.#callsTo(parameter.owner).flatMap((call) => {
      const given = call.node.arguments.slice(0, parameter.index + 1);
      const last = given[parameter.index];
      if (!last || given.some(({ type }) => type === "SpreadElement")) return [];
      return [{ node: unwrap(last), scope: call.scope }];
    });
  }

  /** The calls in this file of one function. */
  #callsTo(owner: Node): readonly PlacedCall[] {
    let calls = this.#callsOf.get(owner);
    if (!calls) {
      const names = new Set([undefined, ...(this.#names.get(owner) ?? [])]);
      const named = [...names].flatMap((name) => this.#calls.get(name) ?? []);
      calls = named.filter((call) => this.#calledBy(call).includes(owner));
      this.#callsOf.set(owner, calls);
    }
    return calls;
  }

  #calledBy({ node, scope }: PlacedCall): readonly Node[] {
    const callee = unwrap(node.callee);
    const called = hasText(callee)
      ? [callee]
      : this.#behind({ node: callee, scope }).map((value) => value.node);
    return called.map((value) => constructorOf(value) ?? value);
  }
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function calledName({ callee }: Call): string | undefined {
  const called = unwrap(callee);
  return called.type === "MemberExpression" ? keyOf(called.property) : identifierName(called);
}

/** The name that a node gives to something, if it does. */
function namingIn(node: Node): Naming | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ClassDeclaration":
    case "ClassExpression":
      return { name: node.id?.name, value: node };
    case "VariableDeclarator":
      return { name: identifierName(node.id), value: node.init };
    case "AssignmentExpression":
    case "AssignmentPattern":
      return { name: identifierName(node.left), value: node.right };
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return { name: keyOf(node.key), value: node.value };
    default:
      return undefined;
  }
}

function identifierName(node: Node): string | undefined {
  return node.type === "Identifier" ? node.name : undefined;
}

function constructorOf(node: Node): Node | undefined {
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return undefined;
  const found = node.body.body.find(
    (member) => member.type === "MethodDefinition" && member.kind === "constructor",
  );
  return found && "value" in found && found.value ? found.value : undefined;
}

/** A class with a static `toString` has text of its own making. */
function writesItself(node: Node): boolean {
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return false;
  return node.body.body.some(
    (member) =>
      "key" in member && member.static && member.key.type === "Identifier" && member.key.name === "toString",
  );
}
