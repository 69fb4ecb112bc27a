// Source text in, ESTree and comments out; `undefined` where the text does not parse (the host says so itself).
import {
  type ArrowFunctionExpression,
  type Class,
  type Comment,
  type Function as FunctionNode,
  type Node,
  type Program,
  parseSync,
  visitorKeys,
} from "oxc-parser";

export type { ArrowFunctionExpression, Class, Comment, FunctionNode, Node };

/** A parsed file; offsets are UTF-16 offsets into the text. */
export interface ParsedFile {
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** Whether `import`, `export` or `import.meta` occurs. */
  readonly moduleSyntax: boolean;
}

type Language = "ts" | "tsx" | "jsx";

// The language that the extension says comes first; a host may be told to read it as another. JSX in .js is left
// to the host, and plain JavaScript is a subset of it.
const LANGUAGES: Readonly<Record<string, readonly Language[]>> = {
  ".ts": ["ts", "tsx"],
  ".mts": ["ts"],
  ".cts": ["ts"],
  ".tsx": ["tsx"],
};

function languagesOf(fileName: string): readonly Language[] {
  return LANGUAGES[/\.[^.]*$/.exec(fileName)?.[0] ?? ""] ?? ["jsx", "ts", "tsx"];
}

/**
 * Parses one file as a module if it has module syntax, else as a script, else as CommonJS (where `return` may stand
 * at top level), else as a module without imports and exports (where `for await` may).
 */
export function parseFile(text: string, fileName: string): ParsedFile | undefined {
  for (const lang of languagesOf(fileName)) {
    for (const sourceType of ["unambiguous", "commonjs", "module"] as const) {
      const result = parseSync(fileName, text, { lang, sourceType, preserveParens: true });
      if (result.errors.some((problem) => problem.severity === "Error")) continue;
      const { program, comments, module } = result;
      return { text, program, comments, moduleSyntax: module.hasModuleSyntax };
    }
  }
  return undefined;
}

/** Offset of the first token at or behind `offset`: white space and comments are passed over. */
export function tokenAfter(file: ParsedFile, offset: number): number {
  let at = offset;
  for (;;) {
    while (/\s/.test(file.text[at] ?? "")) at++;
    const comment = file.comments.find((candidate) => candidate.start === at);
    if (!comment) return at;
    at = comment.end;
  }
}

/** Calls `visit` for each child of a node, in source order of its keys. */
export function forEachChild(node: Node, visit: (child: Node, key: string) => void): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const item of value) if (item) visit(item as Node, key);
    } else if (value) visit(value as Node, key);
  }
}

/** Calls `visit` for each child of a node that holds code: no types, no labels. */
export function forEachCode(node: Node, visit: (child: Node) => void): void {
  for (const key of CODE_KEYS[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const item of value) if (item) visit(item as Node);
    } else if (value) visit(value as Node);
  }
}

/** Whether the children of a node under a key are types. */
export function isTypeKey(key: string): boolean {
  return TYPE_KEYS.has(key);
}

const TYPE_KEYS: ReadonlySet<string> = new Set([
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
]);

const TYPE_DECLARATIONS: ReadonlySet<string> = new Set(["TSInterfaceDeclaration", "TSTypeAliasDeclaration"]);

/** The keys of each type of node below which code stands. */
const CODE_KEYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(visitorKeys)
    .filter(([type]) => !TYPE_DECLARATIONS.has(type))
    .map(([type, keys]) => [type, keys.filter((key) => key !== "label" && !isTypeKey(key))]),
);

const WRAPPERS: ReadonlySet<string> = new Set([
  "ParenthesizedExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
]);

/** Whether a node only wraps an expression: parentheses or a type assertion. */
export function isWrapper(node: Node): boolean {
  return WRAPPERS.has(node.type);
}

/** The expression inside parentheses and type assertions. */
export function unwrap(node: Node): Node {
  return isWrapper(node) ? unwrap((node as unknown as { expression: Node }).expression) : node;
}

/** A function that has a body. */
export type BodiedFunction = (FunctionNode & { body: object }) | ArrowFunctionExpression;

/** Whether a node is a function that has a body. */
export function isBodied(node: Node): node is BodiedFunction {
  return (
    node.type === "ArrowFunctionExpression" ||
    ((node.type === "FunctionDeclaration" || node.type === "FunctionExpression") && node.body !== null)
  );
}
