// Farm with our plugin, beyond what all bundlers are tried with: bundles for browsers, its cache, the page.
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import type { TemporaryProject } from "../toolchains/temporary-project.js";
import { projectWith, runBuilder } from "./bundlers.js";

beforeAll(() => packagesOf("test/hosts"), 600_000);

let project: TemporaryProject;
afterEach(() => project.remove());

const MARKED = "// @trace\nexport function load(): string {\n  return 'a';\n}\n";
const BROWSER =
  'output: { path: "out", targetEnv: "library-browser", format: "esm", entryFilename: "[entryName].mjs" }';

const makeWith = (files: Readonly<Record<string, string | object>>) => {
  project = projectWith({ "package.json": { type: "module" }, "tsconfig.json": {}, ...files });
};
const compile = (more: string) => runBuilder(project, "Farm", `await builder.compile(true, { ${more} });`);

describe("Farm", () => {
  it("leaves bundles for browsers alone, and says so", async () => {
    makeWith({ "src/main.ts": MARKED });
    const { status, stderr } = await compile(`${BROWSER}, external: []`);
    expect(status).toBe(0);
    expect(stderr).toMatch(/UNO3023: Nothing in main\.ts is traced/);
    expect(project.read("out/traced.mjs")).not.toContain("__uno_");
  });

  it("traces what leaves the runtime outside, wherever it may run", async () => {
    makeWith({ "src/main.ts": MARKED });
    const { status, stderr } = await compile(`${BROWSER}, external: ["^uno-trace"]`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(project.read("out/traced.mjs")).toContain("__uno_");
  });

  it("keeps no result on disk that another uno-trace.json gave", async () => {
    makeWith({
      "src/main.ts": "export function plain(): string {\n  return 'a';\n}\n",
      "uno-trace.json": {},
    });
    const build = () => compile(`${BROWSER}, persistentCache: { cacheDir: "kept" }`);
    for (const [config, isTraced] of [
      [{}, false],
      [{ include: ["src"] }, true],
      [{}, false],
    ] as const) {
      project.write("uno-trace.json", config);
      // Also from what the build before has kept.
      for (let time = 0; time < 2; time++) {
        expect(await build()).toMatchObject({ status: 0 });
        expect(project.read("out/traced.mjs").includes("__uno_")).toBe(isTraced);
      }
    }
  });

  it("builds by the configuration on the page", async () => {
    const page = blocksOf(readPage("docs/bundlers.md"));
    makeWith({
      "farm.config.ts": page.find(({ file }) => file === "farm.config.ts")?.text as string,
      "src/main.ts": `import { setupMonitoring } from "uno-trace/runtime";\nsetupMonitoring();\n${MARKED}load();\n`,
      "build.mjs":
        'import { build } from "@farmfe/core";\nawait build({ configPath: process.cwd() + "/farm.config.ts" });\n',
    });
    const built = await run(["build.mjs"], { cwd: project.folder });
    expect(built.status, built.stdout + built.stderr).toBe(0);
    const { stdout, stderr } = await run(["dist/main.mjs"], { cwd: project.folder });
    expect(stdout + stderr).toMatch(/load[^\n]*✓/);
  });
});
