// JavaScript in, the same with every function traced out, by one of the two emitters.

import { createHash } from "node:crypto";
import type * as typescript from "typescript";
import { emitAst } from "../../transformer/emit/ast/emit-ast.js";
import { emitText } from "../../transformer/emit/text/emit-text.js";
import type { Config, Rule } from "../../transformer/model/config-file.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";
import { planFile } from "../../transformer/plan.js";
import { loadTypeScript, type TS } from "../harness/typescript.js";

/** What TypeScript lowers the code for, by its name. */
export type Target = keyof TS["ScriptTarget"];

/** `none` prints with TypeScript but traces nothing: what TypeScript itself breaks is not ours. */
export type Emitter = "raw" | "text" | "ast" | "none";

/** The configuration that traces every function; a rule's options may be added. */
export const everything = (root: string, options: Partial<Rule> = {}): Config => ({
  root,
  text: "",
  version: createHash("sha256").update(root).digest("hex"),
  include: ["**/*"],
  exclude: [],
  rules: [
    {
      files: ["**/*"],
      kinds: RULE_KINDS,
      ...options,
    },
  ],
});

/** Makes the function that rewrites one source text. */
export function instrumenter(
  emitter: Emitter,
  root: string,
  options: Partial<Rule> = {},
  target: Target = "ESNext",
): (source: string, file: string, isModule: boolean) => string {
  const config = everything(root, options);
  if (emitter === "raw") return (source) => source;
  if (emitter === "text") {
    return (source, file, isModule) => {
      const plan = planFile(source, file, config);
      return emitText(source, file, plan, { moduleKind: isModule ? "esm" : "cjs" })?.code ?? source;
    };
  }
  return (source, file) => print(source, file, emitter === "ast" ? config : undefined, target);
}

function print(source: string, file: string, config: Config | undefined, target: Target): string {
  // Read when something is printed: half of what runs here never does.
  const ts = loadTypeScript();
  const before: typescript.TransformerFactory<typescript.SourceFile> = (context) => (sourceFile) =>
    config ? emitAst(ts, sourceFile, planFile(source, file, config), context) : sourceFile;
  const { outputText, diagnostics } = ts.transpileModule(source, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget[target],
      module: ts.ModuleKind.ESNext,
      allowJs: true,
      alwaysStrict: false,
    },
    transformers: { before: [before] },
  });
  // What does not parse is left to the engine, as a build would stop there.
  return diagnostics?.some(
    (diagnostic) => diagnostic.file && diagnostic.category === ts.DiagnosticCategory.Error,
  )
    ? source
    : outputText;
}
