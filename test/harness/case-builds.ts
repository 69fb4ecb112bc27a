// A case folder in; its input built raw, by the text emitter and by the AST emitter, as files that Node can run.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import type * as typescript from "typescript";
import { unoTrace } from "../../esbuild-plugin/index.js";
import transformer from "../../hosts/tsc/index.js";
import { loadTypeScript, type TS } from "./typescript.js";

const [ts6, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

/** One way to build a case. */
export interface Variant {
  readonly name: string;
  readonly moduleKind: "esm" | "cjs";
  /** Builds `input` into `outDir`, with uno-trace or without, and returns the file to run. */
  build(input: string, outDir: string, traced: boolean): Promise<string>;
}

const esbuildVariant = (name: string, format: "esm" | "cjs", options: BuildOptions): Variant => ({
  name,
  moduleKind: format,
  async build(input, outDir, traced) {
    const result = await build({
      entryPoints: [input],
      absWorkingDir: dirname(input),
      format,
      platform: "node",
      target: "node20",
      sourcemap: true,
      outdir: outDir,
      outExtension: { ".js": format === "esm" ? ".mjs" : ".cjs" },
      logLevel: "silent",
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true, jsx: "react" } },
      plugins: traced ? [unoTrace()] : [],
      ...options,
    });
    if (result.warnings.length > 0) throw new Error(result.warnings.map((w) => w.text).join("\n"));
    return join(outDir, `input.${format === "esm" ? "mjs" : "cjs"}`);
  },
});

/** TypeScript's. No library and no packages of types: what they hold is not checked here. */
export const tscVariant = (
  name: string,
  ts: TS,
  format: "esm" | "cjs",
  options: typescript.CompilerOptions,
): Variant => {
  const makeProgram = (input: string, outDir: string): typescript.Program =>
    ts.createProgram([input], {
      target: ts.ScriptTarget.ES2022,
      alwaysStrict: false,
      configFilePath: join(dirname(input), "tsconfig.json"),
      module: format === "esm" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.React,
      allowJs: true,
      noLib: true,
      noResolve: true,
      types: [],
      sourceMap: true,
      outDir,
      rootDir: dirname(input),
      experimentalDecorators: true,
      ...options,
    });
  // Both ways to build a case, one after the other, read and check it once; the maps of sibling folders lead to one source.
  let last: { readonly key: string; readonly program: typescript.Program } | undefined;
  const programOf = (input: string, outDir: string) => {
    const key = JSON.stringify([input, dirname(outDir)]);
    if (last?.key !== key) last = { key, program: makeProgram(input, outDir) };
    return last.program;
  };
  return {
    name,
    moduleKind: format,
    async build(input, outDir, traced) {
      const diagnostics: typescript.Diagnostic[] = [];
      const program = programOf(input, outDir);
      const extras = {
        ts,
        addDiagnostic: (diagnostic: typescript.Diagnostic) => diagnostics.push(diagnostic),
      };
      const write = (path: string, text: string) => writeFileSync(join(outDir, basename(path)), text);
      program.emit(undefined, write, undefined, false, {
        before: traced ? [transformer(program, undefined, extras)] : [],
      });
      if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
      return join(outDir, /\.[cm][jt]s$/.test(input) ? `input.${input.at(-3)}js` : "input.js");
    },
  };
};

const formatHost: typescript.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};

/** The folder of a TypeScript that is no dependency: its builds take the place of the others that tsc makes. */
const OTHER = process.env.TYPESCRIPT;
const other = OTHER === undefined ? undefined : loadTypeScript(resolve(OTHER));

// Printed code is reviewed for one compiler, so these have names of their own.
const tscVariants = (ts: TS, lowering: TS, name: string): readonly Variant[] => [
  tscVariant(`${name}-esm`, ts, "esm", {}),
  tscVariant(`${name}-cjs`, ts, "cjs", { esModuleInterop: true }),
  tscVariant(`${name}-es2015`, lowering, "cjs", { target: lowering.ScriptTarget.ES2015 }),
];

const VARIANTS: readonly Variant[] = [
  esbuildVariant("text-esm", "esm", {}),
  esbuildVariant("text-cjs", "cjs", {}),
  esbuildVariant("text-minified", "esm", { minify: true, keepNames: true }),
  ...(other ? tscVariants(other, other, "tsc") : tscVariants(ts6, ts5, "ast")),
];

/**
 * Every way in which a case is built and executed. Sloppy CommonJS stays what it is only with esbuild: tsc writes
 * "use strict" at its head. The AST emitter meets sloppy code in test/conformance.
 */
export const variantsOf = (input: string): readonly Variant[] =>
  input.endsWith(".cjs") ? VARIANTS.filter(({ name }) => name === "text-cjs") : VARIANTS;

/** Builds one variant into a folder of its own and returns the file to run. */
export async function buildVariant(
  variant: Variant,
  input: string,
  outDir: string,
  traced: boolean,
): Promise<string> {
  mkdirSync(outDir, { recursive: true });
  const type = variant.moduleKind === "esm" ? "module" : "commonjs";
  writeFileSync(join(outDir, "package.json"), JSON.stringify({ type }));
  return variant.build(input, outDir, traced);
}
