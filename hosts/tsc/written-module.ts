// A source file and the options of its program in; out, whether what tsc writes of it loads modules by `import`.
import type * as TypeScript from "typescript";
import { moduleKindOf } from "../../transformer/source/module-kind.js";

type TS = typeof TypeScript;

/** What TypeScript hands to transformers without naming it in its types. */
interface FormatOf {
  getEmitModuleFormatOfFileWorker?(
    file: TypeScript.SourceFile,
    options: TypeScript.CompilerOptions,
  ): TypeScript.ModuleKind;
}

/**
 * Whether the runtime is loaded by `import`; else by `require`. An `import` is right where TypeScript lowers it with
 * those of the file, and where Node will take what is written for a module. A file without module syntax is a script
 * to TypeScript, and a module to Node in a package of `"type": "module"`. With `"module": "preserve"` each statement is
 * written in the form that it has, so `export =` and `import x = require()` make CommonJS (microsoft/TypeScript#59789).
 * @param path absolute path of the source
 */
export function isWrittenAsModule(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  path: string,
  options: TypeScript.CompilerOptions,
): boolean {
  const isExternal = ts.isExternalModule(sourceFile);
  if (options.module !== ts.ModuleKind.Preserve) {
    if (isExternal || formatOf(ts, sourceFile, options) < ts.ModuleKind.ES2015) return isExternal;
  }
  const syntax = isExternal ? keptSyntax(ts, sourceFile) : NO_SYNTAX;
  const isNodeModule = moduleKindOf(path, { moduleSyntax: false }) === "esm";
  if (isNodeModule || /\.c[jt]s$/.test(path)) return isNodeModule;
  return syntax.exports || (syntax.imports && !syntax.commonJs);
}

/**
 * Whether a file becomes a script of SystemJS, where there is neither `import` nor `require`. AMD's loaders for Node, and
 * whatever loads UMD there, give a script Node's `require`.
 */
export function isScriptOfSystem(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  { module }: TypeScript.CompilerOptions,
): boolean {
  return module === ts.ModuleKind.System && !ts.isExternalModule(sourceFile);
}

/** What a file becomes by its extension and its package, or else by the options. */
function formatOf(
  ts: TS,
  sourceFile: TypeScript.SourceFile,
  options: TypeScript.CompilerOptions,
): TypeScript.ModuleKind {
  const byFile = (ts as unknown as FormatOf).getEmitModuleFormatOfFileWorker?.(sourceFile, options);
  return byFile ?? options.module ?? ts.ModuleKind.CommonJS;
}

interface KeptSyntax {
  readonly exports: boolean;
  readonly imports: boolean;
  /** `export =`, `import x = require()`. */
  readonly commonJs: boolean;
}

const NO_SYNTAX: KeptSyntax = { exports: false, imports: false, commonJs: false };

/** The module syntax of a file that is no mere type. */
function keptSyntax(ts: TS, { statements, text }: TypeScript.SourceFile): KeptSyntax {
  return {
    exports: statements.some((statement) => isExport(ts, statement)),
    imports:
      /\bimport\s*\.\s*meta\b/.test(text) ||
      statements.some((node) => ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly),
    commonJs: statements.some(
      (node) =>
        (ts.isExportAssignment(node) && node.isExportEquals === true) ||
        (ts.isImportEqualsDeclaration(node) && !node.isTypeOnly),
    ),
  };
}

function isExport(ts: TS, node: TypeScript.Statement): boolean {
  if (ts.isExportAssignment(node)) return !node.isExportEquals;
  if (ts.isExportDeclaration(node)) return !node.isTypeOnly;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return false;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const kinds = new Set(modifiers.map(({ kind }) => kind));
  return kinds.has(ts.SyntaxKind.ExportKeyword) && !kinds.has(ts.SyntaxKind.DeclareKeyword);
}
