// A text and offsets of its functions go in, the places come out where a directive for each function may stand.
import { type Node, Project, type SourceFile, SyntaxKind } from "ts-morph";
import type { FunctionInfo } from "../../transformer/model/function-info.js";

/** Finds places for a directive, the best one first; all are offsets of a first character of code. */
export type FindPlaces = (info: FunctionInfo) => readonly number[];

const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });

/** Parses one file; the result answers for each of its functions. */
export function markPlaces(text: string, extension: string): FindPlaces {
  const source = project.createSourceFile(`/file${extension}`, text, { overwrite: true });
  const byEnd = functionsByEnd(source);
  return (info) => {
    const candidates = byEnd.get(info.end) ?? [];
    // The two parsers agree on where a function ends, and `a => b => c` ends twice at one place.
    const distance = (node: Node) => Math.abs(node.getStart() - info.start);
    const node = candidates.toSorted((a, b) => distance(a) - distance(b))[0];
    return node
      ? [...new Set([anchorOf(node).getStart(), declaratorOf(node).getStart(), node.getStart()])]
      : [];
  };
}

function functionsByEnd(source: SourceFile): ReadonlyMap<number, readonly Node[]> {
  const byEnd = new Map<number, Node[]>();
  source.forEachDescendant((node) => {
    if (FUNCTIONS.has(node.getKind())) byEnd.set(node.getEnd(), [...(byEnd.get(node.getEnd()) ?? []), node]);
  });
  return byEnd;
}

const FUNCTIONS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
]);

/** What a reader takes for the beginning of the function: `export`, decorators, `const f =`, the first overload. */
function anchorOf(node: Node): Node {
  let anchor = firstOverload(node);
  for (let parent = anchor.getParent(); parent && carries(parent, anchor); parent = parent.getParent())
    anchor = parent;
  return anchor;
}

/** The same without the statement around it, for `const a = 1, b = () => 2`. */
function declaratorOf(node: Node): Node {
  return node.getFirstAncestorByKind(SyntaxKind.VariableDeclaration)?.getInitializer() === node
    ? (node.getParent() as Node)
    : node;
}

function firstOverload(node: Node): Node {
  const overloads = node.isKind(SyntaxKind.FunctionDeclaration) || node.isKind(SyntaxKind.MethodDeclaration);
  return (overloads || node.isKind(SyntaxKind.Constructor) ? node.getOverloads()[0] : undefined) ?? node;
}

/** Whether a comment before `parent` stands before `child` for a reader. */
function carries(parent: Node, child: Node): boolean {
  if (parent.isKind(SyntaxKind.BinaryExpression)) {
    return parent.getOperatorToken().isKind(SyntaxKind.EqualsToken) && parent.getRight() === child;
  }
  if (parent.isKind(SyntaxKind.VariableDeclarationList)) return parent.getDeclarations()[0] === child;
  if (CARRIERS.has(parent.getKind())) return true;
  const initialized =
    parent.asKind(SyntaxKind.VariableDeclaration) ?? parent.asKind(SyntaxKind.PropertyDeclaration);
  return (initialized ?? parent.asKind(SyntaxKind.PropertyAssignment))?.getInitializer() === child;
}

const CARRIERS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.TypeAssertionExpression,
  SyntaxKind.VariableStatement,
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ExportAssignment,
  SyntaxKind.ReturnStatement,
]);
