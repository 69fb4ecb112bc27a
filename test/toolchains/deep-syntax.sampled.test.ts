// Generated code that is nested thousands of levels deep, through what is built: planned, and written by both emitters.
import { afterAll, beforeAll, expect, it } from "vitest";
import { inFull, sampleOf } from "../harness/sample.js";
import { compilers } from "./compilers.js";
import { run } from "./processes.js";
import { installed, makeProject } from "./temporary-project.js";

const TRACED = '// @trace\nexport function traced() { return ["1"].map(Number); }\n';

/** What esbuild takes in thousands; tsc takes what BY_TSC names. */
const ALL: Readonly<Record<string, (levels: number) => string>> = {
  operands: (n) => `const a = "x"; export const deep = ${Array(n).fill("a").join(" + ")};`,
  commas: (n) => `let a = 1; export const deep = (${Array(n).fill("a").join(", ")});`,
  members: (n) => `const a: any = {}; a.a = a; export const deep = a${".a".repeat(n)};`,
  alternatives: (n) =>
    `let a = 1; ${Array.from({ length: n }, (_, i) => `if (a === ${i}) { a = ${i}; }`).join(" else ")}`,
  conditions: (n) => `const a: any = 1; export const deep = ${"a ? 1 : ".repeat(n)}0;`,
  arrays: (n) => `export const deep = ${"[".repeat(n)}${"]".repeat(n)};`,
  objects: (n) => `export const deep = ${"{ a: ".repeat(n)}1${" }".repeat(n)};`,
  calls: (n) => `const f = (x: any) => x; export const deep = ${"f(".repeat(n)}1${")".repeat(n)};`,
  arrows: (n) => `export const deep: any = ${"() => ".repeat(n)}1;`,
  blocks: (n) => `let a = 1; ${"{".repeat(n)}a = 2;${"}".repeat(n)}`,
  templates: (n) => `export const deep = ${"`${".repeat(n)}1${"}`".repeat(n)};`,
  types: (n) => `export type Deep = ${"{ a: ".repeat(n)}1${" }".repeat(n)};`,
};
const SHAPES = Object.fromEntries(sampleOf(Object.entries(ALL), 3));
const BY_TSC = ["operands", "commas"];
const LEVELS = 2500;

const project = makeProject({ "package.json": { type: "module" } });

beforeAll(() => {
  for (const [name, shape] of Object.entries(SHAPES)) project.write(`src/${name}.ts`, TRACED + shape(LEVELS));
  project.write(
    "src/element.tsx",
    `${TRACED}export const deep = ${"<a>".repeat(LEVELS)}${"</a>".repeat(LEVELS)};`,
  );
  project.write("src/abyss.ts", `${TRACED}export const deep = ${"[".repeat(31_000)}${"]".repeat(31_000)};`);
});

afterAll(() => project.remove());

it("is planned and written by the esbuild plugin, where esbuild takes it", async () => {
  project.write(
    "build.mjs",
    `import { build } from ${JSON.stringify(installed("esbuild/lib/main.js"))};
    import { unoTrace } from "uno-trace/esbuild-plugin";
    import { readdirSync } from "node:fs";
    const entryPoints = readdirSync("src").filter((file) => file !== "abyss.ts").map((file) => "src/" + file);
    const result = await build({ entryPoints, write: false, outdir: "out", plugins: [unoTrace()], sourcemap: true, logLevel: "silent" });
    const code = result.outputFiles.filter(({ path }) => path.endsWith(".js"));
    console.log(JSON.stringify({ files: code.length, traced: code.filter(({ text }) => text.includes("$enter(__uno_0)")).length, warnings: result.warnings }));`,
  );
  const { stdout, stderr } = await run(["build.mjs"], { cwd: project.folder });
  expect(stderr).toBe("");
  const count = Object.keys(SHAPES).length + 1;
  expect(JSON.parse(stdout)).toEqual({ files: count, traced: count, warnings: [] });
});

it("is left as it is with a warning where no stack is large enough", async () => {
  const { status, stdout } = await run(["node_modules/uno-trace/dist/forward/command.js", "check", "src"], {
    cwd: project.folder,
  });
  expect(stdout).toContain(
    "src/abyss.ts:1:1 - warning UNO2002: Nothing in abyss.ts is traced: its syntax is nested too deeply",
  );
  expect(status).toBe(1);
});

inFull(() => {
  it.each(compilers())("is written by TypeScript $version where that takes it", async (compiler) => {
    project.write("tsconfig.json", {
      compilerOptions: {
        target: "es2022",
        module: "esnext",
        noCheck: true,
        rootDir: "src",
        types: [],
        outDir: `out-${compiler.version}`,
        plugins: [{ transform: "uno-trace/transformer" }],
      },
      files: BY_TSC.map((name) => `src/${name}.ts`),
    });
    const { stdout, stderr, status } = await compiler.tspc(project, "-p", ".");
    expect({ stdout, stderr, status }).toEqual({ stdout: "", stderr: "", status: 0 });
    for (const name of BY_TSC)
      expect(project.read(`out-${compiler.version}/${name}.js`)).toContain("__uno.$enter(__uno_0)");
    compiler.dispose();
  });
});
