// `uno-trace build -b -w` with a native TypeScript: changed files of a referenced project.
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { watch } from "../toolchains/processes.js";
import { REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { COMPILERS, NATIVE, projectFor } from "./compilers.js";

beforeAll(() => packagesOf("test/build"), 600_000);

const PROGRAM = join(REPOSITORY, "packages/build/dist/cli/main.js");
const OPTIONS = {
  module: "nodenext",
  target: "es2022",
  lib: ["es2015"],
  types: [],
  outDir: "out",
  rootDir: "src",
};
const FILES = {
  "package.json": { type: "module" },
  "tsconfig.json": { compilerOptions: OPTIONS, include: ["src"] },
  "uno-trace.json": { include: ["src/a.ts"] },
  "src/a.ts": "export function a() {\n  return 1;\n}\n",
  "src/b.ts": "export function b() {\n  return 2;\n}\n",
};
const traced = (project: TemporaryProject, name: string) => project.read(`out/${name}.js`).includes("__uno");

describe.each(COMPILERS.filter(({ version }) => version === NATIVE))("TypeScript $version", (compiler) => {
  it("with -b", async () => {
    const composite = { compilerOptions: { ...OPTIONS, composite: true }, include: ["src"] };
    const project = projectFor(compiler, {
      ...FILES,
      "tsconfig.json": { ...composite, references: [{ path: "core" }] },
      "core/tsconfig.json": composite,
      "core/src/c.ts": "// @trace\nexport function c() {}\n",
    });
    const watcher = watch([PROGRAM, "build", "-b", "-w"], { cwd: project.folder });
    try {
      await watcher.until("Found 0 errors");
      expect([traced(project, "a"), project.read("core/out/c.js").includes("__uno")]).toEqual([true, true]);
      project.write("core/src/c.ts", "// @trace\nexport function c() {\n  return 5;\n}\n");
      await watcher.until("Found 0 errors");
      expect(project.read("core/out/c.js")).toMatch(/__uno[\s\S]*return 5/);
    } finally {
      await watcher.stop();
      project.remove();
    }
  });
});
