// A case folder in; its input built raw, by the text emitter and by the AST emitter, as files that Node can run.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";
import * as typescript6 from "typescript";
import * as typescript5 from "typescript5";
import { unoTrace } from "../../esbuild-plugin/index.js";
import transformer from "../../transformer/index.js";

/** One way to build a case. */
export interface Variant {
  readonly name: string;
  readonly moduleKind: "esm" | "cjs";
  build(input: string, outDir: string): Promise<string>;
}

/** One built file with the map that leads back to the input. */
export interface BuiltFile {
  readonly code: string;
  readonly map: string;
}

const esbuildVariant = (name: string, format: "esm" | "cjs", options: BuildOptions): Variant => ({
  name,
  moduleKind: format,
  async build(input, outDir) {
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
      ...options,
    });
    if (result.warnings.length > 0) throw new Error(result.warnings.map((w) => w.text).join("\n"));
    return join(outDir, `input.${format === "esm" ? "mjs" : "cjs"}`);
  },
});

type TS = typeof typescript6;

// The library files are the same for every case: they are not needed, since types are not checked here.
const tscVariant = (
  name: string,
  ts: TS,
  format: "esm" | "cjs",
  options: typescript6.CompilerOptions,
): Variant => ({
  name,
  moduleKind: format,
  async build(input, outDir) {
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
      before: [transformer(program, undefined, extras)],
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

const ts5 = typescript5 as unknown as TS;

const RAW_ESM = esbuildVariant("raw", "esm", {});
const RAW_CJS = esbuildVariant("raw", "cjs", {});

const VARIANTS: readonly Variant[] = [
  esbuildVariant("text-esm", "esm", { plugins: [unoTrace()] }),
  esbuildVariant("text-cjs", "cjs", { plugins: [unoTrace()] }),
  esbuildVariant("text-minified", "esm", { plugins: [unoTrace()], minify: true }),
  tscVariant("ast-esm", typescript6, "esm", {}),
  tscVariant("ast-cjs", typescript6, "cjs", { esModuleInterop: true }),
  tscVariant("ast-es2015", ts5, "cjs", { target: ts5.ScriptTarget.ES2015 }),
];

/** Built without uno-trace: what the program does by itself. */
export const rawOf = (input: string): Variant => (isCommonJs(input) ? RAW_CJS : RAW_ESM);

/** Every way in which a case is built and executed; a CommonJS source cannot become an ES module. */
export const variantsOf = (input: string): readonly Variant[] =>
  isCommonJs(input) ? VARIANTS.filter((variant) => variant.moduleKind === "cjs") : VARIANTS;

const isCommonJs = (input: string) => /\.c[jt]s$/.test(input);

/** Builds one variant into its own folder and returns the file to run. */
export async function buildVariant(variant: Variant, input: string, tempDir: string): Promise<string> {
  const outDir = resolve(tempDir, variant.name);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(
    join(outDir, "package.json"),
    JSON.stringify({ type: variant.moduleKind === "esm" ? "module" : "commonjs" }),
  );
  return variant.build(input, outDir);
}
