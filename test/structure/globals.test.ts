// The runtime's sources in; the global variables that they use, checked: an environment may take others away.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type * as typescript from "typescript";
import { describe, expect, it } from "vitest";
import { loadTypeScript } from "../harness/typescript.js";

const ts = loadTypeScript();

const ROOT = join(import.meta.dirname, "../..");

const OPTIONS: typescript.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.iterable.d.ts"],
  types: ["node"],
  // Not looked for from the working directory, which TypeScript asks once for all files of a process.
  typeRoots: [join(ROOT, "node_modules/@types")],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  skipLibCheck: true,
  noEmit: true,
};

/** The variables of Node or of the DOM that files use as values, each as `file: name`. */
function foreignGlobals(files: readonly string[], host: typescript.CompilerHost): string[] {
  const program = ts.createProgram(files, OPTIONS, host);
  // Without the types of Node nothing would be found, and all be well.
  expect(program.getOptionsDiagnostics().map(({ messageText }) => messageText)).toEqual([]);
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  for (const file of files) {
    const source = program.getSourceFile(file) as typescript.SourceFile;
    const visit = (node: typescript.Node): void => {
      if (ts.isIdentifier(node) && isForeign(node, checker))
        found.add(`${relative(ROOT, file)}: ${node.text}`);
      if (!ts.isTypeNode(node)) ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found];
}

function isForeign(node: typescript.Identifier, checker: typescript.TypeChecker): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  const scope = checker.resolveName(node.text, undefined, ts.SymbolFlags.Value, false);
  // What is bound in a file hides a global, and what a module exports is no global.
  if (symbol === undefined || symbol !== scope) return false;
  const declarations = symbol.declarations ?? [];
  return declarations.length > 0 && !declarations.some(isOfTheLanguage);
}

const isOfTheLanguage = (declaration: typescript.Declaration): boolean =>
  /\/lib\.(es\d+|esnext)[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName);

const known = new Map<string, typescript.SourceFile | undefined>();

/** A host that reads a file once for all programs, and one of the files not at all. */
function hostOf(file?: string, text = ""): typescript.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile } = host;
  host.getSourceFile = (name, options) => {
    if (name === file) return ts.createSourceFile(name, text, options, true);
    if (!known.has(name)) known.set(name, getSourceFile(name, options));
    return known.get(name);
  };
  return host;
}

describe("globals that the runtime uses", () => {
  it("are those of the language; timers, process, Buffer and the like come from runtime/ground/node.ts", () => {
    const files = readdirSync(join(ROOT, "runtime"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(ROOT, "runtime", name));
    expect(foreignGlobals(files, hostOf())).toEqual([]);
  });

  it("are found wherever they stand", () => {
    const file = join(ROOT, "runtime/any.ts");
    const text = `import { setInterval } from "node:timers";
      const later = setImmediate, { structuredClone } = { structuredClone: 1 };
      class Any { [String(queueMicrotask)] = ({ b = Buffer.from("a"), performance: c = 1 }) => [c, b, this.process]; process = 1; }
      export const all = { fetch, setTimeout: later, clearTimeout() {}, of: (url: URL) => new Map<AbortSignal, Buffer>(), setInterval };
      export const any = [Any, structuredClone, typeof TextEncoder, new Error()];`;
    expect(foreignGlobals([file], hostOf(file, text)).sort()).toEqual(
      ["setImmediate", "queueMicrotask", "Buffer", "fetch", "TextEncoder"]
        .map((name) => `runtime/any.ts: ${name}`)
        .sort(),
    );
  });
});
