// Odd inputs through the planner and both emitters: sites, diagnostics, and a run that is compared with the untraced one.

import { createRequire } from "node:module";
import { transform } from "esbuild";
import type * as typescript from "typescript";
import { describe, expect, it } from "vitest";
import * as runtime from "../../runtime/index.js";
import { getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "../../runtime/index.js";
import { loadConfig } from "../../transformer/config/config.js";
import { emitAst } from "../../transformer/emit/ast/emit-ast.js";
import { emitText } from "../../transformer/emit/text/emit-text.js";
import type { Config } from "../../transformer/model/config-file.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";
import type { Plan } from "../../transformer/model/plan.js";
import { planFile } from "../../transformer/plan.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { sampleOf } from "../harness/sample.js";
import { loadTypeScript } from "../harness/typescript.js";
import { FUNCTIONS } from "./odd-functions.js";
import { type OddInput, PLACEMENTS } from "./odd-placements.js";

const ts = loadTypeScript();

const nodeRequire = createRequire(import.meta.url);
const exporter = new InMemorySpanExporter();
getTracer().addProcessor(new SimpleSpanProcessor(exporter));
const { config: DIRECTIVES } = loadConfig({ object: {}, root: "/odd" });
const { config: EVERYTHING } = loadConfig({
  object: {
    rules: [
      {
        files: ["**"],
        kinds: RULE_KINDS,
      },
    ],
  },
  root: "/odd",
});

/** Runs CommonJS and returns what it exports as `out`, with the names of its spans. */
async function execute(code: string): Promise<{ out: unknown; spans: readonly string[] }> {
  exporter.reset();
  const module = { exports: {} as { out?: unknown } };
  const load = (name: string) => (name === "uno-trace/abi" ? runtime : nodeRequire(name));
  new Function("module", "exports", "require", code.replace(/^#!.*/, ""))(module, module.exports, load);
  const out = await module.exports.out;
  await new Promise((resolve) => setTimeout(resolve, 0));
  return {
    out: JSON.parse(JSON.stringify(out)),
    spans: exporter
      .getFinishedSpans()
      .map(({ name }) => name)
      .sort(),
  };
}

const planned = ({ code, file = "odd.ts" }: OddInput, config: Config) =>
  planFile(code, `/odd/${file}`, config);

async function byText({ code, file = "odd.ts" }: OddInput, plan?: Plan): Promise<string> {
  const moduleKind = plan && moduleKindOf(`/odd/${file}`, plan);
  const text = plan && moduleKind && emitText(code, file, plan, { moduleKind })?.code;
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
  const options = {
    loader: file.endsWith("x") ? "tsx" : "ts",
    format: "cjs",
    target: "node20",
    tsconfigRaw,
  } as const;
  return (await transform(text || code, options)).code;
}

function byAst(
  { code, file = "odd.ts" }: OddInput,
  target: typescript.ScriptTarget,
  plan?: Plan,
  compiler: typeof ts = ts,
): string {
  const before: typescript.TransformerFactory<typescript.SourceFile> = (context) => (sourceFile) =>
    plan ? emitAst(compiler, sourceFile, plan, context) : sourceFile;
  const { outputText, diagnostics } = compiler.transpileModule(code, {
    fileName: file,
    reportDiagnostics: true,
    transformers: { before: [before] },
    compilerOptions: {
      target,
      ...(target === ts.ScriptTarget.ES5 && { downlevelIteration: true }),
      module: ts.ModuleKind.CommonJS,
      jsx: ts.JsxEmit.React,
      experimentalDecorators: true,
    },
  });
  expect(diagnostics).toEqual([]);
  return outputText;
}

async function compare(input: OddInput, plan: Plan): Promise<readonly string[]> {
  const text = await execute(await byText(input, plan));
  expect(text.out).toEqual((await execute(await byText(input))).out);
  for (const target of [ts.ScriptTarget.ES2022, ts.ScriptTarget.ES2015]) {
    const ast = await execute(byAst(input, target, plan));
    expect(ast.out).toEqual((await execute(byAst(input, target))).out);
    expect(ast.spans).toEqual(text.spans);
  }
  return text.spans;
}

describe.each(sampleOf(Object.entries({ ...PLACEMENTS, ...FUNCTIONS }), 2))("%s", (_, input) => {
  it("plans the functions that a reader would say are marked", () => {
    const plan = planned(input, DIRECTIVES);
    expect(plan.sites.map(({ name }) => name)).toEqual(input.sites);
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(input.codes ?? []);
  });

  it("runs the same as it is marked", async () => {
    const plan = planned(input, DIRECTIVES);
    const spans = await compare(input, plan);
    for (const name of spans) expect(input.sites).toContain(name);
    if (plan.sites.length > 0) expect(spans).not.toEqual([]);
  });

  it("runs the same with every function traced", async () => {
    await compare(input, planned(input, EVERYTHING));
  });

  it("is not traced twice", async () => {
    const plan = planned(input, EVERYTHING);
    const { file = "odd.ts" } = input;
    const once = emitText(input.code, file, plan, { moduleKind: moduleKindOf(`/odd/${file}`, plan) });
    if (once) expect(planFile(once.code, `/odd/${file}`, EVERYTHING).sites).toEqual([]);
  });
});

it("keeps the error of async functions and generators at ES5, where TypeScript 5 renames it", async () => {
  const code = `
// @trace
const fail = async (text: string) => { await null; throw new RangeError(text); };
// @trace
function* items() { yield 1; throw new TypeError("items"); }
const say = (error: unknown) => String(error);
const all = () => { try { return [...items()]; } catch (error) { return say(error); } };
export const out = fail("lost").catch(say).then((error) => [error, all()]);`;
  const plan = planned({ code, sites: [] }, DIRECTIVES);
  const output = byAst({ code, sites: [] }, ts.ScriptTarget.ES5, plan, loadTypeScript("typescript5"));
  expect((await execute(output)).out).toEqual(["RangeError: lost", "TypeError: items"]);
});
