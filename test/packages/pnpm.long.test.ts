// Both packages as npm packs them, installed by pnpm, which shows a package only what it names: built, and run in production.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { makeProject, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { expectEditorSpeaks } from "./editor-speaks.js";
import { pack, runNode } from "./packed.js";

const PNPM = join(REPOSITORY, "test/hosts/node_modules/pnpm/bin/pnpm.cjs");

/** A compiler of the repository, so that it is not fetched again. */
const linked = (name: string) => `link:${join(REPOSITORY, "node_modules", name)}`;

let project: TemporaryProject;

beforeAll(async () => {
  await packagesOf("test/hosts");
  const plugins = [{ transform: "uno-trace/transformer" }, { name: "uno-trace/language-service" }];
  project = makeProject({
    "src/main.ts": "// @trace\nfunction checkout(): number { return 42; }\nconsole.log(checkout());\n",
    "tsconfig.json": {
      include: ["src"],
      compilerOptions: { module: "NodeNext", rootDir: "src", outDir: "dist", types: [], plugins },
    },
    "build.mjs":
      'import { build } from "esbuild";\nimport { unoTrace } from "uno-trace/esbuild-plugin";\n' +
      'await build({ entryPoints: ["src/main.ts"], outfile: "out/main.cjs", bundle: true, packages: "external", platform: "node", plugins: [unoTrace()] });\n',
    "types.ts":
      'import { unoTrace } from "uno-trace/esbuild-plugin";\n// @ts-expect-error: it is no number\nexport const plugin: number = unoTrace();\n',
  });
  // The folder that other tests link.
  rmSync(project.path("node_modules"), { recursive: true });
  const { runs, builds } = await pack(project.path("tarballs"));
  const tools = ["typescript", "ts-patch", "esbuild"].map((name) => [name, linked(name)]);
  project.write("package.json", {
    type: "module",
    dependencies: { "uno-trace": `file:tarballs/${runs}` },
    devDependencies: { "uno-trace-build": `file:tarballs/${builds}`, ...Object.fromEntries(tools) },
  });
  await pnpm("install");
});

afterAll(() => project.remove());

async function pnpm(...args: string[]): Promise<void> {
  const store = ["--prefer-offline", "--ignore-scripts", "--store-dir", join(REPOSITORY, ".tmp/pnpm-store")];
  const { status, stdout } = await runNode(project.folder, [PNPM, ...args, ...store], { CI: "1" });
  expect(status, stdout).toBe(0);
}

async function expectTraced(file: string): Promise<void> {
  const env = { OTEL_TRACES_EXPORTER: "console" };
  const ran = await runNode(project.folder, ["--import", "uno-trace/register", file], env);
  expect(ran.stdout).toBe("42\n");
  expect(ran.stderr).toMatch(/checkout[^\n]*✓/);
}

it("builds with tspc and esbuild, has types and the command", async () => {
  const built = await runNode(project.folder, ["node_modules/ts-patch/bin/tspc.js"]);
  expect(built).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(await runNode(project.folder, ["build.mjs"])).toMatchObject({ status: 0, stderr: "" });
  const types = ["--ignoreConfig", "--module", "nodenext", "--noEmit", "--skipLibCheck", "types.ts"];
  const checked = await runNode(project.folder, ["node_modules/typescript/bin/tsc", ...types]);
  expect(checked.stdout).toBe("");
  const listed = await runNode(project.folder, [PNPM, "exec", "uno-trace", "list"]);
  expect(listed.stdout).toMatch(/\bcheckout\b.*\n1 function in \d files, 1 traced\n/);
});

it("speaks in the editor, by the tsserver that loads plugins from the project", async () => {
  await expectEditorSpeaks(project);
});

it("installs uno-trace alone for production, which runs what was built", async () => {
  rmSync(project.path("node_modules"), { recursive: true });
  await pnpm("install", "--prod", "--frozen-lockfile", "--offline");
  const installed = readdirSync(project.path("node_modules/.pnpm")).filter((name) => name.includes("@"));
  expect(installed).toEqual([expect.stringMatching(/^uno-trace@/)]);
  expect(existsSync(project.path("node_modules/uno-trace-build"))).toBe(false);
  for (const file of ["dist/main.js", "out/main.cjs"]) await expectTraced(file);
});
