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

interface PlacedCall extends Value {
  readonly node: Call;
}

const NONE: readonly Value[] = [];

/** Collects the functions and classes of one file that are used as text. */
export class SentAsText {
  readonly #texts: Text[] = [];
  readonly #calls: PlacedCall[] = [];
  #grouped: ReadonlyMap<Node, readonly PlacedCall[]> | undefined;
  readonly #assignments: (Value & { readonly name: string })[] = [];
  /** Where the object literals and classes stand whose members may be meant. */
  readonly #places = new Map<Node, LexicalScope>();

  /** A node of the file, those around it, and the scope it stands in. */
  note(node: Node, ancestors: readonly Node[], scope: LexicalScope): void {
    if (node.type === "AssignmentExpression") this.#noteAssignment(node.left, node.right, scope);
    if (node.type === "CallExpression" || node.type === "NewExpression") this.#calls.push({ node, scope });
    if (node.type === "ObjectExpression" || hasText(node)) this.#places.set(node, scope);
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
    return (this.#callsOf.get(parameter.owner) ?? []).flatMap((call) => {
      const given = call.node.arguments.slice(0, parameter.index + 1);
      const last = given[parameter.index];
      if (!last || given.some(({ type }) => type === "SpreadElement")) return [];
      return [{ node: unwrap(last), scope: call.scope }];
    });
  }

  /** The calls of this file by the functions that they call. */
  get #callsOf(): ReadonlyMap<Node, readonly PlacedCall[]> {
    this.#grouped ??= this.#group();
    return this.#grouped;
  }

  #group(): Map<Node, PlacedCall[]> {
    const grouped = new Map<Node, PlacedCall[]>();
    for (const call of this.#calls) {
      for (const owner of this.#calledBy(call)) {
        const list = grouped.get(owner);
        if (list) list.push(call);
        else grouped.set(owner, [call]);
      }
    }
    return grouped;
  }

  #calledBy({ node, scope }: PlacedCall): readonly Node[] {
    const callee = unwrap(node.callee);
    const called = hasText(callee)
      ? [callee]
      : this.#behind({ node: callee, scope }).map((value) => value.node);
    return called.map((value) => constructorOf(value) ?? value);
  }
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
