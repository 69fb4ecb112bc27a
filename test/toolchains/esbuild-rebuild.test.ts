// One esbuild context, built again after a change: uno-trace.json and sources that change, appear, disappear, break.
import { rmSync } from "node:fs";
import { type BuildContext, type BuildOptions, context } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { eventually, run } from "./processes.js";
import { installed, makeProject, type TemporaryProject } from "./temporary-project.js";

const FILES = {
  "a.ts": 'import { b } from "./b.js";\nexport function a() {\n  return b();\n}\n',
  "b.ts": "export function b() {\n  return 2;\n}\n",
};
const ALL = { include: ["*.ts"] };

let project: TemporaryProject;
let builds: BuildContext;
let count = 0;

async function open(
  files: Record<string, string | object>,
  more: BuildOptions = {},
  within = ".",
): Promise<void> {
  project = makeProject({ ...FILES, ...files }, { esbuild: installed("esbuild") });
  count = 0;
  const counter = {
    name: "counter",
    setup: (build: { onEnd(fn: () => void): void }) => build.onEnd(() => void count++),
  };
  builds = await context({
    absWorkingDir: project.path(within),
    entryPoints: ["a.ts"],
    bundle: true,
    format: "esm",
    packages: "external",
    outfile: project.path("out.js"),
    logLevel: "silent",
    plugins: [unoTrace(), counter],
    ...more,
  });
}

const names = () => [...project.read("out.js").matchAll(/"name": "(\w+)"/g)].map((match) => match[1]);

afterEach(async () => {
  await builds.dispose();
  project.remove();
});

describe("rebuild", () => {
  it("reads uno-trace.json again when it appears, changes, breaks and disappears", async () => {
    await open({});
    await builds.rebuild();
    expect(names()).toEqual([]);
    project.write("uno-trace.json", ALL);
    await builds.rebuild();
    expect(names()).toEqual(["b", "a"]);
    project.write("uno-trace.json", { include: ["b.ts"] });
    await builds.rebuild();
    expect(names()).toEqual(["b"]);
    project.write("uno-trace.json", "{");
    await expect(builds.rebuild()).rejects.toThrow("UNO3002");
    rmSync(project.path("uno-trace.json"));
    await builds.rebuild();
    expect(names()).toEqual([]);
  });

  it("gives warnings again for a file that did not change", async () => {
    await open({ "b.ts": "// @notrace\nexport function b() {}\n// @trace\nexport function c() {}\n" });
    for (const { warnings } of [await builds.rebuild(), await builds.rebuild()]) {
      expect(warnings.map(({ text }) => text.slice(0, 7))).toEqual(["UNO1007"]);
    }
  });

  it("follows a change of the package's module system", async () => {
    await open(
      { "package.json": { type: "module" }, "a.ts": "// @trace\nfunction a() {}\na();\n" },
      { bundle: false, packages: "bundle", format: "cjs" },
    );
    await builds.rebuild();
    expect(project.read("out.js")).toContain('__toESM(require("uno-trace/abi")');
    project.write("package.json", { type: "commonjs" });
    await builds.rebuild();
    expect(project.read("out.js")).toContain('const __uno = require("uno-trace/abi")');
  });

  it("leaves syntax errors to esbuild, in its own words", async () => {
    const broken = { "b.ts": "// @trace\nexport function b() {\n  return 1 +;\n}\n" };
    await open(broken, { plugins: [] });
    const plain = await builds.rebuild().catch((error: Error) => error.message);
    await builds.dispose();
    project.remove();
    await open(broken);
    await expect(builds.rebuild()).rejects.toThrow(plain as string);
    project.write("b.ts", "// @trace\nexport function b() {}\n");
    await builds.rebuild();
    expect(names()).toEqual(["b"]);
  });
});

describe("watch", () => {
  const traces = (expected: string[]) =>
    eventually(
      () => count > 0 && names().join() === expected.join(),
      () => `${expected} instead of ${names()} after ${count} builds`,
    );

  it("builds again when uno-trace.json appears, changes or disappears", async () => {
    await open({});
    await builds.watch();
    await traces([]);
    project.write("uno-trace.json", ALL);
    await traces(["b", "a"]);
    project.write("uno-trace.json", { include: ["b.ts"] });
    await traces(["b"]);
    rmSync(project.path("uno-trace.json"));
    await traces([]);
  });

  it("builds again when a nearer uno-trace.json appears below the one in use, and when it goes", async () => {
    const source = "export function near() {}\nexport function far() {}\n";
    const far = { include: ["app/*.ts"], rules: [{ functions: ["near"], trace: false }] };
    const near = { include: ["*.ts"], rules: [{ functions: ["far"], trace: false }] };
    await open({ "app/a.ts": source, "uno-trace.json": far }, {}, "app");
    await builds.watch();
    await traces(["far"]);
    project.write("app/uno-trace.json", near);
    await traces(["near"]);
    rmSync(project.path("app/uno-trace.json"));
    await traces(["far"]);
  });
});

describe("a build that traces nothing", () => {
  // The parser is native code, so a process that has it shows it among its shared objects.
  const script = (file: string) => `
    const { unoTrace } = require("uno-trace/esbuild-plugin");
    const isLoaded = () => process.report.getReport().sharedObjects.some((path) => path.includes("oxc"));
    require("esbuild")
      .build({ entryPoints: ["${file}"], bundle: true, write: false, packages: "external", plugins: [unoTrace()] })
      .then(() => console.log(isLoaded()));`;
  const isLoadedBy = async (file: string) => {
    const { stdout, stderr } = await run(["-e", script(file)], { cwd: project.folder });
    return stdout + stderr;
  };

  it("never loads the parser", async () => {
    await open({ "c.ts": "// @trace\nexport function c() {}\n", "uno-trace.json": { include: ["d/**"] } });
    expect(await isLoadedBy("a.ts")).toContain("false\n");
    expect(await isLoadedBy("c.ts")).toContain("true\n");
  });
});
