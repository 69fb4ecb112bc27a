// Every case, with a transformer before or after ours that makes all nodes anew: the code has to be the same.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import type * as typescript from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import transformer from "../../hosts/tsc/index.js";
import { isSample, sampleOf } from "../harness/sample.js";
import { loadTypeScript, type TS } from "../harness/typescript.js";
import { type Keeping, recreating } from "./recreating.js";

const [ts6, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

type Factory = typescript.TransformerFactory<typescript.SourceFile>;

const BOTH = [
  { name: "TypeScript 6 to ES2022", ts: ts6, target: ts6.ScriptTarget.ES2022 },
  { name: "TypeScript 5 to ES2015", ts: ts5, target: ts5.ScriptTarget.ES2015 },
];
const COMPILERS = sampleOf(BOTH, 2);
const CASES = join(import.meta.dirname, "../cases");
const INPUT = /^input\.[cm]?[jt]sx?$/;
// tsc writes "use strict" at the head of sloppy CommonJS.
const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes(process.env.FILTER ?? ""))
  .map(({ name }) => join(name, readdirSync(join(CASES, name)).find((file) => INPUT.test(file)) as string))
  .filter((path) => !path.endsWith(".cjs"));

/** Emits one file with any transformers, as often as asked; only the code counts, and no comments. */
function compile(ts: TS, input: string, target: typescript.ScriptTarget) {
  const program = ts.createProgram([input], {
    target,
    alwaysStrict: false,
    configFilePath: join(input, "../tsconfig.json"),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.React,
    allowJs: true,
    noLib: true,
    noResolve: true,
    outDir: "/out",
    experimentalDecorators: true,
  });
  const ours = transformer(program, undefined, {
    ts,
    addDiagnostic: ({ messageText }: typescript.Diagnostic) => {
      throw new Error(String(messageText));
    },
  });
  const emit = (...before: Factory[]): string => {
    let code = "";
    const write = (_: string, text: string) => {
      code = text;
    };
    program.emit(undefined, write, undefined, false, { before });
    return transformSync(code, { minifyWhitespace: true, legalComments: "none" }).code;
  };
  return { emit, ours };
}

let compared = 0;

function attempt(emit: () => string): string | undefined {
  try {
    return emit();
  } catch {
    return undefined;
  }
}

describe.each(COMPILERS)("$name", ({ ts, target }) => {
  it.each(sampleOf(names, 2))("%s", (name) => {
    const { emit, ours } = compile(ts, join(CASES, name), target);
    const [raw, traced] = [emit(), emit(ours)];
    for (const keeping of ["clone", "updated", "placed"] satisfies Keeping[]) {
      if (isSample && keeping === "placed") continue;
      const others = recreating(ts, keeping);
      // Where TypeScript itself falls over nodes without parents, or writes something else, there is nothing to compare.
      if (attempt(() => emit(others)) !== raw) continue;
      expect(emit(others, ours), `before, ${keeping}`).toBe(traced);
      expect(emit(ours, others), `after, ${keeping}`).toBe(traced);
      expect(emit(others, ours, others), `both, ${keeping}`).toBe(traced);
      compared++;
    }
  });
});

afterAll(() => {
  // Nothing is passed over in silence.
  if (!process.env.FILTER) expect(compared).toBeGreaterThan(names.length / (isSample ? 2 : 1));
});
