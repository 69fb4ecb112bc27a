// Both packages as npm packs them, installed by npm into one folder: what builds, then what is left of it in production, run.
import { readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { makeProject, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { expectEditorSpeaks } from "./editor-speaks.js";
import { npm, pack, type Ran, runNode } from "./packed.js";
import { startRegistry } from "./registry.js";

const { version } = createRequire(import.meta.url)("uno-trace/package.json");

/** A compiler of the repository, so that it is not fetched again. */
const linked = (name: string) => `file:${join(REPOSITORY, "node_modules", name)}`;

let project: TemporaryProject;
let tarballs: Awaited<ReturnType<typeof pack>>;

beforeAll(async () => {
  project = makeProject({
    "package.json": { name: "shop", type: "module", scripts: { build: "tspc" } },
    "src/main.ts":
      'import { total } from "./total.cjs";\n// @trace\nfunction checkout() { return total(2); }\nconsole.log(checkout());\n',
    "src/total.cts": "// @trace\nexport function total(n: number): number { return n * 21; }\n",
    "tsconfig.json": {
      include: ["src"],
      compilerOptions: {
        module: "NodeNext",
        rootDir: "src",
        outDir: "dist",
        types: [],
        plugins: [{ transform: "uno-trace/transformer" }, { name: "uno-trace/language-service" }],
      },
    },
    "build.mjs":
      'import { build } from "esbuild";\nimport { unoTrace } from "uno-trace/esbuild-plugin";\n' +
      'const { instrument } = await import("uno-trace/instrument");\n' +
      'if (!instrument("// @trace\\nfunction f() {}", "f.ts").map) throw new Error("instrument");\n' +
      'for (const format of ["esm", "cjs"]) await build({ entryPoints: ["src/main.ts"], outfile: format === "esm" ? "out/main.mjs" : "out/main.cjs", format, bundle: true, packages: "external", platform: "node", plugins: [unoTrace()] });\n',
    "types.ts":
      'import { unoTrace } from "uno-trace/esbuild-plugin";\nimport transformer from "uno-trace/transformer";\n' +
      'import { instrument } from "uno-trace/instrument";\nimport { getTracer } from "uno-trace";\n' +
      "export const all: [object, number, string, unknown] = [unoTrace(), transformer.length, instrument('', 'a.ts').code, getTracer()];\n" +
      "// @ts-expect-error\nunoTrace(5);\n",
  });
  tarballs = await pack(project.path("tarballs"));
  // The folder that other tests link.
  rmSync(project.path("node_modules"), { recursive: true });
  await npm(project.folder, "install", `./tarballs/${tarballs.runs}`);
  const tools = ["typescript", "ts-patch", "esbuild"].map(linked);
  await npm(project.folder, "install", "-D", `./tarballs/${tarballs.builds}`, ...tools);
});

afterAll(() => project.remove());

const SPANS = /checkout[^\n]*✓[\s\S]*total[^\n]*✓/;

async function expectTraced(file: string): Promise<void> {
  const env = { OTEL_TRACES_EXPORTER: "console" };
  const { stdout, stderr } = await runNode(project.folder, ["--import", "uno-trace/register", file], env);
  expect(stdout).toBe("42\n");
  expect(stderr).toMatch(SPANS);
}

const BUILT = ["dist/main.js", "out/main.mjs", "out/main.cjs"];

describe("in development", () => {
  it("builds with tspc and with esbuild", async () => {
    const built = await runNode(project.folder, ["node_modules/ts-patch/bin/tspc.js"]);
    expect(built).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(await runNode(project.folder, ["build.mjs"])).toMatchObject({ status: 0, stderr: "" });
    for (const file of BUILT) await expectTraced(file);
  });

  it("speaks in the editor, by the tsserver that loads plugins from the project", async () => {
    await expectEditorSpeaks(project);
  });

  it("has types, also where libraries are checked", async () => {
    const args = ["--module", "nodenext", "--noEmit", "--strict", "--types", "node", "--typeRoots"];
    const types = [join(REPOSITORY, "node_modules/@types"), "types.ts", "--ignoreConfig"];
    const { stdout } = await runNode(project.folder, ["node_modules/typescript/bin/tsc", ...args, ...types]);
    expect(stdout).toBe("");
  });

  it("has the command, of the one version", async () => {
    const command = "node_modules/.bin/uno-trace";
    expect((await runNode(project.folder, [command, "--version"])).stdout).toBe(`${version}\n`);
    const { stdout, status } = await runNode(project.folder, [command, "check"]);
    expect({ stdout, status }).toEqual({ stdout: "0 problems in 4 files\n", status: 0 });
  });

  it("refuses a uno-trace-build of another version, and names the command for the right one", async () => {
    const manifest = project.read("node_modules/uno-trace-build/package.json");
    project.write("node_modules/uno-trace-build/package.json", manifest.replace(`"${version}"`, '"9.9.9"'));
    const { stderr, status } = await runNode(project.folder, ["build.mjs"]);
    project.write("node_modules/uno-trace-build/package.json", manifest);
    expect(status).toBe(1);
    expect(stderr).toContain(
      `uno-trace: uno-trace/esbuild-plugin needs uno-trace-build ${version}, which belongs to the uno-trace that is installed, and 9.9.9 was found. Run \`npm install -D uno-trace-build@${version}\`.`,
    );
  });
});

describe("in production", () => {
  beforeAll(() => npm(project.folder, "prune", "--omit=dev"));

  it("is one package without what compiles, of at most 1.5 MB on disk", () => {
    const names = readdirSync(project.path("node_modules"), { recursive: true, encoding: "utf8" });
    // Folders of scopes may be left over, and the package itself has some for old resolvers.
    const packages = names.filter((name) =>
      /(?:^|[\\/])node_modules[\\/]|^[^\\/.]+[\\/]package\.json$|^@.*package\.json$/.test(name),
    );
    expect(packages).toEqual([join("uno-trace", "package.json")]);
    const folder = project.path("node_modules/uno-trace");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      statSync(join(folder, name)),
    );
    // Blocks of 512 bytes where the file system counts them.
    const size = files.reduce(
      (sum, file) => sum + Math.max(file.isFile() ? file.size : 0, (file.blocks ?? 0) * 512),
      0,
    );
    expect(size).toBeGreaterThan(300_000);
    expect(size).toBeLessThanOrEqual(1_500_000);
  });

  it.each(BUILT)("runs %s", expectTraced);

  it.each(["transformer", "esbuild-plugin", "instrument"])(
    "uno-trace/%s says what is missing",
    async (entry) => {
      const message =
        `uno-trace: uno-trace/${entry} needs uno-trace-build, which package.json names and which is not installed: ` +
        "an installation for production (--omit=dev, --prod, NODE_ENV=production) leaves it out. " +
        "Build before that, or install development dependencies as well.";
      for (const program of [`require("uno-trace/${entry}")`, `import("uno-trace/${entry}")`])
        expect((await runNode(project.folder, ["-e", program])).stderr).toContain(message);
    },
  );

  it("so does the command, with what to run where nobody asked for it", async () => {
    project.write("package.json", { dependencies: { "uno-trace": "*" }, packageManager: "pnpm@10.0.0" });
    const call = (...args: string[]): Promise<Ran> =>
      runNode(project.folder, ["node_modules/.bin/uno-trace", ...args]);
    expect(await call("list")).toEqual({
      status: 1,
      stdout: "",
      stderr: `uno-trace: this command needs uno-trace-build, which is not installed: uno-trace alone is what runs in production, and builds nothing. Run \`pnpm add -D uno-trace-build@${version}\`.\n`,
    });
    expect(await call("view")).toEqual({
      status: 1,
      stdout: "",
      stderr: `uno-trace: uno-trace view needs uno-trace-view, which is not installed: the viewer and its database are a package of their own. Run \`pnpm add -D uno-trace-view@${version}\`.\n`,
    });
    expect(await call("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(await call("init", "--dry-run")).toMatchObject({
      status: 0,
      stdout: `would run first: pnpm add -D uno-trace-build@${version}\nwhat else would change is known when that is installed\n`,
    });
  });
});

it("`npx uno-trace init` installs what builds, and goes on", async () => {
  const scripts = { build: "tsc", start: "node dist/main.js" };
  const dependencies = { "uno-trace": `file:tarballs/${tarballs.runs}` };
  project.write("package.json", { name: "shop", type: "module", scripts, dependencies });
  const upstream = (await npm(project.folder, "config", "get", "registry")).trim();
  const manifest = createRequire(import.meta.url)("uno-trace-build/package.json");
  const registry = await startRegistry(project.path(`tarballs/${tarballs.builds}`), manifest, upstream);
  onTestFinished(() => registry.close());
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    npm_config_registry: registry.url,
    npm_config_prefer_offline: "true",
  };
  const { stdout, status } = await runNode(project.folder, ["node_modules/.bin/uno-trace", "init"], env);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    new RegExp(`^\\$ npm install -D uno-trace-build@${version}\n[\\s\\S]*\npackage.json: build calls tspc`),
  );
  expect(stdout).toMatch(/\nnext:\n {2}npm install -D typescript@\S+ ts-patch@\S+\n {2}write /);
  const { devDependencies } = JSON.parse(project.read("package.json"));
  expect(devDependencies["uno-trace-build"]).toContain(version);
});
