// The ways to run tsc more than once: --watch, --incremental, project references.
import { rmSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { compilers } from "./compilers.js";
import { eventually } from "./processes.js";
import { makeProject, type TemporaryProject } from "./temporary-project.js";

const TSCONFIG = {
  compilerOptions: {
    module: "NodeNext",
    target: "ES2022",
    lib: ["ES2022"],
    types: [],
    skipLibCheck: true,
    tsBuildInfoFile: "out/.tsbuildinfo",
    rootDir: "src",
    outDir: "out",
    plugins: [{ transform: "uno-trace/transformer" }],
  },
  include: ["src"],
};
const FILES = {
  "package.json": { type: "module" },
  "tsconfig.json": TSCONFIG,
  "uno-trace.json": { include: ["src/a.ts"] },
  "src/a.ts": "export function a() {\n  return 1;\n}\n",
  "src/b.ts": "export function b() {\n  return 2;\n}\n",
};
const BOTH = { include: ["src/**"] };
const traced = (project: TemporaryProject, name: string) => project.read(`out/${name}.js`).includes("__uno");

describe.each(compilers())("TypeScript $version", (compiler) => {
  const projects: TemporaryProject[] = [];
  const make = (files: Record<string, string | object>) => {
    const project = makeProject(files);
    projects.push(project);
    return project;
  };

  afterAll(() => {
    for (const project of projects) project.remove();
    compiler.dispose();
  });

  it.concurrent("--watch traces a changed file, and reads uno-trace.json again with the next change", async () => {
    const project = make(FILES);
    const watcher = compiler.watch(project);
    try {
      await watcher.until("Found 0 errors");
      expect([traced(project, "a"), traced(project, "b")]).toEqual([true, false]);
      project.write("src/a.ts", "export function a() {\n  return 3;\n}\n");
      await watcher.until("Found 0 errors");
      expect(project.read("out/a.js")).toMatch(/__uno[\s\S]*return 3/);
      // tsc watches source files only, so the new configuration counts from the next change on.
      project.write("uno-trace.json", BOTH);
      await delay(600);
      expect(traced(project, "b")).toBe(false);
      project.write("src/b.ts", "export function b() {\n  return 4;\n}\n");
      await watcher.until("Found 0 errors");
      await eventually(
        () => traced(project, "b"),
        () => project.read("out/b.js"),
      );
      project.write("src/b.ts", "// @trace\nexport const b = 4;\n");
      await watcher.until("UNO1001");
      await watcher.until("Found 1 error");
    } finally {
      await watcher.stop();
    }
  });

  it.concurrent("--incremental writes unchanged files again only without .tsbuildinfo", async () => {
    const project = make(FILES);
    const build = async () => expect((await compiler.tspc(project, "--incremental")).stdout).toBe("");
    await build();
    project.write("uno-trace.json", BOTH);
    project.write("src/a.ts", "export function a() {\n  return 3;\n}\n");
    await build();
    expect([traced(project, "a"), traced(project, "b")]).toEqual([true, false]);
    rmSync(project.path("out/.tsbuildinfo"));
    await build();
    expect(traced(project, "b")).toBe(true);
  });

  it.concurrent("-b traces each referenced project, and all again with --force", async () => {
    const project = make(references());
    const { status, stdout, stderr } = await compiler.tspc(project, "-b", "app");
    // No rule is called idle that matches a file of the other project.
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    const isTraced = (name: string) => project.read(`${name}.js`).includes("__uno_0");
    expect([isTraced("core/out/core"), isTraced("app/out/app")]).toEqual([true, false]);
    project.write("uno-trace.json", { include: ["core/**", "app/**"] });
    await compiler.tspc(project, "-b", "app");
    expect(isTraced("app/out/app")).toBe(false);
    await compiler.tspc(project, "-b", "app", "--force");
    expect([isTraced("core/out/core"), isTraced("app/out/app")]).toEqual([true, true]);
    expect(project.read("core/out/core.js")).toContain('"file": "core/src/core.ts"');
  });
});

function references(): Record<string, string | object> {
  const options = { ...TSCONFIG.compilerOptions, composite: true };
  return {
    "package.json": { type: "module" },
    "uno-trace.json": { include: ["core/**"] },
    "core/tsconfig.json": { compilerOptions: options, include: ["src"] },
    "core/src/core.ts": "export function core(): number {\n  return 1;\n}\n",
    "app/tsconfig.json": { compilerOptions: options, include: ["src"], references: [{ path: "../core" }] },
    "app/src/app.ts":
      'import { core } from "../../core/src/core.js";\nexport function app(): number {\n  return core();\n}\n',
  };
}
