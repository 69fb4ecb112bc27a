// Nodes of a file in; which functions and classes a name stands for at a place, shadowed names told apart, out.
import { boundNames } from "../source/bound-names.js";
import { forEachChild, type Node, unwrap } from "../source/parse.js";

const FUNCTIONS: ReadonlySet<string> = new Set([
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
]);
const CLASSES: ReadonlySet<string> = new Set(["ClassDeclaration", "ClassExpression"]);

/** Where a `var` ends up; a namespace and a static block are compiled to functions. */
const VAR_SCOPES: ReadonlySet<string> = new Set(["Program", "StaticBlock", "TSModuleBlock", ...FUNCTIONS]);
const SCOPES: ReadonlySet<string> = new Set([
  "BlockStatement",
  "CatchClause",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "SwitchStatement",
  ...CLASSES,
  ...VAR_SCOPES,
]);

/** Whether a node is a function or a class, whose text is what stands in the file. */
export const hasText = (node: Node): boolean => FUNCTIONS.has(node.type) || CLASSES.has(node.type);

/** The names that one scope declares, with the functions and classes they are given. */
export class LexicalScope {
  readonly #names = new Map<string, Node[]>();
  readonly #holdsVars: boolean;
  readonly #outer: LexicalScope | undefined;
  /** The class, if this is its own scope. */
  readonly #body: Node | undefined;
  /** The class that `this` belongs to here. */
  readonly #self: Node | undefined;

  /** `outer` is the scope around it, which `node` opens; the outermost, of the program, has none. */
  constructor(outer?: LexicalScope, node?: Node) {
    this.#outer = outer;
    this.#holdsVars = node === undefined || VAR_SCOPES.has(node.type);
    this.#body = node !== undefined && CLASSES.has(node.type) ? node : undefined;
    this.#self = this.#body ?? outer?.selfFor(node);
  }

  /** The class that `this` is an instance of, or the class itself; `undefined` where that cannot be seen. */
  get self(): Node | undefined {
    return this.#self;
  }

  /** The same within `node`: a method, and a function that a field holds, have the `this` of their class. */
  selfFor(node: Node | undefined): Node | undefined {
    const hasThis = node?.type === "FunctionExpression" || node?.type === "FunctionDeclaration";
    return hasThis ? this.#body : this.#self;
  }

  /** Takes up what a node in this scope declares; the scope of its children, which may be this one, out. */
  enter(node: Node): LexicalScope {
    const inner = SCOPES.has(node.type) ? new LexicalScope(this, node) : this;
    switch (node.type) {
      case "FunctionDeclaration":
      case "ClassDeclaration":
        if (node.id) this.#declare(node.id, node);
        break;
      case "FunctionExpression":
      case "ClassExpression":
        if (node.id) inner.#declare(node.id, node);
        break;
      case "VariableDeclaration":
        for (const { id, init } of node.declarations)
          (node.kind === "var" ? this.#varScope() : this).#declare(id, init);
        break;
      case "CatchClause":
        if (node.param) inner.#declare(node.param);
        break;
    }
    if (FUNCTIONS.has(node.type)) inner.#declareParameters(node);
    return inner;
  }

  /**
   * What a name may stand for, once all nodes were entered: functions, classes and object literals; nothing where it is
   * a parameter or a value of another kind. The list is the scope's own, to which assignments add.
   */
  valuesOf(name: string): Node[] | undefined {
    for (let scope: LexicalScope | undefined = this; scope; scope = scope.#outer) {
      const values = scope.#names.get(name);
      if (values) return values;
    }
    return undefined;
  }

  #varScope(): LexicalScope {
    return this.#holdsVars || !this.#outer ? this : this.#outer.#varScope();
  }

  #declareParameters(node: Node): void {
    forEachChild(node, (child, key) => {
      if (key === "params") this.#declare(child);
    });
  }

  #declare(pattern: Node, init?: Node | null): void {
    for (const name of boundNames(pattern)) if (!this.#names.has(name)) this.#names.set(name, []);
    if (pattern.type !== "Identifier" || !init) return;
    const value = unwrap(init);
    if (hasText(value) || value.type === "ObjectExpression") this.#names.get(pattern.name)?.push(value);
  }
}

/** The functions that an object literal or a class holds under a name. */
export function membersOf(owner: Node, name: string): readonly Node[] {
  return membersIn(owner).flatMap((member) => {
    if (!("key" in member) || ("computed" in member && member.computed) || keyOf(member.key) !== name)
      return [];
    // What an accessor gives is no function that stands here.
    if (!("value" in member) || !member.value || ("kind" in member && /^[gs]et$/.test(member.kind)))
      return [];
    const value = unwrap(member.value);
    return hasText(value) ? [value] : [];
  });
}

function membersIn(owner: Node): readonly Node[] {
  if (owner.type === "ObjectExpression") return owner.properties;
  return owner.type === "ClassDeclaration" || owner.type === "ClassExpression" ? owner.body.body : [];
}

/** The name of a member as it is written: `#name` for a private one. */
export function keyOf(key: Node): string | undefined {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}
