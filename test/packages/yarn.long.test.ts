// Both packages as npm packs them, installed by Yarn 1, and by Yarn 4 with node_modules and with Plug'n'Play: built, and run.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { makeProject, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { npm, pack, runNode } from "./packed.js";

const PROGRAMS = join(REPOSITORY, "test/hosts/node_modules");
const CLASSIC = join(PROGRAMS, "yarn/bin/yarn.js");
const BERRY = join(PROGRAMS, "@yarnpkg/cli-dist/bin/yarn.js");

const MAIN = "// @trace\nfunction checkout(): number { return 42; }\nconsole.log(checkout());\n";
const BUILD = `import { build } from "esbuild";
import { unoTrace } from "uno-trace/esbuild-plugin";
await build({ entryPoints: ["src/main.ts"], outfile: "out/main.cjs", bundle: true, packages: "external",
  platform: "node", plugins: [unoTrace()] });
`;

/** Below Node 22.15 its \`require\` of an ES module passes Plug'n'Play by. */
const requiresFromZip = "registerHooks" in process.getBuiltinModule("node:module");

describe.each([
  ["Yarn 1", CLASSIC, ""],
  ["Yarn 4 with node_modules", BERRY, "node-modules"],
  ["Yarn 4 with Plug'n'Play", BERRY, "pnp"],
])("%s", (_, program, linker) => {
  let project: TemporaryProject;
  const yarn = (...args: string[]) => {
    const env = { OTEL_TRACES_EXPORTER: "console", CI: "", YARN_ENABLE_IMMUTABLE_INSTALLS: "false" };
    return runNode(project.folder, [program, ...args], env);
  };

  beforeAll(async () => {
    await packagesOf("test/hosts");
    const plugins = [{ transform: "uno-trace/transformer" }];
    const compilerOptions = { module: "NodeNext", rootDir: "src", outDir: "dist", types: [], plugins };
    project = makeProject({
      "src/main.ts": MAIN,
      "build.mjs": BUILD,
      "tsconfig.json": { include: ["src"], compilerOptions },
    });
    // The folder that other tests link.
    rmSync(project.path("node_modules"), { recursive: true });
    const { runs, builds } = await pack(project.path("tarballs"));
    const versions = { typescript: "6.0.3", "ts-patch": "4.0.1", esbuild: "0.28.2" };
    project.write("package.json", {
      type: "module",
      dependencies: { "uno-trace": `file:./tarballs/${runs}` },
      devDependencies: { "uno-trace-build": `file:./tarballs/${builds}`, ...versions },
    });
    const registry = (await npm(project.folder, "config", "get", "registry")).trim();
    project.write("yarn.lock", "");
    project.write(".yarnrc", `registry "${registry}"\n`);
    const settings = {
      nodeLinker: linker,
      npmRegistryServer: registry,
      enableTelemetry: "false",
      enableScripts: "false",
    };
    if (linker !== "")
      project.write(
        ".yarnrc.yml",
        Object.entries(settings)
          .map((each) => `${each.join(": ")}\n`)
          .join(""),
      );
    // Yarn 1 refuses what npm warns of: ts-patch 4 names Node 22.
    const own = program === CLASSIC ? ["--ignore-engines", "--ignore-scripts", "--no-progress"] : [];
    const { status, stdout, stderr } = await yarn("install", ...own);
    expect(status, `${stdout}${stderr}`).toBe(0);
  });

  afterAll(() => project.remove());

  it.runIf(linker !== "pnp" || requiresFromZip)(
    "builds with tspc and esbuild, has the command, and runs",
    async () => {
      expect(await yarn("run", "tspc")).toMatchObject({ status: 0 });
      expect(await yarn("node", "build.mjs")).toMatchObject({ status: 0 });
      expect((await yarn("run", "uno-trace", "list")).stdout).toMatch(
        /\bcheckout\b.*\n1 function in \d files, 1 traced\n/,
      );
      for (const file of ["dist/main.js", "out/main.cjs"]) {
        const { stdout, stderr } = await yarn("node", "--import", "uno-trace/register", file);
        expect(stdout).toContain("42\n");
        expect(stderr).toMatch(/checkout[^\n]*✓/);
      }
    },
  );

  it.runIf(linker === "pnp" && !requiresFromZip)("cannot build on this Node", async () => {
    const { status, stderr } = await yarn("run", "tspc");
    expect([status, stderr]).toEqual([1, expect.stringContaining("ERR_MODULE_NOT_FOUND")]);
  });
});
