// A site in, the TypeScript nodes of its generated code out: `emit-ast.ts` puts the user's own nodes among them.
import type * as TypeScript from "typescript";
import { FORMS, type Form, type MovedBody } from "../../model/form.js";
import type { Site } from "../../model/site.js";
import {
  type AbiFunction,
  capturesResult,
  handsResult,
  isIdentifier,
  memberOf,
  type Names,
  needsArguments,
  needsSuper,
  ON,
  openerOf,
  returnedHint,
  STATE,
} from "../generated-code.js";

type TS = typeof TypeScript;

/** Makes the nodes of generated code; `ts` is the host's own TypeScript. */
export class GeneratedNodes {
  readonly #ts: TS;
  readonly #f: TypeScript.NodeFactory;
  readonly #names: Names;
  // The same node at each place: an ES5 target renames other names of a `catch` clause, and the uses that it
  // finds are only those of the source.
  readonly #error: TypeScript.Identifier;

  constructor(ts: TS, factory: TypeScript.NodeFactory, names: Names) {
    this.#ts = ts;
    this.#f = factory;
    this.#names = names;
    const { Optimistic, FileLevel } = ts.GeneratedIdentifierFlags;
    this.#error = factory.createUniqueName(names.error, Optimistic | FileLevel);
  }

  /** `const __uno_span=__uno.state.on?__uno.enter(__uno_0):void 0`. */
  opened(site: Site, siteName: string): TypeScript.Statement {
    const f = this.#f;
    if (site.scope) return this.variable(this.#names.span, this.call(openerOf(site)));
    const span = this.call(openerOf(site), f.createIdentifier(siteName));
    return this.variable(
      this.#names.span,
      f.createConditionalExpression(this.#isOn(), undefined, span, undefined, f.createVoidZero()),
    );
  }

  #isOn(): TypeScript.Expression {
    const f = this.#f;
    const runtime = f.createIdentifier(this.#names.runtime);
    return f.createPropertyAccessExpression(f.createPropertyAccessExpression(runtime, STATE), ON);
  }

  /** `__uno.returned(__uno_span,value)`, with what is known of the owner of a promise. */
  returned(
    value: TypeScript.Expression,
    { form }: Site,
    returned: Site["returns"][number],
  ): TypeScript.Expression {
    const { returns } = FORMS[form];
    if (!returns) return value;
    const hint = returnedHint(returns, returned);
    const hints = hint === undefined ? [] : [hint ? this.#f.createTrue() : this.#f.createFalse()];
    return this.call(returns.through, this.span(), value, ...hints);
  }

  /** `__uno.resume(__uno_span,await __uno.suspend(__uno_span,value))`, or the same around a `yield`. */
  suspended(
    node: TypeScript.AwaitExpression | TypeScript.YieldExpression,
    pauser: NonNullable<Form["pauses"]>,
  ): TypeScript.Expression {
    const value = this.call(pauser, this.span(), ...(node.expression ? [node.expression] : []));
    const paused = this.#ts.isAwaitExpression(node)
      ? this.#f.updateAwaitExpression(node, value)
      : this.#f.updateYieldExpression(node, undefined, value);
    return this.#ts.setTextRange(this.call("resume", this.span(), paused), node);
  }

  /** `yield __uno.keep(__uno_span,value)`. */
  kept(node: TypeScript.YieldExpression): TypeScript.Expression {
    const value = this.call("keep", this.span(), ...(node.expression ? [node.expression] : []));
    return this.#f.updateYieldExpression(node, node.asteriskToken, value);
  }

  /** A block of `catch` or `finally` that goes on after a wait. */
  landing(block: TypeScript.Block): TypeScript.Block {
    const resumed = this.#f.createExpressionStatement(this.call("resume", this.span()));
    return this.#f.updateBlock(block, [resumed, ...block.statements]);
  }

  /** The local variable that holds the span. */
  span(): TypeScript.Identifier {
    return this.#f.createIdentifier(this.#names.span);
  }

  /** `const name=value`, or `let` and `var` by the flags. */
  variable(
    name: TypeScript.Identifier | string,
    value: TypeScript.Expression,
    flags: TypeScript.NodeFlags = this.#ts.NodeFlags.Const,
  ): TypeScript.Statement {
    const declaration = this.#f.createVariableDeclaration(name, undefined, undefined, value);
    return this.#f.createVariableStatement(
      undefined,
      this.#f.createVariableDeclarationList([declaration], flags),
    );
  }

  /** A call of one of the runtime's functions. */
  call(fn: AbiFunction, ...args: readonly TypeScript.Expression[]): TypeScript.CallExpression {
    const callee = this.#f.createPropertyAccessExpression(
      this.#f.createIdentifier(this.#names.runtime),
      memberOf(fn),
    );
    return this.#f.createCallExpression(callee, undefined, args);
  }

  /** What a scope throws is nobody's failure. */
  guarded(tried: TypeScript.Block, { scope }: Site): TypeScript.Statement {
    const f = this.#f;
    const exit = f.createExpressionStatement(f.createLogicalAnd(this.span(), this.call("exit", this.span())));
    return f.createTryStatement(tried, scope ? undefined : this.#handler(), f.createBlock([exit], false));
  }

  #handler(): TypeScript.CatchClause {
    const f = this.#f;
    const rethrow = f.createThrowStatement(this.call("fail", this.span(), this.#error));
    return f.createCatchClause(f.createVariableDeclaration(this.#error), f.createBlock([rethrow], false));
  }

  /** `if(!__uno_span)` the body as it is, `else` the traced one. */
  unlessRecorded(plain: TypeScript.Block, traced: TypeScript.Statement): TypeScript.Statement {
    return this.#f.createIfStatement(this.#f.createLogicalNot(this.span()), plain, traced);
  }

  capture(site: Site): TypeScript.Statement[] {
    if (site.captures.length === 0) return [];
    const values = site.captures.map((name) => this.#f.createIdentifier(name));
    return [this.#f.createExpressionStatement(this.call("capture", this.span(), ...values))];
  }

  moved(
    moves: MovedBody,
    statements: readonly TypeScript.Statement[],
    block: TypeScript.Block | undefined,
    site: Site,
    argumentsUse: TypeScript.Identifier | undefined,
  ): TypeScript.Statement[] {
    const f = this.#f;
    const body = f.createBlock([...this.#redeclared(site), ...statements], true);
    if (block) this.#ts.setTextRange(body, block);
    const call = this.call(
      moves.runs,
      this.span(),
      ...this.#run(this.#movedFunction(body, site, moves), site, moves),
    );
    const waited =
      moves.as === "arrow"
        ? f.createAwaitExpression(call)
        : f.createYieldExpression(f.createToken(this.#ts.SyntaxKind.AsteriskToken), call);
    this.#mapTo(waited, site.body.start, site.body.start);
    const value = capturesResult(site, moves) ? this.call("result", this.span(), waited) : waited;
    const last = handsResult(site, moves)
      ? f.createReturnStatement(value)
      : f.createExpressionStatement(waited);
    return [...this.#movedNames(site, argumentsUse), last];
  }

  #redeclared(site: Site): TypeScript.Statement[] {
    return site.redeclared.map((name, index) =>
      this.variable(name, this.#f.createIdentifier(this.#names.parameter(index)), this.#ts.NodeFlags.None),
    );
  }

  #movedFunction(body: TypeScript.Block, site: Site, moves: MovedBody): TypeScript.Expression {
    const f = this.#f;
    const { AsyncKeyword, AsteriskToken } = this.#ts.SyntaxKind;
    const async = moves.async ? [f.createModifier(AsyncKeyword)] : undefined;
    const parameters = this.#parameters(site);
    if (moves.as === "arrow")
      return f.createArrowFunction(async, undefined, parameters, undefined, undefined, body);
    const star = f.createToken(AsteriskToken);
    return f.createFunctionExpression(async, star, undefined, undefined, parameters, undefined, body);
  }

  /** The call of an async body; of a generator's the function, `this`, and the list of what it is called with. */
  #run(moved: TypeScript.Expression, site: Site, { as }: MovedBody): TypeScript.Expression[] {
    const f = this.#f;
    const values = site.redeclared.map((name) => f.createIdentifier(name));
    const named = site.label === undefined ? moved : this.#labelled(moved, site.label);
    if (as === "generator")
      return [named, f.createThis(), ...(values.length > 0 ? [f.createArrayLiteralExpression(values)] : [])];
    const callee = named === moved ? moved : f.createComma(f.createNumericLiteral(0), named);
    const called = this.#mapTo(f.createParenthesizedExpression(callee), site.body.start, site.body.end - 1);
    return [f.createCallExpression(called, undefined, values)];
  }

  /** As the value of a property: see `labelText`. */
  #labelled(moved: TypeScript.Expression, label: string): TypeScript.Expression {
    const f = this.#f;
    const isName = isIdentifier(label);
    const key = () => f.createStringLiteral(label);
    const holder = f.createObjectLiteralExpression([
      f.createPropertyAssignment(isName ? label : key(), moved),
    ]);
    return isName
      ? f.createPropertyAccessExpression(holder, label)
      : f.createElementAccessExpression(holder, key());
  }

  /** Where the outer function is in a stack: on lines of its own, which no node of the user's maps. */
  #mapTo<T extends TypeScript.Node>(node: T, pos: number, end: number): T {
    return this.#ts.setSourceMapRange(node, { pos, end });
  }

  #parameters(site: Site): TypeScript.ParameterDeclaration[] {
    return site.redeclared.map((_, index) =>
      this.#f.createParameterDeclaration(undefined, undefined, this.#names.parameter(index)),
    );
  }

  #movedNames(site: Site, argumentsUse: TypeScript.Identifier | undefined): TypeScript.Statement[] {
    const f = this.#f;
    const own: TypeScript.Statement[] = [];
    if (needsArguments(site)) {
      const value = f.createIdentifier("arguments");
      // By its original TypeScript knows that it is the function's own `arguments` when it lowers `async`.
      this.#ts.setOriginalNode(value, argumentsUse);
      own.push(this.variable(this.#names.arguments, value));
    }
    if (needsSuper(site)) own.push(this.variable(this.#names.superOf, this.#superAccessors(site)));
    return own;
  }

  #superAccessors(site: Site): TypeScript.Expression {
    const f = this.#f;
    const member = () => f.createElementAccessExpression(f.createSuper(), f.createIdentifier("k"));
    const parameter = (name: string) => f.createParameterDeclaration(undefined, undefined, name);
    const arrow = (names: string[], body: TypeScript.Expression) =>
      f.createArrowFunction(undefined, undefined, names.map(parameter), undefined, undefined, body);
    const get = arrow(["k"], member());
    if (!site.superWritten) return this.call("superOf", get);
    const set = arrow(["k", "v"], f.createAssignment(member(), f.createIdentifier("v")));
    return this.call("superOf", get, set);
  }
}
