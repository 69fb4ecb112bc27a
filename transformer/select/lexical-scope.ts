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
export function hasText(node: Node): boolean {
  return FUNCTIONS.has(node.type) || CLASSES.has(node.type);
}

/** An expression, and the scope in which its names are looked up. */
export interface Value {
  readonly node: Node;
  readonly scope: LexicalScope;
}

/** A parameter: the function that has it, and which argument it takes. */
export interface Parameter {
  readonly owner: Node;
  readonly index: number;
}

/** What a name may stand for; assignments add values. */
export interface Binding {
  readonly values: Value[];
  readonly parameter?: Parameter | undefined;
}

/** The names that one scope declares, with what they are given there. */
export class LexicalScope {
  readonly #names = new Map<string, Binding>();
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
        if (node.id) this.#declare(node.id, { node, scope: this });
        break;
      case "FunctionExpression":
      case "ClassExpression":
        if (node.id) inner.#declare(node.id, { node, scope: this });
        break;
      case "VariableDeclaration":
        for (const { id, init } of node.declarations)
          (node.kind === "var" ? this.#varScope() : this).#declare(id, init && { node: init, scope: this });
        break;
      case "CatchClause":
        if (node.param) inner.#declare(node.param);
        break;
    }
    if (FUNCTIONS.has(node.type)) inner.#declareParameters(node);
    return inner;
  }

  /** What a name stands for, once all nodes were entered; nothing for a global and an import. */
  bindingOf(name: string): Binding | undefined {
    for (let scope: LexicalScope | undefined = this; scope; scope = scope.#outer) {
      const binding = scope.#names.get(name);
      if (binding) return binding;
    }
    return undefined;
  }

  #varScope(): LexicalScope {
    return this.#holdsVars || !this.#outer ? this : this.#outer.#varScope();
  }

  #declareParameters(owner: Node): void {
    let index = 0;
    forEachChild(owner, (child, key) => {
      if (key === "params") this.#declareParameter(child, { owner, index: index++ });
    });
  }

  #declareParameter(child: Node, parameter: Parameter): void {
    const whole = child.type === "TSParameterProperty" ? (child.parameter as Node) : child;
    if (whole.type === "AssignmentPattern")
      this.#declare(whole.left as Node, { node: whole.right, scope: this }, parameter);
    else this.#declare(whole, undefined, parameter);
  }

  #declare(pattern: Node, init?: Value | null, parameter?: Parameter): void {
    const isWhole = pattern.type === "Identifier";
    for (const name of boundNames(pattern))
      if (!this.#names.has(name)) this.#names.set(name, { values: [], ...(isWhole && { parameter }) });
    if (isWhole && init)
      this.#names.get(pattern.name)?.values.push({ node: unwrap(init.node), scope: init.scope });
  }
}

/** What an object literal or a class holds under a name. */
export function membersOf(owner: Node, name: string): readonly Node[] {
  return membersIn(owner).flatMap((member) => {
    if (!("key" in member) || ("computed" in member && member.computed) || keyOf(member.key) !== name)
      return [];
    // What an accessor gives is no function that stands here.
    if (!("value" in member) || !member.value || ("kind" in member && /^[gs]et$/.test(member.kind)))
      return [];
    return [unwrap(member.value)];
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
