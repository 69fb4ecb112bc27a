// `uno-trace init` in a fresh folder, by the real command line: what it prints is done, and nothing else; a call is a span.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "./processes.js";
import { installed, makeProject, REPOSITORY, type TemporaryProject } from "./temporary-project.js";

const CLI = join(REPOSITORY, "dist/forward/command.js");
const projects: TemporaryProject[] = [];
/** Where ts-patch keeps the compilers that it has read and changed, which takes it longest; by what they are. */
const cache = mkdtempSync(join(tmpdir(), "uno-trace-ts-patch-"));

afterAll(() => {
  for (const project of projects) project.remove();
  rmSync(cache, { recursive: true, force: true });
});

const SOURCE = {
  "src/main.ts":
    "// @trace\nexport function checkout(id: string): string {\n  return id;\n}\n\ncheckout('7');\n",
};

/** A package, and where npm would put what init asks for. */
function newPackage(
  files: Readonly<Record<string, string | object>>,
  packages: Readonly<Record<string, string>>,
) {
  const links = Object.fromEntries(Object.entries(packages).map(([name, from]) => [name, installed(from)]));
  // ts-patch writes into the compiler: it gets one of its own.
  const { typescript, ...others } = links;
  const project = makeProject({ ...SOURCE, ...files }, others);
  if (typescript) cpSync(typescript, project.path("node_modules/typescript"), { recursive: true });
  const programs = {
    tsc: "typescript/bin/tsc",
    tspc: "ts-patch/bin/tspc.js",
    "ts-patch": "ts-patch/bin/ts-patch.js",
  };
  mkdirSync(project.path("node_modules/.bin"));
  for (const [name, file] of Object.entries({
    ...programs,
    "uno-trace": "uno-trace/dist/forward/command.js",
  }))
    symlinkSync(project.path(join("node_modules", file)), project.path(`node_modules/.bin/${name}`));
  projects.push(project);
  return project;
}

/** Runs init, and then the commands that it prints; packages are there already. */
async function follow(project: TemporaryProject, ...argv: string[]): Promise<string> {
  const { stdout, stderr, status } = await run([CLI, "init", ...argv], { cwd: project.folder });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  const lines = [...stdout.slice(stdout.indexOf("\nnext:\n")).matchAll(/^ {2}((?:npm run|npx|node) .*)$/gm)];
  const script = lines.map(([, line]) => line).join("\n");
  expect(script).toMatch(/^(?:npx ts-patch install\n)?npx uno-trace check\n[\s\S]*\nnpm run start$/);
  const env = {
    NO_COLOR: "1",
    NODE_OPTIONS: "",
    TSP_CACHE_DIR: cache,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  };
  const code =
    'const { spawnSync } = require("node:child_process");' +
    `process.exit(spawnSync("sh", ["-exc", ${JSON.stringify(script)}], { stdio: "inherit" }).status);`;
  const ran = await run(["-e", code], { cwd: project.folder, env });
  expect(ran.status, ran.stdout + ran.stderr).toBe(0);
  return ran.stderr;
}

const SPAN = /\ntrace [0-9a-f]{32} · .* · 1 span · shop\ncheckout +[█-▏]+ +\S+ ✓\n/;

const PAIRS = [
  ["6.0", { typescript: "typescript", "ts-patch": "ts-patch" }],
  ["5.9", { typescript: "typescript5", "ts-patch": "ts-patch3" }],
] as const;

describe.each(PAIRS)("TypeScript %s", (_, packages) => {
  const manifest = {
    name: "shop",
    type: "module",
    scripts: { build: "tsc && node --check dist/main.js", start: "node dist/main.js" },
  };

  it.each([[[]], [["--patch"]]])("with the tsconfig.json that tsc writes, and %j", async (options) => {
    const project = newPackage({ "package.json": manifest }, packages);
    const outputs = ["--rootDir", "src", "--outDir", "dist"];
    await run([project.path("node_modules/typescript/bin/tsc"), "--init", ...outputs], {
      cwd: project.folder,
    });
    expect(await follow(project, ...options)).toMatch(SPAN);
  });
});

it("esbuild, with the lines that are printed", async () => {
  const build = (load: string, plugins: string) =>
    `import { build } from "esbuild";\n${load}\nawait build({ entryPoints: ["src/main.ts"], outdir: "dist", bundle: true, platform: "node", packages: "external", format: "esm", ${plugins} });\n`;
  const manifest = {
    name: "shop",
    type: "module",
    scripts: { build: "node build.mjs", start: "node dist/main.js" },
    devDependencies: { esbuild: "*" },
  };
  const project = newPackage(
    { "package.json": manifest, "build.mjs": build("", "") },
    { esbuild: "esbuild" },
  );
  const { stdout } = await run([CLI, "init"], { cwd: project.folder });
  const [, load = "", plugins = ""] = /add to build\.mjs:\n {4}(.*)\n {4}(.*)\n/.exec(stdout) ?? [];
  project.write("build.mjs", build(load, plugins));
  expect(await follow(project)).toMatch(SPAN);
});

it("asks for the versions that the tests use", async () => {
  for (const [line, packages] of PAIRS) {
    const names = Object.entries(packages).map(
      ([name, from]) => `${name}@${JSON.parse(readPackage(from)).version}`,
    );
    const project = makeProject({
      "package.json": { devDependencies: { typescript: line === "5.9" ? "5.0" : "*" } },
      "tsconfig.json": {},
    });
    projects.push(project);
    const { stdout } = await run([CLI, "init"], { cwd: project.folder });
    expect(stdout).toContain(`npm install -D uno-trace-build@0.1.0 ${names.join(" ")}\n`);
  }
});

const readPackage = (name: string) => readFileSync(join(installed(name), "package.json"), "utf8");
