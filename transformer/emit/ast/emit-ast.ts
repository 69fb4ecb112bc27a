// A plan in, TypeScript nodes out: the emitter of the tsc path. `ts` is the host's own, never an import.
import type * as TypeScript from "typescript";
import { FORMS, type Form } from "../../model/form.js";
import type { Plan } from "../../model/plan.js";
import type { Site } from "../../model/site.js";
import { type Names, namesOf } from "../generated-code.js";
import { copyOfBody } from "./body-copy.js";
import { FileHeadNodes } from "./file-head.js";
import { GeneratedNodes } from "./generated-nodes.js";
import { loadWithoutHelper } from "./import-helper.js";
import { type LeftSite, type LocatedSite, type LocatedSites, locateSites } from "./located-sites.js";
import { setMissingParents } from "./parents.js";
import { touchedNodes } from "./touched-nodes.js";

type TS = typeof TypeScript;

/** What {@link emitAst} may be told. */
export interface AstOptions {
  /** Load the runtime by `import`; in a script by `require`, since an import would make it a module. */
  readonly isModule?: boolean;
  /** A transformer has printed the file and parsed it anew: the plan is of the source, not of `sourceFile.text`. */
  readonly isReparsed?: boolean;
  /** Hears of the sites that are left as they are. */
  readonly leave?: (left: LeftSite) => void;
}

/** Rewrites the source file of a plan; comments, positions and types of the user's nodes stay theirs. */
export function emitAst(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  plan: Plan,
  context: TypeScript.TransformationContext,
  { isModule = ts.isExternalModule(sourceFile), isReparsed = false, leave }: AstOptions = {},
): TypeScript.SourceFile {
  if (plan.sites.length === 0) return sourceFile;
  const sites = locateSites(ts, sourceFile, plan, isReparsed);
  if (leave) sites.left.forEach(leave);
  if (sites.located.length === 0) return sourceFile;
  return new AstEmitter(ts, sourceFile, sites, context).emit(isModule);
}

interface IndexedSite extends LocatedSite {
  readonly siteName: string;
}

class AstEmitter {
  readonly #ts: TS;
  readonly #f: TypeScript.NodeFactory;
  readonly #sourceFile: TypeScript.SourceFile;
  readonly #sites: readonly LocatedSite[];
  readonly #context: TypeScript.TransformationContext;
  readonly #names: Names;
  readonly #nodes: GeneratedNodes;
  // What a node of the user's is to a site.
  readonly #bodies = new Map<TypeScript.Node, IndexedSite>();
  readonly #returns = new Map<
    TypeScript.Node,
    { readonly site: Site; readonly value: Site["returns"][number] }
  >();
  readonly #pauses = new Map<TypeScript.Node, NonNullable<Form["pauses"]>>();
  readonly #keeps = new Set<TypeScript.Node>();
  readonly #landings = new Set<TypeScript.Node>();
  readonly #arguments = new Set<TypeScript.Node>();
  readonly #supers = new Set<TypeScript.Node>();
  readonly #hoists = new Map<TypeScript.Node, string>();
  readonly #hoisted = new Set<TypeScript.Node>();
  readonly #touched: ReadonlySet<TypeScript.Node>;

  constructor(
    ts: TS,
    sourceFile: TypeScript.SourceFile,
    { located, prefix }: LocatedSites,
    context: TypeScript.TransformationContext,
  ) {
    this.#ts = ts;
    this.#f = context.factory;
    this.#sourceFile = sourceFile;
    this.#sites = located;
    this.#context = context;
    this.#names = namesOf({ prefix });
    this.#nodes = new GeneratedNodes(ts, this.#f, this.#names);
    for (const [index, site] of located.entries()) this.#index(site, this.#names.site(index));
    const changed = new Set(located.flatMap(({ nodes }) => nodes.all));
    this.#touched = touchedNodes(ts, sourceFile, changed);
  }

  #index(located: LocatedSite, siteName: string): void {
    const { site, nodes } = located;
    this.#bodies.set(nodes.body, { ...located, siteName });
    for (const [statement, value] of nodes.returns) this.#returns.set(statement, { site, value });
    const { pauses } = FORMS[site.form];
    if (pauses) for (const pause of nodes.pauses) this.#pauses.set(pause, pauses);
    for (const keep of nodes.keeps) this.#keeps.add(keep);
    for (const landing of nodes.landings) this.#landings.add(landing);
    for (const use of nodes.arguments) this.#arguments.add(use);
    for (const use of nodes.supers) this.#supers.add(use);
    nodes.hoists.forEach((hoist, index) => {
      this.#hoists.set(hoist, (site.hoists[index] as Site["hoists"][number]).id.name);
    });
  }

  emit(isModule: boolean): TypeScript.SourceFile {
    const visited = this.#visitChildren(this.#sourceFile);
    const prologue = visited.statements.findIndex((statement) => !isPrologue(this.#ts, statement));
    const at = prologue === -1 ? visited.statements.length : prologue;
    const [before, behind] = [visited.statements.slice(0, at), visited.statements.slice(at)];
    const statements = [...before, ...this.#head(isModule), ...behind];
    const emitted = this.#f.updateSourceFile(
      visited,
      this.#ts.setTextRange(this.#f.createNodeArray(statements), visited.statements),
    );
    setMissingParents(this.#ts, emitted);
    return emitted;
  }

  #head(isModule: boolean): TypeScript.Statement[] {
    const head = new FileHeadNodes(this.#ts, this.#f, this.#names, this.#nodes);
    const sites = this.#sites.map(({ site }) => site);
    const [load, ...others] = head.loads(sites, isModule);
    if (this.#context.getCompilerOptions().noEmitHelpers) loadWithoutHelper(this.#ts, load);
    const functions = sites.map((site, index) => head.siteFunction(site, this.#names.site(index)));
    return [load, ...others, ...functions.filter((_, index) => !sites[index]?.scope)];
  }

  readonly #visit = (node: TypeScript.Node): TypeScript.Node => {
    if (!this.#touched.has(node)) return node;
    const visited = this.#replaced(node) ?? this.#suspended(this.#visitChildren(node), node);
    const found = this.#bodies.get(node);
    if (found) return this.#instrument(visited as TypeScript.ConciseBody, found);
    const returned = this.#returns.get(node);
    if (returned) return this.#returned(visited as TypeScript.ReturnStatement, returned.site, returned.value);
    return visited;
  };

  #visitChildren<T extends TypeScript.Node>(node: T): T {
    return this.#ts.visitEachChild(node, this.#visit, this.#context);
  }

  /** What stands for a node that means something else where its function's body goes. */
  #replaced(node: TypeScript.Node): TypeScript.Node | undefined {
    const ts = this.#ts;
    const hoisted = this.#hoists.get(node);
    if (hoisted !== undefined) return this.#hoistedOf(node as TypeScript.FunctionDeclaration, hoisted);
    if (ts.isCallExpression(node) && this.#supers.has(node.expression)) return this.#superCall(node);
    if (this.#supers.has(node)) return this.#superReference(node, "v");
    if (this.#arguments.has(node)) return this.#argumentsUse();
    if (ts.isShorthandPropertyAssignment(node) && this.#arguments.has(node.name))
      return this.#f.createPropertyAssignment("arguments", this.#argumentsUse());
    return undefined;
  }

  #suspended(visited: TypeScript.Node, node: TypeScript.Node): TypeScript.Node {
    const pauser = this.#pauses.get(node);
    if (pauser)
      return this.#nodes.suspended(
        visited as TypeScript.AwaitExpression | TypeScript.YieldExpression,
        pauser,
      );
    if (this.#keeps.has(node)) return this.#nodes.kept(visited as TypeScript.YieldExpression);
    return this.#landings.has(node) ? this.#nodes.landing(visited as TypeScript.Block) : visited;
  }

  #argumentsUse(): TypeScript.Identifier {
    return this.#f.createIdentifier(this.#names.arguments);
  }

  #returned(
    visited: TypeScript.ReturnStatement,
    site: Site,
    value: Site["returns"][number],
  ): TypeScript.Statement {
    const returned = this.#nodes.returned(visited.expression as TypeScript.Expression, site, value);
    return this.#f.updateReturnStatement(visited, returned);
  }

  #instrument(body: TypeScript.ConciseBody, { site, siteName, nodes }: IndexedSite): TypeScript.Block {
    const f = this.#f;
    const block = this.#ts.isBlock(body) ? body : undefined;
    const own = block ? block.statements : [this.#expressionStatement(body as TypeScript.Expression, site)];
    const at = own.findIndex((statement) => !isPrologue(this.#ts, statement));
    const prologue = own.slice(0, at === -1 ? own.length : at);
    const rest = at === -1 ? [] : own.slice(at);
    const isHoist = (statement: TypeScript.Statement) => this.#hoisted.has(statement);
    const ordered = [...rest.filter(isHoist), ...rest.filter((statement) => !isHoist(statement))];
    const { moves } = FORMS[site.form];
    const inner = moves ? this.#nodes.moved(moves, ordered, block, site, nodes.arguments[0]) : ordered;
    const tried = f.createBlock([...this.#nodes.capture(site), ...inner], true);
    if (block && !moves) this.#ts.setTextRange(tried, block);
    const opened = this.#nodes.opened(site, siteName);
    const guarded = this.#nodes.guarded(tried, site);
    const source = site.plainBody && (nodes.body as TypeScript.Block);
    const plain = source && copyOfBody(this.#ts, source, prologue.length, this.#context);
    const chosen = plain ? this.#nodes.unlessRecorded(plain, guarded) : guarded;
    const result = f.createBlock([...prologue, opened, chosen], true);
    return this.#ts.setTextRange(result, body);
  }

  #expressionStatement(expression: TypeScript.Expression, site: Site): TypeScript.Statement {
    const [returned] = site.returns;
    const value = returned ? this.#nodes.returned(expression, site, returned) : expression;
    return this.#ts.setTextRange(this.#f.createReturnStatement(value), expression);
  }

  #superReference(node: TypeScript.Node, member: "v" | "call"): TypeScript.PropertyAccessExpression {
    const f = this.#f;
    const key = this.#ts.isElementAccessExpression(node)
      ? (this.#ts.visitNode(node.argumentExpression, this.#visit) as TypeScript.Expression)
      : this.#memberName((node as TypeScript.PropertyAccessExpression).name);
    const reference = f.createCallExpression(f.createIdentifier(this.#names.superOf), undefined, [key]);
    return this.#ts.setTextRange(f.createPropertyAccessExpression(reference, member), node);
  }

  #memberName(name: TypeScript.MemberName): TypeScript.Expression {
    return this.#ts.setSourceMapRange(this.#f.createStringLiteral(name.text), name);
  }

  #superCall(node: TypeScript.CallExpression): TypeScript.Expression {
    const f = this.#f;
    const callee = this.#superReference(node.expression, "call");
    const values = node.arguments.map(
      (argument) => this.#ts.visitNode(argument, this.#visit) as TypeScript.Expression,
    );
    return this.#ts.setTextRange(
      f.createCallExpression(callee, undefined, [f.createThis(), ...values]),
      node,
    );
  }

  #hoistedOf(node: TypeScript.FunctionDeclaration, name: string): TypeScript.Statement {
    const f = this.#f;
    const visited = this.#visitChildren(node);
    if (!visited.body) return visited;
    const { modifiers, asteriskToken, typeParameters, parameters, type, body } = visited;
    const own = modifiers?.filter((modifier) => this.#ts.isModifier(modifier));
    const value = f.createFunctionExpression(
      own,
      asteriskToken,
      undefined,
      typeParameters,
      parameters,
      type,
      body,
    );
    // The function, too: by its original TypeScript knows what it has to capture when it lowers `async`.
    this.#ts.setOriginalNode(value, node);
    const statement = this.#nodes.variable(name, value, this.#ts.NodeFlags.None);
    this.#hoisted.add(statement);
    return this.#ts.setOriginalNode(statement, node);
  }
}

function isPrologue(ts: TS, statement: TypeScript.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}
