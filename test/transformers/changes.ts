// Changes that other transformers make to a program, by name: each is a transformer that does this one thing.
import type * as TypeScript from "typescript";
import type { Plugin } from "./compiled.js";

/** The names of all traced functions of the program. */
export const ALL: readonly string[] = ["items", "sum", "Store.read", "load"];

type Change = (
  node: TypeScript.Node,
  ts: typeof TypeScript,
  f: TypeScript.NodeFactory,
) => TypeScript.Node | undefined;

/** Changes nodes from the leaves upward; `undefined` leaves a node as it is. */
const changing =
  (change: Change): Plugin =>
  (_, ts) =>
  (context) => {
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      return change(visited, ts, context.factory) ?? visited;
    };
    return (file) => visit(file) as TypeScript.SourceFile;
  };

/** Whether a node is a call of `made`, which {@link replacing} replaces. */
export const isMadeCall = (node: TypeScript.Node, ts: typeof TypeScript): node is TypeScript.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "made";

const nameOf = (node: TypeScript.Node): string | undefined =>
  (node as { name?: { text?: string } }).name?.text;

/** What `made` stands for: an object of its argument, by a function that is called at once, as validators are written. */
const madeNode = (value: TypeScript.Expression, f: TypeScript.NodeFactory): TypeScript.Expression =>
  f.createCallExpression(
    f.createParenthesizedExpression(
      f.createArrowFunction(
        undefined,
        undefined,
        [f.createParameterDeclaration(undefined, undefined, "input")],
        undefined,
        undefined,
        f.createBlock([
          f.createReturnStatement(
            f.createObjectLiteralExpression([f.createPropertyAssignment("is", f.createIdentifier("input"))]),
          ),
        ]),
      ),
    ),
    undefined,
    [value],
  );

/** Puts made nodes where the source calls `made`. */
export const replacing: Plugin = changing((node, ts, f) =>
  isMadeCall(node, ts) ? madeNode(node.arguments[0] as TypeScript.Expression, f) : undefined,
);

const bodyChange = (
  name: string,
  statements: (
    block: TypeScript.Block,
    f: TypeScript.NodeFactory,
    ts: typeof TypeScript,
  ) => TypeScript.Statement[],
): Plugin =>
  changing((node, ts, f) => {
    if (!ts.isFunctionDeclaration(node) || nameOf(node) !== name || !node.body) return undefined;
    const body = f.updateBlock(node.body, statements(node.body, f, ts));
    return f.updateFunctionDeclaration(
      node,
      node.modifiers,
      node.asteriskToken,
      node.name,
      node.typeParameters,
      node.parameters,
      node.type,
      body,
    );
  });

const call = (f: TypeScript.NodeFactory, name: string, ...args: TypeScript.Expression[]) =>
  f.createCallExpression(f.createIdentifier(name), undefined, args);

/** What is done; which spans there are then, and which functions are left alone. */
export const PLUGINS: Record<
  string,
  { readonly plugin: Plugin; readonly spans?: readonly string[]; readonly left?: readonly string[] }
> = {
  "an await and a return more": {
    plugin: bodyChange("load", (block, f) => [
      f.createExpressionStatement(f.createAwaitExpression(call(f, "Promise.resolve"))),
      f.createIfStatement(f.createFalse(), f.createReturnStatement(f.createNumericLiteral(1))),
      ...block.statements,
    ]),
  },
  "a yield and a delegation more": {
    plugin: bodyChange("items", (block, f, ts) => [
      f.createExpressionStatement(f.createYieldExpression(undefined, f.createStringLiteral("first"))),
      f.createExpressionStatement(
        f.createYieldExpression(
          f.createToken(ts.SyntaxKind.AsteriskToken),
          f.createArrayLiteralExpression([f.createStringLiteral("second")]),
        ),
      ),
      ...block.statements,
    ]),
  },
  "a try around a body that awaits": {
    plugin: bodyChange("load", (block, f) => [
      f.createTryStatement(
        f.createBlock([...block.statements]),
        f.createCatchClause("failed", f.createBlock([f.createThrowStatement(f.createIdentifier("failed"))])),
        f.createBlock([]),
      ),
    ]),
  },
  "a body inside an arrow": {
    plugin: bodyChange("sum", (block, f) => [
      f.createReturnStatement(
        f.createCallExpression(
          f.createParenthesizedExpression(
            f.createArrowFunction(
              undefined,
              undefined,
              [],
              undefined,
              undefined,
              f.createBlock([...block.statements]),
            ),
          ),
          undefined,
          [],
        ),
      ),
    ]),
  },
  "another body": {
    plugin: bodyChange("sum", (_, f) => [f.createReturnStatement(f.createStringLiteral("other"))]),
  },
  "an import and a directive at the top": {
    plugin: (_, ts) => (context) => (file) => {
      const { factory: f } = context;
      const clause = f.createImportClause(
        undefined,
        undefined,
        f.createNamespaceImport(f.createIdentifier("path")),
      );
      const imported = f.createImportDeclaration(undefined, clause, f.createStringLiteral("node:path"));
      const use = f.createExpressionStatement(
        f.createPropertyAccessExpression(f.createIdentifier("path"), "sep"),
      );
      const directive = f.createExpressionStatement(f.createStringLiteral("use client"));
      return f.updateSourceFile(
        file,
        ts.setTextRange(f.createNodeArray([directive, imported, use, ...file.statements]), file.statements),
      );
    },
  },
  "a function twice": {
    plugin: (_, ts) => (context) => (file) =>
      context.factory.updateSourceFile(file, [
        ...file.statements,
        context.factory.createBlock(
          file.statements.filter(
            (statement) => ts.isFunctionDeclaration(statement) && nameOf(statement) === "sum",
          ),
        ),
      ]),
  },
  "statements in another order": {
    plugin: (_, ts) => (context) => (file) => {
      const isMoved = (node: TypeScript.Statement) =>
        ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
      const others = file.statements.filter((statement) => !isMoved(statement));
      const moved = file.statements.filter(isMoved).reverse();
      return context.factory.updateSourceFile(file, [...others.slice(0, -1), ...moved, ...others.slice(-1)]);
    },
  },
  "an async function that is lowered": {
    plugin: changing((node, ts, f) => {
      if (!ts.isFunctionDeclaration(node) || nameOf(node) !== "load" || !node.body) return undefined;
      const inner = f.createFunctionExpression(
        [f.createModifier(ts.SyntaxKind.AsyncKeyword)],
        undefined,
        undefined,
        undefined,
        [],
        undefined,
        node.body,
      );
      const body = f.createBlock([
        f.createReturnStatement(
          f.createCallExpression(f.createPropertyAccessExpression(inner, "call"), undefined, [
            f.createThis(),
          ]),
        ),
      ]);
      return f.updateFunctionDeclaration(
        node,
        undefined,
        undefined,
        node.name,
        undefined,
        node.parameters,
        undefined,
        body,
      );
    }),
  },
  "a function that is replaced": {
    plugin: changing((node, ts, f) =>
      ts.isFunctionDeclaration(node) && nameOf(node) === "sum"
        ? f.createFunctionDeclaration(
            undefined,
            undefined,
            "sum",
            undefined,
            [],
            undefined,
            f.createBlock([f.createReturnStatement(f.createStringLiteral("new"))]),
          )
        : undefined,
    ),
    spans: ALL.filter((name) => name !== "sum"),
    left: ["sum"],
  },
  "code in the name of an identifier": {
    plugin: bodyChange("load", (block, f) => [
      f.createExpressionStatement(f.createIdentifier("await Promise.resolve()")),
      ...block.statements,
    ]),
    spans: ALL.filter((name) => name !== "load"),
    left: ["load"],
  },
  "code that is none": {
    plugin: bodyChange("sum", (block, f) => [
      f.createExpressionStatement(f.createIdentifier("void (0")),
      f.createExpressionStatement(f.createIdentifier(")")),
      ...block.statements,
    ]),
    left: ALL,
  },
};
