// The plugin of the Nest CLI: `compilerOptions.plugins: ["uno-trace/nest"]` in nest-cli.json runs the transformer without ts-patch.
import { writeSync } from "node:fs";
import { resolve } from "node:path";
import type * as TypeScript from "typescript";
import { checkOptions, type UnoTraceOptions } from "../options.js";
import transformer, { type TransformerExtras, type TransformerOptions } from "../tsc/index.js";
import { compilerOf } from "./compiler.js";
import { DiagnosticSink } from "./diagnostic-sink.js";
import { throwing } from "./module-errors.js";

/** The `options` of the entry in `nest-cli.json`; paths are relative to that file. */
export type NestPluginOptions = TransformerOptions;

/**
 * What the Nest CLI calls for each program that it emits with tsc, and once with webpack.
 * @param options `options` of the entry in `nest-cli.json`, `{}` without
 * @param program the program that is being emitted
 * @returns a `before` transformer
 * @throws TypeError for an option that there is not
 * @throws Error when the TypeScript of the program is older than 5.2; for the first error of `uno-trace.json` where webpack builds
 */
export function before(
  options: NestPluginOptions,
  program: TypeScript.Program,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  checkOptions(options, ["config", "manifest"]);
  const own = fromWorkingFolder(options);
  const ts = compilerOf(program);
  if (!isLoadedByWebpack()) return transformer(program, own, { ts, addDiagnostic: sinkOf(program, ts) });
  const found: TypeScript.Diagnostic[] = [];
  const addDiagnostic = (diagnostic: TypeScript.Diagnostic) => found.push(diagnostic);
  return throwing(ts, transformer(ofAnyProgram(program), own, { ts, addDiagnostic }), found);
}

/** Nest works in the folder of nest-cli.json, while the transformer counts from that of tsconfig.json. */
function fromWorkingFolder({ config, manifest }: UnoTraceOptions): TransformerOptions {
  return {
    ...(typeof config === "string" ? { config: resolve(config) } : {}),
    ...(manifest === undefined ? {} : { manifest: resolve(manifest) }),
  };
}

/** ts-loader reports no diagnostics of what it emits. */
function isLoadedByWebpack(): boolean {
  return /[\\/]ts-loader[\\/]/.test(new Error().stack ?? "");
}

/** ts-loader makes transformers once, with the first of its programs, and hands them files of the later ones. */
function ofAnyProgram(program: TypeScript.Program): TypeScript.Program {
  return Object.create(program, { getSourceFile: { value: () => undefined } });
}

function sinkOf(program: TypeScript.Program, ts: TransformerExtras["ts"]) {
  const sink = new DiagnosticSink(program, (left) => {
    if (left.length === 0) return;
    const host = ts.createCompilerHost(program.getCompilerOptions());
    writeSync(2, ts.formatDiagnosticsWithColorAndContext(left, host));
    process.exitCode ||= 1;
  });
  return (diagnostic: TypeScript.Diagnostic) => sink.add(diagnostic);
}
