// What `uno-trace build` reads in the arguments of tsc, and how it decides to load the runtime; no compiler runs.
import { describe, expect, it } from "vitest";
import { loadKindOf } from "../../hosts/build/emit-format.js";
import { readArguments } from "../../hosts/build/tsc-arguments.js";
import { makeProject } from "../toolchains/temporary-project.js";

const project = makeProject({
  "package.json": {},
  "app/tsconfig.json": {},
  "esm/package.json": { type: "module" },
});
const read = (...args: readonly string[]) => readArguments(args, project.folder);
const at = (...names: readonly string[]) => names.map((name) => project.path(name));

describe("the arguments of tsc", () => {
  it.each([
    [[], at("tsconfig.json"), []],
    [["-p", "app"], at("app/tsconfig.json"), []],
    [["--Project", "app/tsconfig.json", "--outDir", "x"], at("app/tsconfig.json"), ["--outDir", "x"]],
    [["-b", "app", "-v", "--force"], at("app/tsconfig.json"), []],
    [["--build", "--watch"], at("tsconfig.json"), []],
    [["-p", "app", "-w", "--pretty", "false", "--strict"], at("app/tsconfig.json"), ["--strict"]],
    [["a.ts", "--target", "es2022"], [], ["a.ts", "--target", "es2022"]],
    [["--strict", "a.ts"], [], ["--strict", "a.ts"]],
    [["--declarationMap", "a.ts"], [], ["--declarationMap", "a.ts"]],
  ] as const)("%j", (args, projects, options) => {
    expect(read(...args)).toMatchObject({ projects, options });
  });

  it("says which write nothing, and which go on", () => {
    const other = [["--help"], ["-v"], ["--showConfig"], ["-b", "--clean"], ["-b", "-d"]];
    for (const args of other) expect(read(...args).isOther, args.join(" ")).toBe(true);
    for (const args of [["-b", "-v"], ["-d"], ["-p", "app"]]) expect(read(...args).isOther).toBe(false);
    expect(read("-b", "app", "-w")).toMatchObject({ isWatching: true, isBuildMode: true });
  });
});

describe("how the runtime is loaded", () => {
  it.each([
    ["a.ts", "export {}", { module: "esnext" }, "esm"],
    ["a.ts", "export {}", { module: "CommonJS" }, "cjs"],
    ["a.ts", "f();", { module: "commonjs" }, "cjs"],
    ["a.ts", "export {}", { module: "amd" }, "importEquals"],
    ["a.ts", "f();", { module: "umd" }, "cjs"],
    ["a.ts", "export {}", { module: "nodenext" }, "cjs"],
    ["esm/a.ts", "export {}", { module: "nodenext" }, "esm"],
    ["esm/a.cts", "export {}", { module: "nodenext" }, "cjs"],
    ["a.mts", "export {}", { module: "node16" }, "esm"],
    ["esm/a.ts", "f();", { module: "esnext" }, "esm"],
    ["a.ts", "f();", { module: "esnext" }, "cjs"],
    ["a.ts", "f();", { module: "esnext", moduleDetection: "force" }, "esm"],
    ["a.ts", "import x = require('x');", { module: "preserve" }, "cjs"],
    ["a.ts", "export {}", { module: "preserve" }, "esm"],
    ["a.ts", "export {}", { target: "es5" }, "cjs"],
    ["a.ts", "export {}", {}, "esm"],
  ] as const)("%s %j %j: %s", (name, text, options, kind) => {
    const facts = { path: project.path(name), text, moduleSyntax: /^(?:ex|im)port/.test(text) };
    expect(loadKindOf(facts, options, 7)).toBe(kind);
  });

  it("TypeScript 5 writes CommonJS where nothing is said", () => {
    const facts = { path: project.path("a.ts"), text: "export {}", moduleSyntax: true };
    expect([loadKindOf(facts, {}, 5), loadKindOf(facts, {}, 6)]).toEqual(["cjs", "esm"]);
  });
});
