// Every name and literal that maps to its source untraced has to do so traced, through every chain of tools.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";
import { type Compiler, compilers } from "../toolchains/compilers.js";
import { run } from "../toolchains/processes.js";
import { makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";
import { mappedTokens } from "./tokens.js";

const PROJECT = join(import.meta.dirname, "../projects/maps");
const FILES = readdirSync(join(PROJECT, "src")).map((name) => ({
  name,
  text: readFileSync(join(PROJECT, "src", name), "utf8"),
}));

/** The same program in other clothes, each in a folder of its own. */
const CLOTHES: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  crlf: (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`,
  tabs: (text) =>
    `#!/usr/bin/env node\n${text.replaceAll(/^(?: {2})+/gm, (indent) => "\t".repeat(indent.length / 2))}`,
  astral: (text) => text.replaceAll(/^/gm, "/*😀𝒜*/"),
};

const SOURCES = Object.fromEntries(
  Object.entries(CLOTHES).flatMap(([folder, dress]) =>
    FILES.map(({ name, text }) => [`src/${folder}/${name}`, dress(text)]),
  ),
);
const OUTPUTS = Object.keys(SOURCES).map((name) => name.slice("src/".length).replace(/tsx?$/, "js"));

const CONFIG = JSON.parse(readFileSync(join(PROJECT, "uno-trace.json"), "utf8")) as object;

const tsconfig = (options: object) => ({
  compilerOptions: {
    module: "ESNext",
    moduleResolution: "Bundler",
    target: "ES2022",
    jsx: "react",
    noCheck: true,
    lib: ["ES2022"],
    types: [],
    rootDir: "src",
    plugins: [{ transform: "uno-trace/transformer" }],
    ...options,
  },
  include: ["src"],
});

const TREE = {
  ...SOURCES,
  "package.json": { type: "module" },
  "uno-trace.json": CONFIG,
  "tsconfig.json": tsconfig({ sourceMap: true, outDir: "out" }),
  "tsconfig.inline.json": tsconfig({
    target: "ES2015",
    inlineSourceMap: true,
    inlineSources: true,
    sourceRoot: "/root",
    outDir: "inline",
  }),
};

async function bundle(
  project: TemporaryProject,
  from: string,
  outdir: string,
  options: BuildOptions,
): Promise<void> {
  const inputs = from === "src" ? Object.keys(SOURCES) : OUTPUTS.map((name) => join(from, name));
  await build({
    absWorkingDir: project.folder,
    entryPoints: inputs,
    outbase: from,
    outdir,
    sourcemap: true,
    format: "esm",
    platform: "node",
    target: "node20",
    jsx: "transform",
    logLevel: "silent",
    ...options,
  });
}

/** Compares the maps of both projects' folder `out`, and tells how many tokens were compared. */
function expectMapped(
  raw: TemporaryProject,
  traced: TemporaryProject,
  out: string,
  tracedOut: string = out,
): number {
  let compared = 0;
  for (const name of OUTPUTS) {
    const expected = mappedTokens(raw.path(join(out, name)), raw.folder);
    const found = mappedTokens(traced.path(join(tracedOut, name)), traced.folder);
    const renamed = [...expected.right].filter((token) => !found.right.has(token));
    const lost = renamed.filter((token) => !found.places.has(token.split(" ", 1)[0] as string));
    expect(lost, `${tracedOut}/${name}: lost`).toEqual([]);
    // `__uno_arguments`, `__uno_super("size")`, and a minifier's names of one letter.
    expect(
      renamed.filter((token) => !/ (?:arguments|super|size|\w)$/.test(token)),
      name,
    ).toEqual([]);
    compared += expected.right.size;
  }
  return compared;
}

// `_Store` is what esbuild calls a class.
const THROWN = [
  "at fetchRow src/plain/forms.ts:91:22",
  "at async _Store.load src/plain/forms.ts:70:17",
  "at async fail src/plain/forms.ts:141:3",
];

const projects: TemporaryProject[] = [];
const make = (files: Readonly<Record<string, string | object>>) => {
  const project = makeProject(files);
  projects.push(project);
  return project;
};
afterAll(() => {
  for (const project of projects) project.remove();
});

const EXTERNAL = { bundle: true, packages: "external" } as const;

// Tokens of all outputs that map to themselves untraced; minified code has few that keep their name.
const ENOUGH = 700;

describe("esbuild", () => {
  const raw = make(TREE);
  const traced = make(TREE);

  it.each<[string, BuildOptions]>([
    ["one by one", {}],
    ["bundled", EXTERNAL],
    ["minified", { ...EXTERNAL, minify: true }],
    ["es2018", { ...EXTERNAL, target: "es2018" }],
    ["sourceRoot", { sourceRoot: "/root", sourcesContent: true }],
  ])("%s", async (name, options) => {
    await bundle(raw, "src", name, options);
    await bundle(traced, "src", name, { ...options, plugins: [unoTrace()] });
    expect(expectMapped(raw, traced, name)).toBeGreaterThan(ENOUGH);
  });
});

describe.each(compilers())("TypeScript $version", (compiler: Compiler) => {
  const raw = make(TREE);
  const traced = make(TREE);

  beforeAll(async () => {
    for (const config of ["tsconfig.json", "tsconfig.inline.json"]) {
      expect((await compiler.tsc(raw, "-p", config)).stdout).toBe("");
      expect((await compiler.tspc(traced, "-p", config)).stdout).toBe("");
    }
  });
  afterAll(() => compiler.dispose());

  it.each(["out", "inline"])("maps of %s", (out) => {
    expect(expectMapped(raw, traced, out)).toBeGreaterThan(ENOUGH);
  });

  it.each(["out", "inline"])("%s, bundled by esbuild, which composes the maps", async (out) => {
    await bundle(raw, out, `${out}-bundle`, EXTERNAL);
    await bundle(traced, out, `${out}-bundle`, EXTERNAL);
    expect(expectMapped(raw, traced, `${out}-bundle`)).toBeGreaterThan(ENOUGH);
  });

  it("out, untraced, and traced by esbuild: the map that a file brings along is led through", async () => {
    await bundle(raw, "out", "late", EXTERNAL);
    await bundle(raw, "out", "late-traced", {
      ...EXTERNAL,
      plugins: [unoTrace({ config: { include: ["out/**"], rules: [{ files: ["**"], kinds: RULE_KINDS }] } })],
    });
    expect(raw.read("late-traced/plain/forms.js")).toContain("__uno_span");
    expect(expectMapped(raw, raw, "late", "late-traced")).toBeGreaterThan(ENOUGH);
  });

  it("Node prints where the error was thrown, from a bundle of tsc's output", async () => {
    traced.write(
      "start.mjs",
      'import { fail } from "./out-bundle/plain/forms.js";\nfail().catch((error) => console.log(error.stack));\n',
    );
    const { stdout } = await run(["--enable-source-maps", "start.mjs"], { cwd: traced.folder });
    const lines = stdout.split("\n").filter((line) => line.includes("forms.ts"));
    expect(
      lines.map((line) =>
        line
          .replace(/\(?\S*src/, "src")
          .replace(")", "")
          .trim(),
      ),
    ).toEqual(THROWN);
  });
});
