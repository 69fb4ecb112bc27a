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

  /** `outer` is the scope around it; the outermost, of the program, has none. */
  constructor(outer?: LexicalScope, holdsVars = true) {
    this.#outer = outer;
    this.#holdsVars = holdsVars;
  }

  /** Takes up what a node in this scope declares; the scope of its children, which may be this one, out. */
  enter(node: Node): LexicalScope {
    const inner = SCOPES.has(node.type) ? new LexicalScope(this, VAR_SCOPES.has(node.type)) : this;
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
   * What a name may stand for, once all nodes were entered: nothing where it is a parameter or a value of another
   * kind. The list is the scope's own, to which assignments add.
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
    if (hasText(value)) this.#names.get(pattern.name)?.push(value);
  }
}
