// The rich project through `uno-trace build`, with each TypeScript: what runs, what is declared, what is mapped; as through tspc.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { readReport, spanTree } from "../toolchains/report.js";
import { expectMappedToSource, expectWrittenByTypes } from "../toolchains/rich-output.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { build, COMPILERS, NATIVE, projectFor, tsc } from "./compilers.js";

const BUILDS = ["esm-esnext", "cjs-es2017", "cjs-es2015", "esm-isolated"] as const;

function outputs(project: TemporaryProject, name: string): readonly string[] {
  return readdirSync(project.path(join("out", name))).filter((file) => file !== "package.json");
}

beforeAll(() => packagesOf("test/build"), 600_000);

describe.each(COMPILERS)("TypeScript $version", (compiler) => {
  const builds = BUILDS.slice(0, compiler.version === NATIVE ? BUILDS.length : 1);
  const plain = projectFor(compiler, "rich");
  const traced = projectFor(compiler, "rich");
  afterAll(() => {
    for (const project of [plain, traced]) project.remove();
  });

  beforeAll(async () => {
    for (const name of builds) {
      const config = `tsconfig.${name}.json`;
      const [expected, actual] = await Promise.all([tsc(plain, "-p", config), build(traced, "-p", config)]);
      expect(expected).toEqual({ status: 0, stdout: "", stderr: "" });
      expect(actual).toEqual(expected);
    }
  });

  it.each(builds)("%s runs as through tspc", async (name) => {
    if (name.startsWith("cjs")) traced.write(`out/${name}/package.json`, { type: "commonjs" });
    const report = readReport(await run(["run.mjs", `out/${name}/main.js`], { cwd: traced.folder }));
    await expect(spanTree(report)).toMatchFileSnapshot("../projects/rich/spans.txt");
  });

  it.each(builds)("%s: the rest is what tsc writes", (name) => {
    expect(outputs(traced, name)).toEqual(outputs(plain, name));
    const same = outputs(plain, name).filter((file) => /\.d\.ts$|^metadata/.test(file));
    expect(same.length).toBeGreaterThan(6);
    for (const file of same)
      expect(traced.read(`out/${name}/${file}`)).toBe(plain.read(`out/${name}/${file}`));
  });

  it("elides types, inlines const enums and writes metadata by the types", () => {
    expectWrittenByTypes(traced);
  });

  it.each(builds)("%s has maps that lead to the source", (name) => {
    expectMappedToSource(traced, name);
  });
});
