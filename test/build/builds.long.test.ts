// `uno-trace build` beside plain tsc: incremental builds, references, workspaces, kinds of maps, what fails, and what is said.
import { existsSync, readdirSync, symlinkSync } from "node:fs";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { build, COMPILERS, NATIVE, projectFor, tsc } from "./compilers.js";

beforeAll(() => packagesOf("test/build"), 600_000);

const OPTIONS = {
  module: "nodenext",
  target: "es2022",
  lib: ["es2015"],
  types: [],
  outDir: "dist",
  rootDir: "src",
};
const MARKED = "// @trace\nexport function one(): number {\n  return 1;\n}\n";
const BARE = "export function two(): number {\n  return 2;\n}\n";
const FINE = { status: 0, stdout: "", stderr: "" };

const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

const isTraced = (text: string) => text.includes("__uno_span");

describe.each(COMPILERS.filter(({ version }) => version === NATIVE))("TypeScript $version", (compiler) => {
  function make(
    options: object = {},
    files: Readonly<Record<string, string | object>> = {},
  ): TemporaryProject {
    const project = projectFor(compiler, {
      "package.json": { type: "module" },
      "tsconfig.json": { compilerOptions: { ...OPTIONS, ...options }, include: ["src"] },
      "src/one.ts": MARKED,
      "src/two.ts": BARE,
      ...files,
    });
    projects.push(project);
    return project;
  }

  it("an incremental build writes what tsc writes, and keeps the rest traced", async () => {
    const options = { incremental: true, tsBuildInfoFile: "dist/info" };
    const [project, plain] = [make(options), make(options)];
    await tsc(plain);
    expect(await build(project)).toEqual(FINE);
    expect(project.read("dist/info")).toBe(plain.read("dist/info"));
    project.write("src/two.ts", MARKED.replace("one", "two"));
    expect(await build(project, "--listEmittedFiles")).toMatchObject({
      status: 0,
      stdout: expect.not.stringContaining("one.js"),
    });
    expect([project.read("dist/one.js"), project.read("dist/two.js")].map(isTraced)).toEqual([true, true]);
    project.write("src/two.ts", BARE);
    expect(await build(project)).toEqual(FINE);
    expect(isTraced(project.read("dist/two.js"))).toBe(false);
  });

  it("a changed configuration reaches files that tsc does not write again, and back", async () => {
    const project = make({ incremental: true, sourceMap: true });
    const untraced = make({ incremental: true, sourceMap: true });
    await tsc(untraced);
    await build(project);
    project.write("uno-trace.json", { include: ["src/**"], exclude: ["src/one.ts"] });
    expect(await build(project)).toEqual(FINE);
    expect(isTraced(project.read("dist/two.js"))).toBe(true);
    project.write("uno-trace.json", {});
    expect(await build(project)).toEqual(FINE);
    for (const file of ["dist/two.js", "dist/two.js.map"])
      expect(project.read(file)).toBe(untraced.read(file));
    expect(isTraced(project.read("dist/one.js"))).toBe(true);
  });

  it("traces again what plain tsc has written in between", async () => {
    const project = make({ incremental: true });
    await build(project);
    project.write("src/one.ts", `${MARKED}export const more = 1;\n`);
    await tsc(project);
    expect(isTraced(project.read("dist/one.js"))).toBe(false);
    expect(await build(project)).toEqual(FINE);
    expect(isTraced(project.read("dist/one.js"))).toBe(true);
  });

  it("type errors are those of tsc, with its exit code, and what it writes is traced", async () => {
    const files = { "src/bad.ts": "export const bad: string = 1;\n// @trace\nexport const f = () => bad;\n" };
    const [project, plain] = [make({}, files), make({}, files)];
    const expected = await tsc(plain);
    const actual = await build(project);
    expect(expected.status).toBe(2);
    expect({ ...actual, stdout: `${actual.stdout}\n` }).toEqual(expected);
    expect(isTraced(project.read("dist/bad.js"))).toBe(true);
  });

  it("with noEmitOnError nothing is written", async () => {
    const project = make({ noEmitOnError: true });
    await build(project);
    project.write("uno-trace.json", { include: ["src/**"] });
    project.write("src/bad.ts", "export const bad: string = 1;\n");
    const { status, stdout } = await build(project);
    expect(stdout).toContain("src/bad.ts(1,14): error TS2322");
    expect(status).toBe((await tsc(project)).status);
    expect(isTraced(project.read("dist/two.js"))).toBe(false);
  });

  it("a mistake in a directive is an error in the form of tsc, each time until it is mended", async () => {
    const project = make(
      { incremental: true },
      { "src/two.ts": "// @trace nme=x\nexport function two() {}\n" },
    );
    for (let time = 0; time < 2; time++) {
      const { status, stdout } = await build(project);
      expect(stdout).toMatch(/^src\/two\.ts\(1,11\): error UNO\d+: .*nme.*name/);
      expect(status).toBe(2);
    }
    project.write("src/two.ts", MARKED);
    expect(await build(project)).toEqual(FINE);
  });

  it("says that a project without JavaScript traces nothing, and a build without a mark", async () => {
    expect((await build(make({ noEmit: true }))).stderr).toMatch(/^src\/one\.ts\(1,1\): warning UNO3025: /);
    expect((await build(make({}, { "src/one.ts": BARE }))).stderr).toContain("warning UNO3027: ");
  });

  it.each([
    [{ sourceMap: true, sourceRoot: "/elsewhere", inlineSources: true }],
    [{ sourceMap: true, mapRoot: "https://maps.example/" }],
    [{ inlineSourceMap: true, inlineSources: true }],
    [{ inlineSourceMap: true }],
    [{}],
  ])("keeps all of a map but its mappings: %j", async (options) => {
    const [project, plain] = [make(options), make(options)];
    await tsc(plain);
    expect(await build(project)).toEqual(FINE);
    const endOf = (text: string) => text.slice(text.lastIndexOf("//# source") >>> 0).replace(/base64,.*/, "");
    const [actual, expected] = [project.read("dist/one.js"), plain.read("dist/one.js")];
    expect(endOf(actual)).toBe(endOf(expected));
    const mapIn = (text: string, { read, path }: TemporaryProject) => {
      const inline = /base64,(.*)$/.exec(text)?.[1];
      if (inline) return JSON.parse(Buffer.from(inline, "base64").toString());
      return existsSync(path("dist/one.js.map")) ? JSON.parse(read("dist/one.js.map")) : undefined;
    };
    const [map, known] = [mapIn(actual, project), mapIn(expected, plain)];
    const shapeOf = (each: object | undefined, { folder }: TemporaryProject) =>
      JSON.stringify({ ...each, mappings: "" }).replace(folder, "");
    expect(shapeOf(map, project)).toBe(shapeOf(known, plain));
    if (!map) return;
    const line = actual.split("\n").findIndex((text) => text.includes("return 1"));
    const column = actual.split("\n")[line]?.indexOf("1") ?? 0;
    expect(originalPositionFor(new TraceMap(map), { line: line + 1, column })).toMatchObject({
      line: 3,
      column: 9,
    });
  });

  it("writes a manifest, also where an earlier build wrote none, and one for all projects", async () => {
    const [project, other] = [make(), make({}, REFERENCES)];
    const sitesIn = ({ read }: TemporaryProject) =>
      JSON.parse(read("spans.json")).sites.map(({ file, name }: Record<string, string>) => `${file} ${name}`);
    expect(await build(project)).toEqual(FINE);
    expect(await build(project, "--manifest", "spans.json")).toEqual(FINE);
    expect(sitesIn(project)).toEqual(["src/one.ts one"]);
    project.write("src/two.ts", MARKED.replace("one", "two"));
    expect(await build(project, "--manifest=spans.json")).toEqual(FINE);
    expect(sitesIn(project)).toEqual(["src/one.ts one", "src/two.ts two"]);
    project.write("spans.json", "[]");
    project.write("src/two.ts", BARE);
    expect((await build(project, "--manifest", "spans.json")).stdout).toContain("error UNO3029: ");
    symlinkSync("../packages/core", other.path("node_modules/core"), "junction");
    expect(await build(other, "-b", "--manifest", "spans.json")).toEqual(FINE);
    expect(sitesIn(other).map((site: string) => site.split("/")[1])).toEqual(["app", "core"]);
  });

  it("builds references, and takes const enums from their declarations", async () => {
    const [project, plain] = [1, 2].map(() => make({}, REFERENCES)) as [TemporaryProject, TemporaryProject];
    for (const each of [project, plain])
      symlinkSync("../packages/core", each.path("node_modules/core"), "junction");
    expect((await tsc(plain, "-b")).status).toBe(0);
    expect(await build(project, "-b")).toEqual(FINE);
    for (const file of ["packages/core/dist/src/index.d.ts", "packages/app/dist/src/index.d.ts"])
      expect(project.read(file)).toBe(plain.read(file));
    const app = project.read("packages/app/dist/src/index.js");
    expect(app).toContain("7 /* Size.Large */");
    expect(app).not.toContain("Shape");
    expect([app, project.read("packages/core/dist/src/index.js")].map(isTraced)).toEqual([true, true]);
    project.write("packages/app/uno-trace.json", { include: ["src/**"] });
    expect(await build(project, "-b")).toEqual(FINE);
    expect(project.read("packages/app/dist/src/index.js")).toContain('"name": "plain"');
    expect(await build(project, "-b", "--clean")).toEqual(FINE);
    expect(existsSync(project.path("packages/app/dist/src/index.js"))).toBe(false);
  });

  it("follows a linked package into its sources, and writes what tsc writes", async () => {
    const files = {
      "packages/core/package.json": { name: "core", type: "module", exports: "./src/index.ts" },
      "packages/core/src/index.ts": CORE,
      "src/one.ts": `import { large, type Shape, Size } from "core";
// @trace
export const f = (s: Shape) => (large(s) ? Size.Large : 0);
`,
    };
    const [project, plain] = [1, 2].map(() => make({}, files)) as [TemporaryProject, TemporaryProject];
    for (const each of [project, plain])
      symlinkSync("../packages/core", each.path("node_modules/core"), "junction");
    expect(await tsc(plain)).toEqual(FINE);
    expect(await build(project)).toEqual(FINE);
    const written = readdirSync(project.path("dist"), { recursive: true }).map(String);
    expect(written).toEqual(readdirSync(plain.path("dist"), { recursive: true }));
    const one = written.find((name) => name.endsWith("one.js"));
    expect(project.read(`dist/${one}`)).toContain("7 /* Size.Large */");
    expect(isTraced(project.read(`dist/${one}`))).toBe(true);
    expect(readdirSync(project.path("packages/core/src"))).toEqual(["index.ts"]);
  });
});

const CORE = `export const enum Size { Large = 7 }
export interface Shape { size: Size }
// @trace
export function large(shape: Shape): boolean {
  return shape.size === Size.Large;
}
`;
// Without a `rootDir`, that of a composite project is its own folder.
const { rootDir: _, ...UNROOTED } = OPTIONS;
const COMPOSITE = { compilerOptions: { ...UNROOTED, composite: true }, include: ["src"] };
const REFERENCES = {
  "tsconfig.json": { files: [], references: [{ path: "packages/app" }] },
  "packages/core/package.json": { name: "core", type: "module", exports: "./dist/src/index.js" },
  "packages/core/tsconfig.json": COMPOSITE,
  "packages/core/src/index.ts": CORE,
  "packages/app/package.json": { name: "app", type: "module" },
  "packages/app/tsconfig.json": { ...COMPOSITE, references: [{ path: "../core" }] },
  "packages/app/src/index.ts": `import { large, type Shape, Size } from "core";
// @trace
export function isLarge(shape: Shape): number {
  return large(shape) ? Size.Large : 0;
}
export function plain(): void {}
`,
};
