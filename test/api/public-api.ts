// The declarations of an entry of the package in; out what a program can name, with the types of all members, as one text.
import { relative, resolve } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "../toolchains/temporary-project.js";

/** Every entry that programs import, by what they write. */
export const ENTRIES: Readonly<Record<string, string>> = {
  "uno-trace": "dist/runtime/index.d.ts",
  "uno-trace (CommonJS)": "dist/cjs/runtime/index.d.ts",
  "uno-trace/opentelemetry": "dist/runtime/opentelemetry/index.d.ts",
  "uno-trace/transformer": "dist/forward/transformer.d.ts",
  "uno-trace/esbuild-plugin": "dist/forward/esbuild-plugin.d.ts",
  "uno-trace/vite": "dist/forward/vite.d.ts",
  "uno-trace/rollup": "dist/forward/rollup.d.ts",
  "uno-trace/rolldown": "dist/forward/rolldown.d.ts",
  "uno-trace/webpack": "dist/forward/webpack.d.ts",
  "uno-trace/rspack": "dist/forward/rspack.d.ts",
  "uno-trace/rsbuild": "dist/forward/rsbuild.d.ts",
  "uno-trace/farm": "dist/forward/farm.d.ts",
  "uno-trace/bun": "dist/forward/bun.d.ts",
  "uno-trace/next": "dist/forward/next.d.ts",
  "uno-trace/nest": "dist/forward/nest.d.ts",
  "uno-trace/jest": "dist/forward/jest.d.ts",
  "uno-trace/language-service": "dist/forward/language-service.d.cts",
  "uno-trace/instrument": "dist/forward/instrument.d.ts",
};

/** What the build has written, of both packages. */
const OWN = ["dist", "packages/build/dist"].map((folder) => resolve(REPOSITORY, folder));

const program = ts.createProgram(
  Object.values(ENTRIES).map((path) => resolve(REPOSITORY, path)),
  {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: ["node"],
  },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** What a program can name, or gets hold of through what it names. */
export interface Entry {
  readonly exported: readonly ts.Symbol[];
  /** Of this package, not exported, and part of what is. */
  readonly reached: readonly ts.Symbol[];
}

/** Reads the declarations of an entry; they have to be built. */
export function readEntry(path: string): Entry {
  const file = program.getSourceFile(resolve(REPOSITORY, path));
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} is not built, or no module: npm run build`);
  const exported = checker.getExportsOfModule(module).map(resolved);
  const reached: ts.Symbol[] = [];
  for (const queue = [...exported]; queue.length > 0; ) {
    const declarations = (queue.shift() as ts.Symbol).declarations ?? [];
    for (const symbol of declarations.flatMap(referredTo)) {
      if (exported.includes(symbol) || reached.includes(symbol)) continue;
      reached.push(symbol);
      queue.push(symbol);
    }
  }
  return { exported, reached };
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** The types of this package that a declaration speaks of. */
function referredTo(declaration: ts.Node): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return;
    const isName = ts.isIdentifier(node) && node.parent !== declaration;
    const symbol = isName ? checker.getSymbolAtLocation(node) : undefined;
    const target = symbol && resolved(symbol);
    const isType = ((target?.flags ?? 0) & TYPES) !== 0;
    if (isType && target?.declarations?.every((each) => isOwn(each.getSourceFile()))) found.push(target);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

const TYPES =
  ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Enum;

const isOwn = ({ fileName }: ts.SourceFile): boolean =>
  OWN.some((folder) => !relative(folder, fileName).startsWith(".."));

function isHidden(node: ts.Node): boolean {
  return (
    ts.isClassElement(node) &&
    ((ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0 ||
      (node.name !== undefined && ts.isPrivateIdentifier(node.name)))
  );
}

/** The entry as one text: a change of the API is a change of it. */
export function textOf({ exported, reached }: Entry): string {
  const part = (symbols: readonly ts.Symbol[]): string =>
    symbols
      .map((symbol) => ({ name: symbol.name, text: declarationsOf(symbol) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .map(({ text }) => text)
      .join("\n");
  const rest = reached.length === 0 ? "" : `\n// Not exported, but part of it:\n\n${part(reached)}`;
  return part(exported) + rest;
}

function declarationsOf(symbol: ts.Symbol): string {
  return (symbol.declarations ?? []).map((each) => `${printed(each)}\n`).join("");
}

function printed(declaration: ts.Declaration): string {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const visible = ts.isClassDeclaration(statement)
    ? ts.factory.updateClassDeclaration(
        statement,
        statement.modifiers,
        statement.name,
        statement.typeParameters,
        statement.heritageClauses,
        statement.members.filter((member) => !isHidden(member)),
      )
    : statement;
  return printer.printNode(ts.EmitHint.Unspecified, visible, declaration.getSourceFile());
}

/** The names of all that a reader meets without a word of explanation: exports, and members of what they can name. */
export function undocumented({ exported, reached }: Entry): string[] {
  return [...exported, ...reached].flatMap((symbol) => [
    ...(isDocumented(symbol) ? [] : [symbol.name]),
    ...membersOf(symbol)
      .filter((member) => !isDocumented(member))
      .map((member) => `${symbol.name}.${nameOf(member)}`),
  ]);
}

// Of `[Symbol.dispose]` the compiler has made a name of its own.
const nameOf = ({ name }: ts.Symbol): string => name.replace(/^__@(\w+)@\d+$/, "[$1]");

function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  // A union has no members of its own, and those of an array are TypeScript's.
  const isStructure = (type.flags & ts.TypeFlags.Object) !== 0;
  const members = isStructure ? checker.getPropertiesOfType(type) : [];
  return members.filter(({ declarations }) =>
    declarations?.some((each) => isOwn(each.getSourceFile()) && !isHidden(each)),
  );
}

function isDocumented(symbol: ts.Symbol): boolean {
  const isDeprecated = symbol.getJsDocTags(checker).some(({ name }) => name === "deprecated");
  return isDeprecated || symbol.getDocumentationComment(checker).length > 0;
}
