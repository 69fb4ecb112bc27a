// An expression in; out, from which package its value comes, as `package#name.member()`.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Node, unwrap } from "../../../transformer/source/parse.js";
import { onlyReads } from "./inert.js";
import { keyName, type Tree, treeOf } from "./tree.js";

/** One name that a file imports. */
export interface ImportedName {
  readonly module: string;
  /** As the module exports it; `default`, or `*` for all of it. */
  readonly name: string;
}

/** The names that a file imports, by what it calls them. */
export function importsOf(program: Node): ReadonlyMap<string, ImportedName> {
  const names = new Map<string, ImportedName>();
  for (const statement of statementsOf(program)) {
    if (statement.type === "TSImportEqualsDeclaration") {
      const { moduleReference: from, id } = statement;
      if (from.type === "TSExternalModuleReference")
        names.set(id.name, { module: from.expression.value, name: "*" });
    }
    for (const [name, imported] of takenBy(statement, names)) names.set(name, imported);
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers)
      names.set(specifier.local.name, { module: statement.source.value, name: importedAs(specifier) });
  }
  return names;
}

/** The names that `const { a, b: c } = require("…")` declares, or the same of `import * as all from "…"`. */
function* takenBy(
  statement: Node,
  names: ReadonlyMap<string, ImportedName>,
): Generator<[string, ImportedName]> {
  if (statement.type !== "VariableDeclaration" || statement.kind !== "const") return;
  for (const { id, init } of statement.declarations) {
    const all = init?.type === "Identifier" ? names.get(init.name) : undefined;
    const module =
      init?.type === "CallExpression" ? requiredModule(init) : all?.name === "*" ? all.module : undefined;
    if (module === undefined || id.type !== "ObjectPattern") continue;
    for (const each of id.properties) {
      if (each.type !== "Property" || each.value.type !== "Identifier") continue;
      const name = keyName(each.key, each.computed);
      if (name !== undefined) yield [each.value.name, { module, name }];
    }
  }
}

function importedAs(specifier: Node): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type !== "ImportSpecifier") return "default";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : String((imported as { value: unknown }).value);
}

function statementsOf(program: Node): readonly Node[] {
  return program.type === "Program" ? (program.body as Node[]) : [];
}

/** Finds origins in one file, and follows names that come from another file of the project. */
export class Origins {
  readonly imports: ReadonlyMap<string, ImportedName>;
  readonly #tree: Tree;

  /** Files on the way here, lest two that lead to each other are followed for ever. */
  readonly #followed: ReadonlySet<string>;

  constructor(tree: Tree, followed: readonly string[] = [tree.fileName]) {
    this.#tree = tree;
    this.#followed = new Set(followed);
    this.imports = importsOf(tree.program);
  }

  /** `undefined` where it cannot be told, a name that is declared in this file without one included. */
  of(expression: Node): string | undefined {
    const node = unwrap(expression);
    switch (node.type) {
      case "Identifier":
        return this.#ofName(node);
      case "MemberExpression":
        return this.#ofMember(node);
      case "CallExpression": {
        const module = requiredModule(node);
        if (module !== undefined && !this.#tree.scopeOf(node).bindingOf("require")) return `${module}#*`;
        const callee = this.of(node.callee);
        // A tracer may go with all that it is made of, so that must do nothing else.
        const isTracer = callee?.endsWith(".getTracer") === true;
        if (isTracer && !(node.arguments as Node[]).every(onlyReads)) return undefined;
        return callee && `${callee}()`;
      }
      default:
        return undefined;
    }
  }

  /** The text of the project's own file that a name is imported from, if it has the name; one step, and none through `export … from`. */
  sourceOf(name: string): string | undefined {
    const imported = this.imports.get(name);
    if (!imported || !/^\.\.?\//.test(imported.module)) return undefined;
    const path = fileOf(join(dirname(this.#tree.fileName), imported.module));
    const text = path === undefined ? "" : readFileSync(path, "utf8");
    return imported.name === "default" || text.includes(imported.name) ? text : undefined;
  }

  #ofName(node: Extract<Node, { readonly type: "Identifier" }>): string | undefined {
    const binding = this.#tree.scopeOf(node).bindingOf(node.name);
    if (!binding) {
      const imported = this.imports.get(node.name);
      return imported && this.#ofImport(imported);
    }
    const [value, ...more] = binding.values;
    if (!value) return this.#ofRequired(node.name, binding);
    if (more.length > 0 || binding.parameter || this.#tree.assigned.has(node.name)) return undefined;
    return this.#tree.parentOf(value.node)?.type === "VariableDeclarator" ? this.of(value.node) : undefined;
  }

  /** What `const { x } = require("…")` takes out, unless something nearer has the name. */
  #ofRequired(name: string, binding: object): string | undefined {
    const imported = this.imports.get(name);
    const isOfFile = this.#tree.scopeOf(this.#tree.program).bindingOf(name) === binding;
    return imported && isOfFile ? this.#ofImport(imported) : undefined;
  }

  #ofMember(node: Extract<Node, { readonly type: "MemberExpression" }>): string | undefined {
    const name = keyName(node.property, node.computed);
    if (name === undefined) return undefined;
    if (node.object.type === "ThisExpression") return this.#ofField(node, name);
    return member(this.of(node.object), name);
  }

  #ofField(node: Node, name: string): string | undefined {
    const self = this.#tree.scopeOf(node).self;
    if (self?.type !== "ClassDeclaration" && self?.type !== "ClassExpression") return undefined;
    const field = self.body.body.find(
      (each) => each.type === "PropertyDefinition" && keyName(each.key as Node, each.computed) === name,
    );
    const isFixed =
      field?.type === "PropertyDefinition" && (field.readonly || field.accessibility === "private");
    return isFixed && field.value ? this.of(field.value as Node) : undefined;
  }

  #ofImport({ module, name }: ImportedName): string | undefined {
    return /^\.\.?\//.test(module) ? this.#ofExport(module, name) : `${module}#${name}`;
  }

  /** In another file of the project: `export const tracer = trace.getTracer("…")`, `export { trace } from "…"`, `export * from "…"`. */
  #ofExport(module: string, name: string): string | undefined {
    const path = fileOf(join(dirname(this.#tree.fileName), module));
    if (path === undefined || this.#followed.has(path)) return undefined;
    const tree = treeOf(readFileSync(path, "utf8"), path);
    if (!tree) return undefined;
    const origins = new Origins(tree, [...this.#followed, path]);
    const statements = statementsOf(tree.program);
    for (const statement of statements) {
      if (statement.type !== "ExportNamedDeclaration") continue;
      const found = origins.#ofStatement(statement, name);
      if (found) return found.origin;
    }
    return origins.#ofAll(statements, name);
  }

  /** Of one statement that exports the name; `undefined` for all others. */
  #ofStatement(
    { source, specifiers, declaration }: Extract<Node, { readonly type: "ExportNamedDeclaration" }>,
    name: string,
  ): { readonly origin: string | undefined } | undefined {
    const again = exportedAs(specifiers as Node[], name);
    if (again) {
      const origin = source
        ? this.#ofImport({ module: source.value, name: again.name })
        : this.#ofName(again);
      return { origin };
    }
    if (declaration?.type !== "VariableDeclaration")
      return declaration &&
        "id" in declaration &&
        (declaration.id as Node | null) &&
        nameIn(declaration.id as Node) === name
        ? { origin: undefined }
        : undefined;
    const found = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
    if (!found) return undefined;
    return { origin: declaration.kind === "const" && found.init ? this.of(found.init) : undefined };
  }

  /** Of `export * from "…"`: files are asked; of packages, which nobody reads here, there may be one. */
  #ofAll(statements: readonly Node[], name: string): string | undefined {
    const modules = statements.flatMap((each) =>
      each.type === "ExportAllDeclaration" && !each.exported ? [each.source.value] : [],
    );
    const files = modules.filter((each) => /^\.\.?\//.test(each));
    for (const each of files) {
      const found = this.#ofExport(each, name);
      if (found) return found;
    }
    const [only, ...more] = modules.filter((each) => !files.includes(each));
    return only !== undefined && more.length === 0 && files.length === 0 ? `${only}#${name}` : undefined;
  }
}

/** What `export { a as b }` takes for `b`. */
function exportedAs(specifiers: readonly Node[], name: string) {
  for (const each of specifiers)
    if (each.type === "ExportSpecifier" && nameIn(each.exported) === name && each.local.type === "Identifier")
      return each.local;
  return undefined;
}

function nameIn(node: Node): string | undefined {
  return node.type === "Identifier" ? node.name : undefined;
}

function member(origin: string | undefined, name: string): string | undefined {
  if (origin === undefined) return undefined;
  return origin.endsWith("#*") ? `${origin.slice(0, -1)}${name}` : `${origin}.${name}`;
}

function requiredModule(node: Extract<Node, { readonly type: "CallExpression" }>): string | undefined {
  const { callee, arguments: given } = node;
  if (callee.type !== "Identifier" || callee.name !== "require" || given.length !== 1) return undefined;
  const [first] = given as Node[];
  return first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", "/index.ts", "/index.js"];

/** The file that a relative specifier means, also where it names the output of a TypeScript file. */
function fileOf(path: string): string | undefined {
  const source = path.replace(/\.([mc]?)js$/, ".$1ts");
  return [source, path]
    .flatMap((each) => ENDINGS.map((ending) => each + ending))
    .find((each) => /\.[mc]?[jt]sx?$/.test(each) && existsSync(each));
}
