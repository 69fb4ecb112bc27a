// What tsc writes for AMD, UMD and SystemJS, run by the smallest loaders that do what those formats say.
import { writeSync } from "node:fs";
import { runInThisContext } from "node:vm";
import type * as typescript from "typescript";
import { afterAll, describe, expect, it, vi } from "vitest";
import transformer from "../../hosts/tsc/index.js";
import * as abi from "../../runtime/abi/functions.js";
import { loadTypeScript } from "../harness/typescript.js";
import { names, record } from "../runtime/recorder.js";
import { makeProject } from "./temporary-project.js";

// Warnings are printed as they come: tsc exits with an error for any diagnostic that it is given.
vi.mock("node:fs", async (original) => ({ ...(await original<object>()), writeSync: vi.fn() }));

const [ts, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];
const project = makeProject({
  "package.json": {},
  "main.ts":
    "// @trace\nexport function sync(n: number) { return n * 2; }\n" +
    "// @trace\nexport async function later(n: number) { await null; return n; }\n" +
    "// @trace\nexport default class { static *items() { yield* [1]; } }\n",
  "script.ts": "// @trace\nfunction alone() { return 1; }\n(globalThis as any).alone = alone();\n",
});
afterAll(() => project.remove());

type Exports = Record<string, (...args: unknown[]) => unknown>;
type Factory = (...args: unknown[]) => unknown;

interface Registered {
  readonly setters: readonly ((module: unknown) => void)[];
  readonly execute: () => void;
}

const requireAbi = (name: string): unknown => {
  if (name === "uno-trace/abi") return abi;
  throw new Error(`there is no ${name}`);
};

const evaluate = (code: string, parameters: string) =>
  runInThisContext(`(function (${parameters}) { ${code}\n})`) as (...args: unknown[]) => void;

const LOADERS: Readonly<Record<"AMD" | "UMD" | "System", (code: string) => Exports>> = {
  AMD: (code) => {
    const exports: Exports = {};
    const define = (names: readonly string[], factory: Factory) =>
      void factory(...names.map((name) => ({ require: requireAbi, exports })[name] ?? requireAbi(name)));
    evaluate(code, "define")(define);
    return exports;
  },
  UMD: (code) => {
    const module = { exports: {} };
    evaluate(code, "module, exports, require")(module, module.exports, requireAbi);
    return module.exports;
  },
  System: (code) => {
    const exports: Exports = {};
    const add = (given: string | Exports, value: Exports[string]) =>
      Object.assign(exports, typeof given === "string" ? { [given]: value } : given);
    const register = (names: readonly string[], declare: (add: unknown, context: object) => Registered) => {
      const { setters, execute } = declare(add, {});
      for (const [index, name] of names.entries()) setters[index]?.(requireAbi(name));
      execute();
    };
    evaluate(code, "System")({ register });
    return exports;
  },
};

interface Written {
  readonly code: string;
  readonly warnings: string;
}

function write(compiler: typeof typescript, file: string, module: typescript.ModuleKind): Written {
  vi.mocked(writeSync).mockClear();
  const outDir = project.path("out");
  const options = { module, target: compiler.ScriptTarget.ES2022, noLib: true, types: [], outDir };
  const program = compiler.createProgram([project.path(file)], options);
  program.emit(undefined, undefined, undefined, false, {
    before: [transformer(program, {}, { ts: compiler })],
  });
  const warnings = vi.mocked(writeSync).mock.calls.map(([, text]) => String(text));
  return { code: project.read(`out/${file.replace(/ts$/, "js")}`), warnings: warnings.join("") };
}

describe.each([ts5, ts])("TypeScript $version", (compiler) => {
  const { AMD, UMD, System } = compiler.ModuleKind;

  it.each([
    ["AMD", AMD],
    ["UMD", UMD],
    ["System", System],
  ] as const)("%s: a module is traced", async (name, kind) => {
    const spans = record();
    const { code, warnings } = write(compiler, "main.ts", kind);
    expect(warnings).toBe("");
    const { sync, later, default: made } = LOADERS[name](code);
    expect(sync?.(21)).toBe(42);
    await expect(later?.(1)).resolves.toBe(1);
    expect([...(made as unknown as { items(): Iterable<number> }).items()]).toEqual([1]);
    expect(names(spans)).toEqual(["sync", "later", "items"]);
  });

  it("System: a script is left alone, with the mend", () => {
    const { code, warnings } = write(compiler, "script.ts", System);
    expect(code).not.toContain("__uno");
    expect(warnings).toMatch(
      /UNO2002: Nothing in script\.ts is traced: .*cannot load the runtime\. Add `export \{\};`/,
    );
    runInThisContext(code);
    expect((globalThis as { alone?: unknown }).alone).toBe(1);
  });

  it.each([AMD, UMD])("AMD, UMD (%i): a script has Node's require", (kind) => {
    const spans = record();
    const { code, warnings } = write(compiler, "script.ts", kind);
    expect(warnings).toBe("");
    evaluate(code, "require")(requireAbi);
    expect(names(spans)).toEqual(["alone"]);
  });
});
