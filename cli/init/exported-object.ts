// A program that configures a tool in; out, the object that it exports.
import type { Node, ParsedFile } from "../../transformer/source/parse.js";

/** An object literal. */
export type ObjectNode = Extract<Node, { readonly type: "ObjectExpression" }>;

/**
 * The object that a program exports by `export default` or `module.exports`, if it is plain to see.
 * @param isWhole whether nothing may be added to it by a function that it is handed to
 */
export function exportedObject({ program }: ParsedFile, isWhole = false): ObjectNode | undefined {
  const body = program.body as Node[];
  const exported = exportedNode(body);
  return exported && objectIn(exported, { body, isWhole });
}

/** What a program exports as its default, if it is an expression: no function or class that has a declaration. */
export function exportedExpression({ program }: ParsedFile): Node | undefined {
  const exported = exportedNode(program.body as Node[]);
  return exported && /Declaration$/.test(exported.type) ? undefined : exported;
}

function exportedNode(body: readonly Node[]): Node | undefined {
  for (const statement of body) {
    if (statement.type === "ExportDefaultDeclaration") return statement.declaration as Node;
    if (statement.type !== "ExpressionStatement") continue;
    const { expression } = statement;
    if (expression.type === "AssignmentExpression" && isModuleExports(expression.left as Node))
      return expression.right;
  }
  return undefined;
}

function isModuleExports(node: Node): boolean {
  if (node.type !== "MemberExpression" || node.computed) return false;
  const { object, property } = node;
  return object.type === "Identifier" && object.name === "module" && property.name === "exports";
}

interface Program {
  readonly body: readonly Node[];
  readonly isWhole: boolean;
}

/** Through a constant, `defineConfig(…)`, `satisfies` and an arrow function that returns nothing but an object. */
function objectIn(node: Node, program: Program): ObjectNode | undefined {
  switch (node.type) {
    case "ObjectExpression":
      return node;
    case "CallExpression": {
      const [first] = node.arguments;
      return first && node.arguments.length === 1 && !program.isWhole ? objectIn(first, program) : undefined;
    }
    case "ArrowFunctionExpression":
      return node.expression ? objectIn(node.body as Node, program) : undefined;
    case "Identifier": {
      const value = constantIn(program.body, node.name);
      return value && objectIn(value, { ...program, body: [] });
    }
    case "ParenthesizedExpression":
    case "TSSatisfiesExpression":
    case "TSAsExpression":
      return objectIn(node.expression, program);
    default:
      return undefined;
  }
}

function constantIn(body: readonly Node[], name: string): Node | undefined {
  const declared = body.flatMap((each) =>
    each.type === "VariableDeclaration" && each.kind === "const" ? each.declarations : [],
  );
  const found = declared.find(({ id }) => id.type === "Identifier" && id.name === name);
  return (found?.init as Node | null | undefined) ?? undefined;
}

/** The name of a property, if it is no expression. */
export function nameOf(key: Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}
