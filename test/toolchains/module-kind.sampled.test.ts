// How a file loads the runtime follows from what Node will take its output for.
import type * as typescript from "typescript";
import { describe, expect, it } from "vitest";
import transformer from "../../hosts/tsc/index.js";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { sampleOf } from "../harness/sample.js";
import { loadTypeScript } from "../harness/typescript.js";
import { run } from "./processes.js";
import { makeProject } from "./temporary-project.js";

const [ts, ts5] = [loadTypeScript(), loadTypeScript("typescript5")];

const MAIN = "// @trace\nfunction main() { console.log('ran'); }\nmain();\n";
const { CommonJS, ESNext, NodeNext, Node16, Node18, Node20, Preserve } = ts.ModuleKind;
const FORCED = { moduleDetection: ts.ModuleDetectionKind.Force };

/** What a file holds besides {@link MAIN}, by the name of the case. */
const SYNTAX = {
  nothing: "",
  "export =": "export = main;\n",
  "import = require": "import path = require('node:path');\nconsole.assert(path.sep);\n",
  "import type, export =": "import type { Type } from './type';\nexport = main as unknown as Type;\n",
  "import for a type, import = require":
    "import { Type } from './type';\nimport path = require('node:path');\nexport type { Type };\nconst x: Type = path;\nconsole.assert(x);\n",
  "import type": "import type { Type } from './type';\nconst x: Type = 1;\nconsole.assert(x);\n",
  "import and export": "import path from 'node:path';\nexport const x = path.sep;\n",
  export: "export const x = 1;\n",
  "import.meta": "console.assert(import.meta.url);\n",
  "module.exports": "module.exports = main;\n",
} as const;

type Case = readonly [
  module: typescript.ModuleKind,
  type: "module" | "commonjs" | "none",
  file: string,
  syntax: keyof typeof SYNTAX,
  loads: "import" | "require",
  options?: typescript.CompilerOptions,
];

const CASES: readonly Case[] = [
  [ESNext, "module", "main.ts", "nothing", "import"],
  [NodeNext, "module", "main.ts", "nothing", "import"],
  [Node16, "module", "main.ts", "nothing", "import"],
  [Node18, "commonjs", "main.ts", "export", "require"],
  [Node20, "commonjs", "main.mts", "export", "import"],
  [NodeNext, "module", "main.cts", "export =", "require"],
  [ESNext, "commonjs", "main.ts", "nothing", "require"],
  [ESNext, "module", "main.cts", "export =", "require"],
  [ESNext, "commonjs", "main.mts", "export", "import"],
  [CommonJS, "commonjs", "main.ts", "nothing", "require"],
  [CommonJS, "commonjs", "main.ts", "nothing", "require", FORCED],
  [Preserve, "module", "main.ts", "nothing", "import"],
  [Preserve, "module", "main.ts", "nothing", "import", FORCED],
  [Preserve, "module", "main.ts", "import and export", "import"],
  [Preserve, "module", "main.cts", "export =", "require"],
  [Preserve, "module", "main.cts", "nothing", "require"],
  [Preserve, "commonjs", "main.cts", "import type, export =", "require"],
  [Preserve, "commonjs", "main.ts", "import = require", "require"],
  [Preserve, "commonjs", "main.ts", "import for a type, import = require", "require"],
  [Preserve, "commonjs", "main.ts", "import type", "require"],
  [Preserve, "commonjs", "main.ts", "export =", "require"],
  [Preserve, "commonjs", "main.ts", "nothing", "require", FORCED],
  [Preserve, "commonjs", "main.mts", "import and export", "import"],
  [Preserve, "none", "main.ts", "import = require", "require"],
  [Preserve, "none", "main.ts", "nothing", "require", FORCED],
  [Preserve, "none", "main.ts", "export", "import"],
  [Preserve, "none", "main.ts", "import and export", "import", { verbatimModuleSyntax: true }],
  [Preserve, "none", "main.ts", "import.meta", "import"],
  [Preserve, "none", "main.js", "module.exports", "require"],
];

const TITLED = CASES.map((row) => {
  const [module, type, file, syntax, , options] = row;
  const detection = options === FORCED ? ", detection forced" : "";
  return { title: `${ts.ModuleKind[module]}, type ${type}, ${file}, ${syntax}${detection}`, row };
});

describe.concurrent.each(sampleOf([ts, ts5], 2))("TypeScript $version", (compiler) => {
  it.each(TITLED)("$title", async ({ row: [module, type, file, syntax, loads, options] }) => {
    const project = makeProject({
      [file]: MAIN + SYNTAX[syntax],
      "type.ts": "export type Type = unknown;\n",
      "package.json": type === "none" ? {} : { type },
    });
    const program = compiler.createProgram([project.path(file)], {
      target: compiler.ScriptTarget.ES2022,
      module,
      allowJs: true,
      noLib: true,
      types: [],
      outDir: project.path("out"),
      rootDir: project.folder,
      ...options,
    });
    program.emit(undefined, undefined, undefined, false, {
      before: [transformer(program, {}, { ts: compiler })],
    });
    const output = `out/${file.replace(/ts$/, "js")}`;
    const { stdout, stderr, status } = await run([output], { cwd: project.folder });
    const code = project.read(output);
    project.remove();
    expect(status, stderr + code).toBe(0);
    expect(stdout).toBe("ran\n");
    expect(/require\("uno-trace/.test(code) ? "require" : "import", code).toBe(loads);
  });
});

it.each([
  ["lib/deep/file.ts", "esm"],
  ["lib/deep/file.cts", "cjs"],
  ["lib/deep/file.mts", "esm"],
  ["lib/old/file.js", "cjs"],
  ["lib/old/file.mjs", "esm"],
  ["lib/none/file.ts", "cjs"],
] as const)("%s is %s", (file, kind) => {
  const project = makeProject({
    "package.json": { type: "commonjs" },
    "lib/deep/package.json": { type: "module" },
    "lib/old/package.json": {},
    "lib/none/.keep": "",
    "lib/package.json": { type: "commonjs" },
  });
  expect(moduleKindOf(project.path(file), { moduleSyntax: false })).toBe(kind);
  expect(moduleKindOf(project.path(`lib/deep/below/${file}`), { moduleSyntax: false })).toBe(
    /\.c/.test(file) ? "cjs" : "esm",
  );
  expect(moduleKindOf(project.path(file), { moduleSyntax: true })).toBe("esm");
  project.remove();
});

it("a top-level for await makes a module without any import or export", () => {
  const text = "// @trace\nfunction g() {}\nfor await (const x of [1]) g(x);\n";
  for (const name of ["a.ts", "a.mts", "a.js"]) {
    const plan = planFile(text, `/project/${name}`, loadConfig({ object: {}, root: "/project" }).config);
    expect(plan.sites.map((site) => site.name)).toEqual(["g"]);
  }
});
