// A function in; the names that `args` and `result` may begin with, and the properties along a path of them, out.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;
type Checker = TypeScript.TypeChecker;

/** The names that parameters bind, each with the node whose type it has. */
export function parametersIn(
  ts: TS,
  { parameters }: TypeScript.SignatureDeclaration,
): ReadonlyMap<string, TypeScript.Node> {
  const found = new Map<string, TypeScript.Node>();
  const bind = (name: TypeScript.BindingName): void => {
    if (ts.isIdentifier(name)) found.set(name.text, name);
    else for (const element of name.elements) if (!ts.isOmittedExpression(element)) bind(element.name);
  };
  for (const { name } of parameters) bind(name);
  // A type of `this` is no parameter.
  found.delete("this");
  return found;
}

/** The type of what a function hands out in the end: of an async one, what its promise gives. */
export function resultOf(
  checker: Checker,
  node: TypeScript.SignatureDeclaration,
): TypeScript.Type | undefined {
  const signature = checker.getSignatureFromDeclaration(node);
  const type = signature && checker.getReturnTypeOfSignature(signature);
  return type && (checker.getAwaitedType(type) ?? type);
}

/** The properties, no methods, of what a path of properties leads to. */
export function propertiesAlong(
  ts: TS,
  checker: Checker,
  type: TypeScript.Type,
  path: readonly string[],
  at: TypeScript.Node,
): readonly string[] {
  const owner = path.reduce<TypeScript.Type | undefined>(
    (inner, name) => inner && typeOfProperty(checker, inner, name, at),
    type,
  );
  const properties = owner ? checker.getPropertiesOfType(solid(checker, owner)) : [];
  return properties
    .filter((each) => isData(checker, each, at) && isPlainName(ts, each.name))
    .map(({ name }) => name);
}

function typeOfProperty(checker: Checker, type: TypeScript.Type, name: string, at: TypeScript.Node) {
  const property = checker.getPropertyOfType(solid(checker, type), name);
  return property && checker.getTypeOfSymbolAtLocation(property, at);
}

/** What may be missing has the properties of what it is when it is there. */
function solid(checker: Checker, type: TypeScript.Type): TypeScript.Type {
  return checker.getApparentType(checker.getNonNullableType(type));
}

function isData(checker: Checker, symbol: TypeScript.Symbol, at: TypeScript.Node): boolean {
  return checker.getTypeOfSymbolAtLocation(symbol, at).getCallSignatures().length === 0;
}

/** Private names and symbols have names that begin with two underscores and an at sign or a number sign. */
function isPlainName(ts: TS, name: string): boolean {
  return (
    ts.isIdentifierStart(name.codePointAt(0) ?? 0, ts.ScriptTarget.ES2022) && !/^__[@#]|[^\w$]/.test(name)
  );
}
