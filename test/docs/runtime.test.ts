// docs/runtime.md, docs/context.md, docs/messages.md and docs/opentelemetry.md: each TypeScript block type-checks against the package and runs to its end.
import { supportsSyncHooks } from "import-in-the-middle/register-hooks.mjs";
import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../toolchains/processes.js";
import { installed, makeProject } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = ["docs/runtime.md", "docs/context.md", "docs/messages.md", "docs/opentelemetry.md"]
  .flatMap((page) => blocksOf(readPage(page)))
  .filter(({ info }) => info === "ts");
const nameOf = (index: number) => `block${index + 1}`;

const files = {
  ...Object.fromEntries(blocks.map(({ text }, index) => [`src/${nameOf(index)}.ts`, text])),
  "package.json": { type: "module" },
  "tsconfig.json": {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2023", "ESNext.Disposable", "DOM"],
      module: "NodeNext",
      strict: true,
      types: ["node"],
      typeRoots: [installed("@types")],
      rootDir: "src",
      outDir: "dist",
    },
    include: ["src"],
  },
};
const links = ["@opentelemetry", "import-in-the-middle"].map((name) => [name, installed(name)]);
const project = makeProject(files, Object.fromEntries(links));

/** What a page says of a Node that is too old for it. */
const isTooNew = (text: string) => text.includes("register-hooks") && !supportsSyncHooks();

describe("the blocks", () => {
  let compiled: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    compiled = await run([installed("typescript/bin/tsc"), "-p", "."], { cwd: project.folder });
    return () => project.remove();
  });

  test("are of the right types", () => {
    expect(blocks.length).toBeGreaterThan(4);
    expect(compiled.stdout).toBe("");
  });

  test.each(blocks.map(({ heading, text }, index) => [heading, index, text] as const))(
    "%s: runs",
    async (_, index, text) => {
      const { status, stderr } = await run([`dist/${nameOf(index)}.js`], { cwd: project.folder });
      if (isTooNew(text)) {
        expect(stderr).toMatch(/Error: .*registerHooks/);
        return;
      }
      expect(status, stderr).toBe(0);
      // Faults of the tracer and wrong options are reported with this word.
      expect(stderr.replace(/^uno-trace: monitoring is on, but no span.*$/m, "")).not.toContain("uno-trace:");
    },
  );
});
