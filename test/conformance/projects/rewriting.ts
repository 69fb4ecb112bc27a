// A project's copy in; the same with every function of its source traced, on disk, and a runtime that counts spans.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import type * as typescript from "typescript";
import { emitAst } from "../../../transformer/emit/ast/emit-ast.js";
import { emitText } from "../../../transformer/emit/text/emit-text.js";
import type { Config } from "../../../transformer/model/config-file.js";
import type { Plan } from "../../../transformer/model/plan.js";
import { planFile } from "../../../transformer/plan.js";
import { moduleKindOf } from "../../../transformer/source/module-kind.js";
import { loadTypeScript, type TS } from "../../harness/typescript.js";
import { type Emitter, everything } from "../instrumentation.js";
import { countReturns, type ReturnCounts, sumOfReturns } from "./promise-counts.js";

/** What the rewriting of one project did. */
export interface Rewritten {
  /** Files in which something is traced. */
  readonly files: number;
  /** Functions that are traced. */
  readonly functions: number;
  /** What sync functions return, by who may hold it. */
  readonly returns: ReturnCounts;
  /** What the planner said: functions that cannot be traced, files that cannot be read. */
  readonly notes: readonly string[];
}

const NEVER = [
  "**/node_modules/**",
  "**/*.d.{ts,mts,cts}",
  "**/*.{test,spec,bench}.*",
  "**/*.{test,spec}-d.*",
  "**/__tests__/**",
];

/** Rewrites the files that the globs name. */
export function rewriteSource(folder: string, source: readonly string[], emitter: Emitter): Rewritten {
  const config = everything(folder);
  const files = globSync([...source], { cwd: folder, ignore: NEVER, dot: true })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .sort();
  if (files.length === 0) throw new Error(`${folder}: no source file matches ${source.join(" ")}`);
  const returns = sumOfReturns(files.map((name) => returnsOf(folder, name)));
  const plans = files.map((name) => rewriteFile(folder, name, emitter, config));
  if (emitter === "raw" || emitter === "none") return { files: 0, functions: 0, returns, notes: [] };
  return {
    files: plans.filter(({ sites }) => sites.length > 0).length,
    functions: plans.reduce((sum, { sites }) => sum + sites.length, 0),
    returns,
    notes: plans.flatMap((plan, index) => notesOf(plan, files[index] as string)),
  };
}

// A captured result passes through the runtime whoever may hold it.
function returnsOf(folder: string, name: string): ReturnCounts {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  return countReturns(text, planFile(text, path, everything(folder, { result: true })));
}

function notesOf({ diagnostics, unparsable }: Plan, file: string): string[] {
  const messages = diagnostics.map(({ code, text }) => `${file}: ${code} ${text}`);
  return unparsable ? [`${file}: not parsed`, ...messages] : messages;
}

function rewriteFile(folder: string, name: string, emitter: Emitter, config: Config): Plan {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const plan = planFile(text, path, config);
  const written = unchecked(write(text, path, plan, emitter), name);
  if (written !== text) writeFileSync(path, written);
  return plan;
}

/**
 * No build checks the types of what an emitter wrote, but tests that compile the files here do. The raw copy gets the
 * comment as well, so that all lines keep their numbers.
 */
function unchecked(text: string, name: string): string {
  if (!/\.[cm]?tsx?$/.test(name)) return text;
  return text.replace(/^(\ufeff?(?:#!.*\n)?)/, "$1// @ts-nocheck\n");
}

function write(text: string, path: string, plan: Plan, emitter: Emitter): string {
  if (emitter === "raw" || plan.unparsable) return text;
  const moduleKind = moduleKindOf(path, plan);
  if (emitter === "text") return emitText(text, path, plan, { moduleKind })?.code ?? text;
  const ts = loadTypeScript();
  const trace: typescript.TransformerFactory<typescript.SourceFile> = (context) => (sourceFile) =>
    emitter === "ast"
      ? emitAst(ts, sourceFile, plan, context, { isModule: moduleKind === "esm" })
      : sourceFile;
  return print(ts, text, path, trace);
}

/** Types stay, so that the project compiles it as it does its own source. */
function print(
  ts: TS,
  text: string,
  path: string,
  transform: typescript.TransformerFactory<typescript.SourceFile>,
): string {
  const sourceFile = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, scriptKindOf(ts, path));
  const { transformed, dispose } = ts.transform(sourceFile, [transform]);
  const printed = ts.createPrinter().printFile(transformed[0] as typescript.SourceFile);
  dispose();
  return printed;
}

// Many projects write JSX in `.js`.
function scriptKindOf(ts: TS, path: string): typescript.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return path.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
}

/** Installs the built package, with entries that begin to record when traced code loads them. */
export function installRuntime(folder: string, repository: string): void {
  const target = join(folder, "node_modules/uno-trace");
  for (const part of ["dist/runtime", "dist/cjs"]) {
    mkdirSync(dirname(join(target, part)), { recursive: true });
    cpSync(join(repository, part), join(target, part), { recursive: true });
  }
  const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    version: string;
  };
  const entry = {
    import: { types: "./dist/runtime/index.d.ts", default: "./recording.js" },
    require: { types: "./dist/cjs/runtime/index.d.ts", default: "./recording.cjs" },
  };
  writeFileSync(
    join(target, "package.json"),
    JSON.stringify({
      name: "uno-trace",
      version,
      type: "module",
      exports: { "./abi": entry, "./runtime": entry },
    }),
  );
  // Old resolvers know no exports: as in the package itself.
  const old = { main: "../recording.cjs", types: "../dist/cjs/runtime/index.d.ts" };
  for (const name of ["abi", "runtime"]) {
    mkdirSync(join(target, name));
    writeFileSync(join(target, name, "package.json"), JSON.stringify(old));
  }
  for (const name of ["recording.js", "recording.cjs", "recorder.cjs", "promise-counter.cjs"]) {
    cpSync(join(repository, "test/conformance/projects", name), join(target, name));
  }
}
