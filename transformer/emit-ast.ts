// A plan in, TypeScript nodes out: the emitter of the tsc path. `ts` is the host's own, never an import.
import type * as TypeScript from "typescript";
import { movedFormOf, type Names, namesOf } from "./generated-code.js";
import { GeneratedNodes } from "./generated-nodes.js";
import { copyOfBody } from "./node-copy.js";
import type { Plan } from "./plan.js";
import type { Site } from "./site.js";
import { TouchedOffsets } from "./source/touched-offsets.js";

type TS = typeof TypeScript;

/**
 * Rewrites the source file of a plan; comments, positions and types of the user's nodes stay theirs.
 * @param isModule load the runtime by `import`; in a script by `require`, since an import would make it a module
 */
export function emitAst(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  plan: Plan,
  context: TypeScript.TransformationContext,
  isModule: boolean = ts.isExternalModule(sourceFile),
): TypeScript.SourceFile {
  if (plan.sites.length === 0) return sourceFile;
  return new AstEmitter(ts, sourceFile, plan, context).emit(isModule);
}

interface IndexedSite {
  readonly site: Site;
  readonly siteName: string;
}

class AstEmitter {
  readonly #ts: TS;
  readonly #f: TypeScript.NodeFactory;
  readonly #sourceFile: TypeScript.SourceFile;
  readonly #plan: Plan;
  readonly #context: TypeScript.TransformationContext;
  readonly #names: Names;
  readonly #nodes: GeneratedNodes;
  // The planner's offsets lead back to TypeScript's nodes.
  readonly #bodies = new Map<number, IndexedSite>();
  readonly #returns = new Map<number, { readonly site: Site; readonly value: Site["returns"][number] }>();
  readonly #pauses = new Map<number, Site>();
  readonly #landings = new Set<number>();
  // A new `arguments` needs one of the user's as its original: by that TypeScript knows it when it lowers `async`.
  readonly #arguments = new Map<number, TypeScript.Identifier | undefined>();
  readonly #supers = new Map<number, Site["superUses"][number]>();
  readonly #hoists = new Map<number, string>();
  readonly #touched: TouchedOffsets;

  constructor(
    ts: TS,
    sourceFile: TypeScript.SourceFile,
    plan: Plan,
    context: TypeScript.TransformationContext,
  ) {
    this.#ts = ts;
    this.#f = context.factory;
    this.#sourceFile = sourceFile;
    this.#plan = plan;
    this.#context = context;
    this.#names = namesOf(plan);
    this.#nodes = new GeneratedNodes(ts, this.#f, this.#names);
    for (const [index, site] of plan.sites.entries()) this.#index(site, this.#names.site(index));
    this.#touched = new TouchedOffsets(plan);
  }

  #index(site: Site, siteName: string): void {
    this.#bodies.set(site.body.start, { site, siteName });
    if (!site.expression) for (const value of site.returns) this.#returns.set(value.start, { site, value });
    for (const { start } of site.suspensions.pauses) this.#pauses.set(start, site);
    for (const { start } of site.suspensions.landings) this.#landings.add(start);
    for (const { start } of site.argumentsUses) this.#arguments.set(start, undefined);
    for (const use of site.superUses) this.#supers.set(use.start, use);
    for (const hoist of site.hoists) this.#hoists.set(hoist.start, hoist.id.name);
  }

  emit(isModule: boolean): TypeScript.SourceFile {
    const visited = this.#visitChildren(this.#sourceFile);
    const prologue = visited.statements.findIndex((statement) => !isPrologue(this.#ts, statement));
    const at = prologue === -1 ? visited.statements.length : prologue;
    const statements = [
      ...visited.statements.slice(0, at),
      this.#nodes.runtimeImport(isModule),
      ...this.#plan.sites.map((site, index) => this.#nodes.siteFunction(site, this.#names.site(index))),
      ...visited.statements.slice(at),
    ];
    return this.#f.updateSourceFile(
      visited,
      this.#ts.setTextRange(this.#f.createNodeArray(statements), visited.statements),
    );
  }

  readonly #visit = (node: TypeScript.Node): TypeScript.Node => {
    const ts = this.#ts;
    if (this.#touched.isOutside(ts, node)) return node;
    const start = node.pos < 0 ? -1 : node.getStart(this.#sourceFile);
    const visited = this.#replaced(node, start) ?? this.#suspended(this.#visitChildren(node), start);
    const found = isFunctionBody(ts, node) ? this.#bodies.get(start) : undefined;
    if (found)
      return this.#instrument(visited as TypeScript.ConciseBody, node as TypeScript.ConciseBody, found);
    if (ts.isReturnStatement(visited) && visited.expression)
      return this.#returned(visited, node as TypeScript.ReturnStatement);
    return visited;
  };

  #visitChildren<T extends TypeScript.Node>(node: T): T {
    return this.#ts.visitEachChild(node, this.#visit, this.#context);
  }

  /** What stands for a node that means something else where its function's body goes. */
  #replaced(node: TypeScript.Node, start: number): TypeScript.Node | undefined {
    const ts = this.#ts;
    if (ts.isFunctionDeclaration(node) && this.#hoists.has(start)) return this.#hoisted(node, start);
    if (ts.isCallExpression(node) && this.#supers.has(start) && isSuperMember(ts, node.expression))
      return this.#superCall(node);
    if (isSuperMember(ts, node) && this.#supers.has(start)) return this.#superReference(node, "v");
    if (ts.isIdentifier(node) && this.#arguments.has(start)) return this.#argumentsUse(node, start);
    if (ts.isShorthandPropertyAssignment(node) && this.#arguments.has(start))
      return this.#f.createPropertyAssignment("arguments", this.#argumentsUse(node.name, start));
    return undefined;
  }

  #suspended(node: TypeScript.Node, start: number): TypeScript.Node {
    const site = this.#pauses.get(start);
    if (site && (this.#ts.isAwaitExpression(node) || this.#ts.isYieldExpression(node)))
      return this.#nodes.suspended(node, site);
    if (this.#ts.isBlock(node) && this.#landings.has(start)) return this.#nodes.landing(node);
    return node;
  }

  #argumentsUse(node: TypeScript.Identifier, start: number): TypeScript.Identifier {
    this.#arguments.set(start, node);
    return this.#f.createIdentifier(this.#names.arguments);
  }

  #returned(visited: TypeScript.ReturnStatement, original: TypeScript.ReturnStatement): TypeScript.Statement {
    const { expression } = visited;
    const found = this.#returns.get(original.expression?.getStart(this.#sourceFile) ?? -1);
    if (!expression || !found) return visited;
    return this.#f.updateReturnStatement(visited, this.#nodes.returned(expression, found.site, found.value));
  }

  #instrument(
    body: TypeScript.ConciseBody,
    original: TypeScript.ConciseBody,
    { site, siteName }: IndexedSite,
  ): TypeScript.Block {
    const f = this.#f;
    const block = this.#ts.isBlock(body) ? body : undefined;
    const own = block ? block.statements : [this.#expressionStatement(body as TypeScript.Expression, site)];
    const at = own.findIndex((statement) => !isPrologue(this.#ts, statement));
    const prologue = own.slice(0, at === -1 ? own.length : at);
    const rest = at === -1 ? [] : own.slice(at);
    const hoists = new Set(rest.filter((statement) => this.#isHoisted(statement)));
    const ordered = [...hoists, ...rest.filter((statement) => !hoists.has(statement))];
    const movedForm = movedFormOf(site.form);
    const inner = movedForm
      ? this.#nodes.moved(movedForm, ordered, block, site, this.#argumentsOf(site))
      : ordered;
    const tried = f.createBlock([...this.#nodes.capture(site), ...inner], true);
    if (block && !movedForm) this.#ts.setTextRange(tried, block);
    const opened = this.#nodes.opened(site, siteName);
    const guarded = this.#nodes.guarded(tried);
    const source = site.plainBody && (original as TypeScript.Block);
    const plain = source && copyOfBody(this.#ts, source, prologue.length, this.#context);
    const chosen = plain ? this.#nodes.unlessRecorded(plain, guarded) : guarded;
    const result = f.createBlock([...prologue, opened, chosen], true);
    return this.#ts.setTextRange(result, body);
  }

  #argumentsOf(site: Site): TypeScript.Identifier | undefined {
    return this.#arguments.get(site.argumentsUses[0]?.start ?? -1);
  }

  #isHoisted(statement: TypeScript.Statement): boolean {
    return (
      this.#ts.isVariableStatement(statement) &&
      this.#ts.getOriginalNode(statement).kind === this.#ts.SyntaxKind.FunctionDeclaration
    );
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

  #hoisted(node: TypeScript.FunctionDeclaration, start: number): TypeScript.Statement {
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
    const statement = this.#nodes.variable(this.#hoists.get(start) as string, value, this.#ts.NodeFlags.None);
    return this.#ts.setOriginalNode(statement, node);
  }
}

const isSuperMember = (ts: TS, node: TypeScript.Node): boolean =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  node.expression.kind === ts.SyntaxKind.SuperKeyword;

function isFunctionBody(ts: TS, node: TypeScript.Node): boolean {
  return (
    node.parent !== undefined &&
    ts.isFunctionLike(node.parent) &&
    (node.parent as TypeScript.FunctionLikeDeclaration).body === node
  );
}

const isPrologue = (ts: TS, statement: TypeScript.Statement): boolean =>
  ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
