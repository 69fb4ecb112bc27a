// Sites in; the nodes at the head of their file out: what loads the runtime, and the functions that hold the sites' data.
import type * as TypeScript from "typescript";
import type { Site } from "../../model/site.js";
import { modulesFor, type Names } from "../generated-code.js";
import type { GeneratedNodes } from "./generated-nodes.js";
import { literalNode } from "./literal-nodes.js";

type TS = typeof TypeScript;

/** Makes the nodes at the head of a file; `ts` is the host's own TypeScript. */
export class FileHeadNodes {
  readonly #ts: TS;
  readonly #f: TypeScript.NodeFactory;
  readonly #names: Names;
  readonly #nodes: GeneratedNodes;

  constructor(ts: TS, factory: TypeScript.NodeFactory, names: Names, nodes: GeneratedNodes) {
    this.#ts = ts;
    this.#f = factory;
    this.#names = names;
    this.#nodes = nodes;
  }

  /**
   * What loads the runtime. In a script `require` does: an import would turn it into a module.
   * @returns the statement that binds what is called, and those for what loading does
   */
  loads(
    sites: readonly Site[],
    isModule: boolean,
  ): readonly [TypeScript.Statement, ...TypeScript.Statement[]] {
    const { called, loaded } = modulesFor(sites);
    return [this.#bound(called, isModule), ...(loaded ? [this.#sideLoad(loaded, isModule)] : [])];
  }

  /** The function that holds a site's data. */
  siteFunction(site: Site, name: string): TypeScript.Statement {
    const f = this.#f;
    const body = f.createBlock([f.createReturnStatement(literalNode(this.#ts, f, site.data))], false);
    return f.createFunctionDeclaration(undefined, undefined, name, undefined, [], undefined, body);
  }

  #bound(module: string, isModule: boolean): TypeScript.Statement {
    const f = this.#f;
    const name = f.createIdentifier(this.#names.runtime);
    if (!isModule) return this.#nodes.variable(name, this.#required(module));
    const clause = f.createImportClause(undefined, undefined, f.createNamespaceImport(name));
    return f.createImportDeclaration(undefined, clause, f.createStringLiteral(module));
  }

  #sideLoad(module: string, isModule: boolean): TypeScript.Statement {
    const f = this.#f;
    return isModule
      ? f.createImportDeclaration(undefined, undefined, f.createStringLiteral(module))
      : f.createExpressionStatement(this.#required(module));
  }

  #required(module: string): TypeScript.Expression {
    const f = this.#f;
    return f.createCallExpression(f.createIdentifier("require"), undefined, [f.createStringLiteral(module)]);
  }
}
