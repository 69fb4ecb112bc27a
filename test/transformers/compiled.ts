// A source and transformers in; the code out; code in, what it returns and its spans out.
import { createRequire } from "node:module";
import type * as TypeScript from "typescript";
import transformer from "../../hosts/tsc/index.js";
import * as runtime from "../../runtime/index.js";
import { getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "../../runtime/index.js";

type TS = typeof TypeScript;

/** A `before` transformer, as ts-patch makes it of a plugin. */
export type Plugin = (
  program: TypeScript.Program,
  ts: TS,
) => TypeScript.TransformerFactory<TypeScript.SourceFile>;

/** Ours. */
export const UNO = "uno-trace";

type Plugins = readonly (Plugin | typeof UNO)[];

/** Compiles one file to CommonJS with transformers in their order. */
export function compile(
  ts: TS,
  text: string,
  plugins: Plugins,
  options: TypeScript.CompilerOptions = {},
): string {
  const program = programOf(ts, text, options);
  let code = "";
  const write = (_: string, written: string) => {
    code = written;
  };
  program.emit(undefined, write, undefined, false, { before: factoriesOf(ts, program, plugins) });
  return code;
}

/** Runs transformers alone, and compiles what they print to CommonJS. */
export function transform(ts: TS, text: string, plugins: Plugins): string {
  const program = programOf(ts, text);
  const file = program.getSourceFile(FILE) as TypeScript.SourceFile;
  const { transformed } = ts.transform(file, factoriesOf(ts, program, plugins), program.getCompilerOptions());
  const printed = ts.createPrinter().printFile(transformed[0] as TypeScript.SourceFile);
  return ts.transpileModule(printed, { compilerOptions: optionsOf(ts) }).outputText;
}

const FILE = "/project/input.ts";

const optionsOf = (ts: TS): TypeScript.CompilerOptions => ({
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  noLib: true,
});

function programOf(ts: TS, text: string, options: TypeScript.CompilerOptions = {}): TypeScript.Program {
  const source = ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2022, true);
  return ts.createProgram(
    [FILE],
    { ...optionsOf(ts), ...options },
    {
      fileExists: (name) => name === FILE,
      readFile: (name) => (name === FILE ? text : undefined),
      getSourceFile: (name) => (name === FILE ? source : undefined),
      getDefaultLibFileName: () => "lib.d.ts",
      getCurrentDirectory: () => "/project",
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => {},
    },
  );
}

const factoriesOf = (ts: TS, program: TypeScript.Program, plugins: Plugins) =>
  plugins.map((plugin) => (plugin === UNO ? transformer(program, {}, { ts }) : plugin(program, ts)));

const nodeRequire = createRequire(import.meta.url);
const exporter = new InMemorySpanExporter();
getTracer().addProcessor(new SimpleSpanProcessor(exporter));

/** Runs CommonJS; returns what it exports as `out`, and the names of its spans in the order of their end. */
export async function execute(code: string, recording = true): Promise<{ out: unknown; spans: string[] }> {
  exporter.reset();
  getTracer().setSampler(() => recording);
  const module = { exports: {} as { out?: unknown } };
  const load = (name: string) => (name.startsWith("uno-trace/") ? runtime : nodeRequire(name));
  new Function("module", "exports", "require", code)(module, module.exports, load);
  const out = await module.exports.out;
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { out, spans: exporter.getFinishedSpans().map(({ name }) => name) };
}
