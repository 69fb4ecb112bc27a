// A file without module syntax: how it loads the runtime follows from what Node will take its output for.
import { readFileSync } from "node:fs";
import * as ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../transformer/config.js";
import transformer from "../../transformer/index.js";
import { moduleKindOf } from "../../transformer/module-kind.js";
import { planFile } from "../../transformer/plan.js";
import { run } from "./processes.js";
import { makeProject } from "./temporary-project.js";

const SOURCE = "// @trace\nfunction main() { console.log('ran'); }\nmain();\n";

const CASES = [
  { type: "module", module: ts.ModuleKind.ESNext, loads: "import" },
  { type: "module", module: ts.ModuleKind.NodeNext, loads: "import" },
  { type: "commonjs", module: ts.ModuleKind.ESNext, loads: "require" },
  { type: "commonjs", module: ts.ModuleKind.CommonJS, loads: "require" },
] as const;

describe.each(CASES)('"type": "$type", module $module', ({ type, module, loads }) => {
  const project = makeProject({ "main.ts": SOURCE, "package.json": { type } });
  afterAll(() => project.remove());

  it(`loads the runtime by ${loads}, and runs`, async () => {
    const program = ts.createProgram([project.path("main.ts")], {
      target: ts.ScriptTarget.ES2022,
      module,
      noLib: true,
      types: [],
      outDir: project.path("out"),
      rootDir: project.folder,
    });
    program.emit(undefined, undefined, undefined, false, { before: [transformer(program, {}, { ts })] });
    const { stdout, stderr, status } = await run(["out/main.js"], { cwd: project.folder });
    expect(status, stderr).toBe(0);
    expect(stdout).toBe("ran\n");
    expect(readFileSync(project.path("out/main.js"), "utf8").includes("require(")).toBe(loads === "require");
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
