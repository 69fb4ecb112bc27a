// A case folder in; its input built raw, by the text emitter and by the AST emitter, as files that Node can run.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import * as typescript6 from "typescript";
import * as typescript5 from "typescript5";
import { unoTrace } from "../../esbuild-plugin/index.js";
import transformer from "../../hosts/tsc/index.js";

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

type TS = typeof typescript6;

/** TypeScript's. The library files are the same for every case: not needed, since types are not checked here. */
export const tscVariant = (
  name: string,
  ts: TS,
  format: "esm" | "cjs",
  options: typescript6.CompilerOptions,
): Variant => ({
  name,
  moduleKind: format,
  async build(input, outDir, traced) {
    const diagnostics: typescript6.Diagnostic[] = [];
    const program = ts.createProgram([input], {
      target: ts.ScriptTarget.ES2022,
      alwaysStrict: false,
      configFilePath: join(dirname(input), "tsconfig.json"),
      module: format === "esm" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.React,
      allowJs: true,
      noLib: true,
      noResolve: true,
      sourceMap: true,
      outDir,
      rootDir: dirname(input),
      experimentalDecorators: true,
      ...options,
    });
    const extras = {
      ts,
      addDiagnostic: (diagnostic: typescript6.Diagnostic) => diagnostics.push(diagnostic),
    };
    program.emit(undefined, undefined, undefined, false, {
      before: traced ? [transformer(program, undefined, extras)] : [],
    });
    if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
    return join(outDir, /\.[cm][jt]s$/.test(input) ? `input.${input.at(-3)}js` : "input.js");
  },
});

const formatHost: typescript6.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};

/** TypeScript 5, by the types of 6. */
export const ts5: TS = typescript5 as unknown as TS;

const VARIANTS: readonly Variant[] = [
  esbuildVariant("text-esm", "esm", {}),
  esbuildVariant("text-cjs", "cjs", {}),
  esbuildVariant("text-minified", "esm", { minify: true, keepNames: true }),
  tscVariant("ast-esm", typescript6, "esm", {}),
  tscVariant("ast-cjs", typescript6, "cjs", { esModuleInterop: true }),
  tscVariant("ast-es2015", ts5, "cjs", { target: ts5.ScriptTarget.ES2015 }),
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
