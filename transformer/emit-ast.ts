// A plan in, TypeScript nodes out: the emitter of the tsc path. `ts` is the host's own, never an import.
import type * as TypeScript from "typescript";
import {
  type Names,
  namesOf,
  needsArguments,
  needsSuper,
  openerOf,
  RUNTIME_MODULE,
  runnerOf,
} from "./generated-code.js";
import type { Plan } from "./plan.js";
import type { Site } from "./site.js";

type TS = typeof TypeScript;

/** Rewrites the source file of a plan; comments, positions and types of the user's nodes stay theirs. */
export function emitAst(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  plan: Plan,
  context: TypeScript.TransformationContext,
): TypeScript.SourceFile {
  if (plan.sites.length === 0) return sourceFile;
  return new AstEmitter(ts, sourceFile, plan, context).emit();
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
  // A generated name, the same node at each place: an ES5 target renames other names of a `catch` clause, and
  // the uses that it finds are only those of the source.
  readonly #error: TypeScript.Identifier;
  // The planner's offsets lead back to TypeScript's nodes.
  readonly #bodies = new Map<number, IndexedSite>();
  readonly #returns = new Map<number, Site["returns"][number]>();
  // A new `arguments` needs one of the user's as its original: by that TypeScript knows it when it lowers `async`.
  readonly #arguments = new Map<number, TypeScript.Identifier | undefined>();
  readonly #supers = new Map<number, Site["superUses"][number]>();
  readonly #hoists = new Map<number, string>();

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
    const { Optimistic, FileLevel } = ts.GeneratedIdentifierFlags;
    this.#error = this.#f.createUniqueName(this.#names.error, Optimistic | FileLevel);
    for (const [index, site] of plan.sites.entries()) this.#index(site, this.#names.site(index));
  }

  #index(site: Site, siteName: string): void {
    this.#bodies.set(site.body.start, { site, siteName });
    if (!site.expression) for (const each of site.returns) this.#returns.set(each.start, each);
    for (const { start } of site.argumentsUses) this.#arguments.set(start, undefined);
    for (const use of site.superUses) this.#supers.set(use.start, use);
    for (const hoist of site.hoists) this.#hoists.set(hoist.start, hoist.id.name);
  }

  emit(): TypeScript.SourceFile {
    const visited = this.#ts.visitEachChild(this.#sourceFile, this.#visit, this.#context);
    const prologue = visited.statements.findIndex((statement) => !isPrologue(this.#ts, statement));
    const at = prologue === -1 ? visited.statements.length : prologue;
    const statements = [
      ...visited.statements.slice(0, at),
      this.#runtimeImport(),
      ...this.#plan.sites.map((site, index) => this.#siteFunction(site, this.#names.site(index))),
      ...visited.statements.slice(at),
    ];
    return this.#f.updateSourceFile(
      visited,
      this.#ts.setTextRange(this.#f.createNodeArray(statements), visited.statements),
    );
  }

  /** In a script `require` loads the runtime: an import would turn it into a module. */
  #runtimeImport(): TypeScript.Statement {
    const f = this.#f;
    const name = f.createIdentifier(this.#names.runtime);
    const module = f.createStringLiteral(RUNTIME_MODULE);
    if (this.#ts.isExternalModule(this.#sourceFile)) {
      return f.createImportDeclaration(
        undefined,
        f.createImportClause(undefined, undefined, f.createNamespaceImport(name)),
        module,
      );
    }
    return this.#const(name, f.createCallExpression(f.createIdentifier("require"), undefined, [module]));
  }

  #siteFunction(site: Site, name: string): TypeScript.Statement {
    const f = this.#f;
    const body = f.createBlock([f.createReturnStatement(this.#literal(site.data))], false);
    return f.createFunctionDeclaration(undefined, undefined, name, undefined, [], undefined, body);
  }

  #literal(value: unknown): TypeScript.Expression {
    const f = this.#f;
    if (typeof value === "string") return f.createStringLiteral(value);
    if (typeof value === "boolean") return value ? f.createTrue() : f.createFalse();
    if (typeof value === "number") return this.#number(value);
    if (Array.isArray(value)) return f.createArrayLiteralExpression(value.map((item) => this.#literal(item)));
    const members = Object.entries(value as object).map(([key, member]) =>
      f.createPropertyAssignment(f.createStringLiteral(key), this.#literal(member)),
    );
    return f.createObjectLiteralExpression(members);
  }

  #number(value: number): TypeScript.Expression {
    const literal = this.#f.createNumericLiteral(Math.abs(value));
    return value < 0 ? this.#f.createPrefixUnaryExpression(this.#ts.SyntaxKind.MinusToken, literal) : literal;
  }

  #const(
    name: TypeScript.Identifier | string,
    value: TypeScript.Expression,
    flags = this.#ts.NodeFlags.Const,
  ): TypeScript.Statement {
    const declaration = this.#f.createVariableDeclaration(name, undefined, undefined, value);
    return this.#f.createVariableStatement(
      undefined,
      this.#f.createVariableDeclarationList([declaration], flags),
    );
  }

  /** A call of one of the runtime's functions. */
  #call(fn: string, ...args: readonly TypeScript.Expression[]): TypeScript.CallExpression {
    const callee = this.#f.createPropertyAccessExpression(this.#f.createIdentifier(this.#names.runtime), fn);
    return this.#f.createCallExpression(callee, undefined, args);
  }

  readonly #visit = (node: TypeScript.Node): TypeScript.Node => {
    const ts = this.#ts;
    const start = node.pos < 0 ? -1 : node.getStart(this.#sourceFile);
    if (ts.isFunctionDeclaration(node) && this.#hoists.has(start)) return this.#hoisted(node, start);
    if (ts.isCallExpression(node) && this.#supers.has(start) && isSuperMember(ts, node.expression))
      return this.#superCall(node);
    if (isSuperMember(ts, node) && this.#supers.has(start)) return this.#superReference(node);
    if (ts.isIdentifier(node) && this.#arguments.has(start)) return this.#argumentsUse(node, start);
    if (ts.isShorthandPropertyAssignment(node) && this.#arguments.has(start)) {
      return this.#f.createPropertyAssignment("arguments", this.#argumentsUse(node.name, start));
    }
    const visited = ts.visitEachChild(node, this.#visit, this.#context);
    const found = isFunctionBody(ts, node) ? this.#bodies.get(start) : undefined;
    if (found) return this.#instrument(visited as TypeScript.ConciseBody, found);
    if (ts.isReturnStatement(visited) && visited.expression)
      return this.#returned(visited, node as TypeScript.ReturnStatement);
    return visited;
  };

  #argumentsUse(node: TypeScript.Identifier, start: number): TypeScript.Identifier {
    this.#arguments.set(start, node);
    return this.#f.createIdentifier(this.#names.arguments);
  }

  #returned(visited: TypeScript.ReturnStatement, original: TypeScript.ReturnStatement): TypeScript.Statement {
    const { expression } = visited;
    const found = this.#returns.get(original.expression?.getStart(this.#sourceFile) ?? -1);
    if (!expression || !found) return visited;
    const handled = found.handled ? [this.#f.createTrue()] : [];
    return this.#f.updateReturnStatement(
      visited,
      this.#call("returned", this.#span(), expression, ...handled),
    );
  }

  #span(): TypeScript.Identifier {
    return this.#f.createIdentifier(this.#names.span);
  }

  #instrument(body: TypeScript.ConciseBody, { site, siteName }: IndexedSite): TypeScript.Block {
    const f = this.#f;
    const block = this.#ts.isBlock(body) ? body : undefined;
    const own = block ? block.statements : [this.#expressionStatement(body as TypeScript.Expression, site)];
    const at = own.findIndex((statement) => !isPrologue(this.#ts, statement));
    const prologue = own.slice(0, at === -1 ? own.length : at);
    const rest = at === -1 ? [] : own.slice(at);
    const hoists = new Set(rest.filter((statement) => this.#isHoisted(statement)));
    const ordered = [...hoists, ...rest.filter((statement) => !hoists.has(statement))];
    const inner = site.form === "sync" ? ordered : this.#moved(ordered, block, site);
    const tried = f.createBlock([...this.#capture(site), ...inner], true);
    if (block && site.form === "sync") this.#ts.setTextRange(tried, block);
    const opened = this.#const(
      this.#names.span,
      this.#call(openerOf(site.form), f.createIdentifier(siteName)),
    );
    const result = f.createBlock([...prologue, opened, this.#guarded(tried)], true);
    return this.#ts.setTextRange(result, body);
  }

  #isHoisted(statement: TypeScript.Statement): boolean {
    return (
      this.#ts.isVariableStatement(statement) &&
      this.#ts.getOriginalNode(statement).kind === this.#ts.SyntaxKind.FunctionDeclaration
    );
  }

  #expressionStatement(expression: TypeScript.Expression, site: Site): TypeScript.Statement {
    const value =
      site.form === "sync" && site.returns.length > 0
        ? this.#call("returned", this.#span(), expression)
        : expression;
    return this.#ts.setTextRange(this.#f.createReturnStatement(value), expression);
  }

  #guarded(tried: TypeScript.Block): TypeScript.Statement {
    const f = this.#f;
    const error = this.#error;
    const rethrow = f.createThrowStatement(this.#call("fail", this.#span(), error));
    const exit = f.createExpressionStatement(this.#call("exit", this.#span()));
    return f.createTryStatement(
      tried,
      f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([rethrow], false)),
      f.createBlock([exit], false),
    );
  }

  #capture(site: Site): TypeScript.Statement[] {
    if (site.captures.length === 0) return [];
    const values = site.captures.map((name) => this.#f.createIdentifier(name));
    return [this.#f.createExpressionStatement(this.#call("capture", this.#span(), ...values))];
  }

  #moved(
    statements: readonly TypeScript.Statement[],
    block: TypeScript.Block | undefined,
    site: Site,
  ): TypeScript.Statement[] {
    const f = this.#f;
    const form = site.form as Exclude<Site["form"], "sync">;
    const body = f.createBlock([...this.#redeclared(site), ...statements], true);
    if (block) this.#ts.setTextRange(body, block);
    const call = this.#call(
      runnerOf[form],
      this.#span(),
      form === "async" ? this.#asyncArrow(body, site) : this.#generator(body, site),
    );
    const waited =
      form === "async"
        ? f.createAwaitExpression(call)
        : f.createYieldExpression(f.createToken(this.#ts.SyntaxKind.AsteriskToken), call);
    const value = site.data.result ? this.#call("result", this.#span(), waited) : waited;
    return [...this.#movedNames(site), f.createReturnStatement(value)];
  }

  #redeclared(site: Site): TypeScript.Statement[] {
    return site.redeclared.map((name, index) =>
      this.#const(name, this.#f.createIdentifier(this.#names.parameter(index)), this.#ts.NodeFlags.None),
    );
  }

  #asyncArrow(body: TypeScript.Block, site: Site): TypeScript.Expression {
    const f = this.#f;
    const async = [f.createModifier(this.#ts.SyntaxKind.AsyncKeyword)];
    const arrow = f.createArrowFunction(async, undefined, this.#parameters(site), undefined, undefined, body);
    const values = site.redeclared.map((name) => f.createIdentifier(name));
    return f.createCallExpression(f.createParenthesizedExpression(arrow), undefined, values);
  }

  #generator(body: TypeScript.Block, site: Site): TypeScript.Expression {
    const f = this.#f;
    const async =
      site.form === "asyncGenerator" ? [f.createModifier(this.#ts.SyntaxKind.AsyncKeyword)] : undefined;
    const star = f.createToken(this.#ts.SyntaxKind.AsteriskToken);
    const generator = f.createFunctionExpression(
      async,
      star,
      undefined,
      undefined,
      this.#parameters(site),
      undefined,
      body,
    );
    const values = site.redeclared.map((name) => f.createIdentifier(name));
    const call = f.createPropertyAccessExpression(f.createParenthesizedExpression(generator), "call");
    return f.createCallExpression(call, undefined, [f.createThis(), ...values]);
  }

  #parameters(site: Site): TypeScript.ParameterDeclaration[] {
    return site.redeclared.map((_, index) =>
      this.#f.createParameterDeclaration(undefined, undefined, this.#names.parameter(index)),
    );
  }

  #movedNames(site: Site): TypeScript.Statement[] {
    const f = this.#f;
    const own: TypeScript.Statement[] = [];
    if (needsArguments(site)) {
      const value = f.createIdentifier("arguments");
      this.#ts.setOriginalNode(value, this.#arguments.get(site.argumentsUses[0]?.start ?? -1));
      own.push(this.#const(this.#names.arguments, value, this.#ts.NodeFlags.Let));
    }
    if (needsSuper(site)) own.push(this.#const(this.#names.superOf, this.#superAccessors()));
    return own;
  }

  #superAccessors(): TypeScript.Expression {
    const f = this.#f;
    const member = () => f.createElementAccessExpression(f.createSuper(), f.createIdentifier("k"));
    const parameter = (name: string) => f.createParameterDeclaration(undefined, undefined, name);
    const arrow = (names: string[], body: TypeScript.Expression) =>
      f.createArrowFunction(undefined, undefined, names.map(parameter), undefined, undefined, body);
    return this.#call(
      "superOf",
      arrow(["k"], member()),
      arrow(["k", "v"], f.createAssignment(member(), f.createIdentifier("v"))),
    );
  }

  #superReference(node: TypeScript.Node): TypeScript.PropertyAccessExpression {
    const f = this.#f;
    const key = this.#ts.isElementAccessExpression(node)
      ? (this.#ts.visitNode(node.argumentExpression, this.#visit) as TypeScript.Expression)
      : f.createStringLiteral((node as TypeScript.PropertyAccessExpression).name.text);
    const reference = f.createCallExpression(f.createIdentifier(this.#names.superOf), undefined, [key]);
    return this.#ts.setTextRange(f.createPropertyAccessExpression(reference, "v"), node);
  }

  #superCall(node: TypeScript.CallExpression): TypeScript.Expression {
    const f = this.#f;
    const callee = f.createPropertyAccessExpression(this.#superReference(node.expression), "call");
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
    const visited = this.#ts.visitEachChild(node, this.#visit, this.#context);
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
    const statement = this.#const(this.#hoists.get(start) as string, value, this.#ts.NodeFlags.None);
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
