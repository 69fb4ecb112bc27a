// Every case folder through `uno-trace build`, with a native TypeScript, and some with one in JavaScript: it does what it does untraced, and gives the spans of the other hosts.
import { execFile } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagesOf } from "../harness/installs.js";
import { REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { build, COMPILERS, NATIVE, projectFor, tsc } from "./compilers.js";

const CASES = join(REPOSITORY, "test/cases");
const RUNNER = join(REPOSITORY, "test/harness/run-case.mjs");
const run = promisify(execFile);

// Sloppy CommonJS is for esbuild alone: tsc writes "use strict" at its head.
const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes(process.env.FILTER ?? ""))
  .map(({ name }) => name)
  .filter((name) => !existsSync(join(CASES, name, "input.cjs")));
const configured = names.filter((name) => existsSync(join(CASES, name, "uno-trace.json")));

const COMMON = {
  target: "es2022",
  jsx: "react",
  allowJs: true,
  noResolve: true,
  noCheck: true,
  moduleDetection: "auto",
  lib: ["es2022"],
  types: [],
  sourceMap: true,
  rootDir: ".",
  experimentalDecorators: true,
  moduleResolution: "bundler",
};
const VARIANTS = {
  esm: { ...COMMON, module: "esnext" },
  cjs: { ...COMMON, module: "commonjs", esModuleInterop: true },
  es2015: { ...COMMON, module: "commonjs", target: "es2015" },
};
type VariantName = keyof typeof VARIANTS;

interface Outcome {
  readonly result: string;
  readonly rejections: readonly string[];
  readonly spans: readonly string[];
}

beforeAll(() => packagesOf("test/build"), 600_000);

/** One project for all that have no configuration of their own. */
const GROUPS = [names.filter((name) => !configured.includes(name)), ...configured.map((name) => [name])];

/** The other differs in what it lowers: that is one of the variants, and each fourth case. */
const TRIED = COMPILERS.flatMap((compiler) => {
  if (compiler.version === NATIVE) return { ...compiler, variants: Object.keys(VARIANTS), groups: GROUPS };
  if (compiler.version !== "6.0.3") return [];
  const groups = [(GROUPS[0] ?? []).filter((_, index) => index % 4 === 0)];
  return { ...compiler, variants: ["es2015"], groups };
});

describe.each(TRIED)("TypeScript $version", ({ variants, groups, ...compiler }) => {
  const projects: TemporaryProject[] = [];
  const places = new Map<string, TemporaryProject>();
  afterAll(() => {
    for (const project of projects) project.remove();
  });

  beforeAll(async () => {
    for (const group of groups.filter(({ length }) => length > 0)) {
      const project = projectFor(compiler, { "package.json": {} });
      projects.push(project);
      for (const name of group) {
        const isAlone = configured.includes(name);
        cpSync(join(CASES, name), project.path(isAlone ? "." : name), { recursive: true });
        places.set(name, project);
      }
      for (const variant of variants as VariantName[]) await buildBoth(project, variant);
    }
  }, 600_000);

  async function buildBoth(project: TemporaryProject, variant: VariantName): Promise<void> {
    const type = variant === "esm" ? "module" : "commonjs";
    for (const traced of [true, false]) {
      const outDir = traced ? variant : `${variant}-raw`;
      project.write(`tsconfig.${outDir}.json`, {
        compilerOptions: { ...VARIANTS[variant], outDir },
        include: ["**/input.*"],
        exclude: ["**/output.*", ...Object.keys(VARIANTS).flatMap((name) => [name, `${name}-raw`])],
      });
      const { stdout, stderr } = await (traced ? build : tsc)(project, "-p", `tsconfig.${outDir}.json`);
      // In one of them nothing is to be traced.
      expect({ outDir, stdout, stderr: stderr.replace(/^.*UNO3027.*$/m, "") }).toEqual({
        outDir,
        stdout: "",
        stderr: "",
      });
      project.write(`${outDir}/package.json`, { type });
    }
  }

  it.each(groups.flat())("%s", async (name) => {
    const project = places.get(name) as TemporaryProject;
    const folder = configured.includes(name) ? "." : name;
    const source = readdirSync(join(CASES, name)).find((file) =>
      /^input\.[cm]?[jt]sx?$/.test(file),
    ) as string;
    const output = source.replace(/tsx?$/, "js").replace(/jsx$/, "js");
    const outDirs = variants.flatMap((variant) => [variant, `${variant}-raw`]);
    const files = outDirs.map((outDir) => [outDir, project.path(join(outDir, folder, output))]);
    const args = ["--enable-source-maps", RUNNER, JSON.stringify(Object.fromEntries(files))];
    const { stdout } = await run(process.execPath, args);
    const outcomes = JSON.parse(stdout) as Record<string, Outcome>;
    const [, spans] = readFileSync(join(CASES, name, "expected.txt"), "utf8").split("spans:\n");
    for (const variant of variants) {
      const { result, rejections } = outcomes[`${variant}-raw`] as Outcome;
      expect(outcomes[variant], variant).toMatchObject({ result, rejections });
      // A function without a name is called by its place, which has a folder more here.
      const actual = outcomes[variant]?.spans.map((line) => `${line.replace(`${name}/input.`, "input.")}\n`);
      expect(actual?.join(""), variant).toBe(spans);
    }
  });
});
