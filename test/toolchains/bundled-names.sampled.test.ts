// Functions with the names that the runtime has, bundled by esbuild: they keep them, as they do untraced.
import { build, type Plugin } from "esbuild";
import { afterAll, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { inFull } from "../harness/sample.js";
import { bothCompilers } from "./compilers.js";
import { run } from "./processes.js";
import { makeProject } from "./temporary-project.js";

const WORDS = "capture drive driveAsync enter exit fail leave result returned start superOf".split(" ");
const PROGRAM = `
${WORDS.map((word) => `export function ${word}() { return 1; }`).join("\n")}
export async function* run() { yield await (async () => start())(); }
console.log([${[...WORDS, "run"].join(", ")}].map((fn) => fn.name).join(" "));
`;

const project = makeProject({
  "package.json": { type: "module" },
  "uno-trace.json": { include: ["src/**"] },
  "src/main.ts": PROGRAM,
  "tsconfig.json": {
    compilerOptions: {
      module: "ESNext",
      moduleResolution: "Bundler",
      target: "ES2022",
      noCheck: true,
      outDir: "out",
      rootDir: "src",
      plugins: [{ transform: "uno-trace/transformer" }],
    },
    include: ["src"],
  },
});
const [compiler, other] = bothCompilers();
afterAll(() => {
  project.remove();
  compiler?.dispose();
  other?.dispose();
});

async function namesIn(entry: string, plugins: Plugin[]): Promise<string> {
  await build({
    absWorkingDir: project.folder,
    entryPoints: [entry],
    outfile: "bundle.js",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    plugins,
  });
  expect(project.read("bundle.js").includes("__uno_span")).toBe(
    entry !== "src/main.ts" || plugins.length > 0,
  );
  return (await run(["bundle.js"], { cwd: project.folder })).stdout.trim();
}

const NAMES = [...WORDS, "run"].join(" ");

it("untraced", async () => {
  expect(await namesIn("src/main.ts", [])).toBe(NAMES);
});

it("traced by the plugin", async () => {
  expect(await namesIn("src/main.ts", [unoTrace()])).toBe(NAMES);
});

inFull(() => {
  it("traced by tsc, then bundled", async () => {
    expect((await compiler?.tspc(project))?.stdout).toBe("");
    expect(await namesIn("out/main.js", [])).toBe(NAMES);
  });
});
