// typescript-transform-paths, the usual transformer beside ours, as users list it: the program runs, and its functions are traced.
import { afterAll, describe, expect, it } from "vitest";
import { compilers } from "../toolchains/compilers.js";
import { run } from "../toolchains/processes.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

const OURS = { transform: "uno-trace/transformer" };
const PATHS = { transform: "typescript-transform-paths" };

/** A dynamic import is a node within a traced body that the other transformer updates (LeDDGroup/typescript-transform-paths#77). */
const project = (plugins: readonly object[]): TemporaryProject =>
  makeProject(
    {
      "package.json": { type: "module" },
      "tsconfig.json": {
        compilerOptions: {
          module: "NodeNext",
          target: "ES2022",
          types: [],
          rootDir: "src",
          outDir: "out",
          paths: { "@/*": ["./src/*"] },
          plugins,
        },
        include: ["src"],
      },
      "src/lib/rates.ts": "// @trace\nexport const rateOf = (code: string): number => code.length / 10;\n",
      "src/main.ts": `import { setupMonitoring, InMemorySpanExporter, SimpleSpanProcessor } from "uno-trace/runtime";
declare const console: { log(...values: unknown[]): void };
const memory = new InMemorySpanExporter();
setupMonitoring({ processors: [new SimpleSpanProcessor(memory)] });
// @trace
async function price(amount: number): Promise<number> {
  const { rateOf } = await import("@/lib/rates.js");
  return amount * rateOf("EURO");
}
// @trace
async function* prices(...amounts: number[]) {
  for (const amount of amounts) yield (await import("@/lib/rates.js")).rateOf("x") + (await price(amount));
}
const seen: number[] = [];
for await (const each of prices(5, 10)) seen.push(each);
console.log(seen.join(), memory.getFinishedSpans().map(({ name }) => name).join());
`,
    },
    { "typescript-transform-paths": installed("typescript-transform-paths") },
  );

describe.each(compilers())("TypeScript $version", (compiler) => {
  const projects: TemporaryProject[] = [];
  afterAll(() => {
    for (const each of projects) each.remove();
    compiler.dispose();
  });

  it.each([
    ["before", [PATHS, OURS]],
    ["after", [OURS, PATHS]],
  ])("paths are rewritten %s ours", async (_, plugins) => {
    const made = project(plugins);
    projects.push(made);
    expect(await compiler.tspc(made)).toMatchObject({ status: 0, stdout: "", stderr: "" });
    expect(made.read("out/main.js")).toContain('import("./lib/rates.js")');
    const { stdout, stderr } = await run([made.path("out/main.js")], { cwd: made.folder });
    expect(stderr).toBe("");
    expect(stdout).toBe("2.1,4.1 rateOf,rateOf,price,rateOf,rateOf,price,prices\n");
  });
});
