// One rich project through tspc and through an installed ts-patch: what runs, what is typed, what is mapped.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inFull, isSample, sampleOf } from "../harness/sample.js";
import { compilers } from "./compilers.js";
import { run } from "./processes.js";
import { type Report, readReport, spanTree } from "./report.js";
import { expectMappedToSource, expectWrittenByTypes } from "./rich-output.js";
import { makeProject, type TemporaryProject } from "./temporary-project.js";

const ALL = ["esm-esnext", "cjs-es2017", "cjs-es2015", "esm-isolated"] as const;
const BUILDS = sampleOf(ALL, 2);
const CONFIGS = BUILDS.map((build) => `tsconfig.${build}.json`);

async function execute(project: TemporaryProject, build: string): Promise<Report> {
  if (build.startsWith("cjs")) project.write(`out/${build}/package.json`, { type: "commonjs" });
  return readReport(await run(["run.mjs", `out/${build}/main.js`], { cwd: project.folder }));
}

function outputs(project: TemporaryProject, build: string): string[] {
  return readdirSync(project.path(join("out", build))).filter((name) => name !== "package.json");
}

describe.each(compilers())("TypeScript $version", (compiler) => {
  const plain = makeProject("rich");
  const traced = makeProject("rich");
  const patched = makeProject("rich");

  beforeAll(async () => {
    const builds = [compiler.tsc(plain, "-b", ...CONFIGS), compiler.tspc(traced, "-b", ...CONFIGS)];
    for (const { status, stdout, stderr } of await Promise.all(builds)) {
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    }
  });

  afterAll(() => {
    for (const project of [plain, traced, patched]) project.remove();
    compiler.dispose();
  });

  it("is the compiler that was asked for", async () => {
    expect((await compiler.tspc(traced, "--version")).stdout).toContain(compiler.version);
  });

  it.each(BUILDS)("%s does what the untraced build does, and every call is a span", async (build) => {
    const [expected, actual] = await Promise.all([execute(plain, build), execute(traced, build)]);
    expect(expected.spans).toEqual([]);
    expect(actual.result).toEqual(expected.result);
    await expect(spanTree(actual)).toMatchFileSnapshot("../projects/rich/spans.txt");
  });

  it.each(BUILDS)("%s has the declarations of the untraced build", (build) => {
    const names = outputs(plain, build);
    expect(outputs(traced, build)).toEqual(names);
    const declarations = names.filter((name) => name.endsWith(".d.ts"));
    expect(declarations.length).toBeGreaterThan(5);
    for (const name of declarations) {
      expect(traced.read(`out/${build}/${name}`)).toBe(plain.read(`out/${build}/${name}`));
    }
  });

  it("leaves a file without a traced function byte for byte as it was", () => {
    for (const build of BUILDS) {
      expect(traced.read(`out/${build}/metadata.js`)).toBe(plain.read(`out/${build}/metadata.js`));
      expect(traced.read(`out/${build}/metadata.js.map`)).toBe(plain.read(`out/${build}/metadata.js.map`));
    }
  });

  it("elides types, inlines const enums, keeps side-effect imports and adds no helper library", () => {
    expectWrittenByTypes(traced);
    if (!isSample) expect(traced.read("out/esm-isolated/services.js")).toContain("model.js");
    for (const build of BUILDS) {
      expect(
        outputs(traced, build).some((name) => traced.read(`out/${build}/${name}`).includes("tslib")),
      ).toBe(false);
    }
  });

  it.each(BUILDS)("%s has a source map that leads to the user's code", (build) => {
    expectMappedToSource(traced, build);
  });

  it("throws from the user's line, as node prints it with --enable-source-maps", async () => {
    const script =
      'import("./out/esm-esnext/legacy.js").then((m) => m.table.later()).catch((e) => console.log(e.stack))';
    const { stdout } = await run(["--enable-source-maps", "-e", script], { cwd: traced.folder });
    expect(stdout).toContain(`${join("src", "legacy.js")}:18:11`);
  });

  // Patching a compiler takes as long as all the rest.
  inFull(() => {
    it("writes the same with `ts-patch install` and plain tsc", async () => {
      const installed = await compiler.install(patched);
      expect({ status: installed.status, stderr: installed.stderr }).toEqual({ status: 0, stderr: "" });
      const { status, stdout } = await compiler.ownTsc(patched, "-b", ...CONFIGS);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
      expect(existsSync(patched.path("node_modules/typescript/lib/tsc.js"))).toBe(true);
      for (const build of BUILDS) {
        for (const name of outputs(traced, build)) {
          expect(patched.read(`out/${build}/${name}`)).toBe(traced.read(`out/${build}/${name}`));
        }
      }
    });
  });
});
