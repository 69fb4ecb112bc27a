// The text of one file of a program in; the same with every function traced out, by the host kit or by TypeScript's transformer.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import MagicString from "magic-string";
import type * as typescript from "typescript";
import { instrument } from "uno-trace/instrument";
import transformer from "uno-trace/transformer";
import { EVERYTHING } from "../../../bench/programs/table.js";
import type { Rewriter } from "../../../bench/programs/variants.js";
import { loadTypeScript, type TS } from "../../harness/typescript.js";
import type { Emitter } from "./subject.js";

/** Where the configuration lies; a file in `node_modules` would be left alone. */
const ROOT = resolve(".tmp/programs");

/** How a program is traced: as esbuild's plugin does it, or as tsc does it with `allowJs`; with a source map inline. */
export const REWRITERS: Readonly<Record<Emitter, Rewriter>> = {
  text(text, file, format) {
    const { code, map } = instrument(text, file, { config: EVERYTHING, format });
    return map ? withMap(code, file, map) : code;
  },
  ast(text, file, format) {
    const ts = loadTypeScript();
    mkdirSync(ROOT, { recursive: true });
    writeFileSync(join(ROOT, "uno-trace.json"), JSON.stringify(EVERYTHING));
    const program = programOf(ts, join(ROOT, file), text, format);
    const found: typescript.Diagnostic[] = [];
    const before = [transformer(program, {}, { ts, addDiagnostic: (each) => found.push(each) })];
    const written = new Map<string, string>();
    program.emit(undefined, (path, content) => written.set(extname(path), content), undefined, false, {
      before,
    });
    const errors = found.filter(({ category }) => category === ts.DiagnosticCategory.Error);
    const [code, map] = [written.get(extname(file)), written.get(".map")];
    if (errors.length > 0 || !code || !map)
      throw new Error(`${file}: ${errors[0]?.messageText ?? "no output"}`);
    return withMap(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ""), file, JSON.parse(map));
  },
};

/** A text as it is, with a map: Node writes the frames of mapped files otherwise. */
export function mapped(text: string, file: string): string {
  return withMap(text, file, new MagicString(text).generateMap({ hires: true }));
}

/** The map leads to the text as it was, in a folder beside the written file. */
function withMap(code: string, file: string, map: object): string {
  const json = JSON.stringify({ ...map, sources: [`source/${basename(file)}`], sourceRoot: undefined });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString("base64")}\n`;
}

/** A program of one file that is in memory alone; what it imports is not its business. */
function programOf(ts: TS, path: string, text: string, format: "cjs" | "esm"): typescript.Program {
  const options: typescript.CompilerOptions = {
    allowJs: true,
    alwaysStrict: false,
    configFilePath: join(ROOT, "tsconfig.json"),
    // Without it TypeScript infers types as it emits, at which its own compiler overflows the stack.
    isolatedModules: true,
    module: format === "cjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
    noCheck: true,
    noLib: true,
    noResolve: true,
    outDir: join(ROOT, "out"),
    sourceMap: true,
    target: ts.ScriptTarget.ESNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  return ts.createProgram([path], options, {
    ...host,
    fileExists: (name) => name === path,
    getSourceFile: (name, languageVersion) => ts.createSourceFile(name, text, languageVersion),
  });
}
