// `uno-trace build --watch` with a native TypeScript: changed files, a changed configuration, mistakes, references.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { eventually, watch } from "../toolchains/processes.js";
import { REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { COMPILERS, NATIVE, projectFor, type TriedCompiler } from "./compilers.js";

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
const traced = (project: Pick<TemporaryProject, "read">, name: string) =>
  project.read(`out/${name}.js`).includes("__uno");

/** Deep enough: in folders up to three levels below the root, tsc 7.0.2 sees no change without `-b`. */
const projectOf = (compiler: TriedCompiler, files: Readonly<Record<string, string | object>>) => {
  const project = projectFor(
    compiler,
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`app/${name}`, text])),
  );
  const at = (name: string) => `app/${name}`;
  return {
    folder: project.path("app"),
    read: (name: string) => project.read(at(name)),
    write: (name: string, text: string | object) => project.write(at(name), text),
    remove: () => project.remove(),
  };
};

/** A compiler that watches may look at files that were made a moment before it began only once they have some age. */
const settled = () => delay(2000);

describe.each(COMPILERS.filter(({ version }) => version === NATIVE))("TypeScript $version", (compiler) => {
  it("traces what has changed, before it says so", async () => {
    const project = projectOf(compiler, FILES);
    const watcher = watch([PROGRAM, "build", "--watch"], { cwd: project.folder });
    try {
      await watcher.until("Found 0 errors");
      expect([traced(project, "a"), traced(project, "b")]).toEqual([true, false]);
      await settled();
      project.write("src/a.ts", "export function a() {\n  return 3;\n}\n");
      await watcher.until("Found 0 errors");
      expect(project.read("out/a.js")).toMatch(/__uno[\s\S]*return 3/);
      project.write("uno-trace.json", { include: ["src/**"] });
      await eventually(() => traced(project, "b"), watcher.printed);
      project.write("src/b.ts", "// @trace\nexport const b = 4;\n");
      await watcher.until("src/b.ts(1,4): error UNO1001");
      await watcher.until("Found 0 errors");
      project.write("src/b.ts", "// @trace\nexport const b = () => 4;\n");
      await watcher.until("Found 0 errors");
      expect(traced(project, "b")).toBe(true);
    } finally {
      await watcher.stop();
      project.remove();
    }
  });

  it("with -b", async () => {
    const composite = { compilerOptions: { ...OPTIONS, composite: true }, include: ["src"] };
    const project = projectOf(compiler, {
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
