// docs/typescript-7.md: its commands and its program, as they stand, with the TypeScript that is here.
import { join } from "node:path";
import { expect, test } from "vitest";
import { build, projectFor, tsc } from "../build/compilers.js";
import { run } from "../toolchains/processes.js";
import { installed, REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = blocksOf(readPage("docs/typescript-7.md"));
const commands = blocks.find(({ info }) => info === "sh")?.text.split("\n") ?? [];
const program = blocks.find(({ file }) => file === "src/total.ts");

const LIBRARY = `interface Array<T> { reduce(add: (sum: T, each: T) => T, first: T): T }
${"Boolean CallableFunction Function IArguments NewableFunction Number Object RegExp String".replace(/(\w+) ?/g, "interface $1 {}\n")}
declare const console: { log(value: unknown): void };
`;

const FILES = {
  "package.json": { type: "module" },
  "src/total.ts": program?.text ?? "",
  // In the place of TypeScript's own library, which would take most of the time.
  "src/lib.d.ts": LIBRARY,
  "tsconfig.json": {
    compilerOptions: { noLib: true, types: [], rootDir: "src", outDir: "dist", sourceMap: true },
    include: ["src"],
  },
};
const compiler = { version: "6.0.3", folder: installed("typescript") };
const start =
  commands
    .find((line) => line.startsWith("node "))
    ?.split(" ")
    .slice(1) ?? [];

async function expectSpan(project: TemporaryProject): Promise<void> {
  const { status, stdout, stderr } = await run(start, { cwd: project.folder });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "70\n" });
  expect(stderr).toMatch(/total[^\n]*✓/);
  expect(JSON.parse(project.read("dist/total.js.map"))).toMatchObject({ sources: ["../src/total.ts"] });
}

test("`uno-trace build` in the place of tsc makes a program that prints its span", async () => {
  const project = projectFor(compiler, FILES);
  const args =
    commands
      .find((line) => line.startsWith("npx uno-trace build "))
      ?.split(" ")
      .slice(3) ?? [];
  expect(await build(project, ...args)).toEqual({ status: 0, stdout: "", stderr: "" });
  await expectSpan(project);
  project.remove();
});

test("`uno-trace instrument` behind tsc makes the same", async () => {
  const project = projectFor(compiler, FILES);
  const lines = blocks.filter(({ info }) => info === "sh")[1]?.text.split("\n") ?? [];
  const [compile, instrument] = lines.map((line) => line.split(" ").slice(2));
  expect((await tsc(project, ...(compile ?? []))).status).toBe(0);
  const { status } = await run([join(REPOSITORY, "packages/build/dist/cli/main.js"), ...(instrument ?? [])], {
    cwd: project.folder,
  });
  expect(status).toBe(0);
  await expectSpan(project);
  project.remove();
});
